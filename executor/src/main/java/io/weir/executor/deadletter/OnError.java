// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import java.util.Locale;

/** What becomes of a record that cannot be decoded, or of a row that cannot be computed. */
public enum OnError {
    /** The job fails. */
    FAIL,
    /** It is left out, counted, and kept where it can be looked at. */
    DEAD_LETTER,
    /** It is left out and counted. */
    DROP;

    /** As it is written in an option: {@code fail}, {@code dead-letter}, {@code drop}. */
    public static OnError of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
