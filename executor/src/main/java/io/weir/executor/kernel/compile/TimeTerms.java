// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import static io.weir.spi.error.ErrorCode.DATETIME_OUT_OF_RANGE;
import static io.weir.spi.error.ErrorCode.DIVISION_BY_ZERO;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.util.List;

/** Sums and differences of dates, times, timestamps and intervals. */
final class TimeTerms {
    private TimeTerms() {}

    static boolean takes(DataType left, DataType right) {
        return isTime(left.kind()) || isTime(right.kind());
    }

    private static boolean isTime(TypeKind kind) {
        return isInterval(kind)
                || kind == TypeKind.DATE
                || kind == TypeKind.TIME
                || kind == TypeKind.TIMESTAMP
                || kind == TypeKind.TIMESTAMP_LTZ;
    }

    private static boolean isInterval(TypeKind kind) {
        return kind == TypeKind.INTERVAL_MONTHS || kind == TypeKind.INTERVAL_MICROS;
    }

    static Term emit(Emitter emitter, Call call) {
        Term a = emitter.emit(call.arguments().get(0));
        Term b = emitter.emit(call.arguments().get(1));
        boolean left = isInterval(a.type().kind());
        boolean right = isInterval(b.type().kind());
        boolean sum = call.operation() == Operation.PLUS || call.operation() == Operation.MINUS;
        if ((left && right) || !sum) {
            return a.type().storage() == b.type().storage()
                    ? ArithmeticTerms.integer(emitter, call, a, b)
                    : scaledMonths(emitter, call, a, b);
        }
        if (!left && !right) {
            return difference(emitter, call, a, b);
        }
        return left ? sum(emitter, call, b, a, List.of(a, b)) : sum(emitter, call, a, b, List.of(a, b));
    }

    /** Months, an {@code int}, times or by a {@code long}. */
    private static Term scaledMonths(Emitter emitter, Call call, Term a, Term b) {
        Result r = new Result(emitter, call.type(), List.of(a, b), true, false);
        String wide = emitter.kernel().name("v");
        emitter.out().line("long $ = 0L;", wide);
        switch (call.operation()) {
            case TIMES -> {
                emitter.out().line("$ = (long) $ * (long) $;", wide, a.value(), b.value());
                r.failIfNonZero(
                        "Math.multiplyHigh((long) " + a.value() + ", (long) " + b.value() + ") ^ (" + wide + " >> 63)",
                        NUMERIC_OUT_OF_RANGE,
                        call.span());
            }
            case DIVIDE, MODULO -> {
                r.failIf(b.value() + " == 0", DIVISION_BY_ZERO, call.span());
                emitter.out()
                        .line(
                                "if ($ != 0) { $ = (long) $ $ $; }",
                                b.value(),
                                wide,
                                a.value(),
                                call.operation() == Operation.DIVIDE ? "/" : "%",
                                b.value());
            }
            default -> throw new IllegalArgumentException(call.operation().name());
        }
        r.set("(int) $", wide);
        return r.failIfNonZero(wide + " ^ " + r.value(), NUMERIC_OUT_OF_RANGE, call.span())
                .term();
    }

    private static Term difference(Emitter emitter, Call call, Term a, Term b) {
        boolean months = call.type().kind() == TypeKind.INTERVAL_MONTHS;
        Result r = new Result(emitter, call.type(), List.of(a, b), months, false);
        if (!months) {
            return r.set("$ - $", micros(a), micros(b)).term();
        }
        r.guard().attempt(call.span(), () -> r.set("Months.between($, $)", micros(b), micros(a)));
        return r.endGuard().term();
    }

    private static String micros(Term term) {
        return term.type().kind() == TypeKind.DATE ? "Times.startOf(" + term.value() + ")" : term.value();
    }

    private static Term sum(Emitter emitter, Call call, Term time, Term interval, List<Term> arguments) {
        DataType type = call.type();
        String sign = call.operation() == Operation.MINUS ? "-" : "";
        boolean months = interval.type().kind() == TypeKind.INTERVAL_MONTHS;
        if (time.type().kind() == TypeKind.TIME) {
            String sum = months
                    ? time.value()
                    : "Times.addToTime(" + time.value() + ", " + sign + "(" + interval.value()
                            + " % Times.MICROS_PER_DAY))";
            return emitter.total(type, arguments, cut(sum, type));
        }
        Result r = new Result(emitter, type, arguments, true, false);
        if (!months && time.type().kind() != TypeKind.DATE) {
            r.set("$ $ $", time.value(), sign.isEmpty() ? "+" : "-", interval.value());
            // What wraps around is far outside of the range, too.
            r.failIfNegative(
                    "(" + r.value() + " - Times.MIN_TIMESTAMP) | (Times.MAX_TIMESTAMP - " + r.value() + ")",
                    DATETIME_OUT_OF_RANGE,
                    call.span());
            return precision(type) == TimeType.MAX_PRECISION
                    ? r.term()
                    : r.set(cut(r.value(), type)).term();
        }
        r.guard().attempt(call.span(), () -> {
            if (months) {
                boolean date = type.kind() == TypeKind.DATE;
                String sum = "Times.addMonths(" + (date ? time.value() : micros(time)) + ", " + sign + "(long) "
                        + interval.value() + ")";
                r.set(date ? sum : cut(sum, type));
            } else {
                String sum = "Times.addMicros(" + micros(time) + ", " + sign + interval.value() + ")";
                r.set(type.kind() == TypeKind.DATE ? "Times.dayOf(" + sum + ")" : cut(sum, type));
            }
        });
        return r.endGuard().term();
    }

    private static int precision(DataType type) {
        return type instanceof TimeType time ? time.precision() : TimeType.MAX_PRECISION;
    }

    /** With the digits of the second's fraction that the type has. */
    static String cut(String micros, DataType type) {
        int precision = precision(type);
        return precision == TimeType.MAX_PRECISION ? micros : "Times.cut(" + micros + ", " + precision + ")";
    }
}
