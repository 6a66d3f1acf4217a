// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.functions.Decimals;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of decimals: on scaled {@code long}s where types alone tell that nothing overflows on the way, else by
 * {@link Decimals}.
 */
final class DecimalTerms {
    private static final int LONG_DIGITS = DecimalType.MAX_LONG_PRECISION;

    private DecimalTerms() {}

    static Term emit(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        Term b = emitter.emit(call.arguments().get(1));
        DecimalType type = (DecimalType) call.type();
        if (isLong(a.type()) && isLong(b.type()) && isLong(type)) {
            return switch (call.operation()) {
                case PLUS, MINUS -> sum(emitter, call, type, a, b);
                case TIMES -> product(emitter, call, type, a, b);
                default -> small(emitter, call, type, a, b);
            };
        }
        if (call.operation() == Operation.TIMES && isLong(a.type()) && isLong(b.type()) && isExactProduct(type, a, b)) {
            Result r = new Result(emitter, type, List.of(a, b), false, false);
            r.set("Math.multiplyHigh($, $)", a.value(), b.value());
            return r.setLow("$ * $", a.value(), b.value()).term();
        }
        return large(emitter, call, type, a, b);
    }

    static boolean isLong(DataType type) {
        return type.storage() == Storage.LONG;
    }

    static int precision(DataType type) {
        return ((DecimalType) type).precision();
    }

    static int scale(DataType type) {
        return ((DecimalType) type).scale();
    }

    /** Whether the result holds every product as it is. */
    private static boolean isExactProduct(DecimalType type, Term a, Term b) {
        return scale(a.type()) + scale(b.type()) == type.scale()
                && precision(a.type()) + precision(b.type()) <= type.precision();
    }

    private static Term sum(Emitter emitter, Call call, DecimalType type, Term a, Term b) {
        int shiftA = type.scale() - scale(a.type());
        int shiftB = type.scale() - scale(b.type());
        int digits = Math.max(precision(a.type()) + shiftA, precision(b.type()) + shiftB);
        if (shiftA < 0 || shiftB < 0 || digits > LONG_DIGITS) {
            return small(emitter, call, type, a, b);
        }
        Result r = new Result(emitter, type, List.of(a, b), digits + 1 > type.precision(), false);
        r.set(
                "$ $ $",
                shifted(a.value(), shiftA),
                call.operation() == Operation.PLUS ? "+" : "-",
                shifted(b.value(), shiftB));
        if (digits + 1 > type.precision()) {
            checkDigits(r, type, call.span());
        }
        return r.term();
    }

    private static Term product(Emitter emitter, Call call, DecimalType type, Term a, Term b) {
        int digits = precision(a.type()) + precision(b.type());
        if (scale(a.type()) + scale(b.type()) != type.scale() || digits > LONG_DIGITS) {
            return small(emitter, call, type, a, b);
        }
        Result r = new Result(emitter, type, List.of(a, b), digits > type.precision(), false);
        r.set("$ * $", a.value(), b.value());
        if (digits > type.precision()) {
            checkDigits(r, type, call.span());
        }
        return r.term();
    }

    static String shifted(String value, int digits) {
        return digits == 0 ? value : value + " * " + Decimals.power(digits) + "L";
    }

    /** Fails when a value has more digits than the type; it has at most 19. */
    static void checkDigits(Result result, DecimalType type, @Nullable SourceSpan span) {
        String max = Decimals.power(type.precision()) - 1 + "L";
        result.failIfNegative(
                "(" + max + " - " + result.value() + ") | (" + max + " + " + result.value() + ")",
                NUMERIC_OUT_OF_RANGE,
                span);
    }

    private static String method(Operation operation) {
        return switch (operation) {
            case PLUS -> "add";
            case MINUS -> "subtract";
            case TIMES -> "multiply";
            case DIVIDE -> "divide";
            case MODULO -> "mod";
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    private static Term small(Emitter emitter, Call call, DecimalType type, Term a, Term b) {
        Result r = new Result(emitter, type, List.of(a, b), true, false).guard();
        r.attempt(
                call.span(),
                () -> r.set(
                        "Decimals.$($, $, $, $, $, $)",
                        method(call.operation()),
                        a.value(),
                        scale(a.type()),
                        b.value(),
                        scale(b.type()),
                        type.precision(),
                        type.scale()));
        return r.endGuard().term();
    }

    private static Term large(Emitter emitter, Call call, DecimalType type, Term a, Term b) {
        String place = emitter.scratch("Int128");
        Result r = new Result(emitter, type, List.of(a, b), true, false).guard();
        r.attempt(call.span(), () -> {
            String number = emitter.local(
                    "Int128",
                    "Decimals.$($, $, $, $, $, $, $, $, $)",
                    method(call.operation()),
                    high(a),
                    low(a),
                    scale(a.type()),
                    high(b),
                    low(b),
                    scale(b.type()),
                    type.precision(),
                    type.scale(),
                    place);
            if (isLong(type)) {
                r.set("$.low()", number);
            } else {
                r.set("$.high()", number).setLow("$.low()", number);
            }
        });
        return r.endGuard().term();
    }

    static String high(Term term) {
        return isLong(term.type()) ? term.value() + " >> 63" : term.value();
    }

    static String low(Term term) {
        return isLong(term.type()) ? term.value() : term.low();
    }

    static Term negate(Emitter emitter, DataType type, Term a) {
        Result r = new Result(emitter, type, List.of(a), false, false);
        if (isLong(type)) {
            return r.set("-$", a.value()).term();
        }
        r.set("~$ + ($ == 0L ? 1L : 0L)", a.value(), a.low());
        return r.setLow("-$", a.low()).term();
    }
}
