// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static io.weir.spi.error.ErrorCode.DATETIME_FORMAT;
import static io.weir.spi.error.ErrorCode.DATETIME_OUT_OF_RANGE;
import static io.weir.spi.error.ErrorCode.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.functions.Call.Typed;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session's time zone is Europe/Berlin. */
class TimeFunctionsTest {
    private static Typed date(String date) {
        return new Typed(DataType.date(), (int) LocalDate.parse(date).toEpochDay());
    }

    private static Typed time(String time) {
        return new Typed(DataType.time(6), Casts.toTime(Utf8.of(time), 6));
    }

    private static Typed timestamp(String timestamp) {
        return new Typed(DataType.timestamp(6), Casts.toTimestamp(Utf8.of(timestamp), 6));
    }

    /** Given in UTC. */
    private static Typed instant(String timestamp) {
        return new Typed(DataType.timestampLtz(6), Casts.toTimestamp(Utf8.of(timestamp), 6));
    }

    private static Typed months(int months) {
        return new Typed(DataType.intervalMonths(), months);
    }

    private static Typed micros(long micros) {
        return new Typed(DataType.intervalMicros(), micros);
    }

    private static String shown(Object micros) {
        return Casts.printTimestamp((long) micros, 0).toString();
    }

    private static String shownDate(Object day) {
        return Casts.printDate((int) day).toString();
    }

    @Test
    void partsOfTimesBefore1970() {
        Typed old = timestamp("1931-07-05 01:02:03.9");
        assertThat(call("YEAR", old)).isEqualTo(1931L);
        assertThat(call("QUARTER", old)).isEqualTo(3L);
        assertThat(call("MONTH", old)).isEqualTo(7L);
        assertThat(call("WEEK", old)).isEqualTo(27L);
        assertThat(call("DAYOFYEAR", old)).isEqualTo(186L);
        assertThat(call("DAYOFMONTH", old)).isEqualTo(5L);
        assertThat(call("DAYOFWEEK", old)).isEqualTo(1L);
        assertThat(call("HOUR", old)).isEqualTo(1L);
        assertThat(call("MINUTE", old)).isEqualTo(2L);
        assertThat(call("SECOND", old)).isEqualTo(3L);
        assertThat(call("YEAR", date("0001-01-01"))).isEqualTo(1L);
        assertThat(call("HOUR", time("23:59:59"))).isEqualTo(23L);
    }

    @Test
    void extractTakesTheUnitAsText() {
        assertThat(call("EXTRACT", "DOY", date("2024-05-17"))).isEqualTo(138L);
        assertThat(call("EXTRACT", "minute", time("10:20:30"))).isEqualTo(20L);
        assertThat(call("EXTRACT", "HOUR", instant("2024-07-01 22:30:00"))).isEqualTo(0L);
        assertThat(call("EXTRACT", "EPOCH", instant("1970-01-02 00:00:00"))).isEqualTo(86_400L);
        assertThat(call("EXTRACT", "YEAR", months(-14))).isEqualTo(-1L);
        assertThat(call("EXTRACT", "MONTH", months(-14))).isEqualTo(-2L);
        assertThat(call("EXTRACT", "HOUR", micros(-25 * Times.MICROS_PER_HOUR))).isEqualTo(-1L);
        assertFails(INVALID_ARGUMENT, "EXTRACT", "DAY", months(1));
        assertFails(INVALID_ARGUMENT, "EXTRACT", "YEAR", time("10:00"));
        assertFails(INVALID_ARGUMENT, "EXTRACT", "moon", date("2024-05-17"));
    }

    @Test
    void floorAndCeilOfInstantsFollowTheZone() {
        // In Berlin the clocks went from 03:00 back to 02:00 at 01:00 UTC.
        Typed second = instant("2024-10-27 01:30:00");
        assertThat(shown(call("FLOOR_TO", second, "HOUR"))).isEqualTo("2024-10-27 01:00:00");
        assertThat(shown(call("CEIL_TO", second, "HOUR"))).isEqualTo("2024-10-27 02:00:00");
        assertThat(shown(call("FLOOR_TO", second, "DAY"))).isEqualTo("2024-10-26 22:00:00");
        assertThat(shown(call("CEIL_TO", second, "DAY"))).isEqualTo("2024-10-27 23:00:00");
        assertThat(shown(call("DATE_TRUNC", "year", second))).isEqualTo("2023-12-31 23:00:00");
        assertThat(shown(call("DATE_TRUNC", "week", second))).isEqualTo("2024-10-20 22:00:00");
    }

    @Test
    void floorAndCeilKeepTheType() {
        assertThat(shownDate(call("CEIL_TO", date("2024-05-17"), "MONTH"))).isEqualTo("2024-06-01");
        assertThat(shownDate(call("FLOOR_TO", date("2024-05-17"), "HOUR"))).isEqualTo("2024-05-17");
        assertThat(call("CEIL_TO", time("23:30"), "HOUR")).isEqualTo(0L);
        assertThat(call("FLOOR_TO", time("23:30:10.5"), "second"))
                .isEqualTo(time("23:30:10").value());
        assertThat(FunctionRegistry.builtIn()
                        .resolve("FLOOR_TO", List.of(DataType.timestamp(3), DataType.text()))
                        .orElseThrow()
                        .resultType())
                .isEqualTo(DataType.timestamp(3));
        assertFails(INVALID_ARGUMENT, "FLOOR_TO", time("23:30"), "DAY");
        assertFails(DATETIME_OUT_OF_RANGE, "CEIL_TO", date("9999-12-31"), "YEAR");
    }

    @Test
    void dateTruncStartsWeeksOnMonday() {
        assertThat(shown(call("DATE_TRUNC", "week", timestamp("2024-05-19 10:00:00"))))
                .isEqualTo("2024-05-13 00:00:00");
        assertThat(shown(call("FLOOR_TO", timestamp("2024-05-18 10:00:00"), "week")))
                .isEqualTo("2024-05-12 00:00:00");
        assertThat(shown(call("DATE_TRUNC", "Month", date("2024-05-19")))).isEqualTo("2024-05-01 00:00:00");
        assertThat(shown(call("DATE_TRUNC", "week", timestamp("0001-01-01 00:00:00"))))
                .isEqualTo("0001-01-01 00:00:00");
    }

    @Test
    void addingOnClocksAndInTime() {
        // A day later on the clocks are 25 hours.
        Typed before = instant("2024-10-26 10:00:00");
        assertThat(shown(call("TIMESTAMPADD", "DAY", 1, before))).isEqualTo("2024-10-27 11:00:00");
        assertThat(shown(call("TIMESTAMPADD", "HOUR", 24, before))).isEqualTo("2024-10-27 10:00:00");
        assertThat(shown(call("PLUS_INTERVAL", before, micros(Times.MICROS_PER_DAY))))
                .isEqualTo("2024-10-27 10:00:00");
        assertThat(shown(call("PLUS_INTERVAL", before, months(1)))).isEqualTo("2024-11-26 11:00:00");
        assertThat(shownDate(call("TIMESTAMPADD", "MONTH", 1, date("2024-01-31"))))
                .isEqualTo("2024-02-29");
        assertThat(shownDate(call("PLUS_INTERVAL", date("2024-03-31"), months(-1))))
                .isEqualTo("2024-02-29");
        assertThat(shownDate(call("PLUS_INTERVAL", date("2024-03-31"), micros(-Times.MICROS_PER_DAY))))
                .isEqualTo("2024-03-30");
        assertThat(call("TIMESTAMPADD", "HOUR", -1, time("00:30")))
                .isEqualTo(time("23:30").value());
        assertThat(call("PLUS_INTERVAL", time("23:00"), micros(2 * Times.MICROS_PER_HOUR)))
                .isEqualTo(time("01:00").value());
        assertFails(INVALID_ARGUMENT, "TIMESTAMPADD", "HOUR", 1, date("2024-01-31"));
        assertFails(INVALID_ARGUMENT, "TIMESTAMPADD", "DOW", 1, timestamp("2024-01-31"));
        assertFails(DATETIME_OUT_OF_RANGE, "TIMESTAMPADD", "YEAR", Long.MAX_VALUE, timestamp("2024-01-31"));
        assertFails(DATETIME_OUT_OF_RANGE, "PLUS_INTERVAL", timestamp("2024-01-31"), micros(Long.MIN_VALUE));
        assertFails(DATETIME_OUT_OF_RANGE, "PLUS_INTERVAL", date("2024-01-31"), months(Integer.MIN_VALUE));
    }

    @Test
    void differences() {
        assertThat(call("TIMESTAMPDIFF", "DAY", timestamp("2024-05-17 12:00:00"), timestamp("2024-05-19 11:00:00")))
                .isEqualTo(1L);
        assertThat(call("TIMESTAMPDIFF", "MONTH", date("2024-03-31"), date("2024-02-29")))
                .isEqualTo(-1L);
        assertThat(call("TIMESTAMPDIFF", "HOUR", instant("2024-10-26 10:00:00"), instant("2024-10-27 10:00:00")))
                .isEqualTo(24L);
        assertThat(call("TIMESTAMPDIFF", "DAY", instant("2024-10-26 10:00:00"), instant("2024-10-27 10:30:00")))
                .isEqualTo(0L);
        assertThat(call("TIMESTAMPDIFF", "SECOND", time("10:00"), time("09:59")))
                .isEqualTo(-60L);
    }

    @Test
    void datesAreMade() {
        assertThat(shownDate(call("MAKE_DATE", 2024, 2, 29))).isEqualTo("2024-02-29");
        assertThat(shownDate(call("LAST_DAY", timestamp("2023-02-10 12:00:00"))))
                .isEqualTo("2023-02-28");
        assertFails(DATETIME_OUT_OF_RANGE, "MAKE_DATE", 2023, 2, 29);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd HH:mm:ss",
                "yy/M/d H:m:s.SSS",
                "EEE, d MMM yyyy hh:mm:ss a",
                "EEEE d. MMMM yyyy",
                "yyyyMMddHHmmssSSSSSS",
                "DDD D",
                "'it''s' yyyy '€'",
                "''yyyy''",
                "h a",
                "SSSSSSSSS",
                "uuuu-LL",
                "€yyyy😀"
            })
    void timesArePrintedAsJavaDoes(String pattern) {
        DateTimeFormatter java = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            long micros = random.nextLong(Times.MIN_TIMESTAMP, Times.MAX_TIMESTAMP + 1);
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000) * 1_000, ZoneOffset.UTC);
            assertThat(TimeTextFunctions.dateFormat(micros, Utf8.of(pattern))).hasToString(java.format(time));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-05-17 13:45:30 | yyyy-MM-dd HH:mm:ss | 2024-05-17 13:45:30",
                "17.5.24 | d.M.yy | 2024-05-17 00:00:00",
                "20240517134530 | yyyyMMddHHmmss | 2024-05-17 13:45:30",
                "may 17, 2024 1:45 pm | MMM d, yyyy h:mm a | 2024-05-17 13:45:00",
                "12 am | h a | 1970-01-01 00:00:00",
                "12 PM | h a | 1970-01-01 12:00:00",
                "Friday 17 September 2024 | EEEE d MMMM yyyy | 2024-09-17 00:00:00",
                "2024 366 | yyyy DDD | 2024-12-31 00:00:00",
                "2024T05 | yyyy'T'MM | 2024-05-01 00:00:00",
                "5€2024 | M€yyyy | 2024-05-01 00:00:00",
            })
    void timesAreReadByPatterns(String text, String pattern, String expected) {
        assertThat(shown(call("TO_TIMESTAMP", text, pattern))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-5-17 | yyyy-MM-dd",
                "2024-05-17x | yyyy-MM-dd",
                "2024-05 | yyyy-MM-dd",
                "24-05-17 | yyyy-MM-dd",
                "Mai 2024 | MMM yyyy",
                "'' | yyyy"
            })
    void textOfAnotherFormFails(String text, String pattern) {
        assertFails(DATETIME_FORMAT, "TO_DATE", text, pattern);
    }

    @Test
    void timesThatDoNotExistFail() {
        assertFails(DATETIME_OUT_OF_RANGE, "TO_DATE", "2023-02-29", "yyyy-MM-dd");
        assertFails(DATETIME_OUT_OF_RANGE, "TO_DATE", "0000-01-01", "yyyy-MM-dd");
        assertFails(DATETIME_OUT_OF_RANGE, "TO_DATE", "2023 366", "yyyy DDD");
        assertFails(DATETIME_OUT_OF_RANGE, "TO_TIMESTAMP", "25", "HH");
        assertFails(DATETIME_OUT_OF_RANGE, "TO_TIMESTAMP", "13 am", "hh a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "yyyy 'open", "MMMMM", "HHH", "aa", "z", "yyyyyyyyyy", "x"})
    void patternsThatMeanNothingFail(String pattern) {
        assertFails(INVALID_ARGUMENT, "DATE_FORMAT", timestamp("2024-01-01"), pattern);
    }

    @Test
    void textAndNumbersOfTimes() {
        assertThat(call("DATE_FORMAT", "2024-05-17 13:45:30", "yyyyMMdd")).isEqualTo("20240517");
        assertThat(call("FROM_UNIXTIME", 44)).isEqualTo("1970-01-01 01:00:44");
        assertThat(call("FROM_UNIXTIME", 44, "HH.mm")).isEqualTo("01.00");
        assertThat(call("UNIX_TIMESTAMP", "1970-01-01 01:00:44")).isEqualTo(44L);
        assertThat(call("UNIX_TIMESTAMP", "01:00:43", "HH:mm:ss")).isEqualTo(43L);
        assertThat(call("UNIX_TIMESTAMP")).isEqualTo(1_700_000_000L);
        assertThat(call("CONVERT_TZ", "1970-01-01 00:00:00", "UTC", "America/Los_Angeles"))
                .isEqualTo("1969-12-31 16:00:00");
        assertThat(call("TO_TIMESTAMP_LTZ", -1, 3)).isEqualTo(-1_000L);
        assertThat(call("TO_TIMESTAMP_LTZ", 1, 0)).isEqualTo(1_000_000L);
        assertThat(shownDate(call("TO_DATE", "2024-05-17"))).isEqualTo("2024-05-17");
        assertThat(call("TO_TIMESTAMP", "1970-01-01 00:00:00.1239")).isEqualTo(123_000L);
        assertFails(INVALID_ARGUMENT, "TO_TIMESTAMP_LTZ", 1, 6);
        assertFails(INVALID_ARGUMENT, "CONVERT_TZ", "1970-01-01 00:00:00", "UTC", "Mars");
        assertFails(DATETIME_OUT_OF_RANGE, "TO_TIMESTAMP_LTZ", Long.MAX_VALUE, 3);
        assertFails(DATETIME_OUT_OF_RANGE, "FROM_UNIXTIME", Long.MIN_VALUE);
    }
}
