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

    /** Whether a person sits at both ends: standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // before Java 22 it is null
    static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // since Java 22 there is a console without a terminal, too, which then says so
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    static PrintStream out() {
        return OUT;
    }
}
