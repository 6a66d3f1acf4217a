// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.SqlFunction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values found in text that is JSON. Text that is not JSON, as a whole, holds none. */
public final class JsonFunctions {
    private static final String GROUP = "json";
    private static final LiteralCache<JsonPath> PATHS = new LiteralCache<>(JsonPath::of);
    private static final JsonPath WHOLE = JsonPath.of(Utf8.of("$"));
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonFunctions() {}

    @SqlFunction(
            name = "JSON_VALUE",
            doc =
                    "The text, number or truth value, as text, that a path such as $.a[0].b leads to in JSON. NULL if it leads"
                            + " nowhere, to null, to an object or an array, or if the text is not JSON. Fails for a malformed path.",
            example = "JSON_VALUE('{\"a\": [{\"b\": \"weir\"}]}', '$.a[0].b') = 'weir'",
            group = GROUP)
    public static @Nullable Utf8 jsonValue(Utf8 json, Utf8 path) {
        Utf8 found = JsonText.find(json, PATHS.get(path));
        return found == null ? null : scalar(found);
    }

    private static @Nullable Utf8 scalar(Utf8 value) {
        byte first = value.byteAt(0);
        if (first == '"') {
            Utf8 string = value.slice(1, value.length() - 2);
            return JsonText.hasEscape(string) ? JsonText.unescape(string) : string;
        }
        return first == '{' || first == '[' || first == 'n' ? null : value;
    }

    @SqlFunction(
            name = "JSON_QUERY",
            doc =
                    "The object or array, as text, that a path such as $.a[0].b leads to in JSON. NULL if it leads nowhere or to"
                            + " something else, or if the text is not JSON. Fails for a malformed path.",
            example = "JSON_QUERY('{\"a\": [1, 2]}', '$.a') = '[1, 2]'",
            group = GROUP)
    public static @Nullable Utf8 jsonQuery(Utf8 json, Utf8 path) {
        Utf8 found = JsonText.find(json, PATHS.get(path));
        return found == null || found.byteAt(0) != '{' && found.byteAt(0) != '[' ? null : found;
    }

    @SqlFunction(
            name = "JSON_EXISTS",
            doc =
                    "Whether a path such as $.a[0].b leads to a value in JSON, be it null; false if the text is not JSON. Fails"
                            + " for a malformed path.",
            example = "JSON_EXISTS('{\"a\": null}', '$.a')",
            group = GROUP)
    public static boolean jsonExists(Utf8 json, Utf8 path) {
        return JsonText.find(json, PATHS.get(path)) != null;
    }

    @SqlFunction(
            name = "IS_JSON",
            doc = "Whether a text is JSON (RFC 8259), nested at most 500 deep.",
            example = "IS_JSON('{\"a\": 1}') AND NOT IS_JSON('{a: 1}')",
            group = GROUP)
    public static boolean isJson(Utf8 text) {
        return JsonText.find(text, WHOLE) != null;
    }

    @SqlFunction(
            name = "JSON_QUOTE",
            doc = "A text as a string of JSON, in quotes. Fails above 16 MB.",
            example = "JSON_QUOTE('a \"b\"') = '\"a \\\"b\\\"\"'",
            group = GROUP)
    public static Utf8 jsonQuote(Utf8 text) {
        TextBuffer out = new TextBuffer(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            byte b = text.byteAt(i);
            switch (b) {
                case '"', '\\' -> out.append('\\').append(b);
                case '\b' -> out.appendAscii("\\b");
                case '\f' -> out.appendAscii("\\f");
                case '\n' -> out.appendAscii("\\n");
                case '\r' -> out.appendAscii("\\r");
                case '\t' -> out.appendAscii("\\t");
                default -> {
                    if (b >= 0 && b < ' ') {
                        out.appendAscii("\\u00").append(DIGITS[b >> 4]).append(DIGITS[b & 15]);
                    } else {
                        out.append(b);
                    }
                }
            }
        }
        return out.append('"').text();
    }

    @SqlFunction(
            name = "JSON_UNQUOTE",
            doc = "The text that a string of JSON stands for; other text unchanged.",
            example = "JSON_UNQUOTE('\"we\\u0069r\"') = 'weir'",
            group = GROUP)
    public static Utf8 jsonUnquote(Utf8 text) {
        boolean string = text.length() >= 2 && text.byteAt(0) == '"' && isJson(text);
        return string && text.byteAt(text.length() - 1) == '"'
                ? JsonText.unescape(text.slice(1, text.length() - 2))
                : text;
    }
}
