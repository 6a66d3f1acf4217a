// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import java.util.List;

/**
 * Which rows of the input a call sees.
 *
 * @param notNull columns that must not be NULL; those that never are have been left out
 * @param filter column that must be TRUE, or -1
 * @param distinct the columns whose combinations count once, or empty
 */
record Lens(List<Integer> notNull, int filter, List<Integer> distinct) {
    /** All rows. */
    static final Lens ALL = new Lens(List.of(), -1, List.of());

    Lens {
        notNull = List.copyOf(notNull);
        distinct = List.copyOf(distinct);
    }
}
