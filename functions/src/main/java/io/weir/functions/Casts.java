// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What CAST does between text and values and between numbers, one static method for each pair; values in the form of a
 * vector.
 *
 * <p>Text that is not of the type's form fails with INVALID_CAST, dates and times with DATETIME_FORMAT; a value that the
 * type cannot hold fails with NUMERIC_OUT_OF_RANGE or DATETIME_OUT_OF_RANGE. White space around the text is ignored.
 * Printing is exact: reading the text gives the value back.
 */
public final class Casts {
    private static final Utf8 TRUE = Utf8.of("TRUE");
    private static final Utf8 FALSE = Utf8.of("FALSE");

    private Casts() {}

    // ---- from text

    /** {@code true, t, yes, y, on, 1} and {@code false, f, no, n, off, 0} in any case. */
    public static boolean toBoolean(Utf8 text) {
        int from = NumberText.start(text);
        int to = NumberText.end(text, from);
        if (isOneOf(text, from, to, "true", "t", "yes", "y", "on") || isDigit(text, from, to, '1')) {
            return true;
        }
        if (isOneOf(text, from, to, "false", "f", "no", "n", "off") || isDigit(text, from, to, '0')) {
            return false;
        }
        throw NumberText.invalid();
    }

    private static boolean isDigit(Utf8 text, int from, int to, char digit) {
        return to - from == 1 && text.byteAt(from) == digit;
    }

    private static boolean isOneOf(Utf8 text, int from, int to, String... words) {
        for (String word : words) {
            if (NumberText.is(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    public static int toTinyint(Utf8 text) {
        return (int) NumberText.integer(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    public static int toSmallint(Utf8 text) {
        return (int) NumberText.integer(text, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public static int toInt(Utf8 text) {
        return (int) NumberText.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static long toBigint(Utf8 text) {
        return NumberText.integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A number with or without exponent, or {@code NaN} or {@code [-]Infinity} in any case. */
    public static double toDouble(Utf8 text) {
        return NumberText.floating(text);
    }

    /** As {@link #toDouble(Utf8)}. */
    public static float toFloat(Utf8 text) {
        return NumberText.single(text);
    }

    /** Rounded half up to the scale. */
    public static BigDecimal toDecimal(Utf8 text, int precision, int scale) {
        return NumberText.decimal(text, precision, scale);
    }

    /** As {@link #toDecimal(Utf8, int, int)} for a precision of at most 18, scaled. */
    public static long toScaledLong(Utf8 text, int precision, int scale) {
        return NumberText.scaled(text, precision, scale);
    }

    /** {@code 2024-01-31}; days since 1970-01-01. */
    public static int toDate(Utf8 text) {
        return TimeText.date(text);
    }

    /** {@code 23:59[:59[.999999]]}, cut to the precision. */
    public static long toTime(Utf8 text, int precision) {
        return Times.cut(TimeText.time(text), precision);
    }

    /** {@code 2024-01-31[ 23:59[:59[.999999]]]}, also with a {@code T} between, cut to the precision. */
    public static long toTimestamp(Utf8 text, int precision) {
        return Times.cut(TimeText.timestamp(text), precision);
    }

    /** As {@link #toTimestamp}, with an offset such as {@code Z} or {@code +02:00}, else in the given zone. */
    public static long toTimestampLtz(Utf8 text, int precision, Utf8 zoneId) {
        return Times.cut(TimeText.timestampLtz(text, zoneId), precision);
    }

    /** The UTF-8 bytes of a text; nothing is decoded. */
    public static Utf8 toBytes(Utf8 text) {
        return text;
    }

    // ---- to text

    public static Utf8 print(boolean value) {
        return value ? TRUE : FALSE;
    }

    public static Utf8 print(int value) {
        return print((long) value);
    }

    public static Utf8 print(long value) {
        return appendLong(value, new TextBuffer(20)).text();
    }

    private static TextBuffer appendLong(long value, TextBuffer out) {
        if (value == Long.MIN_VALUE) {
            return out.appendAscii("-9223372036854775808");
        }
        if (value < 0) {
            out.append('-');
        }
        return out.appendNumber(Math.abs(value), 1);
    }

    /** With as few digits as tell it from its neighbours, as {@code 0.1}, {@code 100.0}, {@code 1.0E7}, {@code NaN}. */
    public static Utf8 print(float value) {
        return ShortestDecimal.append(value, new TextBuffer(16)).text();
    }

    /** With as few digits as tell it from its neighbours, as {@code 0.1}, {@code 100.0}, {@code 1.0E7}, {@code NaN}. */
    public static Utf8 print(double value) {
        return ShortestDecimal.append(value, new TextBuffer(24)).text();
    }

    /** With all digits of its scale. */
    public static Utf8 print(BigDecimal value) {
        if (Math.abs((long) value.scale()) > TextBuffer.BYTES_MAX) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return TextBuffer.of(value.toPlainString());
    }

    /** A DECIMAL of at most 18 digits, with all digits of its scale. */
    public static Utf8 printScaledLong(long value, int scale) {
        TextBuffer out = new TextBuffer(22);
        if (scale == 0) {
            return appendLong(value, out).text();
        }
        if (value < 0) {
            out.append('-');
        }
        long unit = Decimals.power(scale);
        return out.appendNumber(Math.abs(value / unit), 1)
                .append('.')
                .appendNumber(Math.abs(value % unit), scale)
                .text();
    }

    /** {@code 2024-01-31}. */
    public static Utf8 printDate(int day) {
        return TimeText.appendDate(day, new TextBuffer(10)).text();
    }

    /** {@code 23:59:59} and as many digits of the fraction as the precision says. */
    public static Utf8 printTime(long micros, int precision) {
        return TimeText.appendTime(Times.timeOf(micros), precision, new TextBuffer(15))
                .text();
    }

    /** {@code 2024-01-31 23:59:59} and as many digits of the fraction as the precision says. */
    public static Utf8 printTimestamp(long micros, int precision) {
        return TimeText.appendTimestamp(micros, precision, new TextBuffer(26)).text();
    }

    /** As {@link #printTimestamp}, as clocks in the zone show it. */
    public static Utf8 printTimestampLtz(long instant, int precision, Utf8 zoneId) {
        return printTimestamp(Zones.toLocal(instant, zoneId), precision);
    }

    /** {@code +1-02} for a year and two months. */
    public static Utf8 printIntervalMonths(int months) {
        long size = Math.abs((long) months);
        return new TextBuffer(12)
                .append(months < 0 ? '-' : '+')
                .appendNumber(size / 12, 1)
                .append('-')
                .appendNumber(size % 12, 2)
                .text();
    }

    /** {@code +1 02:03:04.567000} for a day, two hours, three minutes and so on. */
    public static Utf8 printIntervalMicros(long micros) {
        long days = Math.abs(micros / Times.MICROS_PER_DAY);
        TextBuffer out = new TextBuffer(32)
                .append(micros < 0 ? '-' : '+')
                .appendNumber(days, 1)
                .append(' ');
        return TimeText.appendTime(Math.abs(micros % Times.MICROS_PER_DAY), 6, out)
                .text();
    }

    /** The text that the bytes are in UTF-8; fails with INVALID_CAST when they are not. */
    public static Utf8 toText(Utf8 bytes) {
        if (!CodePoints.isValid(bytes)) {
            throw NumberText.invalid();
        }
        return bytes;
    }

    // ---- length of text and bytes

    /** At most the first so many characters: CAST to VARCHAR(n). */
    public static Utf8 cut(Utf8 text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        int end = CodePoints.skip(text, 0, charactersMax);
        return end == text.length() ? text : text.slice(0, end);
    }

    /** The text, if it is not longer: assignment to VARCHAR(n). Only spaces are cut away. */
    public static Utf8 fit(Utf8 text, int charactersMax) {
        Utf8 cut = cut(text, charactersMax);
        for (int i = cut.length(); i < text.length(); i++) {
            if (text.byteAt(i) != ' ') {
                throw RowError.of(ErrorCode.TEXT_TOO_LONG);
            }
        }
        return cut;
    }

    /** At most the first so many bytes: CAST to VARBINARY(n). */
    public static Utf8 cutBytes(Utf8 bytes, int bytesMax) {
        return bytes.length() <= bytesMax ? bytes : bytes.slice(0, bytesMax);
    }

    /** The bytes, if they are not more: assignment to VARBINARY(n). */
    public static Utf8 fitBytes(Utf8 bytes, int bytesMax) {
        if (bytes.length() > bytesMax) {
            throw RowError.of(ErrorCode.TEXT_TOO_LONG);
        }
        return bytes;
    }

    // ---- between numbers; fractions are cut off on the way to an integer and rounded half up on the way to a DECIMAL

    public static int toTinyint(long value) {
        return (int) within(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    public static int toSmallint(long value) {
        return (int) within(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public static int toInt(long value) {
        return (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static long within(long value, long min, long max) {
        if (value < min || value > max) {
            throw NumberText.outOfRange();
        }
        return value;
    }

    /** NaN and the infinities are out of range. */
    public static long toBigint(double value) {
        // 2^63 is a DOUBLE, the greatest BIGINT below it is not.
        if (!(value >= -0x1p63 && value < 0x1p63)) {
            throw NumberText.outOfRange();
        }
        return (long) value;
    }

    public static int toInt(double value) {
        return toInt(toBigint(value));
    }

    public static int toSmallint(double value) {
        return toSmallint(toBigint(value));
    }

    public static int toTinyint(double value) {
        return toTinyint(toBigint(value));
    }

    public static long toBigint(BigDecimal value) {
        if ((long) value.precision() - value.scale() > 19) {
            throw NumberText.outOfRange();
        }
        BigDecimal cut =
                value.precision() - (long) value.scale() <= 0 ? BigDecimal.ZERO : value.setScale(0, RoundingMode.DOWN);
        if (cut.unscaledValue().bitLength() > Long.SIZE - 1) {
            throw NumberText.outOfRange();
        }
        return cut.longValue();
    }

    /** The integer part of a DECIMAL of at most 18 digits. */
    public static long scaledLongToBigint(long value, int scale) {
        return value / Decimals.power(scale);
    }

    public static BigDecimal toDecimal(long value, int precision, int scale) {
        return Decimals.fit(BigDecimal.valueOf(value), precision, scale);
    }

    /** The DECIMAL next to the shortest text of the number, so that 0.1 gives 0.1; NaN and infinities are out of range. */
    public static BigDecimal toDecimal(double value, int precision, int scale) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw NumberText.outOfRange();
        }
        return toDecimal(print(value), precision, scale);
    }

    /** As {@link #toDecimal(double, int, int)} for a FLOAT, whose shortest text has fewer digits. */
    public static BigDecimal toDecimal(float value, int precision, int scale) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            throw NumberText.outOfRange();
        }
        return toDecimal(print(value), precision, scale);
    }

    /** As {@link #toDecimal(double, int, int)} for a precision of at most 18, scaled. */
    public static long toScaledLong(double value, int precision, int scale) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw NumberText.outOfRange();
        }
        return toScaledLong(print(value), precision, scale);
    }

    /** The number nearest to a DECIMAL. */
    public static double scaledLongToDouble(long value, int scale) {
        // Both are exact, so one rounding is right; larger ones take the long way.
        return Math.abs(value) <= 1L << 53
                ? (double) value / Decimals.power(scale)
                : BigDecimal.valueOf(value, scale).doubleValue();
    }

    /** A FLOAT; fails when the number is finite and beyond its range. */
    public static float toFloat(double value) {
        float result = (float) value;
        if (Float.isInfinite(result) && !Double.isInfinite(value)) {
            throw NumberText.outOfRange();
        }
        return result;
    }
}
