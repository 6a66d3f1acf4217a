// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of JSON objects and arrays. */
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

    private static String value(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder("\"");
        String.valueOf(value).codePoints().forEach(c -> {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format("\\u%04x", c));
                    } else {
                        text.appendCodePoint(c);
                    }
                }
            }
        });
        return text.append('"').toString();
    }
}
