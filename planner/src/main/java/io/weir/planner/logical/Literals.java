// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression.Literal;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Constants: from Calcite's form, and from text that stands where a date or time is wanted. */
final class Literals {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private Literals() {}

    static Literal of(RexLiteral literal) {
        DataType type = DataTypes.of(literal.getType());
        return new Literal(literal.isNull() ? null : value(literal, type), type);
    }

    private static Object value(RexLiteral literal, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> as(literal, Boolean.class);
            case TINYINT, SMALLINT, INTEGER -> as(literal, BigDecimal.class).intValueExact();
            case BIGINT -> as(literal, BigDecimal.class).longValueExact();
            case FLOAT -> as(literal, BigDecimal.class).floatValue();
            case DOUBLE -> as(literal, Double.class);
            case DECIMAL -> as(literal, BigDecimal.class).setScale(((DecimalType) type).scale(), RoundingMode.HALF_UP);
            case VARCHAR -> as(literal, String.class);
            case VARBINARY -> as(literal, ByteString.class).getBytes();
            case DATE -> as(literal, Integer.class);
            case TIME -> micros(LocalTime.parse(as(literal, TimeString.class).toString()));
            case TIMESTAMP, TIMESTAMP_LTZ ->
                micros(LocalDateTime.parse(
                        as(literal, TimestampString.class).toString().replace(' ', 'T')));
            case INTERVAL_MONTHS -> as(literal, BigDecimal.class).intValueExact();
            case INTERVAL_MICROS ->
                as(literal, BigDecimal.class)
                        .multiply(BigDecimal.valueOf(MICROS_PER_MILLI))
                        .longValueExact();
            case NULL, ROW, ARRAY, MAP -> throw new IllegalArgumentException(type.sql());
        };
    }

    private static <T> T as(RexLiteral literal, Class<T> type) {
        return Objects.requireNonNull(literal.getValueAs(type));
    }

    /** A text as the date or time it stands for; an error when it is none. */
    static Literal dateOrTime(String text, DataType type, ZoneId zone, @Nullable SourceSpan span) {
        byte[] bytes = text.trim().getBytes(StandardCharsets.UTF_8);
        long value = switch (type.kind()) {
            case DATE -> DateTimeText.readDate(bytes, 0, bytes.length);
            case TIME -> DateTimeText.readTime(bytes, 0, bytes.length);
            case TIMESTAMP -> local(bytes);
            default -> instant(bytes, zone);
        };
        if (value == DateTimeText.INVALID) {
            throw SqlException.report(ErrorCode.DATETIME_FORMAT)
                    .says("'%s' is not a %s", text, type.plainName())
                    .at(span)
                    .hint(
                            "%s",
                            switch (type.kind()) {
                                case DATE -> "Write '2026-01-31'.";
                                case TIME -> "Write '23:59:59'.";
                                default -> "Write '2026-01-31 23:59:59'.";
                            })
                    .toException();
        }
        DataType notNull = type.withNullable(false);
        return type instanceof TimeType time
                ? new Literal(DateTimeText.cut(value, time.precision()), notNull)
                : new Literal(Math.toIntExact(value), notNull);
    }

    private static long local(byte[] text) {
        int dateOnly = "2026-01-31".length();
        if (text.length == dateOnly) {
            long day = DateTimeText.readDate(text, 0, dateOnly);
            return day == DateTimeText.INVALID ? day : day * DateTimeText.MICROS_PER_DAY;
        }
        char separator = text.length > dateOnly && text[dateOnly] == 'T' ? 'T' : ' ';
        return DateTimeText.readTimestamp(text, 0, text.length, separator);
    }

    private static long instant(byte[] text, ZoneId zone) {
        long local = local(text);
        if (local == DateTimeText.INVALID) {
            long zoned = DateTimeText.readZonedTimestamp(text, 0, text.length, ' ');
            return zoned == DateTimeText.INVALID ? DateTimeText.readZonedTimestamp(text, 0, text.length, 'T') : zoned;
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, MICROS_PER_SECOND),
                (int) Math.floorMod(local, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                ZoneOffset.UTC);
        return micros(time.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    private static long micros(LocalTime time) {
        return time.toNanoOfDay() / NANOS_PER_MICRO;
    }

    private static long micros(LocalDateTime time) {
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND),
                time.getNano() / NANOS_PER_MICRO);
    }
}
