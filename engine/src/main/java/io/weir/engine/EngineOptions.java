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

    /** All of them, as docs/options.md lists them. */
    public static final List<Option<?>> ALL = List.of(WORKERS, FILE_ROOTS);

    private EngineOptions() {}
}
