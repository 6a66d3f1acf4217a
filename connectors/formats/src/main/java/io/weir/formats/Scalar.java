// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads one value that is not nested from its text, and appends it to its column. */
abstract sealed class Scalar {
    final String place;
    final DataType type;

    private Scalar(String place, DataType type) {
        this.place = place;
        this.type = type;
    }

    /**
     * @param place what errors call it
     * @param separators the characters that may stand between date and time, such as {@code " T"}
     */
    static Scalar of(String place, DataType type, String separators) {
        return switch (type.kind()) {
            case BOOLEAN -> new Truth(place, type);
            case TINYINT -> new Whole(place, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> new Whole(place, type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER, INTERVAL_MONTHS -> new Whole(place, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT, INTERVAL_MICROS -> new Whole(place, type, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT, DOUBLE -> new Floating(place, type);
            case DECIMAL -> new Decimal(place, (DecimalType) type);
            case VARCHAR -> new Text(place, (TextType) type);
            case VARBINARY -> new Bytes(place, (BytesType) type);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> new Time(place, type, separators);
            case NULL, ROW, ARRAY, MAP -> throw new IllegalArgumentException(type.sql());
        };
    }

    /** Appends what a text says; the text is well-formed UTF-8. */
    abstract void text(byte[] bytes, int start, int end, VectorBuilder out);

    /** Appends a number that was read already. */
    void number(NumberScanner number, byte[] bytes, int start, int end, VectorBuilder out) {
        throw wrong(bytes, start, end);
    }

    final SqlException wrong(byte[] bytes, int start, int end) {
        return wrong(bytes, start, end, "It is of another form.");
    }

    final SqlException wrong(byte[] bytes, int start, int end, String why) {
        return Undecodable.value(place, type.sql(), bytes, start, end, why);
    }

    /** Reads numbers from text too: spaces around them do not count. */
    private abstract static sealed class Numeric extends Scalar {
        private final NumberScanner scanner = new NumberScanner();

        private Numeric(String place, DataType type) {
            super(place, type);
        }

        @Override
        void text(byte[] bytes, int start, int end, VectorBuilder out) {
            int from = start;
            int to = end;
            while (from < to && bytes[from] == ' ') {
                from++;
            }
            while (to > from && bytes[to - 1] == ' ') {
                to--;
            }
            if (scanner.scan(bytes, from, to, false) == to) {
                number(scanner, bytes, from, to, out);
            } else {
                notANumber(bytes, from, to, out);
            }
        }

        void notANumber(byte[] bytes, int start, int end, VectorBuilder out) {
            throw wrong(bytes, start, end, "It is no number.");
        }

        final SqlException outOfRange(byte[] bytes, int start, int end) {
            return wrong(bytes, start, end, "It is out of range.");
        }

        final void check(NumberScanner number, byte[] bytes, int start, int end) {
            if (number.tooLong()) {
                throw wrong(bytes, start, end, "It has more than " + NumberScanner.MAX_DIGITS + " digits.");
            }
        }

        /** The value of a number in an unusual form. */
        final BigDecimal exactly(NumberScanner number, byte[] bytes, int start, int end) {
            if (!number.isModerate()) {
                throw outOfRange(bytes, start, end);
            }
            return new BigDecimal(number.text(bytes));
        }
    }

    private static final class Truth extends Scalar {
        Truth(String place, DataType type) {
            super(place, type);
        }

        @Override
        void text(byte[] bytes, int start, int end, VectorBuilder out) {
            if (is(bytes, start, end, "true")) {
                out.appendBoolean(true);
            } else if (is(bytes, start, end, "false")) {
                out.appendBoolean(false);
            } else {
                throw wrong(bytes, start, end, "It is neither true nor false.");
            }
        }

        private static boolean is(byte[] bytes, int start, int end, String word) {
            if (end - start != word.length()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                if ((bytes[start + i] | 0x20) != word.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Whole extends Numeric {
        private final long min;
        private final long max;
        private final boolean wide;

        Whole(String place, DataType type, long min, long max) {
            super(place, type);
            this.min = min;
            this.max = max;
            wide = max == Long.MAX_VALUE;
        }

        @Override
        void number(NumberScanner number, byte[] bytes, int start, int end, VectorBuilder out) {
            long value;
            if (number.isPlainLong()) {
                value = number.plainLong();
            } else {
                check(number, bytes, start, end);
                BigDecimal exact = exactly(number, bytes, start, end);
                if (exact.signum() != 0 && exact.stripTrailingZeros().scale() > 0) {
                    throw wrong(bytes, start, end, "It has a fraction.");
                }
                BigInteger whole = exact.toBigInteger();
                if (whole.bitLength() > 63) {
                    throw outOfRange(bytes, start, end);
                }
                value = whole.longValue();
            }
            if (value < min || value > max) {
                throw outOfRange(bytes, start, end);
            }
            if (wide) {
                out.appendLong(value);
            } else {
                out.appendInt((int) value);
            }
        }
    }

    private static final class Floating extends Numeric {
        private final boolean wide;

        Floating(String place, DataType type) {
            super(place, type);
            wide = type.kind() == TypeKind.DOUBLE;
        }

        @Override
        void number(NumberScanner number, byte[] bytes, int start, int end, VectorBuilder out) {
            check(number, bytes, start, end);
            if (wide) {
                double value = number.toDouble(bytes);
                if (Double.isInfinite(value)) {
                    throw outOfRange(bytes, start, end);
                }
                out.appendDouble(value);
            } else {
                float value = number.toFloat(bytes);
                if (Float.isInfinite(value)) {
                    throw outOfRange(bytes, start, end);
                }
                out.appendFloat(value);
            }
        }

        @Override
        void notANumber(byte[] bytes, int start, int end, VectorBuilder out) {
            double value = switch (new String(bytes, start, Math.min(end - start, 10), StandardCharsets.UTF_8)) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(bytes, start, end, "It is no number.");
            };
            if (wide) {
                out.appendDouble(value);
            } else {
                out.appendFloat((float) value);
            }
        }
    }

    private static final class Decimal extends Numeric {
        private final int precision;
        private final int scale;
        private final boolean wide;
        private final long bound;

        Decimal(String place, DecimalType type) {
            super(place, type);
            precision = type.precision();
            scale = type.scale();
            wide = precision > DecimalType.MAX_LONG_PRECISION;
            bound = wide ? Long.MAX_VALUE : BigInteger.TEN.pow(precision).longValueExact();
        }

        @Override
        void number(NumberScanner number, byte[] bytes, int start, int end, VectorBuilder out) {
            if (number.scalesTo(scale)) {
                long value = number.scaled(scale);
                if (value >= bound || value <= -bound) {
                    throw outOfRange(bytes, start, end);
                }
                if (wide) {
                    out.appendInt128(value >> 63, value);
                } else {
                    out.appendLong(value);
                }
                return;
            }
            check(number, bytes, start, end);
            BigDecimal exact = exactly(number, bytes, start, end);
            if (exact.signum() != 0 && exact.stripTrailingZeros().scale() > scale) {
                throw wrong(bytes, start, end, "It has more than " + scale + " digits behind the point.");
            }
            BigInteger unscaled =
                    exact.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
            if (unscaled.abs().compareTo(BigInteger.TEN.pow(precision)) >= 0) {
                throw outOfRange(bytes, start, end);
            }
            if (wide) {
                out.appendInt128(unscaled.shiftRight(64).longValue(), unscaled.longValue());
            } else {
                out.appendLong(unscaled.longValueExact());
            }
        }
    }

    private static final class Text extends Scalar {
        private final int maxLength;

        Text(String place, TextType type) {
            super(place, type);
            maxLength = type.maxLength();
        }

        @Override
        void text(byte[] bytes, int start, int end, VectorBuilder out) {
            if (end - start > maxLength && Utf8Bytes.characters(bytes, start, end) > maxLength) {
                throw wrong(bytes, start, end, "It has " + Utf8Bytes.characters(bytes, start, end) + " characters.");
            }
            out.appendBytes(bytes, start, end - start);
        }

        @Override
        void number(NumberScanner number, byte[] bytes, int start, int end, VectorBuilder out) {
            text(bytes, start, end, out);
        }
    }

    private static final class Bytes extends Scalar {
        private final int maxLength;

        Bytes(String place, BytesType type) {
            super(place, type);
            maxLength = type.maxLength();
        }

        @Override
        void text(byte[] bytes, int start, int end, VectorBuilder out) {
            byte[] decoded;
            try {
                decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, start, end));
            } catch (IllegalArgumentException e) {
                throw wrong(bytes, start, end, "It is not in base64.");
            }
            if (decoded.length > maxLength) {
                throw wrong(bytes, start, end, "It has " + decoded.length + " bytes.");
            }
            out.appendBytes(decoded, 0, decoded.length);
        }
    }

    private static final class Time extends Scalar {
        private final TypeKind kind;
        private final int precision;
        private final String separators;

        Time(String place, DataType type, String separators) {
            super(place, type);
            kind = type.kind();
            precision = type instanceof TimeType time ? time.precision() : 0;
            this.separators = separators;
        }

        @Override
        void text(byte[] bytes, int start, int end, VectorBuilder out) {
            if (kind == TypeKind.DATE) {
                long day = DateTimeText.readDate(bytes, start, end);
                if (day != (int) day) {
                    throw wrong(bytes, start, end, "A date is written as 2020-01-31.");
                }
                out.appendInt((int) day);
                return;
            }
            long micros = DateTimeText.INVALID;
            if (kind == TypeKind.TIME) {
                micros = DateTimeText.readTime(bytes, start, end);
            } else {
                for (int i = 0; i < separators.length() && micros == DateTimeText.INVALID; i++) {
                    micros = kind == TypeKind.TIMESTAMP
                            ? DateTimeText.readTimestamp(bytes, start, end, separators.charAt(i))
                            : DateTimeText.readZonedTimestamp(bytes, start, end, separators.charAt(i));
                }
            }
            if (micros == DateTimeText.INVALID) {
                throw wrong(bytes, start, end, "It is written as " + example() + ".");
            }
            out.appendLong(DateTimeText.cut(micros, precision));
        }

        private String example() {
            String time = "12:30:00.123";
            String timestamp = "2020-01-31" + separators.charAt(0) + time;
            return kind == TypeKind.TIME ? time : kind == TypeKind.TIMESTAMP ? timestamp : timestamp + "Z";
        }
    }
}
