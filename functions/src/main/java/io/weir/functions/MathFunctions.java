// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;

/**
 * Powers, logarithms and angles, all on DOUBLE.
 *
 * <p>An argument for which the function is not defined fails with INVALID_ARGUMENT, a result beyond the range of DOUBLE with
 * NUMERIC_OUT_OF_RANGE; NaN and the infinities as arguments follow IEEE 754. {@link StrictMath} gives the same bits on every
 * machine, so that an epoch can be repeated elsewhere.
 */
public final class MathFunctions {
    private static final String GROUP = "number";

    private MathFunctions() {}

    @SqlFunction(
            name = "PI",
            doc = "The number pi.",
            example = "ROUND(PI(), 4) = CAST(3.1416 AS DOUBLE)",
            group = GROUP)
    public static double pi() {
        return Math.PI;
    }

    @SqlFunction(
            name = "E",
            doc = "Euler's number, the base of the natural logarithm.",
            example = "ROUND(E(), 4) = CAST(2.7183 AS DOUBLE)",
            group = GROUP)
    public static double e() {
        return Math.E;
    }

    @SqlFunction(
            name = {"POWER", "POW"},
            doc =
                    "The first number to the power of the second one. Fails for 0 to a negative power, for a negative number"
                            + " to a power that is not whole, and beyond the range of DOUBLE.",
            example = "POWER(2, 10) = 1024",
            group = GROUP)
    public static double power(double base, double exponent) {
        if (base < 0 && exponent != Math.rint(exponent) && !Double.isInfinite(base)) {
            throw undefined();
        }
        return inRange(StrictMath.pow(base, exponent), base, exponent);
    }

    @SqlFunction(
            name = "SQRT",
            doc = "The square root. Fails for a negative number.",
            example = "SQRT(16) = 4",
            group = GROUP)
    public static double sqrt(double value) {
        if (value < 0) {
            throw undefined();
        }
        return Math.sqrt(value);
    }

    @SqlFunction(
            name = "EXP",
            doc = "Euler's number to the given power. Fails beyond the range of DOUBLE, above 709.78.",
            example = "EXP(0) = 1",
            group = GROUP)
    public static double exp(double value) {
        return inRange(StrictMath.exp(value), value, 0);
    }

    @SqlFunction(
            name = {"LN", "LOG"},
            doc = "The natural logarithm. Fails for zero and negative numbers.",
            example = "LN(1) = 0",
            group = GROUP)
    public static double ln(double value) {
        return StrictMath.log(positive(value));
    }

    @SqlFunction(
            name = "LOG",
            doc =
                    "The logarithm of the second number to the base of the first one. Fails if one is not positive, and for"
                            + " the base 1.",
            example = "LOG(2, 8) = 3",
            group = GROUP)
    public static double log(double base, double value) {
        if (base == 1) {
            throw undefined();
        }
        if (base == 2) {
            return log2(value);
        }
        if (base == 10) {
            return log10(value);
        }
        return inRange(StrictMath.log(positive(value)) / StrictMath.log(positive(base)), base, value);
    }

    @SqlFunction(
            name = "LOG10",
            doc = "The logarithm to the base 10. Fails for zero and negative numbers.",
            example = "LOG10(1000) = 3",
            group = GROUP)
    public static double log10(double value) {
        return StrictMath.log10(positive(value));
    }

    @SqlFunction(
            name = "LOG2",
            doc = "The logarithm to the base 2, exact for powers of two. Fails for zero and negative numbers.",
            example = "LOG2(1024) = 10",
            group = GROUP)
    public static double log2(double value) {
        int exponent = Math.getExponent(positive(value));
        if (exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT && value == Math.scalb(1.0, exponent)) {
            return exponent;
        }
        return StrictMath.log(value) / StrictMath.log(2);
    }

    @SqlFunction(name = "SIN", doc = "The sine of an angle in radians.", example = "SIN(0) = 0", group = GROUP)
    public static double sin(double angle) {
        return StrictMath.sin(finiteAngle(angle));
    }

    @SqlFunction(name = "COS", doc = "The cosine of an angle in radians.", example = "COS(0) = 1", group = GROUP)
    public static double cos(double angle) {
        return StrictMath.cos(finiteAngle(angle));
    }

    @SqlFunction(name = "TAN", doc = "The tangent of an angle in radians.", example = "TAN(0) = 0", group = GROUP)
    public static double tan(double angle) {
        return StrictMath.tan(finiteAngle(angle));
    }

    @SqlFunction(
            name = "COT",
            doc = "The cotangent of an angle in radians. Fails for 0.",
            example = "ROUND(COT(RADIANS(45)), 9) = 1",
            group = GROUP)
    public static double cot(double angle) {
        return inRange(1 / StrictMath.tan(finiteAngle(angle)), angle, 0);
    }

    @SqlFunction(
            name = "ASIN",
            doc = "The angle in radians, from -pi/2 to pi/2, with the given sine. Fails outside of -1 to 1.",
            example = "ASIN(0) = 0",
            group = GROUP)
    public static double asin(double sine) {
        return StrictMath.asin(sineOrCosine(sine));
    }

    @SqlFunction(
            name = "ACOS",
            doc = "The angle in radians, from 0 to pi, with the given cosine. Fails outside of -1 to 1.",
            example = "ACOS(1) = 0",
            group = GROUP)
    public static double acos(double cosine) {
        return StrictMath.acos(sineOrCosine(cosine));
    }

    @SqlFunction(
            name = "ATAN",
            doc = "The angle in radians, from -pi/2 to pi/2, with the given tangent.",
            example = "ATAN(0) = 0",
            group = GROUP)
    public static double atan(double tangent) {
        return StrictMath.atan(tangent);
    }

    @SqlFunction(
            name = "ATAN2",
            doc = "The angle in radians, from -pi to pi, between the x axis and the point (x, y); y comes first.",
            example = "ATAN2(0, 1) = 0",
            group = GROUP)
    public static double atan2(double y, double x) {
        return StrictMath.atan2(y, x);
    }

    @SqlFunction(
            name = "SINH",
            doc = "The hyperbolic sine. Fails beyond the range of DOUBLE.",
            example = "SINH(0) = 0",
            group = GROUP)
    public static double sinh(double value) {
        return inRange(StrictMath.sinh(value), value, 0);
    }

    @SqlFunction(
            name = "COSH",
            doc = "The hyperbolic cosine. Fails beyond the range of DOUBLE.",
            example = "COSH(0) = 1",
            group = GROUP)
    public static double cosh(double value) {
        return inRange(StrictMath.cosh(value), value, 0);
    }

    @SqlFunction(name = "TANH", doc = "The hyperbolic tangent.", example = "TANH(0) = 0", group = GROUP)
    public static double tanh(double value) {
        return StrictMath.tanh(value);
    }

    @SqlFunction(
            name = "DEGREES",
            doc = "An angle in radians as degrees. Fails beyond the range of DOUBLE.",
            example = "DEGREES(PI()) = 180",
            group = GROUP)
    public static double degrees(double radians) {
        return inRange(radians * (180 / Math.PI), radians, 0);
    }

    @SqlFunction(
            name = "RADIANS",
            doc = "An angle in degrees as radians.",
            example = "RADIANS(180) = PI()",
            group = GROUP)
    public static double radians(double degrees) {
        return degrees / 180 * Math.PI;
    }

    /** A result may be infinite or NaN only if an argument was. */
    private static double inRange(double result, double a, double b) {
        if ((Double.isInfinite(result) || Double.isNaN(result))
                && Math.abs(a) <= Double.MAX_VALUE
                && Math.abs(b) <= Double.MAX_VALUE) {
            throw NumberText.outOfRange();
        }
        return result;
    }

    private static double positive(double value) {
        if (value <= 0) {
            throw undefined();
        }
        return value;
    }

    private static double finiteAngle(double angle) {
        if (Double.isInfinite(angle)) {
            throw undefined();
        }
        return angle;
    }

    private static double sineOrCosine(double value) {
        if (value < -1 || value > 1) {
            throw undefined();
        }
        return value;
    }

    private static RowError undefined() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }
}
