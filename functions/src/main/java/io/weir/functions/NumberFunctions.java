// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.math.BigDecimal;

/** Size, sign and remainder of numbers; results are of the argument's type, and fail when they do not fit into it. */
public final class NumberFunctions {
    private static final String GROUP = "number";
    private static final String ABS_DOC = "The number without its sign. Fails for the least integer of its type.";
    private static final String ABS_EXAMPLE = "ABS(-5) = 5";
    private static final String SIGN_DOC = "The sign of a number: -1, 0 or 1; NaN for NaN.";
    private static final String SIGN_EXAMPLE = "SIGN(-5) = -1";
    private static final String MOD_DOC =
            "The rest of dividing the first number by the second one, with the sign of the first. Fails for a divisor of"
                    + " 0.";
    private static final String MOD_EXAMPLE = "MOD(-7, 3) = -1";

    private NumberFunctions() {}

    @SqlFunction(name = "ABS", doc = ABS_DOC, example = ABS_EXAMPLE, group = GROUP)
    public static int abs(int value) {
        if (value == Integer.MIN_VALUE) {
            throw NumberText.outOfRange();
        }
        return Math.abs(value);
    }

    @SqlFunction(name = "ABS", doc = ABS_DOC, example = ABS_EXAMPLE, group = GROUP)
    public static long abs(long value) {
        if (value == Long.MIN_VALUE) {
            throw NumberText.outOfRange();
        }
        return Math.abs(value);
    }

    @SqlFunction(name = "ABS", doc = ABS_DOC, example = ABS_EXAMPLE, group = GROUP)
    public static float abs(float value) {
        return Math.abs(value);
    }

    @SqlFunction(name = "ABS", doc = ABS_DOC, example = ABS_EXAMPLE, group = GROUP)
    public static double abs(double value) {
        return Math.abs(value);
    }

    @SqlFunction(name = "ABS", doc = ABS_DOC, example = ABS_EXAMPLE, group = GROUP, result = ResultRule.SAME_AS_FIRST)
    public static BigDecimal abs(BigDecimal value) {
        return value.abs();
    }

    @SqlFunction(name = "SIGN", doc = SIGN_DOC, example = SIGN_EXAMPLE, group = GROUP)
    public static int sign(int value) {
        return Integer.signum(value);
    }

    @SqlFunction(name = "SIGN", doc = SIGN_DOC, example = SIGN_EXAMPLE, group = GROUP)
    public static long sign(long value) {
        return Long.signum(value);
    }

    @SqlFunction(name = "SIGN", doc = SIGN_DOC, example = SIGN_EXAMPLE, group = GROUP)
    public static float sign(float value) {
        return Math.signum(value);
    }

    @SqlFunction(name = "SIGN", doc = SIGN_DOC, example = SIGN_EXAMPLE, group = GROUP)
    public static double sign(double value) {
        return Math.signum(value);
    }

    @SqlFunction(name = "SIGN", doc = SIGN_DOC, example = SIGN_EXAMPLE, group = GROUP, result = ResultRule.INTEGER_PART)
    public static BigDecimal sign(BigDecimal value) {
        return BigDecimal.valueOf(value.signum());
    }

    @SqlFunction(name = "MOD", doc = MOD_DOC, example = MOD_EXAMPLE, group = GROUP)
    public static int mod(int dividend, int divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return dividend % divisor;
    }

    @SqlFunction(name = "MOD", doc = MOD_DOC, example = MOD_EXAMPLE, group = GROUP)
    public static long mod(long dividend, long divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return dividend % divisor;
    }

    @SqlFunction(name = "MOD", doc = MOD_DOC, example = MOD_EXAMPLE, group = GROUP)
    public static double mod(double dividend, double divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return dividend % divisor;
    }

    @SqlFunction(name = "MOD", doc = MOD_DOC, example = MOD_EXAMPLE, group = GROUP, result = ResultRule.REMAINDER)
    public static BigDecimal mod(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        return dividend.remainder(divisor);
    }

    private static RowError divisionByZero() {
        return RowError.of(ErrorCode.DIVISION_BY_ZERO);
    }
}
