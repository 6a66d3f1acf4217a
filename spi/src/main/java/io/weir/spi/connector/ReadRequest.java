// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is asked to read.
 *
 * @param position where to go on, as once given by {@link Reader#position()}; null for the start
 * @param columns which columns of the table's schema, in this order; the batches have just these
 * @param predicates all hold for the rows that are wanted; a reader may leave others out or not
 * @param errors told of each record that cannot be decoded
 * @param wake called by the reader, from any thread, when rows have come after a {@link Poll.Nothing}
 */
public record ReadRequest(
        Split split,
        byte @Nullable [] position,
        int[] columns,
        List<Predicate> predicates,
        RecordErrors errors,
        Runnable wake) {}
