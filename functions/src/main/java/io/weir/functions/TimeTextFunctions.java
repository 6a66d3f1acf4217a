// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.Determinism;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.TypeKind;

/** Times from and to text and numbers. Patterns are those of {@link TimeFormat}. */
public final class TimeTextFunctions {
    private static final String GROUP = "time";
    private static final Utf8 USUAL = Utf8.of("yyyy-MM-dd HH:mm:ss");

    private static final int SECONDS = 0;
    private static final int MILLIS = 3;

    private TimeTextFunctions() {}

    // ---- text from times

    @SqlFunction(
            name = "DATE_FORMAT",
            doc =
                    "A time as text by a pattern of the letters yyyy MM MMM MMMM dd DDD EEE EEEE HH hh a mm ss SSS and 'quoted"
                            + " text'; a TIMESTAMP_LTZ as clocks in the session's time zone show it. Fails for other letters.",
            example = "DATE_FORMAT(TIMESTAMP '2024-05-17 13:45:30', 'd MMM yyyy, HH:mm') = '17 May 2024, 13:45'",
            group = GROUP)
    public static Utf8 dateFormat(@SqlType(TypeKind.TIMESTAMP) long time, Utf8 pattern) {
        return TimeFormat.of(pattern).print(time);
    }

    @SqlFunction(
            name = "DATE_FORMAT",
            doc = "A text that CAST could make a TIMESTAMP as another text, by a pattern. Fails if it could not.",
            example = "DATE_FORMAT('2024-05-17 13:45:30', 'yyyyMMdd') = '20240517'",
            group = GROUP)
    public static Utf8 dateFormat(Utf8 time, Utf8 pattern) {
        return TimeFormat.of(pattern).print(TimeText.timestamp(time));
    }

    @SqlFunction(
            name = "FROM_UNIXTIME",
            doc =
                    "Seconds since 1970-01-01 00:00:00 UTC as text of the form yyyy-MM-dd HH:mm:ss, as clocks in the session's"
                            + " time zone show it.",
            example = "CHAR_LENGTH(FROM_UNIXTIME(44)) = 19",
            group = GROUP)
    public static Utf8 fromUnixtime(long seconds, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return fromUnixtime(seconds, USUAL, zone);
    }

    @SqlFunction(
            name = "FROM_UNIXTIME",
            doc =
                    "Seconds since 1970-01-01 00:00:00 UTC as text by a pattern as in DATE_FORMAT, as clocks in the session's"
                            + " time zone show it.",
            example = "FROM_UNIXTIME(44, 'ss') = '44'",
            group = GROUP)
    public static Utf8 fromUnixtime(long seconds, Utf8 pattern, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return TimeFormat.of(pattern).print(Zones.toLocal(micros(seconds, Times.MICROS_PER_SECOND), zone));
    }

    @SqlFunction(
            name = "CONVERT_TZ",
            doc =
                    "A text of the form yyyy-MM-dd HH:mm:ss, read in the first time zone, as clocks in the second one show it.",
            example = "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles') = '1969-12-31 16:00:00'",
            group = GROUP)
    public static Utf8 convertTz(Utf8 time, Utf8 fromZone, Utf8 toZone) {
        long instant = Zones.toInstant(TimeText.timestamp(time), fromZone);
        return TimeFormat.of(USUAL).print(Zones.toLocal(instant, toZone));
    }

    // ---- times from text

    @SqlFunction(
            name = "TO_DATE",
            doc = "The date of a text such as 2024-05-17. Fails with 22007 if it is of another form.",
            example = "TO_DATE('2024-05-17') = DATE '2024-05-17'",
            group = GROUP)
    @SqlType(TypeKind.DATE)
    public static int toDate(Utf8 text) {
        return TimeText.date(text);
    }

    @SqlFunction(
            name = "TO_DATE",
            doc = "The date of a text by a pattern as in DATE_FORMAT. Fails with 22007 if the text is of another form.",
            example = "TO_DATE('17.05.2024', 'dd.MM.yyyy') = DATE '2024-05-17'",
            group = GROUP)
    @SqlType(TypeKind.DATE)
    public static int toDate(Utf8 text, Utf8 pattern) {
        return Times.dayOf(TimeFormat.of(pattern).parse(text));
    }

    @SqlFunction(
            name = "TO_TIMESTAMP",
            doc =
                    "The time, to the millisecond, of a text such as 2024-05-17 13:45:30.123; the time of the day may be left"
                            + " out. Fails with 22007 if it is of another form.",
            example = "TO_TIMESTAMP('2024-05-17 13:45:30') = TIMESTAMP '2024-05-17 13:45:30'",
            group = GROUP)
    @SqlType(value = TypeKind.TIMESTAMP, precision = MILLIS)
    public static long toTimestamp(Utf8 text) {
        return Times.cut(TimeText.timestamp(text), MILLIS);
    }

    @SqlFunction(
            name = "TO_TIMESTAMP",
            doc =
                    "The time, to the millisecond, of a text by a pattern as in DATE_FORMAT. Fails with 22007 if the text is of"
                            + " another form.",
            example = "TO_TIMESTAMP('17/05/24 13h', 'dd/MM/yy HH''h''') = TIMESTAMP '2024-05-17 13:00:00'",
            group = GROUP)
    @SqlType(value = TypeKind.TIMESTAMP, precision = MILLIS)
    public static long toTimestamp(Utf8 text, Utf8 pattern) {
        return Times.cut(TimeFormat.of(pattern).parse(text), MILLIS);
    }

    @SqlFunction(
            name = "UNIX_TIMESTAMP",
            doc =
                    "Seconds since 1970-01-01 00:00:00 UTC, cut, at a time given as text of the form yyyy-MM-dd HH:mm:ss in the"
                            + " session's time zone.",
            example = "UNIX_TIMESTAMP(FROM_UNIXTIME(86400)) = 86400",
            group = GROUP)
    public static long unixTimestamp(Utf8 text, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return seconds(Zones.toInstant(TimeText.timestamp(text), zone));
    }

    @SqlFunction(
            name = "UNIX_TIMESTAMP",
            doc =
                    "Seconds since 1970-01-01 00:00:00 UTC, cut, at a time given as text by a pattern as in DATE_FORMAT, in the"
                            + " session's time zone.",
            example = "UNIX_TIMESTAMP(FROM_UNIXTIME(86400, 'yyyyMMddHHmmss'), 'yyyyMMddHHmmss') = 86400",
            group = GROUP)
    public static long unixTimestamp(Utf8 text, Utf8 pattern, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return seconds(Zones.toInstant(TimeFormat.of(pattern).parse(text), zone));
    }

    // ---- times from and to numbers

    @SqlFunction(
            name = "UNIX_TIMESTAMP",
            doc = "Seconds since 1970-01-01 00:00:00 UTC now, at the start of the epoch.",
            example = "UNIX_TIMESTAMP() > 1700000000",
            group = GROUP,
            determinism = Determinism.CONSTANT_PER_EPOCH)
    public static long unixTimestamp(@Hidden(Hidden.Kind.TIME) long now) {
        return seconds(now);
    }

    @SqlFunction(
            name = "TO_TIMESTAMP_LTZ",
            doc = "The instant so many milliseconds after 1970-01-01 00:00:00 UTC.",
            example = "TO_TIMESTAMP_LTZ(5000) = TO_TIMESTAMP_LTZ(5, 0)",
            group = GROUP)
    @SqlType(value = TypeKind.TIMESTAMP_LTZ, precision = MILLIS)
    public static long toTimestampLtz(long millis) {
        return micros(millis, Times.MICROS_PER_MILLI);
    }

    @SqlFunction(
            name = "TO_TIMESTAMP_LTZ",
            doc =
                    "The instant so many seconds, if the second number is 0, or milliseconds, if it is 3, after 1970-01-01"
                            + " 00:00:00 UTC. Fails for other numbers.",
            example = "TO_TIMESTAMP_LTZ(5000, 3) = TO_TIMESTAMP_LTZ(5, 0)",
            group = GROUP)
    @SqlType(value = TypeKind.TIMESTAMP_LTZ, precision = MILLIS)
    public static long toTimestampLtz(long number, int precision) {
        if (precision != SECONDS && precision != MILLIS) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return micros(number, precision == SECONDS ? Times.MICROS_PER_SECOND : Times.MICROS_PER_MILLI);
    }

    private static long micros(long number, long unit) {
        if (number > Times.MAX_TIMESTAMP / unit || number < Times.MIN_TIMESTAMP / unit) {
            throw Times.outOfRange();
        }
        return number * unit;
    }

    private static long seconds(long instant) {
        return Math.floorDiv(instant, Times.MICROS_PER_SECOND);
    }
}
