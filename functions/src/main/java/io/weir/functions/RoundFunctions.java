// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.function.ResultRule;
import io.weir.spi.function.SqlFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounding of numbers. Halves go away from zero, also those of FLOAT and DOUBLE, whose value is taken to be what they are
 * printed as: {@code ROUND(1.005E0, 2)} is 1.01.
 */
public final class RoundFunctions {
    private static final String GROUP = "number";
    private static final String CEIL_DOC = "The least whole number that is not below the number.";
    private static final String CEIL_EXAMPLE = "CEIL(-1.5) = -1";
    private static final String FLOOR_DOC = "The greatest whole number that is not above the number.";
    private static final String FLOOR_EXAMPLE = "FLOOR(-1.5) = -2";
    private static final String ROUND_DOC = "The nearest whole number; a half is rounded away from zero.";
    private static final String ROUND_EXAMPLE = "ROUND(2.5) = 3";
    private static final String ROUND_TO_DOC =
            "The nearest number with so many digits behind the point, or with so many zeros before it if negative; a half"
                    + " is rounded away from zero. A DECIMAL keeps only these digits if their number is a literal."
                    + " Fails when the type cannot hold the result.";
    private static final String ROUND_TO_EXAMPLE = "ROUND(3.14159, 2) = 3.14 AND ROUND(1250, -2) = 1300";
    private static final String TRUNCATE_DOC =
            "The whole number that is left when the digits behind the point are cut.";
    private static final String TRUNCATE_EXAMPLE = "TRUNCATE(-1.9) = -1";
    private static final String TRUNCATE_TO_DOC =
            "The number with only so many digits behind the point, or with so many zeros before it if negative; other"
                    + " digits are cut. A DECIMAL keeps only these digits if their number is a literal.";
    private static final String TRUNCATE_TO_EXAMPLE = "TRUNCATE(42.345, 2) = 42.34 AND TRUNCATE(1299, -2) = 1200";

    /** No DOUBLE has a digit behind this place. */
    private static final int DIGITS_MAX = 400;
    /** From here on, a DOUBLE has no fraction. */
    private static final double WHOLE = 0x1p52;

    private RoundFunctions() {}

    // ---- CEIL and FLOOR

    @SqlFunction(
            name = {"CEIL", "CEILING"},
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP)
    public static int ceil(int value) {
        return value;
    }

    @SqlFunction(
            name = {"CEIL", "CEILING"},
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP)
    public static long ceil(long value) {
        return value;
    }

    @SqlFunction(
            name = {"CEIL", "CEILING"},
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP)
    public static float ceil(float value) {
        return (float) Math.ceil(value);
    }

    @SqlFunction(
            name = {"CEIL", "CEILING"},
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP)
    public static double ceil(double value) {
        return Math.ceil(value);
    }

    @SqlFunction(
            name = {"CEIL", "CEILING"},
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP,
            result = ResultRule.INTEGER_PART)
    public static BigDecimal ceil(BigDecimal value) {
        return value.setScale(0, RoundingMode.CEILING);
    }

    @SqlFunction(name = "FLOOR", doc = FLOOR_DOC, example = FLOOR_EXAMPLE, group = GROUP)
    public static int floor(int value) {
        return value;
    }

    @SqlFunction(name = "FLOOR", doc = FLOOR_DOC, example = FLOOR_EXAMPLE, group = GROUP)
    public static long floor(long value) {
        return value;
    }

    @SqlFunction(name = "FLOOR", doc = FLOOR_DOC, example = FLOOR_EXAMPLE, group = GROUP)
    public static float floor(float value) {
        return (float) Math.floor(value);
    }

    @SqlFunction(name = "FLOOR", doc = FLOOR_DOC, example = FLOOR_EXAMPLE, group = GROUP)
    public static double floor(double value) {
        return Math.floor(value);
    }

    @SqlFunction(
            name = "FLOOR",
            doc = FLOOR_DOC,
            example = FLOOR_EXAMPLE,
            group = GROUP,
            result = ResultRule.INTEGER_PART)
    public static BigDecimal floor(BigDecimal value) {
        return value.setScale(0, RoundingMode.FLOOR);
    }

    // ---- ROUND

    @SqlFunction(name = "ROUND", doc = ROUND_DOC, example = ROUND_EXAMPLE, group = GROUP)
    public static int round(int value) {
        return value;
    }

    @SqlFunction(name = "ROUND", doc = ROUND_DOC, example = ROUND_EXAMPLE, group = GROUP)
    public static long round(long value) {
        return value;
    }

    @SqlFunction(name = "ROUND", doc = ROUND_DOC, example = ROUND_EXAMPLE, group = GROUP)
    public static float round(float value) {
        return (float) round((double) value);
    }

    @SqlFunction(name = "ROUND", doc = ROUND_DOC, example = ROUND_EXAMPLE, group = GROUP)
    public static double round(double value) {
        if (!(Math.abs(value) < WHOLE)) {
            return value;
        }
        double whole = truncate(value);
        return Math.abs(value - whole) >= 0.5 ? whole + Math.signum(value) : whole;
    }

    @SqlFunction(name = "ROUND", doc = ROUND_DOC, example = ROUND_EXAMPLE, group = GROUP, result = ResultRule.ROUNDED)
    public static BigDecimal round(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP);
    }

    @SqlFunction(name = "ROUND", doc = ROUND_TO_DOC, example = ROUND_TO_EXAMPLE, group = GROUP)
    public static int round(int value, int digits) {
        return Casts.toInt(round((long) value, digits));
    }

    @SqlFunction(name = "ROUND", doc = ROUND_TO_DOC, example = ROUND_TO_EXAMPLE, group = GROUP)
    public static long round(long value, int digits) {
        if (digits >= 0) {
            return value;
        }
        if (digits < -18) {
            // Half of 10^19 is below the greatest BIGINT.
            if (digits == -19 && (value >= 5_000_000_000_000_000_000L || value <= -5_000_000_000_000_000_000L)) {
                throw NumberText.outOfRange();
            }
            return 0;
        }
        long unit = Decimals.power(-digits);
        long rest = value % unit;
        long down = value - rest;
        if (Math.abs(rest) < unit - Math.abs(rest)) {
            return down;
        }
        long up = down + (value < 0 ? -unit : unit);
        if (up < 0 != value < 0) {
            throw NumberText.outOfRange();
        }
        return up;
    }

    @SqlFunction(name = "ROUND", doc = ROUND_TO_DOC, example = ROUND_TO_EXAMPLE, group = GROUP)
    public static float round(float value, int digits) {
        return slowly(value, digits, RoundingMode.HALF_UP);
    }

    @SqlFunction(name = "ROUND", doc = ROUND_TO_DOC, example = ROUND_TO_EXAMPLE, group = GROUP)
    public static double round(double value, int digits) {
        if (digits == 0) {
            return round(value);
        }
        double scaled = quickScale(value, digits);
        double whole = Math.floor(scaled);
        double fraction = scaled - whole;
        if (Math.abs(fraction - 0.5) > nearness(scaled)) {
            return unscale(fraction < 0.5 ? whole : whole + 1, digits);
        }
        return slowly(value, digits, RoundingMode.HALF_UP);
    }

    @SqlFunction(
            name = "ROUND",
            doc = ROUND_TO_DOC,
            example = ROUND_TO_EXAMPLE,
            group = GROUP,
            result = ResultRule.ROUNDED)
    public static BigDecimal round(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.HALF_UP);
    }

    // ---- TRUNCATE

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_DOC,
            example = TRUNCATE_EXAMPLE,
            group = GROUP)
    public static int truncate(int value) {
        return value;
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_DOC,
            example = TRUNCATE_EXAMPLE,
            group = GROUP)
    public static long truncate(long value) {
        return value;
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_DOC,
            example = TRUNCATE_EXAMPLE,
            group = GROUP)
    public static float truncate(float value) {
        return (float) truncate((double) value);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_DOC,
            example = TRUNCATE_EXAMPLE,
            group = GROUP)
    public static double truncate(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_DOC,
            example = TRUNCATE_EXAMPLE,
            group = GROUP,
            result = ResultRule.TRUNCATED)
    public static BigDecimal truncate(BigDecimal value) {
        return value.setScale(0, RoundingMode.DOWN);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_TO_DOC,
            example = TRUNCATE_TO_EXAMPLE,
            group = GROUP)
    public static int truncate(int value, int digits) {
        return (int) truncate((long) value, digits);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_TO_DOC,
            example = TRUNCATE_TO_EXAMPLE,
            group = GROUP)
    public static long truncate(long value, int digits) {
        if (digits >= 0) {
            return value;
        }
        return digits < -18 ? 0 : value - value % Decimals.power(-digits);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_TO_DOC,
            example = TRUNCATE_TO_EXAMPLE,
            group = GROUP)
    public static float truncate(float value, int digits) {
        return slowly(value, digits, RoundingMode.DOWN);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_TO_DOC,
            example = TRUNCATE_TO_EXAMPLE,
            group = GROUP)
    public static double truncate(double value, int digits) {
        if (digits == 0) {
            return truncate(value);
        }
        double scaled = quickScale(value, digits);
        double whole = truncate(scaled);
        double fraction = Math.abs(scaled - whole);
        if (fraction > nearness(scaled) && fraction < 1 - nearness(scaled)) {
            return unscale(whole, digits);
        }
        return slowly(value, digits, RoundingMode.DOWN);
    }

    @SqlFunction(
            name = {"TRUNCATE", "TRUNC"},
            doc = TRUNCATE_TO_DOC,
            example = TRUNCATE_TO_EXAMPLE,
            group = GROUP,
            result = ResultRule.TRUNCATED)
    public static BigDecimal truncate(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.DOWN);
    }

    // ---- ways to go

    /** The number times a power of ten, near enough to round it; NaN when it is not. */
    private static double quickScale(double value, int digits) {
        if (digits < -22 || digits > 22) {
            return Double.NaN;
        }
        double scaled = digits > 0
                ? value * Decimals.power(Math.min(digits, 18)) * Decimals.power(Math.max(0, digits - 18))
                : value / Decimals.power(Math.min(-digits, 18)) / Decimals.power(Math.max(0, -digits - 18));
        return Math.abs(scaled) < 0x1p44 ? scaled : Double.NaN;
    }

    /** How far off the scaled number may be, with some reserve; NaN compares as too near. */
    private static double nearness(double scaled) {
        return Math.ulp(scaled) * 16;
    }

    /** A whole number below 2^53 and a power of ten are exact, so that one rounding is right. */
    private static double unscale(double whole, int digits) {
        if (digits > 18 || digits < -18) {
            return new BigDecimal(whole).scaleByPowerOfTen(-digits).doubleValue();
        }
        return digits > 0 ? whole / Decimals.power(digits) : whole * Decimals.power(-digits);
    }

    private static double slowly(double value, int digits, RoundingMode mode) {
        if (Double.isNaN(value) || Double.isInfinite(value) || digits > DIGITS_MAX) {
            return value;
        }
        return finite(scaled(new BigDecimal(Casts.print(value).toString()), digits, mode)
                .doubleValue());
    }

    private static float slowly(float value, int digits, RoundingMode mode) {
        if (Float.isNaN(value) || Float.isInfinite(value) || digits > DIGITS_MAX) {
            return value;
        }
        return (float) finite(scaled(new BigDecimal(Casts.print(value).toString()), digits, mode)
                .floatValue());
    }

    private static double finite(double value) {
        if (Double.isInfinite(value)) {
            throw NumberText.outOfRange();
        }
        return value;
    }

    private static BigDecimal scaled(BigDecimal value, int digits, RoundingMode mode) {
        return digits >= value.scale() ? value : value.setScale(Math.max(-DIGITS_MAX, digits), mode);
    }
}
