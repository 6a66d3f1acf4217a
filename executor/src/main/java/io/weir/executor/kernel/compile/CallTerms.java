// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.util.List;
import java.util.Objects;

/** Hands each operation to those who can write it, and writes the small ones. */
final class CallTerms {
    private CallTerms() {}

    static Term emit(Emitter emitter, Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.operation()) {
            case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic(emitter, call);
            case NEGATE -> ArithmeticTerms.negate(emitter, call);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                ComparisonTerms.compare(emitter, call);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> ComparisonTerms.distinct(emitter, call);
            case AND -> LogicTerms.junction(emitter, arguments, false);
            case OR -> LogicTerms.junction(emitter, arguments, true);
            case NOT -> not(emitter, emitter.emit(arguments.get(0)));
            case IS_NULL -> nullness(emitter, emitter.emit(arguments.get(0)), true);
            case IS_NOT_NULL -> nullness(emitter, emitter.emit(arguments.get(0)), false);
            case IS_TRUE -> truth(emitter, emitter.emit(arguments.get(0)), true, false);
            case IS_NOT_TRUE -> truth(emitter, emitter.emit(arguments.get(0)), true, true);
            case IS_FALSE -> truth(emitter, emitter.emit(arguments.get(0)), false, false);
            case IS_NOT_FALSE -> truth(emitter, emitter.emit(arguments.get(0)), false, true);
            case IN -> MemberTerms.in(emitter, call);
            case COALESCE -> ChoiceTerms.coalesce(emitter, call);
            case FIELD -> NestedTerms.field(emitter, call);
            case ITEM -> NestedTerms.item(emitter, call);
            case MAKE_ROW, MAKE_ARRAY -> NestedTerms.list(emitter, call);
            case MAKE_MAP -> NestedTerms.map(emitter, call);
            case REQUIRE_NOT_NULL -> requireNotNull(emitter, call);
            case REQUIRE_LENGTH -> requireLength(emitter, call);
            case EPOCH_TIME -> epochTime(emitter, call.type());
        };
    }

    private static Term arithmetic(Emitter emitter, Call call) {
        DataType left = call.arguments().get(0).type();
        DataType right = call.arguments().get(1).type();
        if (TimeTerms.takes(left, right)) {
            return TimeTerms.emit(emitter, call);
        }
        return call.type().kind() == TypeKind.DECIMAL
                ? DecimalTerms.emit(emitter, call)
                : ArithmeticTerms.emit(emitter, call);
    }

    private static Term not(Emitter emitter, Term argument) {
        return emitter.total(DataType.bool(), List.of(argument), "!$", argument.value());
    }

    private static Term nullness(Emitter emitter, Term argument, boolean wanted) {
        String isNull = argument.isNull() == null ? "false" : argument.isNull();
        String value = emitter.local("boolean", wanted ? isNull : "!" + isNull);
        return Term.of(DataType.bool(), value).withFailure(argument.failure());
    }

    /** Whether a condition is the wanted truth and not NULL, or whether it is not so. */
    private static Term truth(Emitter emitter, Term argument, boolean wanted, boolean negated) {
        String is = (wanted ? "" : "!") + argument.value();
        String both = argument.isNull() == null ? is : is + " & !" + argument.isNull();
        String value = emitter.local("boolean", negated ? "!(" + both + ")" : both);
        return Term.of(DataType.bool(), value).withFailure(argument.failure());
    }

    private static Term requireNotNull(Emitter emitter, Call call) {
        Term argument = emitter.emit(call.arguments().get(0));
        if (argument.isNull() == null) {
            return argument.withType(call.type());
        }
        String failure = emitter.failure(ErrorCode.NULL_NOT_ALLOWED, call.span());
        if (emitter.flat()) {
            emitter.out().line("if ($) { bad = -1L; }", argument.isNull());
            return argument.withType(call.type()).withNull(null);
        }
        String all = argument.failure() == null
                ? emitter.local("int", "$ ? $ : 0", argument.isNull(), failure)
                : emitter.local(
                        "int",
                        "$ != 0 ? $ : $ ? $ : 0",
                        argument.failure(),
                        argument.failure(),
                        argument.isNull(),
                        failure);
        return argument.withType(call.type()).withNull(null).withFailure(all);
    }

    private static Term requireLength(Emitter emitter, Call call) {
        Term argument = emitter.emit(call.arguments().get(0));
        int max = literalInt(call.arguments().get(1));
        Result result = new Result(emitter, call.type(), List.of(argument), true, false);
        result.set(argument.value());
        String tooLong = call.arguments().get(0).type().kind() == TypeKind.VARCHAR
                ? argument.value() + ".length() > " + max + " && Casts.cut(" + argument.value() + ", " + max
                        + ").length() < " + argument.value() + ".length()"
                : argument.value() + ".length() > " + max;
        return result.failIf(tooLong, ErrorCode.TEXT_TOO_LONG, call.span()).term();
    }

    static int literalInt(Expression expression) {
        return (Integer) Objects.requireNonNull(((Literal) expression).value());
    }

    private static Term epochTime(Emitter emitter, DataType type) {
        int precision = ((TimeType) type).precision();
        String now = emitter.use("now");
        return Term.of(
                type,
                precision == TimeType.MAX_PRECISION ? now : emitter.local("long", "Times.cut($, $)", now, precision));
    }

    /** The sign of a comparison in Java, for those that have one. */
    static String sign(Operation operation) {
        return switch (operation) {
            case EQUAL, IS_NOT_DISTINCT_FROM -> "==";
            case NOT_EQUAL, IS_DISTINCT_FROM -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            default -> throw new IllegalArgumentException(operation.name());
        };
    }
}
