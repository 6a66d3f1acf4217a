// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way of writing for batches without NULL, and without errors as long as none shows. */
final class Flat {
    private Flat() {}

    /** Whether a flat loop is worth its code: where calls and copies rule, the flags of the general one cost little. */
    static boolean pays(Expression expression) {
        return switch (expression.type().storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, INT128 ->
                !(expression instanceof FunctionCall)
                        && Parts.of(expression).stream().allMatch(Flat::pays);
            case BYTES ->
                expression instanceof ColumnRef || Parts.of(expression).isEmpty();
            case ROW, ARRAY, MAP -> false;
        };
    }

    /** Whether any column that the expressions read has a NULL, as a condition. */
    static String anyNulls(KernelText kernel, List<Expression> expressions) {
        List<String> flags = expressions.stream()
                .flatMap(Flat::columns)
                .map(column -> kernel.input(Objects.requireNonNull(NestedTerms.path(column)), column.type())
                                .name() + "a")
                .distinct()
                .toList();
        return flags.isEmpty() ? "false" : flags.stream().collect(Collectors.joining(" | "));
    }

    /** The columns, and fields of columns, that are read. */
    private static Stream<Expression> columns(Expression expression) {
        return NestedTerms.path(expression) == null
                ? Parts.of(expression).stream().flatMap(Flat::columns)
                : Stream.of(expression);
    }

    static void open(JavaText out, Emitter emitter) {
        out.line("long bad = 0L;");
        out.line("this.bad = 0L;");
        if (emitter.throwing()) {
            out.open("try");
        }
    }

    /** Leaves the method with {@code otherwise} when a row has failed. */
    static void close(JavaText out, Emitter emitter, String otherwise) {
        if (emitter.throwing()) {
            out.next("catch (RuntimeException x)");
            out.line("return $;", otherwise);
            out.close();
        }
        out.line("if ((bad | this.bad) < 0L) { return $; }", otherwise);
    }
}
