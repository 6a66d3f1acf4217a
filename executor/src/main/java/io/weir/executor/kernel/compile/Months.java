// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.functions.Times;

/** Counts months between two timestamps. */
public final class Months {
    private static final long MICROS_OF_LONGEST = 31 * Times.MICROS_PER_DAY;

    private Months() {}

    /** The most months that can be added to the earlier without passing the later; negative when that is {@code from}. */
    public static int between(long from, long to) {
        if (to < from) {
            return -between(to, from);
        }
        int fromDay = Times.dayOf(from);
        int toDay = Times.dayOf(to);
        int months = (Times.year(toDay) - Times.year(fromDay)) * 12 + Times.month(toDay) - Times.month(fromDay);
        return to - from < MICROS_OF_LONGEST * months && Times.addMonths(from, months) > to ? months - 1 : months;
    }
}
