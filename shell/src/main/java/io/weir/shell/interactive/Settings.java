// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.shell.ResultFormat;
import java.io.PrintStream;
import java.util.Optional;

/** How results are shown; changed by commands. */
final class Settings {
    /** Whether times are told. */
    boolean timing = true;

    /** Whether each column of a row stands in a line of its own. */
    boolean expanded;

    /** The name of the format; {@code table} is the one for the screen. */
    String format = "table";

    /** Where results go; empty for the screen. */
    Optional<PrintStream> file = Optional.empty();

    /** Whether results are shown as the screen shows them. */
    boolean onScreen() {
        return file.isEmpty() && format.equals("table");
    }

    ResultFormat resultFormat() {
        return ResultFormat.named(format);
    }
}
