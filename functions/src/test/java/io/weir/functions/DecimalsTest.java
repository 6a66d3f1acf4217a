// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    private static final int ROUNDS = 20_000;
    private final SplittableRandom random = new SplittableRandom(5);
    private final Int128 result = new Int128();

    private BigDecimal number(int precisionMax) {
        int precision = 1 + random.nextInt(precisionMax);
        int scale = random.nextInt(precision + 1);
        BigInteger bound = BigInteger.TEN.pow(precision);
        BigInteger unscaled = switch (random.nextInt(6)) {
            case 0 -> bound.subtract(BigInteger.ONE);
            case 1 -> BigInteger.valueOf(random.nextInt(20)).mod(bound);
            default -> new BigInteger(140, new java.util.Random(random.nextLong())).mod(bound);
        };
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private static long high(BigDecimal value) {
        return value.unscaledValue().shiftRight(64).longValue();
    }

    private static long low(BigDecimal value) {
        return value.unscaledValue().longValue();
    }

    /** The right answer as text, or the error. */
    private static String right(Supplier<BigDecimal> answer, int precision, int scale) {
        try {
            BigDecimal rounded = answer.get().setScale(scale, RoundingMode.HALF_UP);
            return rounded.precision() > precision
                    ? ErrorCode.NUMERIC_OUT_OF_RANGE.toString()
                    : rounded.unscaledValue().toString();
        } catch (ArithmeticException e) {
            return ErrorCode.DIVISION_BY_ZERO.toString();
        }
    }

    private static String found(Supplier<Object> answer) {
        try {
            return answer.get().toString();
        } catch (RowError e) {
            return e.code().toString();
        }
    }

    private interface Narrow {
        long apply(long a, int scaleA, long b, int scaleB, int precision, int scale);
    }

    private interface Wide {
        Int128 apply(
                long highA,
                long lowA,
                int scaleA,
                long highB,
                long lowB,
                int scaleB,
                int precision,
                int scale,
                Int128 result);
    }

    private void check(Narrow narrow, Wide wide, BinaryOperator<BigDecimal> operator) {
        for (int i = 0; i < ROUNDS; i++) {
            boolean isNarrow = random.nextBoolean();
            int digits = isNarrow ? 18 : 38;
            BigDecimal a = number(digits);
            BigDecimal b =
                    random.nextInt(3) == 0 ? new BigDecimal(number(digits).unscaledValue(), a.scale()) : number(digits);
            int precision = 1 + random.nextInt(digits);
            int scale = random.nextInt(3) == 0 && a.scale() <= precision ? a.scale() : random.nextInt(precision + 1);
            String expected = right(() -> operator.apply(a, b), precision, scale);
            if (isNarrow && b.scale() <= 18) {
                assertThat(found(() -> narrow.apply(low(a), a.scale(), low(b), b.scale(), precision, scale)))
                        .as("%s, %s to (%d, %d)", a, b, precision, scale)
                        .isEqualTo(expected);
            }
            assertThat(found(() -> wide.apply(
                            high(a), low(a), a.scale(), high(b), low(b), b.scale(), precision, scale, result)))
                    .as("%s, %s to (%d, %d)", a, b, precision, scale)
                    .isEqualTo(expected);
        }
    }

    @Test
    void addition() {
        check(Decimals::add, Decimals::add, BigDecimal::add);
    }

    @Test
    void subtraction() {
        check(Decimals::subtract, Decimals::subtract, BigDecimal::subtract);
    }

    @Test
    void multiplication() {
        check(Decimals::multiply, Decimals::multiply, BigDecimal::multiply);
    }

    @Test
    void division() {
        check(Decimals::divide, Decimals::divide, (a, b) -> a.divide(b, 80, RoundingMode.DOWN));
    }

    @Test
    void remainder() {
        check(Decimals::mod, Decimals::mod, BigDecimal::remainder);
    }

    @Test
    void comparison() {
        for (int i = 0; i < ROUNDS; i++) {
            BigDecimal a = number(38);
            BigDecimal b = random.nextInt(3) == 0 && a.precision() < 36 && a.scale() < 36
                    ? a.setScale(a.scale() + 1)
                    : number(38);
            assertThat(Decimals.compare(high(a), low(a), a.scale(), high(b), low(b), b.scale()))
                    .isEqualTo(a.compareTo(b));
            BigDecimal c = number(18);
            BigDecimal d = number(18);
            assertThat(Decimals.compare(low(c), c.scale(), low(d), d.scale())).isEqualTo(c.compareTo(d));
        }
    }

    @Test
    void casts() {
        for (int i = 0; i < ROUNDS; i++) {
            BigDecimal a = number(38);
            int precision = 1 + random.nextInt(38);
            int scale = random.nextInt(precision + 1);
            String expected = right(() -> a, precision, scale);
            assertThat(found(() -> Decimals.cast(high(a), low(a), a.scale(), precision, scale, result)))
                    .isEqualTo(expected);
            assertThat(found(() -> Decimals.fit(a, precision, scale).unscaledValue()))
                    .isEqualTo(expected);
            if (precision <= 18) {
                assertThat(found(() -> Decimals.castToLong(high(a), low(a), a.scale(), precision, scale)))
                        .isEqualTo(expected);
            }
            BigDecimal b = number(18);
            int narrow = Math.min(precision, 18);
            int narrowScale = Math.min(scale, narrow);
            assertThat(found(() -> Decimals.cast(low(b), b.scale(), narrow, narrowScale)))
                    .isEqualTo(right(() -> b, narrow, narrowScale));
        }
    }

    @Test
    void anObjectFarFromTheScaleIsNotSpreadOut() {
        assertThat(Decimals.fit(new BigDecimal("1E-2000000000"), 38, 2)).isEqualTo("0.00");
        assertThat(Decimals.fit(new BigDecimal("0E-2000000000"), 38, 2)).isEqualTo("0.00");
        Fails.with(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> Decimals.fit(new BigDecimal("1E+2000000000"), 38, 2));
    }
}
