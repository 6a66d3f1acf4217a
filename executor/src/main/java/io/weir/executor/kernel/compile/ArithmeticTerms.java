// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import static io.weir.spi.error.ErrorCode.DIVISION_BY_ZERO;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checked arithmetic on integers and floating numbers. */
final class ArithmeticTerms {
    private ArithmeticTerms() {}

    static Term emit(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        Term b = emitter.emit(call.arguments().get(1));
        return switch (call.type().kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(emitter, call, a, b);
            case FLOAT, DOUBLE -> floating(emitter, call, a, b);
            default -> throw new IllegalArgumentException(call.type().plainName());
        };
    }

    /** Two integers, or intervals, in the Java type of the result. */
    static Term integer(Emitter emitter, Call call, Term a, Term b) {
        Operation operation = call.operation();
        SourceSpan span = call.span();
        Result r = new Result(emitter, call.type(), List.of(a, b), true, false);
        String x = a.value();
        String y = b.value();
        String v = r.value();
        switch (operation) {
            case PLUS -> {
                r.set("$ + $", x, y);
                checkSum(r, call.type(), "(" + x + " ^ " + v + ") & (" + y + " ^ " + v + ")", span);
            }
            case MINUS -> {
                r.set("$ - $", x, y);
                checkSum(r, call.type(), "(" + x + " ^ " + y + ") & (" + x + " ^ " + v + ")", span);
            }
            case TIMES -> multiply(emitter, r, call.type(), x, y, span);
            case DIVIDE -> {
                r.failIf(y + " == 0", DIVISION_BY_ZERO, span);
                emitter.out().open("if ($ != 0)", y);
                r.set("$ / $", x, y);
                // Only the least value by -1 gives a negative of two negatives.
                checkSum(r, call.type(), x + " & " + y + " & " + v, span);
                emitter.out().close();
            }
            case MODULO -> {
                r.failIf(y + " == 0", DIVISION_BY_ZERO, span);
                emitter.out().line("if ($ != 0) { $ = $ % $; }", y, v, x, y);
            }
            default -> throw new IllegalArgumentException(operation.name());
        }
        return r.term();
    }

    /** A carry into the sign is seen in 32 and 64 bits; narrower types are looked at themselves. */
    private static void checkSum(Result result, DataType type, String sign, @Nullable SourceSpan span) {
        if (type.kind() == TypeKind.TINYINT || type.kind() == TypeKind.SMALLINT) {
            checkNarrow(result, type, result.value(), span);
        } else {
            result.failIfNegative(sign, NUMERIC_OUT_OF_RANGE, span);
        }
    }

    /** Fails when an {@code int} is not in the type's range. */
    static void checkNarrow(Result result, DataType type, String value, @Nullable SourceSpan span) {
        String narrow = type.kind() == TypeKind.TINYINT ? "(byte) " : "(short) ";
        result.failIfNonZero(value + " ^ " + narrow + value, NUMERIC_OUT_OF_RANGE, span);
    }

    private static void multiply(
            Emitter emitter, Result result, DataType type, String x, String y, @Nullable SourceSpan span) {
        String v = result.value();
        switch (type.kind()) {
            case TINYINT, SMALLINT -> {
                result.set("$ * $", x, y);
                checkNarrow(result, type, v, span);
            }
            case INTEGER, INTERVAL_MONTHS -> {
                String wide = emitter.local("long", "(long) $ * (long) $", x, y);
                result.set("(int) $", wide);
                result.failIfNonZero(wide + " ^ " + v, NUMERIC_OUT_OF_RANGE, span);
            }
            default -> {
                result.set("$ * $", x, y);
                result.failIfNonZero(
                        "Math.multiplyHigh(" + x + ", " + y + ") ^ (" + v + " >> 63)", NUMERIC_OUT_OF_RANGE, span);
            }
        }
    }

    /** By a zero the result is not finite, so a flat loop need not look at the divisor. */
    private static Term floating(Emitter emitter, Call call, Term a, Term b) {
        Result r = new Result(emitter, call.type(), List.of(a, b), true, false);
        Operation operation = call.operation();
        r.set("$ $ $", a.value(), sign(operation), b.value());
        if (emitter.flat()) {
            return r.failIfNegative(beyondFinite(call.type(), r.value()), NUMERIC_OUT_OF_RANGE, null)
                    .term();
        }
        String overflow = isInfinite(call.type(), r.value()) + " && !" + isInfinite(call.type(), a.value()) + " && !"
                + isInfinite(call.type(), b.value());
        if (operation == Operation.DIVIDE || operation == Operation.MODULO) {
            r.failIf(b.value() + " == 0", DIVISION_BY_ZERO, call.span());
            overflow += " && " + b.value() + " != 0";
        }
        return r.failIf(overflow, NUMERIC_OUT_OF_RANGE, call.span()).term();
    }

    private static String isInfinite(DataType type, String value) {
        return (type.kind() == TypeKind.FLOAT ? "Float" : "Double") + ".isInfinite(" + value + ")";
    }

    /** Negative when a value is infinite or NaN: its exponent is then the greatest. */
    private static String beyondFinite(DataType type, String value) {
        return type.kind() == TypeKind.FLOAT
                ? "0x7F7FFFFF - (Float.floatToRawIntBits(" + value + ") & 0x7FFFFFFF)"
                : "0x7FEFFFFFFFFFFFFFL - (Double.doubleToRawLongBits(" + value + ") & 0x7FFFFFFFFFFFFFFFL)";
    }

    private static String sign(Operation operation) {
        return switch (operation) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case DIVIDE -> "/";
            case MODULO -> "%";
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    static Term negate(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        DataType type = call.type();
        return switch (type.kind()) {
            case FLOAT, DOUBLE -> emitter.total(type, List.of(a), "-$", a.value());
            case DECIMAL -> DecimalTerms.negate(emitter, type, a);
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS -> {
                Result r = new Result(emitter, type, List.of(a), true, false);
                r.set("-$", a.value());
                checkSum(r, type, a.value() + " & " + r.value(), call.span());
                yield r.term();
            }
            default -> throw new IllegalArgumentException(type.plainName());
        };
    }
}
