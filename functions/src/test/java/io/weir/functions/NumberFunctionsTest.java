// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static io.weir.spi.error.ErrorCode.DIVISION_BY_ZERO;
import static io.weir.spi.error.ErrorCode.INVALID_ARGUMENT;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.functions.Call.Typed;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberFunctionsTest {
    private static BigDecimal decimal(String number) {
        return new BigDecimal(number);
    }

    @Test
    void absFailsForTheLeastInteger() {
        assertThat(call("ABS", -5)).isEqualTo(5);
        assertThat(call("ABS", -5L)).isEqualTo(5L);
        assertThat(call("ABS", -0.5)).isEqualTo(0.5);
        assertThat(call("ABS", -0.5f)).isEqualTo(0.5f);
        assertThat(call("ABS", decimal("-1.50"))).isEqualTo(decimal("1.50"));
        assertThat(call("ABS", new Typed(DataType.tinyint(), -128))).isEqualTo(128);
        assertFails(NUMERIC_OUT_OF_RANGE, "ABS", Integer.MIN_VALUE);
        assertFails(NUMERIC_OUT_OF_RANGE, "ABS", Long.MIN_VALUE);
    }

    @Test
    void signAndMod() {
        assertThat(call("SIGN", Long.MIN_VALUE)).isEqualTo(-1L);
        assertThat(call("SIGN", 0)).isEqualTo(0);
        assertThat(call("SIGN", Double.NaN)).isEqualTo(Double.NaN);
        assertThat(call("SIGN", decimal("-0.01"))).isEqualTo(decimal("-1"));
        assertThat(call("MOD", -7, 3)).isEqualTo(-1);
        assertThat(call("MOD", Long.MIN_VALUE, -1L)).isEqualTo(0L);
        assertThat(call("MOD", decimal("7.5"), 2)).isEqualTo(decimal("1.5"));
        assertThat(call("MOD", 7.5, 2)).isEqualTo(1.5);
        assertFails(DIVISION_BY_ZERO, "MOD", 1, 0);
        assertFails(DIVISION_BY_ZERO, "MOD", 1L, 0L);
        assertFails(DIVISION_BY_ZERO, "MOD", 1.0, 0.0);
        assertFails(DIVISION_BY_ZERO, "MOD", decimal("1"), decimal("0.00"));
    }

    @Test
    void ceilAndFloor() {
        assertThat(call("CEIL", -1.5)).isEqualTo(-1.0);
        assertThat(call("CEILING", decimal("9.1"))).isEqualTo(decimal("10"));
        assertThat(call("FLOOR", decimal("-9.1"))).isEqualTo(decimal("-10"));
        assertThat(call("FLOOR", 7)).isEqualTo(7);
        assertThat(call("FLOOR", 1.5f)).isEqualTo(1f);
    }

    @Test
    void halvesAreRoundedAwayFromZero() {
        assertThat(call("ROUND", 2.5)).isEqualTo(3.0);
        assertThat(call("ROUND", -2.5)).isEqualTo(-3.0);
        assertThat(call("ROUND", 0.49999999999999994)).isEqualTo(0.0);
        assertThat(call("ROUND", 4503599627370497.5)).isEqualTo(4503599627370498.0);
        assertThat(call("ROUND", Double.NaN)).isEqualTo(Double.NaN);
        assertThat(call("ROUND", 1.005, 2)).isEqualTo(1.01);
        assertThat(call("ROUND", -1.005, 2)).isEqualTo(-1.01);
        assertThat(call("ROUND", 1.15f, 1)).isEqualTo(1.2f);
        assertThat(call("ROUND", 1234.5, -2)).isEqualTo(1200.0);
        assertThat(call("ROUND", 1e300, Integer.MAX_VALUE)).isEqualTo(1e300);
        assertThat(call("ROUND", 1e300, Integer.MIN_VALUE)).isEqualTo(0.0);
        assertThat(call("ROUND", 1250, -2)).isEqualTo(1300);
        assertThat(call("ROUND", -1250L, -2)).isEqualTo(-1300L);
        assertThat(call("ROUND", 1249, -2)).isEqualTo(1200);
        assertThat(call("ROUND", 4_999_999_999_999_999_999L, -19)).isEqualTo(0L);
        assertThat(call("ROUND", decimal("3.14159"), 2)).isEqualTo(decimal("3.14"));
        assertThat(((BigDecimal) call("ROUND", decimal("1250.5"), -2))).isEqualByComparingTo("1300");
        assertThat(call("ROUND", decimal("-0.5"))).isEqualTo(decimal("-1"));
        assertFails(NUMERIC_OUT_OF_RANGE, "ROUND", Long.MAX_VALUE, -1);
        assertFails(NUMERIC_OUT_OF_RANGE, "ROUND", Long.MAX_VALUE, -19);
        assertFails(NUMERIC_OUT_OF_RANGE, "ROUND", Integer.MAX_VALUE, -1);
        assertFails(NUMERIC_OUT_OF_RANGE, "ROUND", Double.MAX_VALUE, -308);
    }

    @Test
    void truncateCuts() {
        assertThat(call("TRUNCATE", -1.9)).isEqualTo(-1.0);
        assertThat(call("TRUNC", 42.345, 2)).isEqualTo(42.34);
        assertThat(call("TRUNCATE", 0.3, 1)).isEqualTo(0.3);
        assertThat(call("TRUNCATE", 1299, -2)).isEqualTo(1200);
        assertThat(call("TRUNCATE", Long.MIN_VALUE, -19)).isEqualTo(0L);
        assertThat(call("TRUNCATE", decimal("-1.999"), 1)).isEqualTo(decimal("-1.9"));
        assertThat(call("TRUNCATE", 8.28f, 2)).isEqualTo(8.28f);
    }

    @Test
    void roundingOfRandomDoublesIsThatOfTheirShortestDecimal() {
        SplittableRandom random = new SplittableRandom(77);
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextInt(3) == 0
                    ? random.nextLong(-1_000_000, 1_000_000) / 1000.0
                    : random.nextDouble(-1e6, 1e6);
            int digits = random.nextInt(-4, 10);
            BigDecimal shown = new BigDecimal(Casts.print(value).toString());
            assertThat(RoundFunctions.round(value, digits))
                    .as("ROUND(%s, %d)", value, digits)
                    .isEqualTo(shown.setScale(digits, RoundingMode.HALF_UP).doubleValue() + 0.0);
            assertThat(RoundFunctions.truncate(value, digits) + 0.0)
                    .as("TRUNCATE(%s, %d)", value, digits)
                    .isEqualTo(shown.setScale(digits, RoundingMode.DOWN).doubleValue() + 0.0);
        }
    }

    @Test
    void decimalResultsFitTheirTypes() {
        FunctionRegistry functions = FunctionRegistry.builtIn();
        assertThat(functions
                        .resolve("CEIL", List.of(DataType.decimal(5, 2)))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("DECIMAL(4, 0)");
        assertThat(functions
                        .resolve("SIGN", List.of(DataType.decimal(2, 2)))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("DECIMAL(1, 0)");
        assertThat(functions
                        .resolve("MOD", List.of(DataType.decimal(10, 2), DataType.bigint()))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("DECIMAL(10, 2)");
        assertThat(functions
                        .resolve("ROUND", List.of(DataType.decimal(38, 38)))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("DECIMAL(1, 0)");
    }

    @Test
    void powersAndLogarithms() {
        assertThat(call("POWER", 2, 10)).isEqualTo(1024.0);
        assertThat(call("POWER", -8, 3)).isEqualTo(-512.0);
        assertThat(call("POWER", 0, 0)).isEqualTo(1.0);
        assertThat(call("SQRT", 16)).isEqualTo(4.0);
        assertThat(call("LOG", 2, 8)).isEqualTo(3.0);
        assertThat((double) call("LOG", 3, 81)).isCloseTo(4, within(1e-14));
        assertThat(call("LOG10", 1000)).isEqualTo(3.0);
        assertThat(call("LOG2", Double.MIN_VALUE)).isEqualTo(-1074.0);
        assertThat(call("LOG2", 0.125)).isEqualTo(-3.0);
        assertThat(call("LN", E())).isEqualTo(1.0);
        assertThat(call("LN", Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat((double) call("EXP", 1)).isCloseTo(Math.E, within(1e-15));
        assertFails(NUMERIC_OUT_OF_RANGE, "EXP", 710);
        assertFails(NUMERIC_OUT_OF_RANGE, "POWER", 10, 309);
        assertFails(NUMERIC_OUT_OF_RANGE, "POWER", 0, -1);
        assertFails(INVALID_ARGUMENT, "POWER", -8, 0.5);
        assertFails(INVALID_ARGUMENT, "SQRT", -1);
        assertFails(INVALID_ARGUMENT, "LN", 0);
        assertFails(INVALID_ARGUMENT, "LOG10", -1);
        assertFails(INVALID_ARGUMENT, "LOG", 1, 5);
    }

    private static double E() {
        return (double) call("E");
    }

    @Test
    void angles() {
        assertThat((double) call("SIN", Math.PI / 2)).isEqualTo(1.0);
        assertThat(call("ATAN2", 1, 1)).isEqualTo(Math.PI / 4);
        assertThat(call("DEGREES", Math.PI)).isEqualTo(180.0);
        assertThat(call("RADIANS", 180)).isEqualTo(Math.PI);
        assertThat((double) call("COT", Math.PI / 4)).isCloseTo(1, within(1e-15));
        assertFails(INVALID_ARGUMENT, "ACOS", 1.1);
        assertFails(INVALID_ARGUMENT, "SIN", Double.POSITIVE_INFINITY);
        assertFails(NUMERIC_OUT_OF_RANGE, "COT", 0);
        assertFails(NUMERIC_OUT_OF_RANGE, "COSH", 1000);
    }

    @Test
    void greatestAndLeastAreOfTheWidestType() {
        assertThat(call("GREATEST", 3, 10L, 7)).isEqualTo(10L);
        assertThat(call("GREATEST", 1.5, Double.NaN)).isEqualTo(Double.NaN);
        assertThat(call("LEAST", 1.5, Double.NaN)).isEqualTo(1.5);
        assertThat(call("GREATEST", 3, decimal("3.5"))).isEqualTo(decimal("3.5"));
        assertThat(call("LEAST", "b", "aé", "ab")).isEqualTo("ab");
        assertThat(call("GREATEST", 1, null)).isNull();
        assertThat(call("LEAST", true, false)).isEqualTo(false);
        assertThat(call("GREATEST", new Typed(DataType.date(), 1), new Typed(DataType.timestamp(0), 5L)))
                .isEqualTo(Times.MICROS_PER_DAY);
    }

    @Test
    void chanceComesFromOutside() {
        assertThat((double) call("RAND")).isBetween(0.0, 1.0).isEqualTo(call("RAND"));
        assertThat((int) call("RAND_INTEGER", 6)).isBetween(0, 5);
        assertThat((String) call("UUID"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertFails(INVALID_ARGUMENT, "RAND_INTEGER", 0);
    }
}
