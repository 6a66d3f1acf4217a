// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * The signature of a function taken apart: {@code LPAD(STRING, INT, STRING) -> STRING}.
 *
 * @param parameters names of types; of varargs the last one once
 */
record FunctionText(String text, List<String> parameters, String result) {
    static FunctionText of(String text) {
        int open = text.indexOf('(');
        int close = text.indexOf(')', open);
        int arrow = text.indexOf(" -> ");
        List<String> parameters = Arrays.stream(text.substring(open + 1, close).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !name.equals("..."))
                .toList();
        return new FunctionText(text, parameters, arrow < 0 ? "ANY" : text.substring(arrow + 4));
    }

    /** The type of a name in a signature, where nested types and families have no parameters. */
    static DataType type(String name) {
        return switch (name) {
            case "ARRAY" -> DataType.array(DataType.ofNull());
            case "MAP" -> DataType.map(DataType.ofNull(), DataType.ofNull());
            case "ROW" -> DataType.row(List.of());
            case "DECIMAL" -> DataType.decimal(38, 0);
            case "INTERVAL_MONTHS" -> DataType.intervalMonths();
            case "INTERVAL_MICROS" -> DataType.intervalMicros();
            default -> {
                try {
                    yield TypeText.parse(name);
                } catch (SqlException e) {
                    yield DataType.ofNull();
                }
            }
        };
    }
}
