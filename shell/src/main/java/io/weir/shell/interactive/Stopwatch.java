// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.util.Locale;
import java.util.function.LongSupplier;

/** The time since a statement began. */
final class Stopwatch {
    private final LongSupplier clock;
    private final long start;

    Stopwatch(LongSupplier nanoClock) {
        this.clock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    long nanos() {
        return clock.getAsLong() - start;
    }

    /** For the end of a sentence: {@code 0.02 s}, {@code 3.1 s}, {@code 2 min 5 s}. */
    String text() {
        double seconds = nanos() / 1e9;
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = (long) seconds;
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** For a line that is painted again and again: {@code 0:07}. */
    String clock() {
        long seconds = nanos() / 1_000_000_000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
