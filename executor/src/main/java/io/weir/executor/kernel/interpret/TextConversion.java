// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.functions.Casts;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/** CAST from text and to text and bytes. */
final class TextConversion {
    private TextConversion() {}

    static UnaryOperator<Object> fromText(DataType from, DataType to, ZoneId zone) {
        int precision = to instanceof TimeType time ? time.precision() : 0;
        Utf8 zoneId = Utf8.of(zone.getId());
        return switch (to.kind()) {
            case BOOLEAN -> text -> Casts.toBoolean((Utf8) text);
            case TINYINT -> text -> Casts.toTinyint((Utf8) text);
            case SMALLINT -> text -> Casts.toSmallint((Utf8) text);
            case INTEGER -> text -> Casts.toInt((Utf8) text);
            case BIGINT -> text -> Casts.toBigint((Utf8) text);
            case FLOAT -> text -> Casts.toFloat((Utf8) text);
            case DOUBLE -> text -> Casts.toDouble((Utf8) text);
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) to;
                yield text -> Casts.toDecimal((Utf8) text, decimal.precision(), decimal.scale());
            }
            case DATE -> text -> Casts.toDate((Utf8) text);
            case TIME -> text -> Casts.toTime((Utf8) text, precision);
            case TIMESTAMP -> text -> Casts.toTimestamp((Utf8) text, precision);
            case TIMESTAMP_LTZ -> text -> Casts.toTimestampLtz((Utf8) text, precision, zoneId);
            case NULL, VARCHAR, VARBINARY, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP ->
                throw Conversion.none(from, to);
        };
    }

    static UnaryOperator<Object> toText(DataType from, TextType to, ZoneId zone) {
        UnaryOperator<Object> whole = print(from, to, zone);
        return value -> Casts.cut((Utf8) whole.apply(value), to.maxLength());
    }

    private static UnaryOperator<Object> print(DataType from, TextType to, ZoneId zone) {
        int precision = from instanceof TimeType time ? time.precision() : 0;
        Utf8 zoneId = Utf8.of(zone.getId());
        return switch (from.kind()) {
            case VARCHAR -> value -> value;
            case VARBINARY -> value -> Casts.toText((Utf8) value);
            case BOOLEAN -> value -> Casts.print((boolean) (Boolean) value);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> value -> Casts.print(((Number) value).longValue());
            case FLOAT -> value -> Casts.print((float) (Float) value);
            case DOUBLE -> value -> Casts.print((double) (Double) value);
            case DECIMAL -> value -> Casts.print((BigDecimal) value);
            case DATE -> value -> Casts.printDate((Integer) value);
            case TIME -> value -> Casts.printTime((Long) value, precision);
            case TIMESTAMP -> value -> Casts.printTimestamp((Long) value, precision);
            case TIMESTAMP_LTZ -> value -> Casts.printTimestampLtz((Long) value, precision, zoneId);
            case INTERVAL_MONTHS -> value -> Casts.printIntervalMonths((Integer) value);
            case INTERVAL_MICROS -> value -> Casts.printIntervalMicros((Long) value);
            case NULL, ROW, ARRAY, MAP -> throw Conversion.none(from, to);
        };
    }

    static UnaryOperator<Object> toBytes(DataType from, BytesType to) {
        return switch (from.kind()) {
            case VARCHAR -> value -> Casts.cutBytes(Casts.toBytes((Utf8) value), to.maxLength());
            case VARBINARY -> value -> Casts.cutBytes((Utf8) value, to.maxLength());
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                throw Conversion.none(from, to);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP ->
                throw Conversion.none(from, to);
        };
    }
}
