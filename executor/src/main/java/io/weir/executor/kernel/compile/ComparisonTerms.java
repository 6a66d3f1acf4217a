// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import java.util.List;

/** Comparisons of two values of one type. */
final class ComparisonTerms {
    private ComparisonTerms() {}

    static Term compare(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        Term b = emitter.emit(call.arguments().get(1));
        return emitter.total(DataType.bool(), List.of(a, b), condition(emitter, call.operation(), a, b));
    }

    static Term distinct(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        Term b = emitter.emit(call.arguments().get(1));
        String values = condition(emitter, call.operation(), a, b);
        String failure = Term.firstFailure(List.of(a, b));
        if (failure != null && failure.indexOf(' ') >= 0) {
            failure = emitter.local("int", failure);
        }
        if (a.isNull() == null && b.isNull() == null) {
            return Term.of(DataType.bool(), emitter.local("boolean", values)).withFailure(failure);
        }
        String x = a.isNull() == null ? "false" : a.isNull();
        String y = b.isNull() == null ? "false" : b.isNull();
        String value =
                emitter.local("boolean", "$ | $ ? $ $ $ : $", x, y, x, CallTerms.sign(call.operation()), y, values);
        return Term.of(DataType.bool(), value).withFailure(failure);
    }

    /** A Java condition; safe for whatever stands beside NULL. */
    static String condition(Emitter emitter, Operation operation, Term a, Term b) {
        String x = a.value();
        String y = b.value();
        return switch (a.type().storage()) {
            case BOOLEAN -> booleans(operation, x, y);
            case INT, LONG -> x + " " + CallTerms.sign(operation) + " " + y;
            case FLOAT, DOUBLE -> floating(operation, x, y);
            case INT128 -> int128(operation, a, b);
            case BYTES -> text(operation, x, y);
            case ROW, ARRAY, MAP ->
                "ValueOrder.compare(" + emitter.constant("DataType", a.type()) + ", " + x + ", " + y + ") "
                        + CallTerms.sign(operation) + " 0";
        };
    }

    private static String booleans(Operation operation, String x, String y) {
        return switch (operation) {
            case LESS -> "!" + x + " & " + y;
            case LESS_OR_EQUAL -> "!" + x + " | " + y;
            case GREATER -> x + " & !" + y;
            case GREATER_OR_EQUAL -> x + " | !" + y;
            default -> x + " " + CallTerms.sign(operation) + " " + y;
        };
    }

    /** Java has no order for NaN; here it equals itself and is the greatest. */
    private static String floating(Operation operation, String x, String y) {
        String equal = "(" + x + " == " + y + ") | ((" + x + " != " + x + ") & (" + y + " != " + y + "))";
        return switch (operation) {
            case EQUAL, IS_NOT_DISTINCT_FROM -> equal;
            case NOT_EQUAL, IS_DISTINCT_FROM -> "!(" + equal + ")";
            case LESS -> "!(" + x + " >= " + y + ") & (" + x + " == " + x + ")";
            case LESS_OR_EQUAL -> "(" + x + " <= " + y + ") | (" + y + " != " + y + ")";
            case GREATER -> "!(" + y + " >= " + x + ") & (" + y + " == " + y + ")";
            case GREATER_OR_EQUAL -> "(" + x + " >= " + y + ") | (" + x + " != " + x + ")";
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    private static String int128(Operation operation, Term a, Term b) {
        String same = "(" + a.value() + " == " + b.value() + ") & (" + a.low() + " == " + b.low() + ")";
        return switch (operation) {
            case EQUAL, IS_NOT_DISTINCT_FROM -> same;
            case NOT_EQUAL, IS_DISTINCT_FROM -> "!(" + same + ")";
            default ->
                "(" + a.value() + " == " + b.value() + " ? Long.compareUnsigned(" + a.low() + ", " + b.low()
                        + ") : Long.compare(" + a.value() + ", " + b.value() + ")) " + CallTerms.sign(operation)
                        + " 0";
        };
    }

    private static String text(Operation operation, String x, String y) {
        return switch (operation) {
            case EQUAL, IS_NOT_DISTINCT_FROM -> x + ".equals(" + y + ")";
            case NOT_EQUAL, IS_DISTINCT_FROM -> "!" + x + ".equals(" + y + ")";
            default -> x + ".compareTo(" + y + ") " + CallTerms.sign(operation) + " 0";
        };
    }
}
