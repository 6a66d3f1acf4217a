// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern by which times are printed and read; the letters are a part of those of Java's {@code DateTimeFormatter}.
 *
 * <pre>
 *   yyyy, uuuu year    MM month       dd day          DDD day of the year   EEE, EEEE Mon, Monday
 *   yy its last two    MMM, MMMM Jan, January (also L)                      a AM or PM
 *   HH hour of 0-23    hh of 1-12     mm minute       ss second             SSS as many digits of the fraction
 *   'text' the text    '' a quote     other characters that are not letters: themselves
 * </pre>
 *
 * <p>Printed, a number has at least as many digits as there are letters. Read, it has exactly as many, or with one letter as
 * many as there are, up to those of its greatest value. What the pattern lacks is that of 1970-01-01 00:00:00. Names are
 * English, and read in any case. The year of {@code yy} is read as one from 2000 to 2099.
 */
final class TimeFormat {
    private static final int BYTES_MAX = 1_000;
    private static final int WIDTH_MAX = 9;
    private static final LiteralCache<TimeFormat> FORMATS = new LiteralCache<>(TimeFormat::new);

    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    private static final String[] HALVES = {"AM", "PM"};
    private static final int SHORT_NAME = 3;

    private enum Field {
        YEAR(4),
        YEAR_OF_CENTURY(2),
        MONTH(2),
        MONTH_NAME(0),
        DAY(2),
        DAY_OF_YEAR(3),
        DAY_NAME(0),
        HOUR(2),
        HOUR_OF_HALF(2),
        HALF(0),
        MINUTE(2),
        SECOND(2),
        FRACTION(WIDTH_MAX),
        LITERAL(0);

        /** Digits of the greatest value; 0 when it is not a number. */
        private final int digitsMax;

        Field(int digitsMax) {
            this.digitsMax = digitsMax;
        }
    }

    private record Part(Field field, int width, Utf8 literal) {}

    private final Part[] parts;

    private TimeFormat(Utf8 pattern) {
        if (pattern.length() > BYTES_MAX) {
            throw invalid();
        }
        List<Part> list = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            byte letter = pattern.byteAt(i);
            if (letter == '\'') {
                i = quoted(pattern, i, list);
            } else if (TextFunctions.isLower(letter) || TextFunctions.isUpper(letter)) {
                int end = i;
                while (end < pattern.length() && pattern.byteAt(end) == letter) {
                    end++;
                }
                list.add(part((char) letter, end - i));
                i = end;
            } else {
                int end = CodePoints.next(pattern, i);
                list.add(new Part(Field.LITERAL, 0, pattern.slice(i, end - i)));
                i = end;
            }
        }
        parts = list.toArray(new Part[0]);
    }

    /** Fails with INVALID_ARGUMENT if the pattern has letters that mean nothing or a quote that does not end. */
    static TimeFormat of(Utf8 pattern) {
        return FORMATS.get(pattern);
    }

    private static int quoted(Utf8 pattern, int quote, List<Part> list) {
        TextBuffer literal = new TextBuffer(16);
        int i = quote + 1;
        if (i < pattern.length() && pattern.byteAt(i) == '\'') {
            list.add(new Part(Field.LITERAL, 0, pattern.slice(i, 1)));
            return i + 1;
        }
        while (i < pattern.length()) {
            if (pattern.byteAt(i) == '\'') {
                if (i + 1 == pattern.length() || pattern.byteAt(i + 1) != '\'') {
                    list.add(new Part(Field.LITERAL, 0, literal.text()));
                    return i + 1;
                }
                i++;
            }
            literal.append(pattern.byteAt(i++));
        }
        throw invalid();
    }

    private static Part part(char letter, int width) {
        Field field = switch (letter) {
            case 'y', 'u' -> width == 2 ? Field.YEAR_OF_CENTURY : Field.YEAR;
            case 'M', 'L' -> width > 2 ? Field.MONTH_NAME : Field.MONTH;
            case 'd' -> Field.DAY;
            case 'D' -> Field.DAY_OF_YEAR;
            case 'E' -> Field.DAY_NAME;
            case 'H' -> Field.HOUR;
            case 'h' -> Field.HOUR_OF_HALF;
            case 'a' -> Field.HALF;
            case 'm' -> Field.MINUTE;
            case 's' -> Field.SECOND;
            case 'S' -> Field.FRACTION;
            default -> throw invalid();
        };
        boolean name = field == Field.MONTH_NAME || field == Field.DAY_NAME;
        int widthMax = name ? 4 : field == Field.HALF ? 1 : field == Field.YEAR ? WIDTH_MAX : field.digitsMax;
        if (width > widthMax) {
            throw invalid();
        }
        return new Part(field, width, Utf8.EMPTY);
    }

    // ---- printing

    Utf8 print(long micros) {
        TextBuffer out = new TextBuffer(4 * parts.length + 8);
        int day = Times.dayOf(micros);
        long civil = Times.civil(day);
        long time = micros - Times.startOf(day);
        for (Part part : parts) {
            print(part, day, civil, time, out);
        }
        return out.text();
    }

    private static void print(Part part, int day, long civil, long time, TextBuffer out) {
        int width = part.width;
        long hour = time / Times.MICROS_PER_HOUR;
        switch (part.field) {
            case YEAR -> out.appendNumber(civil >> 16, width);
            case YEAR_OF_CENTURY -> out.appendNumber((civil >> 16) % 100, width);
            case MONTH -> out.appendNumber(civil >> 8 & 0xFF, width);
            case MONTH_NAME -> appendName(MONTHS[(int) (civil >> 8 & 0xFF) - 1], width, out);
            case DAY -> out.appendNumber(civil & 0xFF, width);
            case DAY_OF_YEAR -> out.appendNumber(Times.dayOfYear(day), width);
            case DAY_NAME -> appendName(DAYS[Times.isoDayOfWeek(day) - 1], width, out);
            case HOUR -> out.appendNumber(hour, width);
            case HOUR_OF_HALF -> out.appendNumber((hour + 11) % 12 + 1, width);
            case HALF -> out.appendAscii(HALVES[hour < 12 ? 0 : 1]);
            case MINUTE -> out.appendNumber(time / Times.MICROS_PER_MINUTE % 60, width);
            case SECOND -> out.appendNumber(time / Times.MICROS_PER_SECOND % 60, width);
            case FRACTION -> {
                long nanos = time % Times.MICROS_PER_SECOND * 1_000;
                out.appendNumber(nanos / Decimals.power(WIDTH_MAX - width), width);
            }
            case LITERAL -> out.append(part.literal);
        }
    }

    private static void appendName(String name, int width, TextBuffer out) {
        out.appendAscii(width > SHORT_NAME ? name : name.substring(0, SHORT_NAME));
    }

    // ---- reading

    /** Microseconds since 1970; DATETIME_FORMAT if the text is not of the pattern. */
    long parse(Utf8 text) {
        return new Reader(text).read();
    }

    /** Reads one text. */
    private final class Reader {
        private final Utf8 text;
        private int at;
        private int year = 1970;
        private int month = 1;
        private int day = 1;
        private int dayOfYear;
        private int hour;
        private boolean ofHalf;
        private boolean afternoon;
        private int minute;
        private int second;
        private int micros;

        Reader(Utf8 text) {
            this.text = text;
        }

        long read() {
            for (int i = 0; i < parts.length; i++) {
                read(parts[i], i + 1 < parts.length && parts[i + 1].field.digitsMax > 0);
            }
            if (at != text.length()) {
                throw TimeText.malformed();
            }
            if (ofHalf) {
                if (hour < 1 || hour > 12) {
                    throw Times.outOfRange();
                }
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
            if (hour > 23 || minute > 59 || second > 59) {
                throw Times.outOfRange();
            }
            return Times.startOf(date())
                    + hour * Times.MICROS_PER_HOUR
                    + minute * Times.MICROS_PER_MINUTE
                    + second * Times.MICROS_PER_SECOND
                    + micros;
        }

        private int date() {
            if (dayOfYear == 0) {
                return Times.makeDate(year, month, day);
            }
            int date = Times.makeDate(year, 1, 1) + dayOfYear - 1;
            if (Times.year(Times.checkDay(date)) != year) {
                throw Times.outOfRange();
            }
            return date;
        }

        private void read(Part part, boolean numberBehind) {
            switch (part.field) {
                case YEAR -> year = number(part, numberBehind);
                case YEAR_OF_CENTURY -> year = 2000 + number(part, numberBehind);
                case MONTH -> month = number(part, numberBehind);
                case MONTH_NAME -> month = name(MONTHS, part.width) + 1;
                case DAY -> day = number(part, numberBehind);
                case DAY_OF_YEAR -> {
                    dayOfYear = number(part, numberBehind);
                    if (dayOfYear == 0) {
                        throw Times.outOfRange();
                    }
                }
                case DAY_NAME -> name(DAYS, part.width);
                case HOUR -> hour = number(part, numberBehind);
                case HOUR_OF_HALF -> {
                    hour = number(part, numberBehind);
                    ofHalf = true;
                }
                case HALF -> afternoon = name(HALVES, WIDTH_MAX) == 1;
                case MINUTE -> minute = number(part, numberBehind);
                case SECOND -> second = number(part, numberBehind);
                case FRACTION -> fraction(part.width);
                case LITERAL -> {
                    if (!ByteSearch.isAt(text, at, part.literal)) {
                        throw TimeText.malformed();
                    }
                    at += part.literal.length();
                }
            }
        }

        private int number(Part part, boolean numberBehind) {
            int digitsMax = part.width > 1 || numberBehind ? part.width : part.field.digitsMax;
            int from = at;
            int value = 0;
            while (at < text.length() && at - from < digitsMax && isDigit(text.byteAt(at))) {
                value = value * 10 + text.byteAt(at++) - '0';
            }
            if (at - from < part.width) {
                throw TimeText.malformed();
            }
            return value;
        }

        private void fraction(int width) {
            long nanos = 0;
            for (int i = 0; i < width; i++, at++) {
                if (at == text.length() || !isDigit(text.byteAt(at))) {
                    throw TimeText.malformed();
                }
                nanos = nanos * 10 + text.byteAt(at) - '0';
            }
            micros = (int) (nanos * Decimals.power(WIDTH_MAX - width) / 1_000);
        }

        private int name(String[] names, int width) {
            for (int i = 0; i < names.length; i++) {
                int length = width > SHORT_NAME ? names[i].length() : SHORT_NAME;
                if (isNameHere(names[i], length)) {
                    at += length;
                    return i;
                }
            }
            throw TimeText.malformed();
        }

        private boolean isNameHere(String name, int length) {
            if (length > text.length() - at) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if ((text.byteAt(at + i) | 0x20) != (name.charAt(i) | 0x20)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }
}
