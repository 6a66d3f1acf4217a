// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ROWs, ARRAYs and MAPs as Java objects; but a field of a column is read like a column. */
final class NestedTerms {
    private NestedTerms() {}

    static Term field(Emitter emitter, Call call) {
        List<Integer> path = path(call);
        if (path != null) {
            return ColumnTerms.column(emitter, path, call.type());
        }
        Term row = emitter.emit(call.arguments().get(0));
        int index = CallTerms.literalInt(call.arguments().get(1));
        return opened(emitter, call, List.of(row), "((List) " + row.value() + ").get(" + index + ")");
    }

    /** Column and fields, when the expression is a field of a field of a column; else null. */
    static @Nullable List<Integer> path(Expression expression) {
        if (expression instanceof ColumnRef column) {
            return List.of(column.index());
        }
        if (expression instanceof Call call && call.operation() == Operation.FIELD) {
            List<Integer> outer = path(call.arguments().get(0));
            if (outer != null) {
                List<Integer> path = new ArrayList<>(outer);
                path.add(CallTerms.literalInt(call.arguments().get(1)));
                return path;
            }
        }
        return null;
    }

    static Term item(Emitter emitter, Call call) {
        Term collection = emitter.emit(call.arguments().get(0));
        Term key = emitter.emit(call.arguments().get(1));
        List<Term> both = List.of(collection, key);
        if (collection.type() instanceof ArrayType) {
            return opened(emitter, call, both, "Boxes.element(" + collection.value() + ", " + key.value() + ")");
        }
        return opened(
                emitter,
                call,
                both,
                "Boxes.entry(" + emitter.constant("DataType", key.type()) + ", " + collection.value() + ", "
                        + boxed(emitter, key.withNull(null)) + ")");
    }

    /** A part of a nested value, or NULL when there is none. */
    private static Term opened(Emitter emitter, Call call, List<Term> arguments, String part) {
        Result r = new Result(emitter, call.type(), arguments, false, true).guard();
        String object = emitter.local("Object", part);
        emitter.out().open("if ($ == null)", object);
        r.setNull("true");
        emitter.out().next("else");
        Boxes.set(emitter, r, call.type(), object);
        emitter.out().close();
        return r.endGuard().term();
    }

    /** MAKE_ROW and MAKE_ARRAY. */
    static Term list(Emitter emitter, Call call) {
        List<Term> arguments = emitter.emit(call.arguments());
        Result r = new Result(emitter, call.type(), valued(arguments), false, false).guard();
        r.set("Arrays.asList(new Object[] {$})", objects(emitter, arguments));
        return r.endGuard().term();
    }

    static Term map(Emitter emitter, Call call) {
        List<Term> arguments = emitter.emit(call.arguments());
        Result r = new Result(emitter, call.type(), valued(arguments), true, false).guard();
        String keyType = emitter.constant("DataType", ((DataType.MapType) call.type()).key());
        r.attempt(call.span(), () -> r.set("Boxes.map($, new Object[] {$})", keyType, objects(emitter, arguments)));
        return r.endGuard().term();
    }

    /** NULL is a value for these. */
    private static List<Term> valued(List<Term> arguments) {
        return arguments.stream().map(argument -> argument.withNull(null)).toList();
    }

    private static String objects(Emitter emitter, List<Term> arguments) {
        return String.join(
                ", ",
                arguments.stream().map(argument -> boxed(emitter, argument)).toList());
    }

    static String decimal(Term term) {
        int scale = DecimalTerms.scale(term.type());
        return DecimalTerms.isLong(term.type())
                ? "BigDecimal.valueOf(" + term.value() + ", " + scale + ")"
                : "Boxes.decimal(" + term.value() + ", " + term.low() + ", " + scale + ")";
    }

    /** The Java object that {@link DataType} names, or null. */
    static String boxed(Emitter emitter, Term term) {
        String value = term.value();
        String box = switch (term.type().storage()) {
            case BOOLEAN -> "Boolean.valueOf(" + value + ")";
            case INT -> "Integer.valueOf(" + value + ")";
            case LONG -> term.type().kind() == TypeKind.DECIMAL ? decimal(term) : "Long.valueOf(" + value + ")";
            case FLOAT -> "Float.valueOf(" + value + ")";
            case DOUBLE -> "Double.valueOf(" + value + ")";
            case INT128 -> decimal(term);
            case BYTES -> value + (term.type().kind() == TypeKind.VARCHAR ? ".toString()" : ".toByteArray()");
            case ROW, ARRAY, MAP -> value;
        };
        return term.isNull() == null ? box : emitter.local("Object", "$ ? null : (Object) $", term.isNull(), box);
    }
}
