// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.error.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The two names of a file that is written: {@code .part-job-0-7.json.inprogress} until it is committed, then {@code
 * part-job-0-7.json}.
 *
 * @param folder where it lies below the table's path: empty, or the folders of its partition, each with a slash behind
 */
record PartName(String folder, String hidden, String shown) {
    private static final String START = "part-";
    private static final String HIDDEN_END = ".inprogress";
    /** No folder, or {@code a=1/b=2/}; nothing that leads elsewhere. */
    private static final Pattern FOLDER = Pattern.compile("([^/=]+=[^/]*/)*");

    /** What all names of a writer begin with; characters that a name should not have are left out. */
    static String prefix(String job, int writer) {
        return START + job.replaceAll("[^A-Za-z0-9_.]", "_") + "-" + writer + "-";
    }

    static PartName of(String folder, String prefix, long number, String suffix) {
        String shown = prefix + number + "." + suffix;
        return new PartName(folder, "." + shown + HIDDEN_END, shown);
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

    /** A committable: one line for each file, with both names and its folder if it has one. */
    static byte[] encode(List<PartName> parts) {
        StringBuilder lines = new StringBuilder();
        for (PartName part : parts) {
            lines.append(part.hidden).append('\t').append(part.shown);
            if (!part.folder.isEmpty()) {
                lines.append('\t').append(part.folder);
            }
            lines.append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static List<PartName> decode(byte[] committable) {
        List<PartName> parts = new ArrayList<>();
        for (String line :
                new String(committable, StandardCharsets.UTF_8).lines().toList()) {
            String[] names = line.split("\t", -1);
            String folder = names.length == 3 ? names[2] : "";
            String both = names[0] + names[names.length > 1 ? 1 : 0];
            if (names.length < 2
                    || names.length > 3
                    || !names[0].startsWith("." + START)
                    || !names[1].startsWith(START)
                    || both.contains("/")
                    || line.contains("\\")
                    || !FOLDER.matcher(folder).matches()) {
                throw SqlException.internal("a committable of filesystem does not name files: " + line, null);
            }
            parts.add(new PartName(folder, names[0], names[1]));
        }
        return parts;
    }
}
