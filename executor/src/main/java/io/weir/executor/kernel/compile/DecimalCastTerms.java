// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.functions.Decimals;
import io.weir.plan.expression.Expression.Cast;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.util.List;

/** CAST between DECIMAL and other numbers. */
final class DecimalCastTerms {
    private DecimalCastTerms() {}

    static Term emit(Emitter emitter, Cast cast, Term input) {
        DataType from = cast.input().type();
        DecimalType to = (DecimalType) cast.type();
        return switch (from.kind()) {
            case BOOLEAN -> scaled(emitter, cast, input, input.value() + " ? 1L : 0L", 1, 0);
            case TINYINT -> scaled(emitter, cast, input, "(long) " + input.value(), 3, 0);
            case SMALLINT -> scaled(emitter, cast, input, "(long) " + input.value(), 5, 0);
            case INTEGER -> scaled(emitter, cast, input, "(long) " + input.value(), 10, 0);
            case BIGINT -> scaled(emitter, cast, input, input.value(), 19, 0);
            case FLOAT, DOUBLE ->
                number(
                        emitter,
                        cast,
                        input,
                        "Casts.toDecimal(" + input.value() + ", " + to.precision() + ", " + to.scale() + ")");
            case DECIMAL ->
                DecimalTerms.isLong(from)
                        ? scaled(
                                emitter,
                                cast,
                                input,
                                input.value(),
                                DecimalTerms.precision(from),
                                DecimalTerms.scale(from))
                        : large(emitter, cast, input, to);
            default -> throw CastTerms.noSuch(from, to);
        };
    }

    /** A scaled {@code long} of some digits. */
    private static Term scaled(Emitter emitter, Cast cast, Term input, String value, int digits, int scale) {
        DecimalType to = (DecimalType) cast.type();
        int shift = to.scale() - scale;
        boolean fits = shift >= 0 && digits + shift <= to.precision();
        if (DecimalTerms.isLong(to) && fits) {
            return emitter.total(to, List.of(input), DecimalTerms.shifted("(" + value + ")", shift));
        }
        String x = emitter.local("long", value);
        if (!DecimalTerms.isLong(to) && fits && shift == 0) {
            Result r = new Result(emitter, to, List.of(input), false, false);
            return r.set("$ >> 63", x).setLow(x).term();
        }
        if (!DecimalTerms.isLong(to) && fits && shift <= DecimalType.MAX_LONG_PRECISION) {
            String power = Decimals.power(shift) + "L";
            Result r = new Result(emitter, to, List.of(input), false, false);
            return r.set("Math.multiplyHigh($, $)", x, power)
                    .setLow("$ * $", x, power)
                    .term();
        }
        Result r = new Result(emitter, to, List.of(input), true, cast.safe()).guard();
        if (DecimalTerms.isLong(to)) {
            CastTerms.attempt(
                    emitter, cast, r, () -> r.set("Decimals.cast($, $, $, $)", x, scale, to.precision(), to.scale()));
        } else {
            String place = emitter.scratch("Int128");
            CastTerms.attempt(
                    emitter,
                    cast,
                    r,
                    () -> r.setInt128(
                            "Decimals.cast($ >> 63, $, $, $, $, $)", x, x, scale, to.precision(), to.scale(), place));
        }
        return r.endGuard().term();
    }

    private static Term large(Emitter emitter, Cast cast, Term input, DecimalType to) {
        int scale = DecimalTerms.scale(input.type());
        Result r = new Result(emitter, to, List.of(input), true, cast.safe()).guard();
        if (DecimalTerms.isLong(to)) {
            CastTerms.attempt(
                    emitter,
                    cast,
                    r,
                    () -> r.set(
                            "Decimals.castToLong($, $, $, $, $)",
                            input.value(),
                            input.low(),
                            scale,
                            to.precision(),
                            to.scale()));
        } else {
            String place = emitter.scratch("Int128");
            CastTerms.attempt(
                    emitter,
                    cast,
                    r,
                    () -> r.setInt128(
                            "Decimals.cast($, $, $, $, $, $)",
                            input.value(),
                            input.low(),
                            scale,
                            to.precision(),
                            to.scale(),
                            place));
        }
        return r.endGuard().term();
    }

    /** From a call that gives a {@code BigDecimal} of the type, or throws. */
    static Term number(Emitter emitter, Cast cast, Term input, String call) {
        Result r = new Result(emitter, cast.type(), List.of(input), true, cast.safe()).guard();
        CastTerms.attempt(emitter, cast, r, () -> Boxes.setDecimal(emitter, r, cast.type(), call));
        return r.endGuard().term();
    }

    static Term toInteger(Emitter emitter, Cast cast, Term input) {
        DataType to = cast.type();
        Result r = new Result(emitter, to, List.of(input), true, cast.safe()).guard();
        CastTerms.attempt(emitter, cast, r, () -> {
            String wide = DecimalTerms.isLong(input.type())
                    ? emitter.local("long", "$ / $L", input.value(), Decimals.power(DecimalTerms.scale(input.type())))
                    : emitter.local("long", "Casts.toBigint($)", NestedTerms.decimal(input));
            r.set(
                    switch (to.kind()) {
                        case TINYINT -> "Casts.toTinyint(" + wide + ")";
                        case SMALLINT -> "Casts.toSmallint(" + wide + ")";
                        case INTEGER, INTERVAL_MONTHS -> "Casts.toInt(" + wide + ")";
                        case BIGINT, INTERVAL_MICROS -> wide;
                        default -> throw CastTerms.noSuch(input.type(), to);
                    });
        });
        return r.endGuard().term();
    }

    static Term toFloating(Emitter emitter, Cast cast, Term input) {
        boolean twice = cast.type().kind() == TypeKind.DOUBLE;
        String value = twice && DecimalTerms.isLong(input.type())
                ? "Casts.scaledLongToDouble(" + input.value() + ", " + DecimalTerms.scale(input.type()) + ")"
                : NestedTerms.decimal(input) + (twice ? ".doubleValue()" : ".floatValue()");
        return emitter.total(cast.type(), List.of(input), value);
    }
}
