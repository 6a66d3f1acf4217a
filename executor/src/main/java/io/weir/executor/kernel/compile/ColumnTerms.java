// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads input columns and constants. */
final class ColumnTerms {
    private ColumnTerms() {}

    /** A column, or by a longer path a field within it. */
    static Term column(Emitter emitter, List<Integer> path, DataType type) {
        Input input = emitter.kernel().input(path, type);
        String name = emitter.use(input.name());
        String isNull = emitter.flat() ? null : emitter.local("boolean", "$[i]", emitter.use(name + "n"));
        return switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE ->
                new Term(type, emitter.local(Term.javaType(type), "$[i]", name), "", isNull, null);
            case INT128 ->
                new Term(
                        type,
                        emitter.local("long", "$[i]", name),
                        emitter.local("long", "$[i]", emitter.use(name + "l")),
                        isNull,
                        null);
            case BYTES -> text(emitter, name, type, isNull);
            case ROW, ARRAY, MAP ->
                new Term(
                        type,
                        emitter.local("Object", "Vectors.value($, $, i)", name, emitter.constant("DataType", type)),
                        "",
                        isNull,
                        null);
        };
    }

    /** Beside a NULL the piece stays where it was, which is as good as any place. */
    private static Term text(Emitter emitter, String name, DataType type, @Nullable String isNull) {
        String piece = emitter.scratch("Utf8");
        if (isNull == null) {
            emitter.out().line("$.read(i, $);", name, piece);
        } else {
            emitter.out().line("if (!$) { $.read(i, $); }", isNull, name, piece);
        }
        return new Term(type, piece, "", isNull, null);
    }

    static Term literal(Emitter emitter, Literal literal) {
        DataType type = literal.type();
        Object value = literal.value();
        if (value == null) {
            String low = type.storage() == Storage.INT128 ? "0L" : "";
            return new Term(type, Term.nothing(type), low, "true", null);
        }
        return switch (type.storage()) {
            case BOOLEAN, FLOAT, DOUBLE, INT, ROW, ARRAY, MAP ->
                Term.of(type, emitter.constant(Term.javaType(type), value));
            case LONG -> Term.of(type, emitter.constant("long", ((LongVector) Vectors.of(type, value)).values()[0]));
            case INT128 -> {
                Int128Vector number = (Int128Vector) Vectors.of(type, value);
                yield new Term(
                        type,
                        emitter.constant("long", number.high()[0]),
                        emitter.constant("long", number.low()[0]),
                        null,
                        null);
            }
            case BYTES -> Term.of(type, emitter.constant("Utf8", text(value)));
        };
    }

    static Utf8 text(Object value) {
        return value instanceof byte[] bytes ? Utf8.of(bytes) : Utf8.of((String) Objects.requireNonNull(value));
    }
}
