// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression.Cast;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.util.List;

/** CAST from text, and to text and bytes. */
final class TextCastTerms {
    private TextCastTerms() {}

    static Term emit(Emitter emitter, Cast cast, Term input) {
        DataType from = cast.input().type();
        DataType to = cast.type();
        if (to instanceof TextType text) {
            String print = print(emitter, cast, input);
            String cut = text.maxLength() == TextType.UNBOUNDED
                    ? print
                    : "Casts.cut(" + print + ", " + text.maxLength() + ")";
            return attempt(emitter, cast, input, cut);
        }
        if (to instanceof BytesType bytes) {
            if (from.kind() != TypeKind.VARCHAR && from.kind() != TypeKind.VARBINARY) {
                throw CastTerms.noSuch(from, to);
            }
            return attempt(emitter, cast, input, "Casts.cutBytes(" + input.value() + ", " + bytes.maxLength() + ")");
        }
        return to instanceof DecimalType decimal && !DecimalTerms.isLong(decimal)
                ? DecimalCastTerms.number(
                        emitter,
                        cast,
                        input,
                        "Casts.toDecimal(" + input.value() + ", " + decimal.precision() + ", " + decimal.scale() + ")")
                : attempt(emitter, cast, input, parse(emitter, cast, input.value()));
    }

    private static Term attempt(Emitter emitter, Cast cast, Term input, String call) {
        Result r = new Result(emitter, cast.type(), List.of(input), true, cast.safe()).guard();
        CastTerms.attempt(emitter, cast, r, () -> r.set(call));
        return r.endGuard().term();
    }

    private static String parse(Emitter emitter, Cast cast, String text) {
        DataType to = cast.type();
        int precision = to instanceof TimeType time ? time.precision() : 0;
        return switch (to.kind()) {
            case BOOLEAN -> "Casts.toBoolean(" + text + ")";
            case TINYINT -> "Casts.toTinyint(" + text + ")";
            case SMALLINT -> "Casts.toSmallint(" + text + ")";
            case INTEGER -> "Casts.toInt(" + text + ")";
            case BIGINT -> "Casts.toBigint(" + text + ")";
            case FLOAT -> "Casts.toFloat(" + text + ")";
            case DOUBLE -> "Casts.toDouble(" + text + ")";
            case DECIMAL ->
                "Casts.toScaledLong(" + text + ", " + DecimalTerms.precision(to) + ", " + DecimalTerms.scale(to) + ")";
            case DATE -> "Casts.toDate(" + text + ")";
            case TIME -> "Casts.toTime(" + text + ", " + precision + ")";
            case TIMESTAMP -> "Casts.toTimestamp(" + text + ", " + precision + ")";
            case TIMESTAMP_LTZ -> "Casts.toTimestampLtz(" + text + ", " + precision + ", " + zone(emitter, cast) + ")";
            case NULL, VARCHAR, VARBINARY, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP ->
                throw CastTerms.noSuch(cast.input().type(), to);
        };
    }

    static String zone(Emitter emitter, Cast cast) {
        return emitter.constant("Utf8", Utf8.of(cast.zone()));
    }

    private static String print(Emitter emitter, Cast cast, Term input) {
        DataType from = cast.input().type();
        String value = input.value();
        int precision = from instanceof TimeType time ? time.precision() : 0;
        return switch (from.kind()) {
            case VARCHAR -> value;
            case VARBINARY -> "Casts.toText(" + value + ")";
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE -> "Casts.print(" + value + ")";
            case DECIMAL ->
                DecimalTerms.isLong(from)
                        ? "Casts.printScaledLong(" + value + ", " + DecimalTerms.scale(from) + ")"
                        : "Casts.print(" + NestedTerms.decimal(input) + ")";
            case DATE -> "Casts.printDate(" + value + ")";
            case TIME -> "Casts.printTime(" + value + ", " + precision + ")";
            case TIMESTAMP -> "Casts.printTimestamp(" + value + ", " + precision + ")";
            case TIMESTAMP_LTZ ->
                "Casts.printTimestampLtz(" + value + ", " + precision + ", " + zone(emitter, cast) + ")";
            case INTERVAL_MONTHS -> "Casts.printIntervalMonths(" + value + ")";
            case INTERVAL_MICROS -> "Casts.printIntervalMicros(" + value + ")";
            case NULL, ROW, ARRAY, MAP -> throw CastTerms.noSuch(from, cast.type());
        };
    }
}
