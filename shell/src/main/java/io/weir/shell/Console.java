// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output with a buffer, in UTF-8 whatever the system's locale; flushed where rows end. */
final class Console {
    private static final PrintStream OUT = new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, StandardCharsets.UTF_8);

    static {
        System.setOut(OUT); // so that the print connector and results do not overtake each other
    }

    private Console() {}

    static PrintStream out() {
        return OUT;
    }
}
