// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One epoch as it happened: what each table gave, and the barrier that closed it.
 *
 * @param changes by table name the rows of the epoch, with the table's physical columns in the order of its definition
 * @param watermarks by set of table names the barrier's watermark, merged over their splits; {@code Long.MIN_VALUE} for none
 * @param timeMicros the barrier's time, which is that of the next epoch
 * @param constants whether the rows of VALUES have been read by now, which are an input like any other
 * @param emit whether operators that revise or wait send at this barrier
 */
public record Cut(
        Map<String, List<Delta>> changes,
        Map<Set<String>, Long> watermarks,
        long timeMicros,
        boolean constants,
        boolean emit,
        boolean last) {}
