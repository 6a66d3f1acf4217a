// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DateTimeTextTest {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @Test
    void agreesWithTheCalendarOfTheJdk() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            long micros = random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L);
            LocalDateTime expected = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
            String text = DateTimeText.timestamp(micros, 6);
            assertThat(text).as("seed %d", seed).isEqualTo(FORMAT.format(expected));
            assertThat(timestamp(text)).isEqualTo(micros);
            long day = ChronoUnit.DAYS.between(LocalDate.EPOCH, expected.toLocalDate());
            assertThat(date(DateTimeText.date(day))).isEqualTo(day);
        }
    }

    @Test
    void everyDayOfFourCenturiesIsReadAsWritten() {
        for (long day = -150_000; day < 20_000; day++) {
            String text = DateTimeText.date(day);
            assertThat(text).isEqualTo(LocalDate.ofEpochDay(day).toString());
            assertThat(date(text)).isEqualTo(day);
        }
    }

    @Test
    void theEndsOfTimeAreReadAsWritten() {
        assertThat(DateTimeText.timestamp(Long.MAX_VALUE, 6)).isEqualTo("+294247-01-10 04:00:54.775807");
        assertThat(DateTimeText.timestamp(Long.MIN_VALUE + 1, 6)).isEqualTo("-290308-12-21 19:59:05.224193");
        assertThat(timestamp("+294247-01-10 04:00:54.775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(timestamp("-290308-12-21 19:59:05.224193")).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(timestamp("+294247-01-10 04:00:54.775808")).isEqualTo(DateTimeText.INVALID);
        assertThat(timestamp("-290308-12-21 19:59:05.224191")).isEqualTo(DateTimeText.INVALID);
        assertThat(date(DateTimeText.date(Integer.MIN_VALUE))).isEqualTo(Integer.MIN_VALUE);
        assertThat(date(DateTimeText.date(Integer.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void fractionsHaveTheDigitsAskedFor() {
        assertThat(DateTimeText.time(0, 0)).isEqualTo("00:00:00");
        assertThat(DateTimeText.time(1_500_000, 3)).isEqualTo("00:00:01.500");
        byte[] out = new byte[DateTimeText.MAX_LENGTH];
        assertThat(new String(out, 0, DateTimeText.writeTime(1_500_000, 0, 6, out, 0), StandardCharsets.UTF_8))
                .isEqualTo("00:00:01.5");
        assertThat(new String(out, 0, DateTimeText.writeTime(1_000_000, 0, 6, out, 0), StandardCharsets.UTF_8))
                .isEqualTo("00:00:01");
        assertThat(time("12:00")).isEqualTo(43_200_000_000L);
        assertThat(time("00:00:00.1")).isEqualTo(100_000);
        assertThat(time("00:00:00.123456789")).isEqualTo(123_456);
        assertThat(DateTimeText.cut(-1, 3)).isEqualTo(-1000);
        assertThat(DateTimeText.cut(1999, 3)).isEqualTo(1000);
    }

    @Test
    void zonesAreTakenAway() {
        assertThat(zoned("1970-01-01T00:00:00Z")).isZero();
        assertThat(zoned("1970-01-01T02:00:00+02:00")).isZero();
        assertThat(zoned("1969-12-31T22:30:00-01:30")).isZero();
        assertThat(zoned("1970-01-01T00:00:00")).isEqualTo(DateTimeText.INVALID);
        assertThat(zoned("1970-01-01T00:00:00+25:00")).isEqualTo(DateTimeText.INVALID);
        assertThat(zoned("Z")).isEqualTo(DateTimeText.INVALID);
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : new String[] {
            "",
            "2020",
            "2020-1-1",
            "2020-13-01",
            "2020-00-10",
            "2021-02-29",
            "1900-02-29",
            "2020-01-32",
            "20-01-01",
            "2020-01-0x",
            "2020/01/01",
            "2020-01-01 ",
            "-",
            "+-2020-01-01",
            "99999999-01-01"
        }) {
            assertThat(date(text)).as(text).isEqualTo(DateTimeText.INVALID);
        }
        for (String text : new String[] {
            "",
            "1:00",
            "24:00:00",
            "12:60:00",
            "12:00:60",
            "12:00:00.",
            "12:00:00.1234567890",
            "12-00",
            "12:00:0",
            "12:00:00,5",
            "12:00:00.x",
            "12:0000"
        }) {
            assertThat(time(text)).as(text).isEqualTo(DateTimeText.INVALID);
        }
        for (String text : new String[] {"2020-01-01", "2020-01-01T00:00:00", "2020-01-01 ", "2020-01-0100:00:00"}) {
            assertThat(timestamp(text)).as(text).isEqualTo(DateTimeText.INVALID);
        }
    }

    private static long date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateTimeText.readDate(bytes, 0, bytes.length);
    }

    private static long time(String text) {
        byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        return DateTimeText.readTime(bytes, 2, bytes.length - 2);
    }

    private static long timestamp(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateTimeText.readTimestamp(bytes, 0, bytes.length, ' ');
    }

    private static long zoned(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateTimeText.readZonedTimestamp(bytes, 0, bytes.length, 'T');
    }
}
