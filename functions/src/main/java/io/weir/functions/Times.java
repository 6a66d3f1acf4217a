// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;

/**
 * Arithmetic of the calendar on days and microseconds since 1970-01-01, right for times before it too.
 *
 * <p>Dates are those of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31; what would lie outside fails with
 * DATETIME_OUT_OF_RANGE. A timestamp here has no zone: {@link Zones} turns instants into it.
 */
public final class Times {
    public static final long MICROS_PER_MILLI = 1_000L;
    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    /** 0001-01-01 */
    public static final int MIN_DAY = -719_162;
    /** 9999-12-31 */
    public static final int MAX_DAY = 2_932_896;
    /** 0001-01-01 00:00:00 */
    public static final long MIN_TIMESTAMP = MIN_DAY * MICROS_PER_DAY;
    /** 9999-12-31 23:59:59.999999 */
    public static final long MAX_TIMESTAMP = (MAX_DAY + 1) * MICROS_PER_DAY - 1;

    /** Powers of ten that cut the microseconds to a precision. */
    private static final int[] STEPS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private static final int DAYS_PER_ERA = 146_097;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private Times() {}

    // ---- ranges

    public static int checkDay(long day) {
        if (day < MIN_DAY || day > MAX_DAY) {
            throw outOfRange();
        }
        return (int) day;
    }

    public static long checkTimestamp(long micros) {
        if (micros < MIN_TIMESTAMP || micros > MAX_TIMESTAMP) {
            throw outOfRange();
        }
        return micros;
    }

    static RowError outOfRange() {
        return RowError.of(ErrorCode.DATETIME_OUT_OF_RANGE);
    }

    // ---- parts

    /** The day that a timestamp lies in. */
    public static int dayOf(long micros) {
        return (int) Math.floorDiv(micros, MICROS_PER_DAY);
    }

    /** Microseconds since midnight. */
    public static long timeOf(long micros) {
        return Math.floorMod(micros, MICROS_PER_DAY);
    }

    /** Midnight at the start of a day. */
    public static long startOf(int day) {
        return day * MICROS_PER_DAY;
    }

    /** Cuts the second's fraction to a number of digits, towards the past. */
    public static long cut(long micros, int precision) {
        return precision >= STEPS.length - 1 ? micros : micros - Math.floorMod(micros, STEPS[precision]);
    }

    public static int year(int day) {
        return (int) (civil(day) >> 16);
    }

    /** From 1. */
    public static int month(int day) {
        return (int) (civil(day) >> 8) & 0xFF;
    }

    /** From 1. */
    public static int dayOfMonth(int day) {
        return (int) civil(day) & 0xFF;
    }

    /**
     * Year, month and day of the month as {@code year << 16 | month << 8 | day}. Years start in March, so that the leap day
     * is their last (Howard Hinnant, "chrono-compatible low-level date algorithms").
     */
    static long civil(int day) {
        int shifted = day + DAYS_TO_EPOCH;
        int era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = shifted - era * DAYS_PER_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (long) year << 16 | month << 8 | dayOfMonth;
    }

    /** The day of a date that exists. */
    static int dayOf(int year, int month, int dayOfMonth) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        return era * DAYS_PER_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - DAYS_TO_EPOCH;
    }

    /** The day of a date, if there is such a date. */
    public static int makeDate(int year, int month, int dayOfMonth) {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || dayOfMonth < 1) {
            throw outOfRange();
        }
        if (dayOfMonth > daysInMonth(year, month)) {
            throw outOfRange();
        }
        return dayOf(year, month, dayOfMonth);
    }

    static int daysInMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** The last day of a day's month. */
    public static int lastDay(int day) {
        long civil = civil(day);
        int year = (int) (civil >> 16);
        int month = (int) (civil >> 8) & 0xFF;
        return day - ((int) civil & 0xFF) + daysInMonth(year, month);
    }

    /** From 1. */
    static int dayOfYear(int day) {
        return day - dayOf(year(day), 1, 1) + 1;
    }

    /** From 1 for Monday. */
    static int isoDayOfWeek(int day) {
        return Math.floorMod(day + 3, 7) + 1;
    }

    /** The Thursday of a day's week, whose year is the week's. */
    private static int thursday(int day) {
        return day - isoDayOfWeek(day) + 4;
    }

    /** The week of the year by ISO 8601: of the first one the Thursday lies in the year. */
    static int isoWeek(int day) {
        return (dayOfYear(thursday(day)) - 1) / 7 + 1;
    }

    static int isoYear(int day) {
        return year(thursday(day));
    }

    // ---- EXTRACT

    /** A field of a timestamp. */
    static long extract(TimeField field, long micros) {
        return switch (field) {
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> extractOfTime(field, timeOf(micros));
            case EPOCH -> Math.floorDiv(micros, MICROS_PER_SECOND);
            case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY -> extractOfDay(field, dayOf(micros));
            case ISOYEAR, DOY, DOW, ISODOW -> extractOfDay(field, dayOf(micros));
        };
    }

    /** A field of a date. */
    static long extractOfDay(TimeField field, int day) {
        return switch (field) {
            case MILLENNIUM -> (year(day) + 999) / 1000;
            case CENTURY -> (year(day) + 99) / 100;
            case DECADE -> year(day) / 10;
            case YEAR -> year(day);
            case QUARTER -> (month(day) + 2) / 3;
            case MONTH -> month(day);
            case WEEK -> isoWeek(day);
            case DAY -> dayOfMonth(day);
            case ISOYEAR -> isoYear(day);
            case DOY -> dayOfYear(day);
            case DOW -> isoDayOfWeek(day) % 7 + 1;
            case ISODOW -> isoDayOfWeek(day);
            case EPOCH -> day * 86_400L;
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> 0;
        };
    }

    /** A field of a time of the day; those of dates fail. */
    static long extractOfTime(TimeField field, long micros) {
        return switch (field) {
            case HOUR -> micros / MICROS_PER_HOUR;
            case MINUTE -> micros / MICROS_PER_MINUTE % 60;
            case SECOND -> micros / MICROS_PER_SECOND % 60;
            case MILLISECOND -> micros / MICROS_PER_MILLI % 1_000;
            case MICROSECOND -> micros % MICROS_PER_SECOND;
            case NANOSECOND -> micros % MICROS_PER_SECOND * 1_000;
            case EPOCH -> micros / MICROS_PER_SECOND;
            case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY -> throw noSuchField();
            case ISOYEAR, DOY, DOW, ISODOW -> throw noSuchField();
        };
    }

    private static RowError noSuchField() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }

    // ---- FLOOR and CEIL

    /** The start of the unit that a timestamp lies in; weeks start on Sunday. */
    static long floor(TimeField unit, long micros) {
        return switch (unit) {
            case HOUR -> micros - Math.floorMod(micros, MICROS_PER_HOUR);
            case MINUTE -> micros - Math.floorMod(micros, MICROS_PER_MINUTE);
            case SECOND -> micros - Math.floorMod(micros, MICROS_PER_SECOND);
            case MILLISECOND -> micros - Math.floorMod(micros, MICROS_PER_MILLI);
            case MICROSECOND, NANOSECOND -> micros;
            case DAY -> micros - timeOf(micros);
            case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK -> startOf(floorDay(unit, dayOf(micros)));
            case ISOYEAR, DOY, DOW, ISODOW, EPOCH -> throw noSuchField();
        };
    }

    /** The start of the next unit, unless the timestamp is the start of one. */
    static long ceil(TimeField unit, long micros) {
        long floor = floor(unit, micros);
        return floor == micros ? micros : next(unit, floor);
    }

    /** The start of the unit that a time of the day lies in; those of days and longer fail. */
    static long floorTime(TimeField unit, long time) {
        if (unit.compareTo(TimeField.DAY) <= 0) {
            throw noSuchField();
        }
        return floor(unit, time);
    }

    /** The start of the unit that a day lies in; the day itself for units of time. Weeks start on Sunday. */
    static int floorDay(TimeField unit, int day) {
        int year = year(day);
        return switch (unit) {
            case MILLENNIUM -> checkDay(dayOf((year - 1) / 1000 * 1000 + 1, 1, 1));
            case CENTURY -> checkDay(dayOf((year - 1) / 100 * 100 + 1, 1, 1));
            case DECADE -> checkDay(dayOf(year / 10 * 10, 1, 1));
            case YEAR -> dayOf(year, 1, 1);
            case QUARTER -> dayOf(year, (month(day) - 1) / 3 * 3 + 1, 1);
            case MONTH -> day - dayOfMonth(day) + 1;
            case WEEK -> checkDay(day - (long) isoDayOfWeek(day) % 7);
            case DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> day;
            case ISOYEAR, DOY, DOW, ISODOW, EPOCH -> throw noSuchField();
        };
    }

    static int ceilDay(TimeField unit, int day) {
        int floor = floorDay(unit, day);
        return floor == day ? day : dayOf(next(unit, startOf(floor)));
    }

    private static long next(TimeField unit, long start) {
        return add(unit == TimeField.NANOSECOND ? TimeField.MICROSECOND : unit, 1, start);
    }

    // ---- adding

    /** So many months later, on the last day of the month if it has fewer days. */
    public static int addMonths(int day, long months) {
        long civil = civil(day);
        long monthsSinceZero = (civil >> 16) * 12 + ((int) (civil >> 8) & 0xFF) - 1 + clamp(months);
        long year = Math.floorDiv(monthsSinceZero, 12L);
        if (year < 1 || year > 9999) {
            throw outOfRange();
        }
        int month = Math.floorMod(monthsSinceZero, 12) + 1;
        return dayOf((int) year, month, Math.min((int) civil & 0xFF, daysInMonth((int) year, month)));
    }

    /** More than all months there are is as good as that. */
    private static long clamp(long months) {
        return Math.max(-1_000_000L, Math.min(1_000_000L, months));
    }

    /** A timestamp so many months later; the time of the day stays. */
    public static long addMonths(long micros, long months) {
        int day = dayOf(micros);
        return startOf(addMonths(day, months)) + (micros - startOf(day));
    }

    /** A timestamp some microseconds later. */
    public static long addMicros(long micros, long more) {
        long sum = micros + more;
        if (((micros ^ sum) & (more ^ sum)) < 0) {
            throw outOfRange();
        }
        return checkTimestamp(sum);
    }

    /** A time of the day some microseconds later, past midnight from the start again. */
    public static long addToTime(long time, long micros) {
        return Math.floorMod(time + micros % MICROS_PER_DAY, MICROS_PER_DAY);
    }

    /** A time of the day so many units of time later, round the clock. */
    static long addToTime(TimeField unit, long count, long time) {
        long step = micros(unit);
        if (step > MICROS_PER_HOUR) {
            throw noSuchField();
        }
        return addToTime(time, count % (MICROS_PER_DAY / step) * step);
    }

    /** A timestamp so many units later. */
    static long add(TimeField unit, long count, long micros) {
        long months = months(unit);
        return months > 0 ? addMonths(micros, clamp(count) * months) : addMicros(micros, multiply(count, micros(unit)));
    }

    /** A date so many units later; units of time fail. */
    static int addToDay(TimeField unit, long count, int day) {
        long months = months(unit);
        if (months > 0) {
            return addMonths(day, clamp(count) * months);
        }
        long unitMicros = micros(unit);
        if (unitMicros < MICROS_PER_DAY) {
            throw noSuchField();
        }
        long days = Math.max(-10_000_000L, Math.min(10_000_000L, count)) * (unitMicros / MICROS_PER_DAY);
        return checkDay(day + days);
    }

    private static long multiply(long count, long unit) {
        if (Math.multiplyHigh(count, unit) != count * unit >> 63) {
            throw outOfRange();
        }
        return count * unit;
    }

    /** How many whole units lie between two timestamps; negative when the second is before the first. */
    static long difference(TimeField unit, long from, long to) {
        long months = months(unit);
        if (months > 0) {
            return (to >= from ? monthsBetween(from, to) : -monthsBetween(to, from)) / months;
        }
        return unit == TimeField.NANOSECOND ? nanos(to - from) : (to - from) / micros(unit);
    }

    private static long nanos(long micros) {
        if (Math.abs(micros) > Long.MAX_VALUE / 1_000) {
            throw RowError.of(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return micros * 1_000;
    }

    /** The most months that can be added to the earlier timestamp without passing the later one. */
    private static long monthsBetween(long earlier, long later) {
        long a = civil(dayOf(earlier));
        long b = civil(dayOf(later));
        long months = ((b >> 16) - (a >> 16)) * 12 + ((b >> 8 & 0xFF) - (a >> 8 & 0xFF));
        return addMonths(earlier, months) > later ? months - 1 : months;
    }

    /** The months of a unit, or 0. */
    private static long months(TimeField unit) {
        return switch (unit) {
            case MILLENNIUM -> 12_000;
            case CENTURY -> 1_200;
            case DECADE -> 120;
            case YEAR -> 12;
            case QUARTER -> 3;
            case MONTH -> 1;
            case WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> 0;
            case ISOYEAR, DOY, DOW, ISODOW, EPOCH -> throw noSuchField();
        };
    }

    private static long micros(TimeField unit) {
        return switch (unit) {
            case WEEK -> 7 * MICROS_PER_DAY;
            case DAY -> MICROS_PER_DAY;
            case HOUR -> MICROS_PER_HOUR;
            case MINUTE -> MICROS_PER_MINUTE;
            case SECOND -> MICROS_PER_SECOND;
            case MILLISECOND -> MICROS_PER_MILLI;
            case MICROSECOND -> 1;
            case NANOSECOND, MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH -> throw noSuchField();
            case ISOYEAR, DOY, DOW, ISODOW, EPOCH -> throw noSuchField();
        };
    }
}
