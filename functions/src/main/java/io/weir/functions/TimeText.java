// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;

/**
 * Reads and prints dates and times in the form of SQL and ISO 8601.
 *
 * <pre>
 *   date      := digit{1,4} - digit{1,2} - digit{1,2}
 *   time      := digit{1,2} : digit{1,2} [: digit{1,2} [. digit{1,9}]]
 *   timestamp := date [(space | T) time]
 *   ltz       := timestamp [space] [Z | (+ | -) digit{1,2} [[:] digit{2}]]
 * </pre>
 *
 * <p>White space may stand before and after. Text of another form fails with DATETIME_FORMAT, a date or time that does not
 * exist with DATETIME_OUT_OF_RANGE.
 */
final class TimeText {
    private static final int MICRO_DIGITS = 6;

    private final Utf8 text;
    private final int to;
    private int at;

    private TimeText(Utf8 text) {
        this.text = text;
        at = NumberText.start(text);
        to = NumberText.end(text, at);
    }

    static int date(Utf8 text) {
        TimeText reader = new TimeText(text);
        int day = reader.date();
        reader.expectEnd();
        return day;
    }

    static long time(Utf8 text) {
        TimeText reader = new TimeText(text);
        long time = reader.time();
        reader.expectEnd();
        return time;
    }

    static long timestamp(Utf8 text) {
        TimeText reader = new TimeText(text);
        long timestamp = reader.timestamp();
        reader.expectEnd();
        return timestamp;
    }

    /** An instant; without an offset the text shows the time in the zone. */
    static long timestampLtz(Utf8 text, Utf8 zoneId) {
        TimeText reader = new TimeText(text);
        long local = reader.timestamp();
        if (reader.at < reader.to) {
            long instant = local - reader.offset();
            reader.expectEnd();
            return Times.checkTimestamp(instant);
        }
        return Zones.toInstant(local, zoneId);
    }

    // ---- reading

    private long timestamp() {
        int day = date();
        if (at == to || !isTimeBehind()) {
            return Times.startOf(day);
        }
        at++;
        return Times.startOf(day) + time();
    }

    /** A space may also stand before an offset. */
    private boolean isTimeBehind() {
        byte next = text.byteAt(at);
        return (next == 'T' || next == 't' || next == ' ') && at + 1 < to && isDigit(text.byteAt(at + 1));
    }

    private int date() {
        int year = number(4);
        expect('-');
        int month = number(2);
        expect('-');
        return Times.makeDate(year, month, number(2));
    }

    private long time() {
        int hour = number(2);
        expect(':');
        int minute = number(2);
        int second = 0;
        int micros = 0;
        if (accept(':')) {
            second = number(2);
            if (accept('.')) {
                micros = fraction();
            }
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw Times.outOfRange();
        }
        return hour * Times.MICROS_PER_HOUR
                + minute * Times.MICROS_PER_MINUTE
                + second * Times.MICROS_PER_SECOND
                + micros;
    }

    private int fraction() {
        int digits = 0;
        int value = 0;
        for (; at < to && isDigit(text.byteAt(at)); at++) {
            if (digits++ < MICRO_DIGITS) {
                value = value * 10 + text.byteAt(at) - '0';
            }
        }
        if (digits == 0 || digits > 9) {
            throw malformed();
        }
        for (; digits < MICRO_DIGITS; digits++) {
            value *= 10;
        }
        return value;
    }

    private long offset() {
        accept(' ');
        if (accept('Z') || accept('z')) {
            return 0;
        }
        boolean negative = accept('-');
        if (!negative) {
            expect('+');
        }
        int hours = number(2);
        int minutes = 0;
        if (accept(':') || at < to) {
            int from = at;
            minutes = number(2);
            if (at - from != 2) {
                throw malformed();
            }
        }
        if (hours > 18 || minutes > 59 || hours == 18 && minutes > 0) {
            throw Times.outOfRange();
        }
        long offset = hours * Times.MICROS_PER_HOUR + minutes * Times.MICROS_PER_MINUTE;
        return negative ? -offset : offset;
    }

    private int number(int digitsMax) {
        int from = at;
        int value = 0;
        while (at < to && at - from < digitsMax && isDigit(text.byteAt(at))) {
            value = value * 10 + text.byteAt(at++) - '0';
        }
        if (at == from) {
            throw malformed();
        }
        return value;
    }

    private boolean accept(char wanted) {
        if (at < to && text.byteAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed();
        }
    }

    private void expectEnd() {
        if (at != to) {
            throw malformed();
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static RowError malformed() {
        return RowError.of(ErrorCode.DATETIME_FORMAT);
    }

    // ---- printing

    static TextBuffer appendDate(int day, TextBuffer out) {
        long civil = Times.civil(Times.checkDay(day));
        return out.appendNumber(civil >> 16, 4)
                .append('-')
                .appendNumber(civil >> 8 & 0xFF, 2)
                .append('-')
                .appendNumber(civil & 0xFF, 2);
    }

    static TextBuffer appendTime(long micros, int precision, TextBuffer out) {
        out.appendNumber(micros / Times.MICROS_PER_HOUR, 2).append(':');
        out.appendNumber(micros / Times.MICROS_PER_MINUTE % 60, 2).append(':');
        out.appendNumber(micros / Times.MICROS_PER_SECOND % 60, 2);
        if (precision > 0) {
            long fraction = micros % Times.MICROS_PER_SECOND / Decimals.power(MICRO_DIGITS - precision);
            out.append('.').appendNumber(fraction, precision);
        }
        return out;
    }

    static TextBuffer appendTimestamp(long micros, int precision, TextBuffer out) {
        appendDate(Times.dayOf(micros), out).append(' ');
        return appendTime(Times.timeOf(micros), precision, out);
    }
}
