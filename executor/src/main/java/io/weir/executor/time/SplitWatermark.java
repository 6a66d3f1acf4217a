// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.Barrier;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;

/**
 * The watermark of one split: the greatest value that its watermark expression has had.
 *
 * <p>One wrong timestamp far in the future would make every later row late. So a value more than a day above all others
 * counts only when a second row stands at least as high; until then the second greatest value counts. The very first row
 * has nothing to be compared with and counts at once. Never falls.
 */
public final class SplitWatermark {
    /** How far a single row may move the watermark. */
    public static final long STEP_MICROS_MAX = 24L * 3600 * 1_000_000;

    private long greatest = Barrier.NO_WATERMARK;
    private long second = Barrier.NO_WATERMARK;
    private long shown = Barrier.NO_WATERMARK;

    public SplitWatermark() {}

    /** Goes on from what {@link #value}, {@link #greatest} and {@link #second} were. */
    public SplitWatermark(long value, long greatest, long second) {
        this.shown = value;
        this.greatest = greatest;
        this.second = second;
    }

    /** Takes the values of the rows that count; NULLs and rows whose expression failed say nothing. */
    public void observe(Batch batch, Vector times, ErrorMask errors) {
        LongVector vector = (LongVector) times.flat();
        long[] values = vector.values();
        boolean[] nulls = vector.nulls();
        int size = batch.size();
        if (nulls == null && batch.selection() == null && !errors.any()) {
            for (int i = 0; i < size; i++) {
                take(values[i]);
            }
        } else {
            for (int i = 0; i < size; i++) {
                int row = batch.row(i);
                if ((nulls == null || !nulls[row]) && !errors.has(row)) {
                    take(values[row]);
                }
            }
        }
        show();
    }

    /** Takes the value of one row. */
    public void observe(long micros) {
        take(micros);
        show();
    }

    private void take(long micros) {
        if (micros > second) {
            if (micros > greatest) {
                second = greatest;
                greatest = micros;
            } else {
                second = micros;
            }
        }
    }

    private void show() {
        long step = greatest - second;
        boolean near = second == Barrier.NO_WATERMARK || (step >= 0 && step <= STEP_MICROS_MAX);
        shown = Math.max(shown, Math.min(near ? greatest : second, Barrier.END_OF_TIME - 1));
    }

    /** In microseconds; {@link Barrier#NO_WATERMARK} before the first row. */
    public long value() {
        return shown;
    }

    public long greatest() {
        return greatest;
    }

    public long second() {
        return second;
    }
}
