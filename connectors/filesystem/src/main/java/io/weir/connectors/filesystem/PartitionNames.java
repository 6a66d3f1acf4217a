// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Texts as parts of a folder's name, as Hive and Flink write them: what a file system or a reader of paths may take for
 * something else stands as {@code %2F}.
 */
final class PartitionNames {
    /** Beside control characters. */
    private static final String SPECIAL = "\"#%'*/:=?\\{[]^\u007F";

    private PartitionNames() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || SPECIAL.indexOf(c) >= 0) {
                escaped.append(hex(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** {@code %2F} for a character below 128. */
    static String hex(char c) {
        return String.format("%%%02X", (int) c);
    }

    /** What was escaped; a percent sign that escapes nothing stays. */
    static String unescape(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < utf8.length; i++) {
            int high = utf8[i] == '%' && i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            if (low < 0) {
                text.write(utf8[i]);
            } else {
                text.write(high * 16 + low);
                i += 2;
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
