// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.executor.kernel.interpret.Interpreter;
import io.weir.plan.expression.Expression.Cast;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.util.List;

/** CAST: inline between machine numbers, by the library for the rest, by the interpreter's conversion for nested values. */
final class CastTerms {
    private final Emitter emitter;
    private final Cast cast;
    private final Term input;
    private final DataType from;
    private final DataType to;

    private CastTerms(Emitter emitter, Cast cast) {
        this.emitter = emitter;
        this.cast = cast;
        input = emitter.emit(cast.input());
        from = cast.input().type();
        to = cast.type();
    }

    static Term emit(Emitter emitter, Cast cast) {
        return new CastTerms(emitter, cast).emit();
    }

    private Term emit() {
        if (from.kind() == TypeKind.NULL) {
            return new Term(to, Term.nothing(to), to.storage() == Storage.INT128 ? "0L" : "", "true", input.failure());
        }
        if (isSame(from, to)) {
            return input.withType(to);
        }
        if (isNested(from) || isNested(to)) {
            return nested();
        }
        if (from.kind() == TypeKind.VARCHAR || to.kind() == TypeKind.VARCHAR || to.kind() == TypeKind.VARBINARY) {
            return TextCastTerms.emit(emitter, cast, input);
        }
        return switch (to.kind()) {
            case BOOLEAN -> toBoolean();
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS -> toInteger();
            case FLOAT, DOUBLE -> toFloating();
            case DECIMAL -> DecimalCastTerms.emit(emitter, cast, input);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> TimeCastTerms.emit(emitter, cast, input);
            case NULL, VARCHAR, VARBINARY, ROW, ARRAY, MAP -> throw noSuch(from, to);
        };
    }

    static IllegalArgumentException noSuch(DataType from, DataType to) {
        return new IllegalArgumentException("no conversion from " + from.plainName() + " to " + to.plainName());
    }

    /** Whether every value of the one type is the same value of the other as it lies in a vector. */
    private static boolean isSame(DataType from, DataType to) {
        if (from.kind() != to.kind() || isNested(from)) {
            return false;
        }
        return switch (from.kind()) {
            case DECIMAL ->
                ((DecimalType) from).scale() == ((DecimalType) to).scale()
                        && ((DecimalType) from).precision() <= ((DecimalType) to).precision()
                        && from.storage() == to.storage();
            case VARCHAR -> ((TextType) from).maxLength() <= ((TextType) to).maxLength();
            case VARBINARY -> ((DataType.BytesType) from).maxLength() <= ((DataType.BytesType) to).maxLength();
            case TIME, TIMESTAMP, TIMESTAMP_LTZ ->
                ((DataType.TimeType) from).precision() <= ((DataType.TimeType) to).precision();
            default -> true;
        };
    }

    private static boolean isNested(DataType type) {
        return switch (type.storage()) {
            case ROW, ARRAY, MAP -> true;
            case BOOLEAN, INT, LONG, INT128, FLOAT, DOUBLE, BYTES -> false;
        };
    }

    private Term nested() {
        String conversion = emitter.constant("UnaryOperator", Interpreter.conversion(from, to, cast.zone()));
        Result r = new Result(emitter, to, List.of(input), true, cast.safe()).guard();
        attempt(emitter, cast, r, () -> r.set("$.apply($)", conversion, input.value()));
        return r.endGuard().term();
    }

    /** Lines that may throw: TRY_CAST gives NULL then. */
    static void attempt(Emitter emitter, Cast cast, Result result, Runnable lines) {
        if (!cast.safe()) {
            result.attempt(cast.span(), lines);
            return;
        }
        result.attempt(cast.span(), () -> {
            emitter.out().open("try");
            lines.run();
            emitter.out().next("catch (RowError x)");
            result.setNull("true");
            emitter.out().close();
        });
    }

    private Term toBoolean() {
        return switch (from.storage()) {
            case INT, LONG, FLOAT, DOUBLE -> emitter.total(to, List.of(input), "$ != 0", input.value());
            case INT128 -> emitter.total(to, List.of(input), "($ | $) != 0L", input.value(), input.low());
            default -> throw noSuch(from, to);
        };
    }

    private static int bits(TypeKind kind) {
        return switch (kind) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case INTEGER, INTERVAL_MONTHS -> 32;
            default -> 64;
        };
    }

    private Term toInteger() {
        return switch (from.kind()) {
            case BOOLEAN -> emitter.total(to, List.of(input), "$ ? 1 : 0", input.value());
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS -> integerToInteger();
            case FLOAT, DOUBLE -> floatingToInteger();
            case DECIMAL -> DecimalCastTerms.toInteger(emitter, cast, input);
            default -> throw noSuch(from, to);
        };
    }

    private Term integerToInteger() {
        int width = bits(to.kind());
        if (width >= bits(from.kind())) {
            return emitter.total(to, List.of(input), "$", input.value());
        }
        Result r = checked();
        r.set("($) $", Term.javaType(to), input.value());
        String narrow = width == 8 ? "(byte) " : width == 16 ? "(short) " : "(int) ";
        unless(r, input.value() + " ^ " + narrow + input.value());
        return r.term();
    }

    private Result checked() {
        return new Result(emitter, to, List.of(input), !cast.safe(), cast.safe());
    }

    /** Out of range when the number is not zero. */
    private void unless(Result r, String number) {
        if (cast.safe()) {
            r.setNull(r.orNull("(" + number + ") != 0"));
        } else {
            r.failIfNonZero(number, NUMERIC_OUT_OF_RANGE, cast.span());
        }
    }

    /** Cut towards zero; NaN is out of every range. */
    private Term floatingToInteger() {
        int width = bits(to.kind());
        // Behind the point may stand anything below 1; 2^63 is a DOUBLE, but the greatest BIGINT is not.
        String from = width == 64 ? ">= -9.223372036854775808E18" : "> " + (-(1L << (width - 1)) - 1) + ".0";
        String below = width == 64 ? "9.223372036854775808E18" : (1L << (width - 1)) + ".0";
        String wide = emitter.local("double", input.value());
        Result r = checked();
        r.set("($) $", Term.javaType(to), wide);
        String outside = "!(" + wide + " " + from + " & " + wide + " < " + below + ")";
        if (cast.safe()) {
            r.setNull(r.orNull(outside));
        } else {
            r.failIf(outside, NUMERIC_OUT_OF_RANGE, cast.span());
        }
        return r.term();
    }

    private Term toFloating() {
        boolean single = to.kind() == TypeKind.FLOAT;
        return switch (from.kind()) {
            case BOOLEAN -> emitter.total(to, List.of(input), single ? "$ ? 1f : 0f" : "$ ? 1.0 : 0.0", input.value());
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT ->
                emitter.total(to, List.of(input), "($) $", Term.javaType(to), input.value());
            case DOUBLE -> {
                Result r = checked();
                r.set("(float) $", input.value());
                String beyond = "Float.isInfinite(" + r.value() + ") && !Double.isInfinite(" + input.value() + ")";
                if (cast.safe()) {
                    r.setNull(r.orNull(beyond));
                } else {
                    r.failIf(beyond, NUMERIC_OUT_OF_RANGE, cast.span());
                }
                yield r.term();
            }
            case DECIMAL -> DecimalCastTerms.toFloating(emitter, cast, input);
            default -> throw noSuch(from, to);
        };
    }
}
