// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The times of a slice's events, made once per precision however many columns show them. */
final class Times {
    private static final long SECOND = 1_000_000;
    /** Microseconds of the last digit, by precision. */
    private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private final Model model;
    private final long[] @Nullable [] byPrecision = new long[UNITS.length][];

    Times(Model model) {
        this.model = model;
    }

    /** Forgets the times of the slice before. */
    void clear() {
        Arrays.fill(byPrecision, null);
    }

    long[] of(Slice slice, int precision) {
        long[] times = byPrecision[precision];
        if (times == null) {
            times = slice.lease().longs();
            byPrecision[precision] = times;
            long unit = UNITS[precision];
            for (int run = 0; run < slice.runs(); run++) {
                fill(times, slice.start(run), slice.length(run), slice.event(run), unit);
            }
        }
        return times;
    }

    /**
     * The times of a run of events, cut to a unit: each lies a constant step after the one before, and now and then a
     * microsecond more.
     */
    private void fill(long[] times, int start, int count, long event, long unit) {
        long rate = model.rate();
        long time = model.micros(event);
        long beyond = Math.floorMod(time, unit);
        long step = SECOND / rate;
        long more = SECOND % rate;
        if (more == 0 && step < unit) {
            stairs(times, start, count, time - beyond, beyond, step, unit);
            return;
        }
        if (more == 0 && step % unit == 0) {
            for (int i = 0; i < count; i++) {
                times[start + i] = time - beyond + i * step;
            }
            return;
        }
        long part = event % rate * SECOND % rate;
        for (int i = start; i < start + count; i++) {
            times[i] = time - beyond;
            part += more;
            long carry = part >= rate ? 1 : 0;
            part -= carry * rate;
            time += step + carry;
            beyond = (beyond + step + carry) % unit;
        }
    }

    /** Events that lie closer than the unit: many in a row have the same time. */
    private static void stairs(long[] times, int start, int count, long first, long beyond, long step, long unit) {
        int next = start;
        long shown = first;
        long left = beyond;
        while (next < start + count) {
            int same = (int) Math.min((unit - left + step - 1) / step, start + count - next);
            Arrays.fill(times, next, next + same, shown);
            next += same;
            shown += unit;
            left = left + same * step - unit;
        }
    }
}
