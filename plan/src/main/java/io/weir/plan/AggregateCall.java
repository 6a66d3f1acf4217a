// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

import io.weir.spi.type.DataType;
import java.util.List;

/**
 * One aggregate of an aggregation.
 *
 * @param arguments input columns; none for {@code COUNT(*)}
 * @param filter input column of type BOOLEAN that must be TRUE for a row to count; -1 for none
 * @param order of WITHIN GROUP: how the rows are ordered for LISTAGG, ARRAY_AGG, FIRST_VALUE and LAST_VALUE; ties and no order at all
 *     go by the total order over the argument
 * @param ignoreNulls whether NULL arguments are left out by the functions that keep them: ARRAY_AGG, FIRST_VALUE, LAST_VALUE
 * @param type of the result
 * @param name of the result's column
 */
public record AggregateCall(
        AggregateFunction function,
        List<Integer> arguments,
        boolean distinct,
        int filter,
        List<SortKey> order,
        boolean ignoreNulls,
        DataType type,
        String name) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    /** A call that looks at no order. */
    public AggregateCall(
            AggregateFunction function,
            List<Integer> arguments,
            boolean distinct,
            int filter,
            DataType type,
            String name) {
        this(function, arguments, distinct, filter, List.of(), false, type, name);
    }

    /**
     * Whether the values of its rows are kept one by one, or each different value is, and not only totals of them.
     *
     * @param retracts whether rows may be taken back
     */
    public boolean keepsValues(boolean retracts) {
        return switch (function) {
            case MIN, MAX, ANY_VALUE -> retracts;
            case EVERY, SOME, SINGLE_VALUE -> false; // a few values at most
            case APPROX_COUNT_DISTINCT -> true;
            default -> distinct || function.collects();
        };
    }
}
