// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.Set;

/** The time of one node: the watermark of the barrier that opened the epoch, and of the one that closes it. */
final class Watermark {
    private static final long NONE = Long.MIN_VALUE;

    private static final long MILLI = 1_000;

    private final Set<String> tables;
    private final boolean byClock;
    private long opened = NONE;
    private long closing = NONE;

    /**
     * @param tables the tables whose time the node uses
     * @param byClock whether it goes by the time of barriers instead
     */
    Watermark(Set<String> tables, boolean byClock) {
        this.tables = tables;
        this.byClock = byClock;
    }

    void step(Cut cut) {
        opened = closing;
        closing = Math.max(closing, byClock ? ofClock(cut) : cut.watermarks().getOrDefault(tables, NONE));
    }

    /** PROCTIME() is in milliseconds, and that of later rows is not before the barrier's. */
    private static long ofClock(Cut cut) {
        return cut.last() ? Long.MAX_VALUE : Math.floorDiv(cut.timeMicros(), MILLI) * MILLI - 1;
    }

    /** Whether all up to this time had come when the epoch began. */
    boolean late(long micros) {
        return opened != NONE && opened >= micros;
    }

    /** Whether all up to this time has come at the end of the epoch. */
    boolean closed(long micros) {
        return closing != NONE && closing >= micros;
    }
}
