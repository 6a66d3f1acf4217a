// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The warnings of a connection or statement, in a chain as JDBC hands them out. */
final class Warnings {
    private static final String STATE = "01000";

    private @Nullable SQLWarning first;

    synchronized void add(String text) {
        SQLWarning warning = new SQLWarning(text, STATE);
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning); // goes to the end of the chain
        }
    }

    synchronized void replace(List<String> texts) {
        first = null;
        texts.forEach(this::add);
    }

    synchronized @Nullable SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
    }
}
