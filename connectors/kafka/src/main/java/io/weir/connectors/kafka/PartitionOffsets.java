// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offsets by partition, as {@code partition:0,offset:42;partition:1,offset:300} says them. */
record PartitionOffsets(Map<Integer, Long> offsets) {
    private static final Pattern ENTRY = Pattern.compile("\\s*partition:(\\d{1,9}),offset:(\\d{1,18})\\s*");

    PartitionOffsets {
        offsets = Map.copyOf(offsets);
    }

    static PartitionOffsets parse(String text) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (String entry : text.split(";", -1)) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()
                    || offsets.put(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))) != null) {
                throw new IllegalArgumentException(text);
            }
        }
        return new PartitionOffsets(offsets);
    }
}
