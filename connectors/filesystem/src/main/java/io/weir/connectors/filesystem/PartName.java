// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.error.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two names of a file that is written: {@code .part-job-0-7.json.inprogress} until it is committed, then {@code
 * part-job-0-7.json}.
 */
record PartName(String hidden, String shown) {
    private static final String START = "part-";
    private static final String HIDDEN_END = ".inprogress";

    /** What all names of a writer begin with; characters that a name should not have are left out. */
    static String prefix(String job, int writer) {
        return START + job.replaceAll("[^A-Za-z0-9_.]", "_") + "-" + writer + "-";
    }

    static PartName of(String prefix, long number, String suffix) {
        String shown = prefix + number + "." + suffix;
        return new PartName("." + shown + HIDDEN_END, shown);
    }

    /** The number in a name, hidden or shown, that has the prefix; -1 when it has another. */
    static long number(String name, String prefix) {
        String plain = name.startsWith(".") ? name.substring(1) : name;
        if (!plain.startsWith(prefix)) {
            return -1;
        }
        int end = prefix.length();
        long number = 0;
        while (end < plain.length() && Character.isDigit(plain.charAt(end)) && end < prefix.length() + 18) {
            number = number * 10 + plain.charAt(end) - '0';
            end++;
        }
        return end == prefix.length() ? -1 : number;
    }

    /** A committable: one line for each file, with both names. */
    static byte[] encode(List<PartName> parts) {
        StringBuilder lines = new StringBuilder();
        parts.forEach(part ->
                lines.append(part.hidden).append('\t').append(part.shown).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static List<PartName> decode(byte[] committable) {
        List<PartName> parts = new ArrayList<>();
        for (String line :
                new String(committable, StandardCharsets.UTF_8).lines().toList()) {
            String[] names = line.split("\t", -1);
            if (names.length != 2
                    || !names[0].startsWith("." + START)
                    || !names[1].startsWith(START)
                    || line.contains("/")
                    || line.contains("\\")) {
                throw SqlException.internal("a committable of filesystem does not name files: " + line, null);
            }
            parts.add(new PartName(names[0], names[1]));
        }
        return parts;
    }
}
