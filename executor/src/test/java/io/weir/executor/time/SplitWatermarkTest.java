// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.Barrier;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.error.ErrorCode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitWatermarkTest {
    private static final long DAY = SplitWatermark.STEP_MICROS_MAX;

    private static long after(long... values) {
        SplitWatermark watermark = new SplitWatermark();
        Arrays.stream(values).forEach(watermark::observe);
        return watermark.value();
    }

    @Test
    void itIsTheGreatestValueSoFar() {
        assertThat(after()).isEqualTo(Barrier.NO_WATERMARK);
        assertThat(after(5)).isEqualTo(5);
        assertThat(after(5, 3, 9, 7)).isEqualTo(9);
        assertThat(after(0, DAY)).isEqualTo(DAY);
    }

    @Test
    void aStepOfMoreThanADayCountsWhenASecondRowStandsAsHigh() {
        assertThat(after(0, DAY + 1)).isZero();
        assertThat(after(0, 10 * DAY, 7)).isEqualTo(7);
        assertThat(after(0, 10 * DAY, 10 * DAY)).isEqualTo(10 * DAY);
        assertThat(after(0, 10 * DAY, 20 * DAY)).isEqualTo(10 * DAY);
        assertThat(after(0, 10 * DAY, 10 * DAY - 5)).isEqualTo(10 * DAY);
        assertThat(after(0, 20 * DAY, 10 * DAY)).isEqualTo(10 * DAY);
        assertThat(after(Long.MIN_VALUE + 1, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    void itNeverReachesTheEndOfTime() {
        assertThat(after(Long.MAX_VALUE)).isEqualTo(Barrier.END_OF_TIME - 1);
    }

    @Test
    void theOrderOfRowsAfterTheFirstDoesNotMatter() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            long[] values = random.longs(6, 0, 5 * DAY).toArray();
            values[0] = 0;
            long expected = after(values);
            for (int j = 5; j > 1; j--) {
                int other = 1 + random.nextInt(j);
                long value = values[j];
                values[j] = values[other];
                values[other] = value;
            }
            assertThat(after(values)).isEqualTo(expected);
        }
    }

    @Test
    void nullsFailedRowsAndRowsNotSelectedSayNothing() {
        SplitWatermark watermark = new SplitWatermark();
        Batch batch = new Batch(5, new LongVector(5, new long[] {1, 90, 80, 70, 5}, null))
                .withSelection(new int[] {0, 1, 2, 4}, 4);
        ErrorMask errors = new ErrorMask();
        errors.set(2, ErrorCode.NUMERIC_OUT_OF_RANGE, null);
        watermark.observe(
                batch,
                new LongVector(5, new long[] {1, 90, 80, 70, 5}, new boolean[] {false, true, false, false, false}),
                errors);
        assertThat(watermark.value()).isEqualTo(5);
    }

    @Test
    void itGoesOnFromWhatItWas() {
        SplitWatermark first = new SplitWatermark();
        first.observe(0);
        first.observe(3 * DAY);
        SplitWatermark second = new SplitWatermark(first.value(), first.greatest(), first.second());
        assertThat(second.value()).isZero();
        second.observe(3 * DAY);
        assertThat(second.value()).isEqualTo(3 * DAY);
    }
}
