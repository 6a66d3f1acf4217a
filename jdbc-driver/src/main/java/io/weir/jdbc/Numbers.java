// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/** Conversions between numbers and texts with range checks, and the errors of getters. */
final class Numbers {
    /** The powers of ten that a {@code long} can hold. */
    static final long[] TENS = tens();

    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private Numbers() {}

    private static long[] tens() {
        long[] tens = new long[19];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = tens[i - 1] * 10;
        }
        return tens;
    }

    static SQLException cannot(DataType type, String what) {
        return SqlErrors.of(ErrorCode.TYPE_MISMATCH, "a value of type %s cannot be read as %s", type.plainName(), what);
    }

    static SQLException outOfRange(String what) {
        return SqlErrors.of(ErrorCode.NUMERIC_OUT_OF_RANGE, "the value is out of range for %s", what);
    }

    /** A decimal as the nearest double: both parts are exact when small, so that one division rounds once. */
    static double unscaled(long unscaled, int scale) {
        return Math.abs(unscaled) < EXACT_IN_DOUBLE && TENS[scale] < EXACT_IN_DOUBLE
                ? (double) unscaled / TENS[scale]
                : BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    static long whole(BigDecimal number, String what) throws SQLException {
        // a number of so many digits is out of range, and cutting its fraction would take for ever
        if (number.precision() - (long) number.scale() > 20) {
            throw outOfRange(what);
        }
        BigDecimal cut = number.setScale(0, RoundingMode.DOWN);
        if (cut.toBigInteger().bitLength() > 63) {
            throw outOfRange(what);
        }
        return cut.longValue();
    }

    static long whole(double number, String what) throws SQLException {
        if (!(number > -0x1p63 - 1 && number < 0x1p63)) {
            throw Double.isNaN(number)
                    ? SqlErrors.of(ErrorCode.TYPE_MISMATCH, "NaN cannot be read as %s", what)
                    : outOfRange(what);
        }
        return (long) number;
    }

    static BigDecimal parse(String text, DataType type, String what) throws SQLException {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw cannot(type, what);
        }
    }

    static double parseDouble(String text, DataType type) throws SQLException {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw cannot(type, "double");
        }
    }

    static boolean parseBoolean(String text, DataType type) throws SQLException {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw cannot(type, "boolean");
        };
    }
}
