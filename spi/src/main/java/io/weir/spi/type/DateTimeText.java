// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

import java.nio.charset.StandardCharsets;

/**
 * Dates and times as text, such as {@code 2020-01-01 12:00:00.123}, read from and written to bytes without objects
 * between.
 *
 * <p>The calendar is the proleptic Gregorian one. Years have at least four digits; one below 0 or above 9999 has its
 * sign. The fraction of a second has up to nine digits when read, of which six count.
 */
public final class DateTimeText {
    /** What the readers give for a text that is none. */
    public static final long INVALID = Long.MIN_VALUE;

    /** Room that any text written here fits into. */
    public static final int MAX_LENGTH = 40;

    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int DAYS_PER_ERA = 146_097;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int EPOCH_SHIFT = 719_468;

    private DateTimeText() {}

    // ---- writing

    /** Writes a date and returns the index behind it. */
    public static int writeDate(long epochDay, byte[] out, int at) {
        // Days counted from 1 March, so that the leap day is the last of its year (Howard Hinnant, "chrono-Compatible
        // Low-Level Date Algorithms").
        long shifted = epochDay + EPOCH_SHIFT;
        long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        int next = writeYear(year, out, at);
        out[next++] = '-';
        next = writeTwo(month, out, next);
        out[next++] = '-';
        return writeTwo(day, out, next);
    }

    /**
     * Writes a time of day and returns the index behind it.
     *
     * @param minDigits digits of the fraction that are always written
     * @param maxDigits digits of the fraction after which it is cut; zeros at the end are left out down to {@code minDigits}
     */
    public static int writeTime(long microsOfDay, int minDigits, int maxDigits, byte[] out, int at) {
        int seconds = (int) (microsOfDay / MICROS_PER_SECOND);
        int fraction = (int) (microsOfDay % MICROS_PER_SECOND);
        int next = writeTwo(seconds / 3600, out, at);
        out[next++] = ':';
        next = writeTwo(seconds / 60 % 60, out, next);
        out[next++] = ':';
        next = writeTwo(seconds % 60, out, next);
        int digits = maxDigits;
        int rest = (int) (fraction / POWERS[6 - maxDigits]);
        while (digits > minDigits && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        if (digits == 0) {
            return next;
        }
        out[next++] = '.';
        for (int i = digits - 1; i >= 0; i--) {
            out[next + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return next + digits;
    }

    /** Writes a date, the separator and a time, and returns the index behind them. */
    public static int writeTimestamp(long micros, char separator, int minDigits, int maxDigits, byte[] out, int at) {
        int next = writeDate(Math.floorDiv(micros, MICROS_PER_DAY), out, at);
        out[next++] = (byte) separator;
        return writeTime(Math.floorMod(micros, MICROS_PER_DAY), minDigits, maxDigits, out, next);
    }

    public static String date(long epochDay) {
        byte[] out = new byte[MAX_LENGTH];
        return new String(out, 0, writeDate(epochDay, out, 0), StandardCharsets.US_ASCII);
    }

    /** A time of day with a fraction of just {@code precision} digits. */
    public static String time(long microsOfDay, int precision) {
        byte[] out = new byte[MAX_LENGTH];
        return new String(out, 0, writeTime(microsOfDay, precision, precision, out, 0), StandardCharsets.US_ASCII);
    }

    /** Date and time with a space between and a fraction of just {@code precision} digits. */
    public static String timestamp(long micros, int precision) {
        byte[] out = new byte[MAX_LENGTH];
        return new String(out, 0, writeTimestamp(micros, ' ', precision, precision, out, 0), StandardCharsets.US_ASCII);
    }

    private static int writeYear(long year, byte[] out, int at) {
        int next = at;
        long rest = Math.abs(year);
        if (year < 0) {
            out[next++] = '-';
        } else if (year > 9999) {
            out[next++] = '+';
        }
        int digits = 4;
        for (long bound = 10_000; rest >= bound; bound *= 10) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            out[next + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return next + digits;
    }

    private static int writeTwo(int value, byte[] out, int at) {
        out[at] = (byte) ('0' + value / 10);
        out[at + 1] = (byte) ('0' + value % 10);
        return at + 2;
    }

    // ---- reading

    /** The epoch day of a date, or {@link #INVALID}. */
    public static long readDate(byte[] text, int start, int end) {
        int dateEnd = dateEnd(text, start, end);
        return dateEnd == end ? dateBefore(text, start, dateEnd) : INVALID;
    }

    /** The microseconds of the day of a time such as {@code 12:00:00.5}, or {@link #INVALID}; seconds may be missing. */
    public static long readTime(byte[] text, int start, int end) {
        if (end - start < 5 || text[start + 2] != ':') {
            return INVALID;
        }
        int hour = two(text, start);
        int minute = two(text, start + 3);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return INVALID;
        }
        long micros = (hour * 60L + minute) * 60 * MICROS_PER_SECOND;
        if (end - start == 5) {
            return micros;
        }
        if (end - start < 8 || text[start + 5] != ':') {
            return INVALID;
        }
        int second = two(text, start + 6);
        if (second < 0 || second > 59) {
            return INVALID;
        }
        micros += second * MICROS_PER_SECOND;
        if (end - start == 8) {
            return micros;
        }
        int digits = end - start - 9;
        if (text[start + 8] != '.' || digits < 1 || digits > 9) {
            return INVALID;
        }
        long fraction = 0;
        for (int i = start + 9; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            if (i < start + 15) {
                fraction = fraction * 10 + digit;
            }
        }
        return micros + fraction * POWERS[Math.max(0, 6 - digits)];
    }

    /** The microseconds since 1970-01-01T00:00 of date, separator and time, or {@link #INVALID}. */
    public static long readTimestamp(byte[] text, int start, int end, char separator) {
        int dateEnd = dateEnd(text, start, end);
        if (dateEnd < 0 || dateEnd >= end || text[dateEnd] != separator) {
            return INVALID;
        }
        long day = dateBefore(text, start, dateEnd);
        long time = readTime(text, dateEnd + 1, end);
        return day == INVALID || time == INVALID ? INVALID : instant(day, time);
    }

    /**
     * The same with a zone behind it: {@code Z} or an offset such as {@code +02:00}. The time is that of the zone, the
     * result that of UTC.
     */
    public static long readZonedTimestamp(byte[] text, int start, int end, char separator) {
        if (end - start < 2) {
            return INVALID;
        }
        if (text[end - 1] == 'Z') {
            return readTimestamp(text, start, end - 1, separator);
        }
        int sign = end - 6;
        if (sign <= start || text[sign + 3] != ':' || (text[sign] != '+' && text[sign] != '-')) {
            return INVALID;
        }
        int hours = two(text, sign + 1);
        int minutes = two(text, sign + 4);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        long local = readTimestamp(text, start, sign, separator);
        if (local == INVALID) {
            return INVALID;
        }
        long offset = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
        return text[sign] == '+' ? local - offset : local + offset;
    }

    /** Cuts microseconds to the digits of the fraction that a type keeps. */
    public static long cut(long micros, int precision) {
        if (precision >= 6) {
            return micros;
        }
        long unit = POWERS[6 - precision];
        long cut = micros - Math.floorMod(micros, unit);
        return cut > micros ? micros : cut;
    }

    private static long instant(long day, long microsOfDay) {
        // A negative day is added from its end, since the first day of all only fits partly into a long.
        try {
            return day >= 0
                    ? Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), microsOfDay)
                    : Math.addExact(Math.multiplyExact(day + 1, MICROS_PER_DAY), microsOfDay - MICROS_PER_DAY);
        } catch (ArithmeticException e) {
            return INVALID;
        }
    }

    /** Where a date that begins at {@code start} ends, or -1. */
    private static int dateEnd(byte[] text, int start, int end) {
        int digit = start < end && (text[start] == '+' || text[start] == '-') ? start + 1 : start;
        int next = digit;
        while (next < end && text[next] >= '0' && text[next] <= '9') {
            next++;
        }
        int digits = next - digit;
        return digits >= 4 && digits <= 7 && next + 6 <= end ? next + 6 : -1;
    }

    private static long dateBefore(byte[] text, int start, int end) {
        boolean negative = text[start] == '-';
        int year = 0;
        for (int i = negative || text[start] == '+' ? start + 1 : start; i < end - 6; i++) {
            year = year * 10 + (text[i] - '0');
        }
        if (text[end - 6] != '-' || text[end - 3] != '-') {
            return INVALID;
        }
        return epochDay(negative ? -year : year, two(text, end - 5), two(text, end - 2));
    }

    private static long epochDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return INVALID;
        }
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
