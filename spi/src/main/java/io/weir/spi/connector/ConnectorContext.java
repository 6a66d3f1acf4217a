// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import java.io.PrintStream;
import java.nio.file.Path;

/** What the engine lends to connectors: its clock, the files they may reach, and where {@code print} prints. */
public interface ConnectorContext {
    /** Microseconds since 1970-01-01T00:00Z by the job's clock, which may be virtual. */
    long nowMicros();

    /**
     * The real path a text names, below one of the roots that may be read or written; an error with code {@code
     * PATH_OUTSIDE_ROOTS} otherwise.
     */
    Path resolve(String path);

    PrintStream out();

    /** Where {@code print} prints with {@code standard-error}. */
    default PrintStream err() {
        return System.err;
    }
}
