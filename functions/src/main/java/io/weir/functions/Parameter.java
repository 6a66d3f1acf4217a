// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function as SQL sees it.
 *
 * @param kind the family of types, or null when a value of any type may be given
 * @param precision digits of the second's fraction, for the time types
 */
public record Parameter(String name, @Nullable TypeKind kind, int precision) {

    /** How it is written in a function's id, such as {@code BIGINT}, or {@code ANY}. */
    public String typeName() {
        return kind == null ? "ANY" : typeName(kind);
    }

    /** What an argument of the given type is cast to, if that loses nothing. */
    @Nullable
    DataType accept(DataType argument) {
        if (kind == null) {
            return argument;
        }
        return Widening.cost(argument, kind) < 0 ? null : Widening.to(argument, kind, precision);
    }

    static String typeName(TypeKind kind) {
        return switch (kind) {
            case VARCHAR -> "STRING";
            case VARBINARY -> "BYTES";
            case INTEGER -> "INT";
            case NULL, BOOLEAN, TINYINT, SMALLINT, BIGINT, FLOAT, DOUBLE, DECIMAL -> kind.name();
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS -> kind.name();
            case ROW, ARRAY, MAP -> kind.name();
        };
    }
}
