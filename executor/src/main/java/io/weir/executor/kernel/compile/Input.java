// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column that a kernel reads, and the fields that hold it while a batch is worked on.
 *
 * <p>{@code name} is the array of values (of an INT128 the high halves, of text and nested values the vector itself),
 * with an {@code l} behind it the low halves, with an {@code n} the null mask, with an {@code a} whether any is NULL.
 *
 * @param path index of the column, then of fields
 */
record Input(String name, List<Integer> path, DataType type) {
    private Storage storage() {
        return type.storage();
    }

    private boolean isVector() {
        return switch (storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, INT128 -> false;
            case BYTES, ROW, ARRAY, MAP -> true;
        };
    }

    String vectorClass() {
        return switch (storage()) {
            case BOOLEAN -> "BooleanVector";
            case INT -> "IntVector";
            case LONG -> "LongVector";
            case FLOAT -> "FloatVector";
            case DOUBLE -> "DoubleVector";
            case INT128 -> "Int128Vector";
            case BYTES -> "BytesVector";
            case ROW, ARRAY, MAP -> "Vector";
        };
    }

    void declare(KernelText kernel) {
        kernel.field(isVector() ? vectorClass() : Term.javaType(type) + "[]", name);
        if (storage() == Storage.INT128) {
            kernel.field("long[]", name + "l");
        }
        kernel.field("boolean[]", name + "n");
        kernel.field("boolean", name + "a");
    }

    /** Sets the fields from the batch. */
    void bind(JavaText out) {
        String fields = path.stream().skip(1).map(String::valueOf).collect(Collectors.joining(", "));
        out.line(
                "$ w$ = ($) InputColumns.column(batch, $, new int[] {$});",
                vectorClass(),
                name,
                vectorClass(),
                path.get(0),
                fields);
        if (isVector()) {
            out.line("$ = w$;", name, name);
        } else if (storage() == Storage.INT128) {
            out.line("$ = w$.high();", name, name).line("$l = w$.low();", name, name);
        } else {
            out.line("$ = w$.values();", name, name);
        }
        out.line("$n = InputColumns.nulls(w$, rows);", name, name);
        out.line("$a = w$.nulls() != null;", name, name);
    }

    /** Lets go of the batch. */
    void release(JavaText out) {
        out.line("$ = null;", name);
        if (storage() == Storage.INT128) {
            out.line("$l = null;", name);
        }
        out.line("$n = null;", name);
    }
}
