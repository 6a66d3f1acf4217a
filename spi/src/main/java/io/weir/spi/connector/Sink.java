// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import java.util.Set;

/** A table that can be written. */
public interface Sink {
    /** The ways of change it can take. */
    Set<ChangeMode> accepts();

    /** What a reader of the outside system is promised, in words, such as {@code exactly-once}. */
    String guarantee();

    /**
     * Opens a writer.
     *
     * @param writer names this writer within its job and attempt: no two that run at once are the same
     */
    Writer open(String job, int writer);

    /** Makes prepared output final; may be repeated, later, and on another machine. */
    void commit(byte[] committable);
}
