// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import java.util.Arrays;
import java.util.Locale;

/** Delays that were measured, and how they are spread. */
final class Delays {
    private final long[] nanos;
    private int count;

    Delays(int most) {
        nanos = new long[most];
    }

    boolean add(long delay) {
        nanos[count++] = delay;
        return count < nanos.length;
    }

    int count() {
        return count;
    }

    void addAll(Delays others) {
        System.arraycopy(others.nanos, 0, nanos, count, others.count);
        count += others.count;
    }

    /** The spread of those behind the first part, in milliseconds. */
    String spread(double warmUp) {
        long[] sorted = Arrays.copyOfRange(nanos, (int) (count * warmUp), count);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%8d rows  p50 %.3f ms  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f",
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }
}
