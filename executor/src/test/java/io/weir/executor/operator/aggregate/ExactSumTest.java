// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private record Addend(double value, long weight) {}

    /** Any bits that are a finite number; half of them of about the same size. */
    private static double value(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        if (random.nextInt(8) == 0) {
            return Double.longBitsToDouble(random.nextLong() & 0x800F_FFFF_FFFF_FFFFL); // below the normal ones
        }
        return random.nextBoolean() || !Double.isFinite(value) ? (random.nextDouble() - 0.5) * 1e6 : value;
    }

    @Test
    void itIsTheNearestDoubleWhateverTheOrder() {
        long seed = new Random().nextLong();
        for (int trial = 0; trial < 2_000; trial++) {
            Random random = new Random(seed + trial);
            List<Addend> addends = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                long weight = random.nextInt(4) == 0 ? random.nextLong() >> random.nextInt(64) : random.nextInt(5) - 2;
                addends.add(new Addend(value(random), weight));
                if (random.nextInt(3) == 0) { // leaves little
                    addends.add(new Addend(-addends.get(0).value, addends.get(0).weight));
                }
            }
            BigDecimal exact = BigDecimal.ZERO;
            long[] words = new long[ExactSum.WORDS + 1];
            for (Addend each : addends) {
                ExactSum.add(words, 1, each.value, each.weight);
                exact = exact.add(new BigDecimal(each.value).multiply(BigDecimal.valueOf(each.weight)));
            }
            assertThat(ExactSum.nearest(words, 1))
                    .as("seed %d, trial %d", seed, trial)
                    .isEqualTo(exact.doubleValue());
            Collections.shuffle(addends, random);
            long[] others = new long[ExactSum.WORDS];
            addends.forEach(each -> ExactSum.add(others, 0, each.value, each.weight));
            assertThat(others).as("seed %d, trial %d", seed, trial).isEqualTo(copy(words));
            ExactSum.subtract(words, 1, others, 0);
            assertThat(words).containsOnly(0);
        }
    }

    private static long[] copy(long[] words) {
        return java.util.Arrays.copyOfRange(words, 1, words.length);
    }

    @Test
    void itRoundsToEvenAndOverflows() {
        assertThat(sum(1, 0x1p-53)).isEqualTo(1);
        assertThat(sum(1, 0x1p-53, 0x1p-1074)).isEqualTo(1 + 0x1p-52);
        assertThat(sum(1 + 0x1p-52, 0x1p-53)).isEqualTo(1 + 0x1p-51);
        assertThat(sum(-1, -0x1p-53, -0x1p-1074)).isEqualTo(-1 - 0x1p-52);
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(-Double.MAX_VALUE, -0x1p970)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sum(Double.MAX_VALUE, 0x1p969)).isEqualTo(Double.MAX_VALUE);
        assertThat(sum(Double.MIN_VALUE, -Double.MIN_NORMAL)).isEqualTo(Double.MIN_VALUE - Double.MIN_NORMAL);
        assertThat(sum(-0.0)).isEqualTo(0.0);
    }

    private static double sum(double... values) {
        long[] words = new long[ExactSum.WORDS];
        for (double value : values) {
            ExactSum.add(words, 0, value, 1);
        }
        return ExactSum.nearest(words, 0);
    }
}
