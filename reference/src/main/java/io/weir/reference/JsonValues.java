// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of JSON objects and arrays whose keys and values are JSON texts themselves. */
final class JsonValues {
    private JsonValues() {}

    /** @param members key and value, in the order of the object */
    static String object(List<Delta> members) {
        List<String> parts = new ArrayList<>();
        for (Delta member : members) {
            String part = value(member.row().get(0)) + ":" + value(member.row().get(1));
            for (long i = 0; i < member.weight(); i++) {
                parts.add(part);
            }
        }
        return "{" + String.join(",", parts) + "}";
    }

    static String array(List<@Nullable Object> values) {
        return "[" + String.join(",", values.stream().map(JsonValues::value).toList()) + "]";
    }

    private static String value(@Nullable Object text) {
        return text == null ? "null" : (String) text;
    }
}
