// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "100, 100.0",
        "0.001, 0.001",
        "0.00099, 9.9E-4",
        "9999999, 9999999.0",
        "10000000, 1.0E7",
        "12345678.5, 1.23456785E7",
        "1e23, 1.0E23",
        "2e23, 2.0E23",
        "9007199254740993, 9.007199254740992E15",
        "5.684341886080802E-14, 5.684341886080802E-14",
        "4.9e-324, 4.9E-324",
        "1e-323, 9.9E-324",
        "2.2250738585072014e-308, 2.2250738585072014E-308",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "-0.5, -0.5",
        "123.456, 123.456"
    })
    void examples(double value, String printed) {
        assertThat(Casts.print(value)).hasToString(printed);
    }

    @Test
    void randomDoublesAreReadBackAndNoShorterDecimalIs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 40_000; i++) {
            double value = random.nextBoolean()
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextLong(1_000_000_000) / Math.pow(10, random.nextInt(12));
            if (Double.isFinite(value) && value != 0) {
                String printed = Casts.print(value).toString();
                assertThat(Double.parseDouble(printed)).as(printed).isEqualTo(value);
                int digits = digits(printed);
                assertThat(digits).isLessThanOrEqualTo(Math.max(2, digits(Double.toString(value))));
                if (digits > 2) {
                    assertThat(isReadBackWith(digits - 1, value)).as(printed).isFalse();
                }
            }
        }
    }

    @Test
    void randomFloatsAreReadBackAndNoShorterDecimalIs() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 40_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                String printed = Casts.print(value).toString();
                assertThat(Float.parseFloat(printed)).as(printed).isEqualTo(value);
                int digits = digits(printed);
                if (digits > 2) {
                    BigDecimal exact = new BigDecimal(value);
                    assertThat(exact.round(new MathContext(digits - 1, RoundingMode.HALF_EVEN))
                                    .floatValue())
                            .as(printed)
                            .isNotEqualTo(value);
                }
            }
        }
    }

    @Test
    void powersOfTwoAreReadBack() {
        for (int exponent = -1074; exponent < 1024; exponent++) {
            double value = Math.scalb(1.0, exponent);
            assertThat(Double.parseDouble(Casts.print(value).toString())).isEqualTo(value);
            assertThat(Double.parseDouble(Casts.print(Math.nextDown(value)).toString()))
                    .isEqualTo(Math.nextDown(value));
        }
    }

    private static int digits(String printed) {
        return new BigDecimal(printed).stripTrailingZeros().precision();
    }

    private static boolean isReadBackWith(int digits, double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.round(new MathContext(digits, RoundingMode.FLOOR)).doubleValue() == value
                || exact.round(new MathContext(digits, RoundingMode.CEILING)).doubleValue() == value;
    }
}
