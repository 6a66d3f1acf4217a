// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.Set;

/** The time of one node: the watermark of the barrier that opened the epoch, and of the one that closes it. */
final class Watermark {
    private static final long NONE = Long.MIN_VALUE;

    private final Set<String> tables;
    private long opened = NONE;
    private long closing = NONE;

    /** @param tables the tables whose time the node uses */
    Watermark(Set<String> tables) {
        this.tables = tables;
    }

    void step(Cut cut) {
        opened = closing;
        closing = Math.max(closing, cut.watermarks().getOrDefault(tables, NONE));
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
