// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A constant as an object with one member, whose name tells its kind: {@code {"long": "5"}}. */
final class ConstantJson {
    private ConstantJson() {}

    static final class Writer extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(value, out);
        }
    }

    static final class Reader extends JsonDeserializer<Object> {
        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(parser.readValueAsTree(), parser);
        }
    }

    private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        if (value instanceof List<?> list) {
            out.writeArrayFieldStart("list");
            for (Object element : list) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeArrayFieldStart("map");
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
            }
            out.writeEndArray();
        } else {
            // as text, so that no digit of any number is lost on the way
            out.writeStringField(
                    kind(value), value instanceof byte[] b ? Base64.getEncoder().encodeToString(b) : value.toString());
        }
        out.writeEndObject();
    }

    private static String kind(Object value) {
        if (value instanceof Boolean) {
            return "boolean";
        } else if (value instanceof Integer) {
            return "int";
        } else if (value instanceof Long) {
            return "long";
        } else if (value instanceof Float) {
            return "float";
        } else if (value instanceof Double) {
            return "double";
        } else if (value instanceof BigDecimal) {
            return "decimal";
        } else if (value instanceof String) {
            return "text";
        } else if (value instanceof byte[]) {
            return "bytes";
        }
        throw new IllegalArgumentException("no constant: " + value.getClass().getName());
    }

    private static @Nullable Object read(JsonNode node, JsonParser parser) throws IOException {
        if (node.isNull()) {
            return null;
        }
        if (node.size() != 1) {
            throw JsonMappingException.from(parser, "a constant has one member");
        }
        String kind = node.fieldNames().next();
        JsonNode content = node.get(kind);
        return switch (kind) {
            case "boolean" -> Boolean.valueOf(content.asText());
            case "int" -> Integer.valueOf(content.asText());
            case "long" -> Long.valueOf(content.asText());
            case "float" -> Float.valueOf(content.asText());
            case "double" -> Double.valueOf(content.asText());
            case "decimal" -> new BigDecimal(content.asText());
            case "text" -> content.asText();
            case "bytes" -> Base64.getDecoder().decode(content.asText());
            case "list" -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonNode element : content) {
                    list.add(read(element, parser));
                }
                yield list;
            }
            case "map" -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i + 1 < content.size(); i += 2) {
                    map.put(read(content.get(i), parser), read(content.get(i + 1), parser));
                }
                yield map;
            }
            default -> throw JsonMappingException.from(parser, "no kind of constant: " + kind);
        };
    }
}
