// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;

/** A column that a projection computes: a place for the values of an expression, or a ROW made of such columns. */
final class OutputColumn {
    private final Expression expression;
    private final List<OutputColumn> fields;
    private String name = "";
    private boolean nulls;

    private OutputColumn(Expression expression, List<OutputColumn> fields) {
        this.expression = expression;
        this.fields = fields;
    }

    static OutputColumn of(Expression expression) {
        boolean row = expression instanceof Call call && call.operation() == Operation.MAKE_ROW;
        return new OutputColumn(
                expression,
                row ? Parts.of(expression).stream().map(OutputColumn::of).toList() : List.of());
    }

    /** Writes what is done for a row; what that needs before the loop is known only now. */
    void write(Emitter emitter) {
        name = emitter.kernel().name("o");
        if (!fields.isEmpty()) {
            fields.forEach(field -> field.write(emitter));
            return;
        }
        Term term = emitter.emit(expression);
        JavaText out = emitter.out();
        String isNull = term.isNull();
        nulls = isNull != null;
        if (term.failure() != null) {
            out.open("if ($ != 0)", term.failure());
            out.line("Failures.report(errors, i, $, spans);", term.failure());
            out.next("else");
        }
        if (isNull != null) {
            out.open("if ($)", isNull);
            out.line("$n[i] = true;", name);
            out.line("$a = true;", name);
            out.next("else");
        }
        switch (storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> out.line("$[i] = $;", name, term.value());
            case INT128 -> out.line("$[i] = $;", name, term.value()).line("$l[i] = $;", name, term.low());
            case BYTES, ROW, ARRAY, MAP -> out.line("$.set(i, $);", name, term.value());
        }
        if (nulls) {
            out.close();
        }
        if (term.failure() != null) {
            out.close();
        }
    }

    private Storage storage() {
        return expression.type().storage();
    }

    /** Declares the places, before the loop. */
    void declare(Emitter emitter, JavaText out) {
        if (!fields.isEmpty()) {
            fields.forEach(field -> field.declare(emitter, out));
            return;
        }
        DataType type = expression.type();
        switch (storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE ->
                out.line("final $[] $ = new $[rows];", Term.javaType(type), name, Term.javaType(type));
            case INT128 -> {
                out.line("final long[] $ = new long[rows];", name);
                out.line("final long[] $l = new long[rows];", name);
            }
            case BYTES -> out.line("final TextColumn $ = new TextColumn(rows, 16 * selected);", name);
            case ROW, ARRAY, MAP ->
                out.line(
                        "final NestedColumn $ = new NestedColumn($, rows);",
                        name,
                        emitter.kernel().constant("DataType", type));
        }
        if (nulls) {
            out.line("final boolean[] $n = new boolean[rows];", name);
            out.line("boolean $a = false;", name);
        }
    }

    /** The finished vector, as an expression. */
    String vector() {
        if (!fields.isEmpty()) {
            return "new RowVector(rows, new Vector[] {"
                    + String.join(
                            ", ", fields.stream().map(OutputColumn::vector).toList()) + "}, null)";
        }
        String mask = nulls ? name + "a ? " + name + "n : null" : "null";
        return switch (storage()) {
            case BOOLEAN -> "new BooleanVector(rows, " + name + ", " + mask + ")";
            case INT -> "new IntVector(rows, " + name + ", " + mask + ")";
            case LONG -> "new LongVector(rows, " + name + ", " + mask + ")";
            case FLOAT -> "new FloatVector(rows, " + name + ", " + mask + ")";
            case DOUBLE -> "new DoubleVector(rows, " + name + ", " + mask + ")";
            case INT128 -> "new Int128Vector(rows, " + name + ", " + name + "l, " + mask + ")";
            case BYTES -> name + ".build(" + mask + ")";
            case ROW, ARRAY, MAP -> name + ".build()";
        };
    }
}
