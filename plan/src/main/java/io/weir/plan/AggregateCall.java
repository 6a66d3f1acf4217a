// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

import io.weir.spi.type.DataType;
import java.util.List;

/**
 * One aggregate of an aggregation.
 *
 * @param arguments input columns; none for {@code COUNT(*)}
 * @param filter input column of type BOOLEAN that must be TRUE for a row to count; -1 for none
 * @param type of the result
 * @param name of the result's column
 */
public record AggregateCall(
        AggregateFunction function, List<Integer> arguments, boolean distinct, int filter, DataType type, String name) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
    }
}
