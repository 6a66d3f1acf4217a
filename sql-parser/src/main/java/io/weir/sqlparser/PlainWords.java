// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import java.util.Locale;
import java.util.Map;

/** Puts the messages of Calcite's productions into words that need no knowledge of Calcite. */
final class PlainWords {
    private static final Map<String, String> BY_BEGINNING = Map.of(
            "Non-query expression encountered", "expected a query",
            "Query expression encountered", "a query cannot stand here",
            "CURSOR expression encountered", "CURSOR cannot stand here",
            "Join expression encountered", "a join cannot stand here",
            "ROW expression encountered", "ROW cannot stand here",
            "ORDER BY unexpected", "ORDER BY cannot stand here",
            "Illegal binary string", "a binary literal holds hexadecimal digits only",
            "Binary literal string must contain", "a binary literal holds hexadecimal digits only",
            "Expecting alias, found character literal", "an alias stands in double quotes, not in single ones");

    private PlainWords() {}

    static String of(String message) {
        for (Map.Entry<String, String> entry : BY_BEGINNING.entrySet()) {
            if (message.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        if (message.startsWith("Literal ") && message.contains("can not be parsed to type")) {
            return "the number is too large";
        }
        return asPrimary(message);
    }

    /** In the form of our messages: it begins in lower case and has no full stop. */
    private static String asPrimary(String message) {
        String line = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line;
    }
}
