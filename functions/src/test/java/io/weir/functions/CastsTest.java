// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.spi.error.ErrorCode.DATETIME_FORMAT;
import static io.weir.spi.error.ErrorCode.DATETIME_OUT_OF_RANGE;
import static io.weir.spi.error.ErrorCode.INVALID_CAST;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;
import static io.weir.spi.error.ErrorCode.TEXT_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CastsTest {
    private static final Utf8 BERLIN = Utf8.of("Europe/Berlin");

    private static Utf8 text(String text) {
        return Utf8.of("<" + text + ">").slice(1, Utf8.of(text).length());
    }

    private static long micros(String timestamp) {
        LocalDateTime time = LocalDateTime.parse(timestamp);
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
    }

    @Test
    void booleans() {
        assertThat(Casts.toBoolean(text(" TRUE "))).isTrue();
        assertThat(Casts.toBoolean(text("y"))).isTrue();
        assertThat(Casts.toBoolean(text("1"))).isTrue();
        assertThat(Casts.toBoolean(text("oFF"))).isFalse();
        assertThat(Casts.toBoolean(text("0"))).isFalse();
        Fails.with(INVALID_CAST, () -> Casts.toBoolean(text("")));
        Fails.with(INVALID_CAST, () -> Casts.toBoolean(text("2")));
        Fails.with(INVALID_CAST, () -> Casts.toBoolean(text("truely")));
        assertThat(Casts.print(true)).hasToString("TRUE");
        assertThat(Casts.print(false)).hasToString("FALSE");
    }

    @Test
    void integers() {
        assertThat(Casts.toBigint(text("\t-9223372036854775808\n"))).isEqualTo(Long.MIN_VALUE);
        assertThat(Casts.toBigint(text("+9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertThat(Casts.toInt(text("-0"))).isZero();
        assertThat(Casts.toTinyint(text("-128"))).isEqualTo(-128);
        assertThat(Casts.toSmallint(text("0000032767"))).isEqualTo(32767);
        for (String malformed : new String[] {"", " ", "-", "+", "1.0", "1e3", "--1", "0x1", "١", "1 2"}) {
            Fails.with(INVALID_CAST, () -> Casts.toBigint(text(malformed)));
        }
        for (String large : new String[] {
            "9223372036854775808", "-9223372036854775809", "18446744073709551616", "99999999999999999999999"
        }) {
            Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toBigint(text(large)));
        }
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toInt(text("2147483648")));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toTinyint(text("128")));
        assertThat(Casts.print(Long.MIN_VALUE)).hasToString("-9223372036854775808");
        assertThat(Casts.print(Long.MAX_VALUE)).hasToString("9223372036854775807");
        assertThat(Casts.print(-10)).hasToString("-10");
        assertThat(Casts.print(0)).hasToString("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1.5",
                ".5",
                "5.",
                "1e10",
                "-1.25E-3",
                "123456789012345678901234567890",
                "1e22",
                "1e23",
                "9007199254740993",
                "0.1",
                "2.2250738585072014E-308",
                "4.9E-324",
                "1.7976931348623157E308",
                "1e-400",
                "000.0001e4",
                "8.41e21",
                "9.5e-22",
                "179769313486231570000e288"
            })
    void doublesAreReadAsJavaReadsThem(String number) {
        assertThat(Casts.toDouble(text(number))).isEqualTo(Double.parseDouble(number) + 0.0);
        if (Math.abs(Double.parseDouble(number)) < Float.MAX_VALUE) {
            assertThat(Casts.toFloat(text(number))).isEqualTo(Float.parseFloat(number) + 0.0f);
        }
    }

    @Test
    void specialDoubles() {
        assertThat(Casts.toDouble(text("nan"))).isNaN();
        assertThat(Casts.toDouble(text("-Infinity"))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Casts.toFloat(text("INF"))).isEqualTo(Float.POSITIVE_INFINITY);
        for (String malformed : new String[] {"", ".", "e5", "1e", "1e+", "1d", "1f", "0x1p3", "1..2", "1,5", "in"}) {
            Fails.with(INVALID_CAST, () -> Casts.toDouble(text(malformed)));
            Fails.with(INVALID_CAST, () -> Casts.toFloat(text(malformed)));
            Fails.with(INVALID_CAST, () -> Casts.toDecimal(text(malformed), 38, 10));
        }
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toDouble(text("1e309")));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toFloat(text("1e39")));
        assertThat(Casts.print(Double.NaN)).hasToString("NaN");
        assertThat(Casts.print(Double.NEGATIVE_INFINITY)).hasToString("-Infinity");
        assertThat(Casts.print(-0.0)).hasToString("0.0");
        assertThat(Casts.print(1.0f)).hasToString("1.0");
    }

    @Test
    void decimalsAreRoundedHalfUp() {
        assertThat(Casts.toDecimal(text("1.005"), 10, 2)).isEqualTo("1.01");
        assertThat(Casts.toDecimal(text("-1.005"), 10, 2)).isEqualTo("-1.01");
        assertThat(Casts.toDecimal(text("1e2"), 10, 2)).isEqualTo("100.00");
        assertThat(Casts.toDecimal(text("0.004"), 10, 2)).isEqualTo("0.00");
        assertThat(Casts.toDecimal(text("0.0049"), 10, 2)).isEqualTo("0.00");
        assertThat(Casts.toDecimal(text("1e-1000000000000"), 10, 2)).isEqualTo("0.00");
        assertThat(Casts.toDecimal(text("99999999999999999999999999999999999999.4"), 38, 0))
                .isEqualTo("99999999999999999999999999999999999999");
        Fails.with(
                NUMERIC_OUT_OF_RANGE, () -> Casts.toDecimal(text("99999999999999999999999999999999999999.5"), 38, 0));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toDecimal(text("1e1000000000000"), 38, 0));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toScaledLong(text("9.995"), 3, 2));
        assertThat(Casts.toScaledLong(text("-9.994"), 3, 2)).isEqualTo(-999);
        assertThat(Casts.toScaledLong(text("7"), 18, 17)).isEqualTo(700_000_000_000_000_000L);
    }

    @Test
    void randomDecimalsAreReadAsBigDecimalReadsThem() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
            int point = random.nextInt(20);
            int length = 1 + random.nextInt(24);
            for (int j = 0; j < length; j++) {
                number.append(j == point ? "." : "")
                        .append(random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 9 : random.nextInt(10));
            }
            if (random.nextInt(4) == 0) {
                number.append("e").append(random.nextInt(-20, 20));
            }
            int precision = 1 + random.nextInt(38);
            int scale = random.nextInt(precision + 1);
            BigDecimal expected = new BigDecimal(number.toString()).setScale(scale, RoundingMode.HALF_UP);
            if (expected.precision() > precision) {
                Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toDecimal(text(number.toString()), precision, scale));
            } else {
                assertThat(Casts.toDecimal(text(number.toString()), precision, scale))
                        .as(number.toString())
                        .isEqualTo(expected);
                if (precision <= 18) {
                    long scaled = Casts.toScaledLong(text(number.toString()), precision, scale);
                    assertThat(BigDecimal.valueOf(scaled, scale)).isEqualTo(expected);
                    assertThat(Casts.printScaledLong(scaled, scale)).hasToString(expected.toPlainString());
                }
            }
        }
    }

    @Test
    void dates() {
        assertThat(Casts.toDate(text(" 1970-01-01 "))).isZero();
        assertThat(Casts.toDate(text("1-1-1"))).isEqualTo(Times.MIN_DAY);
        assertThat(Casts.toDate(text("9999-12-31"))).isEqualTo(Times.MAX_DAY);
        assertThat(Casts.toDate(text("2024-2-29")))
                .isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay());
        for (String none : new String[] {"2023-02-29", "2024-13-01", "2024-00-01", "2024-01-32", "0000-01-01"}) {
            Fails.with(DATETIME_OUT_OF_RANGE, () -> Casts.toDate(text(none)));
        }
        for (String malformed :
                new String[] {"", "2024", "2024-1", "20240101", "10000-01-01", "2024-01-01x", "-1-1-1"}) {
            Fails.with(DATETIME_FORMAT, () -> Casts.toDate(text(malformed)));
        }
        assertThat(Casts.printDate(Times.MIN_DAY)).hasToString("0001-01-01");
        assertThat(Casts.printDate(-1)).hasToString("1969-12-31");
        assertThat(Casts.printDate(Times.MAX_DAY)).hasToString("9999-12-31");
    }

    @Test
    void times() {
        assertThat(Casts.toTime(text("23:59:59.123456789"), 6)).isEqualTo(86_399_123_456L);
        assertThat(Casts.toTime(text("23:59:59.129"), 2)).isEqualTo(86_399_120_000L);
        assertThat(Casts.toTime(text("1:02"), 0)).isEqualTo(3_720_000_000L);
        Fails.with(DATETIME_OUT_OF_RANGE, () -> Casts.toTime(text("24:00:00"), 6));
        Fails.with(DATETIME_OUT_OF_RANGE, () -> Casts.toTime(text("23:60:00"), 6));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTime(text("12"), 6));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTime(text("12:00:00."), 6));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTime(text("12:00:00.0000000000"), 6));
        assertThat(Casts.printTime(86_399_123_456L, 6)).hasToString("23:59:59.123456");
        assertThat(Casts.printTime(86_399_123_456L, 0)).hasToString("23:59:59");
        assertThat(Casts.printTime(1_002_003L, 3)).hasToString("00:00:01.002");
    }

    @Test
    void timestamps() {
        assertThat(Casts.toTimestamp(text("2024-01-31"), 6)).isEqualTo(micros("2024-01-31T00:00"));
        assertThat(Casts.toTimestamp(text("1969-12-31T23:59:59.9999999"), 6)).isEqualTo(-1);
        assertThat(Casts.toTimestamp(text("1969-12-31 23:59:59.999999"), 3)).isEqualTo(-1_000);
        Fails.with(DATETIME_FORMAT, () -> Casts.toTimestamp(text("2024-01-31 10:00:00Z"), 6));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTimestamp(text("2024-01-31  10:00:00"), 6));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTimestamp(text("yesterday"), 6));
        assertThat(Casts.printTimestamp(-1, 6)).hasToString("1969-12-31 23:59:59.999999");
        assertThat(Casts.printTimestamp(-1, 3)).hasToString("1969-12-31 23:59:59.999");
        assertThat(Casts.printTimestamp(0, 0)).hasToString("1970-01-01 00:00:00");
    }

    @Test
    void timestampsWithLocalTimeZone() {
        assertThat(Casts.toTimestampLtz(text("2024-07-01 12:00:00"), 6, BERLIN))
                .isEqualTo(micros("2024-07-01T10:00:00"));
        assertThat(Casts.toTimestampLtz(text("2024-01-01 12:00:00"), 6, BERLIN))
                .isEqualTo(micros("2024-01-01T11:00:00"));
        for (String utc : new String[] {
            "2024-01-01T12:00:00Z",
            "2024-01-01 12:00 z",
            "2024-01-01 14:30+02:30",
            "2024-01-01 14:30 +0230",
            "2024-01-01 05:00:00.000-07"
        }) {
            assertThat(Casts.toTimestampLtz(text(utc), 6, BERLIN)).as(utc).isEqualTo(micros("2024-01-01T12:00:00"));
        }
        assertThat(Casts.toTimestampLtz(text("2024-01-01Z"), 6, BERLIN)).isEqualTo(micros("2024-01-01T00:00:00"));
        Fails.with(DATETIME_OUT_OF_RANGE, () -> Casts.toTimestampLtz(text("0001-01-01 00:00:00+01:00"), 6, BERLIN));
        Fails.with(DATETIME_OUT_OF_RANGE, () -> Casts.toTimestampLtz(text("2024-01-01 00:00:00+19"), 6, BERLIN));
        Fails.with(DATETIME_FORMAT, () -> Casts.toTimestampLtz(text("2024-01-01 00:00:00+1:0"), 6, BERLIN));
        assertThat(Casts.printTimestampLtz(micros("2024-07-01T10:00:00"), 3, BERLIN))
                .hasToString("2024-07-01 12:00:00.000");
    }

    @Test
    void randomTimestampsAreReadBack() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(Times.MIN_TIMESTAMP, Times.MAX_TIMESTAMP + 1);
            Utf8 printed = Casts.printTimestamp(micros, 6);
            LocalDateTime expected = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000) * 1_000, ZoneOffset.UTC);
            assertThat(LocalDateTime.parse(printed.toString().replace(' ', 'T')))
                    .isEqualTo(expected);
            assertThat(Casts.toTimestamp(printed, 6)).isEqualTo(micros);
        }
    }

    @Test
    void intervals() {
        assertThat(Casts.printIntervalMonths(14)).hasToString("+1-02");
        assertThat(Casts.printIntervalMonths(Integer.MIN_VALUE)).hasToString("-178956970-08");
        assertThat(Casts.printIntervalMicros(93_784_567_000L)).hasToString("+1 02:03:04.567000");
        assertThat(Casts.printIntervalMicros(Long.MIN_VALUE)).hasToString("-106751991 04:00:54.775808");
    }

    @Test
    void bytesMustBeUtf8ToBecomeText() {
        assertThat(Casts.toText(Utf8.of("aé€😀".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .hasToString("aé€😀");
        assertThat(Casts.toText(Utf8.of("\uFFFD"))).hasToString("\uFFFD");
        int[][] malformed = {
            {0x80},
            {0x61, 0x80},
            {0xC3},
            {0xC0, 0xAF},
            {0xE0, 0x80, 0xAF},
            {0xED, 0xA0, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xFF},
            {0xF8, 0x88, 0x80, 0x80, 0x80},
            {0xE2, 0x82},
            {0xC3, 0xA9, 0xA9}
        };
        for (int[] each : malformed) {
            byte[] bytes = new byte[each.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) each[i];
            }
            Fails.with(INVALID_CAST, () -> Casts.toText(Utf8.of(bytes)));
        }
    }

    @Test
    void lengths() {
        assertThat(Casts.cut(text("aé€😀"), 3)).hasToString("aé€");
        assertThat(Casts.cut(text("aé€😀"), 4)).hasToString("aé€😀");
        assertThat(Casts.cut(text("abc"), 0)).hasToString("");
        assertThat(Casts.fit(text("ab  "), 2)).hasToString("ab");
        Fails.with(TEXT_TOO_LONG, () -> Casts.fit(text("abc"), 2));
        assertThat(Casts.cutBytes(text("abc"), 2)).hasToString("ab");
        Fails.with(TEXT_TOO_LONG, () -> Casts.fitBytes(text("abc"), 2));
    }

    @Test
    void betweenNumbers() {
        assertThat(Casts.toTinyint(127L)).isEqualTo(127);
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toTinyint(128L));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toSmallint(-32769L));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toInt(1L << 31));
        assertThat(Casts.toInt(-1.9)).isEqualTo(-1);
        assertThat(Casts.toBigint(-0x1p63)).isEqualTo(Long.MIN_VALUE);
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toBigint(0x1p63));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toBigint(Double.NaN));
        assertThat(Casts.toBigint(new BigDecimal("-9223372036854775808.9"))).isEqualTo(Long.MIN_VALUE);
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toBigint(new BigDecimal("9223372036854775808")));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toBigint(new BigDecimal("1E+1000000000")));
        assertThat(Casts.toBigint(new BigDecimal("1E-1000000000"))).isZero();
        assertThat(Casts.toDecimal(0.1, 10, 3)).isEqualTo("0.100");
        assertThat(Casts.toDecimal(0.1f, 38, 20)).isEqualTo("0.10000000000000000000");
        assertThat(Casts.toDecimal(2L, 3, 2)).isEqualTo("2.00");
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toDecimal(10L, 3, 2));
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toDecimal(Double.POSITIVE_INFINITY, 38, 0));
        assertThat(Casts.toScaledLong(-1.255, 10, 2)).isEqualTo(-126);
        assertThat(Casts.scaledLongToDouble(12345, 2)).isEqualTo(123.45);
        assertThat(Casts.scaledLongToDouble(999_999_999_999_999_999L, 5))
                .isEqualTo(new BigDecimal("9999999999999.99999").doubleValue());
        assertThat(Casts.scaledLongToBigint(-199, 2)).isEqualTo(-1);
        Fails.with(NUMERIC_OUT_OF_RANGE, () -> Casts.toFloat(1e300));
        assertThat(Casts.toFloat(Double.POSITIVE_INFINITY)).isInfinite();
    }
}
