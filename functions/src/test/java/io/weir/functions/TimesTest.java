// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private final SplittableRandom random = new SplittableRandom(9);

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000) * 1_000, ZoneOffset.UTC);
    }

    private static long micros(String time) {
        return micros(LocalDateTime.parse(time));
    }

    @Test
    void everyDayHasTheFieldsOfJavaTime() {
        for (int day = Times.MIN_DAY; day <= Times.MAX_DAY; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            if (Times.year(day) != date.getYear()
                    || Times.month(day) != date.getMonthValue()
                    || Times.dayOfMonth(day) != date.getDayOfMonth()
                    || Times.dayOf(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) != day
                    || Times.dayOfYear(day) != date.getDayOfYear()
                    || Times.isoDayOfWeek(day) != date.getDayOfWeek().getValue()
                    || Times.lastDay(day)
                            != date.with(TemporalAdjusters.lastDayOfMonth()).toEpochDay()) {
                throw new AssertionError(date.toString());
            }
        }
    }

    @Test
    void weeksAreThoseOfIso() {
        for (int i = 0; i < 100_000; i++) {
            int day = random.nextInt(Times.MIN_DAY + 7, Times.MAX_DAY);
            LocalDate date = LocalDate.ofEpochDay(day);
            assertThat(Times.isoWeek(day)).as("%s", date).isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            assertThat(Times.isoYear(day)).as("%s", date).isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
        }
    }

    @Test
    void extractGivesFieldsOfTimesBefore1970() {
        long time = micros("1931-07-05T01:02:03.004005");
        assertThat(Times.extract(TimeField.MILLENNIUM, time)).isEqualTo(2);
        assertThat(Times.extract(TimeField.CENTURY, time)).isEqualTo(20);
        assertThat(Times.extract(TimeField.DECADE, time)).isEqualTo(193);
        assertThat(Times.extract(TimeField.QUARTER, time)).isEqualTo(3);
        assertThat(Times.extract(TimeField.DOW, time)).isEqualTo(1);
        assertThat(Times.extract(TimeField.ISODOW, time)).isEqualTo(7);
        assertThat(Times.extract(TimeField.HOUR, time)).isEqualTo(1);
        assertThat(Times.extract(TimeField.MINUTE, time)).isEqualTo(2);
        assertThat(Times.extract(TimeField.SECOND, time)).isEqualTo(3);
        assertThat(Times.extract(TimeField.MILLISECOND, time)).isEqualTo(4);
        assertThat(Times.extract(TimeField.MICROSECOND, time)).isEqualTo(4005);
        assertThat(Times.extract(TimeField.NANOSECOND, time)).isEqualTo(4_005_000);
        assertThat(Times.extract(TimeField.EPOCH, -1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TimeField.class,
            names = {"ISOYEAR", "DOY", "DOW", "ISODOW", "EPOCH"},
            mode = EnumSource.Mode.EXCLUDE)
    void floorIsTheLastStartOfAUnitAndCeilTheNext(TimeField unit) {
        for (int i = 0; i < 2_000; i++) {
            long micros = random.nextLong(micros("1001-01-01T00:00"), micros("8999-01-01T00:00"));
            long floor = Times.floor(unit, micros);
            long ceil = Times.ceil(unit, micros);
            assertThat(floor).isLessThanOrEqualTo(micros);
            assertThat(ceil).isGreaterThanOrEqualTo(micros);
            assertThat(Times.floor(unit, floor)).isEqualTo(floor);
            assertThat(Times.ceil(unit, floor)).isEqualTo(floor);
            assertThat(Times.floor(unit, ceil)).isEqualTo(ceil);
            if (floor != micros) {
                assertThat(Times.floor(unit, ceil - 1)).isEqualTo(floor);
            }
            int day = Times.dayOf(micros);
            if (unit.compareTo(TimeField.DAY) <= 0) {
                assertThat(Times.floorDay(unit, day)).isEqualTo(Times.dayOf(floor));
                assertThat(Times.ceilDay(unit, day)).isEqualTo(Times.dayOf(Times.ceil(unit, Times.startOf(day))));
            }
        }
    }

    @Test
    void floorsOfDaysAreThoseOfJavaTime() {
        for (int i = 0; i < 20_000; i++) {
            int day = random.nextInt(Times.MIN_DAY + 7, Times.MAX_DAY);
            LocalDate date = LocalDate.ofEpochDay(day);
            assertThat(LocalDate.ofEpochDay(Times.floorDay(TimeField.WEEK, day)))
                    .isEqualTo(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)));
            assertThat(LocalDate.ofEpochDay(Times.floorDay(TimeField.MONTH, day)))
                    .isEqualTo(date.withDayOfMonth(1));
            assertThat(LocalDate.ofEpochDay(Times.floorDay(TimeField.QUARTER, day)))
                    .isEqualTo(date.with(IsoFields.DAY_OF_QUARTER, 1));
            assertThat(LocalDate.ofEpochDay(Times.floorDay(TimeField.YEAR, day)))
                    .isEqualTo(date.withDayOfYear(1));
        }
        assertThat(Times.floorDay(TimeField.CENTURY, Times.makeDate(2000, 12, 31)))
                .isEqualTo(Times.makeDate(1901, 1, 1));
        assertThat(Times.floorDay(TimeField.MILLENNIUM, Times.makeDate(2001, 5, 5)))
                .isEqualTo(Times.makeDate(2001, 1, 1));
        assertThat(Times.floorDay(TimeField.DECADE, Times.makeDate(1999, 5, 5))).isEqualTo(Times.makeDate(1990, 1, 1));
    }

    @Test
    void whatWouldLieOutsideTheCalendarFails() {
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.ceil(TimeField.YEAR, Times.MAX_TIMESTAMP));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.floorDay(TimeField.WEEK, Times.MIN_DAY));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.floorDay(TimeField.DECADE, Times.MIN_DAY));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.addMonths(Times.MAX_DAY, 1));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.addMonths(0, Long.MIN_VALUE));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.addMicros(1, Long.MAX_VALUE));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.add(TimeField.DAY, Long.MAX_VALUE, 0));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.add(TimeField.MILLENNIUM, Long.MIN_VALUE, 0));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.addToDay(TimeField.WEEK, Long.MAX_VALUE, 0));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Times.makeDate(0, 1, 1));
        Fails.with(ErrorCode.INVALID_ARGUMENT, () -> Times.addToDay(TimeField.HOUR, 1, 0));
    }

    @Test
    void monthsAreAddedAsInJavaTime() {
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(micros("0500-01-01T00:00"), micros("9500-01-01T00:00"));
            int months = random.nextInt(-5_000, 5_000);
            assertThat(time(Times.addMonths(micros, months)))
                    .isEqualTo(time(micros).plusMonths(months));
            assertThat(time(Times.add(TimeField.YEAR, months / 12, micros)))
                    .isEqualTo(time(micros).plusYears(months / 12));
            assertThat(time(Times.add(TimeField.WEEK, months, micros)))
                    .isEqualTo(time(micros).plusWeeks(months));
            assertThat(Times.addToDay(TimeField.WEEK, months, 10)).isEqualTo(10 + 7 * months);
        }
        assertThat(Times.addMonths(Times.makeDate(2024, 1, 31), 1)).isEqualTo(Times.makeDate(2024, 2, 29));
    }

    @Test
    void theDifferenceIsWhatCanBeAdded() {
        for (int i = 0; i < 10_000; i++) {
            long from = random.nextLong(micros("0500-01-01T00:00"), micros("9500-01-01T00:00"));
            long to = random.nextBoolean()
                    ? random.nextLong(micros("0500-01-01T00:00"), micros("9500-01-01T00:00"))
                    : Times.addMicros(from, random.nextLong(-200 * Times.MICROS_PER_DAY, 200 * Times.MICROS_PER_DAY));
            long months = Times.difference(TimeField.MONTH, from, to);
            assertThat(Times.difference(TimeField.MONTH, to, from)).isEqualTo(-months);
            long earlier = Math.min(from, to);
            long later = Math.max(from, to);
            assertThat(Times.addMonths(earlier, Math.abs(months))).isLessThanOrEqualTo(later);
            assertThat(Times.addMonths(earlier, Math.abs(months) + 1)).isGreaterThan(later);
            assertThat(Times.difference(TimeField.HOUR, from, to))
                    .isEqualTo(ChronoUnit.HOURS.between(time(from), time(to)));
        }
        assertThat(Times.difference(TimeField.YEAR, micros("2020-02-29T00:00"), micros("2021-02-28T00:00")))
                .isEqualTo(1);
        Fails.with(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                () -> Times.difference(TimeField.NANOSECOND, Times.MIN_TIMESTAMP, Times.MAX_TIMESTAMP));
    }

    @Test
    void cutGoesTowardsThePast() {
        assertThat(Times.cut(-1, 3)).isEqualTo(-1_000);
        assertThat(Times.cut(1_999_999, 0)).isEqualTo(1_000_000);
        assertThat(Times.cut(1_999_999, 6)).isEqualTo(1_999_999);
    }

    @Test
    void timesGoRoundTheClock() {
        assertThat(Times.addToTime(0, -1)).isEqualTo(Times.MICROS_PER_DAY - 1);
        assertThat(Times.addToTime(5, Long.MIN_VALUE)).isBetween(0L, Times.MICROS_PER_DAY - 1);
        assertThat(Times.addToTime(Times.MICROS_PER_HOUR, 24 * Times.MICROS_PER_HOUR))
                .isEqualTo(Times.MICROS_PER_HOUR);
    }

    @ParameterizedTest
    @EnumSource(TimeField.class)
    void fieldsAreNamedInAnyCaseAndNumber(TimeField field) {
        assertThat(TimeField.of(Utf8.of(field.name()))).isEqualTo(field);
        assertThat(TimeField.of(Utf8.of(field.name().toLowerCase(java.util.Locale.ROOT) + "s")))
                .isEqualTo(field);
        Fails.with(ErrorCode.INVALID_ARGUMENT, () -> TimeField.of(Utf8.of(field.name() + "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "d", "dayx", "fortnight", "yéar", "\0\0\0\0", "MILLISECONDSS"})
    void otherNamesFail(String name) {
        Fails.with(ErrorCode.INVALID_ARGUMENT, () -> TimeField.of(Utf8.of(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "Africa/Casablanca",
                "+05:30",
                "America/St_Johns"
            })
    void zonesAreThoseOfJavaTime(String id) {
        ZoneId zone = ZoneId.of(id);
        Utf8 zoneId = Utf8.of(id);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextInt(4) == 0
                    ? random.nextLong(
                            Times.MIN_TIMESTAMP + Times.MICROS_PER_DAY, Times.MAX_TIMESTAMP - Times.MICROS_PER_DAY)
                    : random.nextLong(micros("1900-01-01T00:00"), micros("2050-01-01T00:00"));
            if (random.nextBoolean()) {
                micros = micros(time(micros)
                        .withMonth(random.nextBoolean() ? 3 : 10)
                        .withMinute(0)
                        .withSecond(0)
                        .withNano(0));
            }
            LocalDateTime local = LocalDateTime.ofInstant(time(micros).toInstant(ZoneOffset.UTC), zone);
            assertThat(Zones.toLocal(micros, zoneId)).as("%s", local).isEqualTo(micros(local));
            LocalDateTime shown = time(micros);
            assertThat(Zones.toInstant(micros, zoneId))
                    .as("%s", shown)
                    .isEqualTo(micros(LocalDateTime.ofInstant(shown.atZone(zone).toInstant(), ZoneOffset.UTC)));
        }
    }

    @Test
    void transitionsAreExact() {
        Utf8 berlin = Utf8.of("Europe/Berlin");
        assertThat(time(Zones.toInstant(micros("2024-03-31T02:30"), berlin)))
                .isEqualTo(LocalDateTime.parse("2024-03-31T01:30"));
        assertThat(time(Zones.toInstant(micros("2024-10-27T02:30"), berlin)))
                .isEqualTo(LocalDateTime.parse("2024-10-27T00:30"));
        assertThat(time(Zones.toLocal(micros("2024-10-27T00:59:59.999999"), berlin)))
                .isEqualTo(LocalDateTime.parse("2024-10-27T02:59:59.999999"));
        assertThat(time(Zones.toLocal(micros("2024-10-27T01:00"), berlin)))
                .isEqualTo(LocalDateTime.parse("2024-10-27T02:00"));
        Fails.with(ErrorCode.INVALID_ARGUMENT, () -> Zones.toLocal(0, Utf8.of("Europe/Atlantis")));
        Fails.with(ErrorCode.INVALID_ARGUMENT, () -> Zones.toLocal(0, Utf8.of("")));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Zones.toLocal(Times.MAX_TIMESTAMP, berlin));
        Fails.with(ErrorCode.DATETIME_OUT_OF_RANGE, () -> Zones.toInstant(Times.MIN_TIMESTAMP, berlin));
    }
}
