// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

/** What {@code bin/weir} starts. */
public final class Main {
    private static final String USAGE = """
            usage: weir COMMAND [OPTIONS]
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.err.print(USAGE);
        System.exit(2);
    }
}
