// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.spi.option.Option;
import java.util.List;

/** Settings of a whole engine, fixed when it starts. */
public final class EngineOptions {
    static final Option<Long> WORKERS =
            Option.integer("workers", 1, 256).doc("Threads that run queries; the number of processors unless set.");
    static final Option<String> FILE_ROOTS = Option.text("files.roots")
            .doc("Folders that SQL may read and write, separated by the system's path separator; the working directory"
                    + " unless set.");

    static final Option<Long> DEAD_LETTER_ROWS = Option.integer("dead-letters.max-rows", 0, 10_000_000)
            .defaults(10_000L)
            .doc("How many rows weir.dead_letters has at most; the oldest leave.");
    static final Option<Long> DEAD_LETTER_BYTES = Option.bytes("dead-letters.max-bytes")
            .defaults(16L << 20)
            .doc("How much memory the records of weir.dead_letters take at most; the oldest leave.");

    /** All of them, as docs/options.md lists them. */
    public static final List<Option<?>> ALL = List.of(WORKERS, FILE_ROOTS, DEAD_LETTER_ROWS, DEAD_LETTER_BYTES);

    private EngineOptions() {}
}
