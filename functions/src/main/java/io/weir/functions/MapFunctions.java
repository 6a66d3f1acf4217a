// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps looked into and made. */
public final class MapFunctions {
    private static final String GROUP = "collection";
    private static final Utf8 COMMA = Utf8.of(",");
    private static final Utf8 EQUALS = Utf8.of("=");

    private MapFunctions() {}

    @SqlFunction(
            name = "CARDINALITY",
            doc = "The number of entries of a map.",
            example = "CARDINALITY(MAP['a', 1, 'b', 2]) = 2",
            group = GROUP)
    public static int cardinality(Map<?, ?> map) {
        return map.size();
    }

    @SqlFunction(
            name = "MAP_KEYS",
            doc = "The keys of a map as an array.",
            example = "MAP_KEYS(MAP['a', 1]) = ARRAY['a']",
            group = GROUP,
            result = ResultRule.KEYS_OF_FIRST)
    public static List<?> mapKeys(Map<?, ?> map) {
        return new ArrayList<>(map.keySet());
    }

    @SqlFunction(
            name = "MAP_VALUES",
            doc = "The values of a map as an array, in the order of its keys in MAP_KEYS.",
            example = "MAP_VALUES(MAP['a', 1]) = ARRAY[1]",
            group = GROUP,
            result = ResultRule.VALUES_OF_FIRST)
    public static List<?> mapValues(Map<?, ?> map) {
        return new ArrayList<>(map.values());
    }

    @SqlFunction(
            name = "MAP_FROM_ARRAYS",
            doc =
                    "A map with the elements of the first array as keys and those of the second one as values. Fails if they"
                            + " are not equally many, or if a key is NULL or stands twice.",
            example = "MAP_FROM_ARRAYS(ARRAY['a'], ARRAY[1])['a'] = 1",
            group = GROUP,
            result = ResultRule.MAP_OF_ARRAYS)
    public static Map<?, ?> mapFromArrays(List<?> keys, List<?> values) {
        if (keys.size() != values.size()) {
            throw invalid();
        }
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        Map<Object, Object> seen = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i);
            if (key == null || seen.put(Values.key(key), key) != null) {
                throw invalid();
            }
            entries.put(key, values.get(i));
        }
        return entries;
    }

    @SqlFunction(
            name = "MAP_UNION",
            doc = "The entries of both maps; the second one's value where both have a key.",
            example = "MAP_UNION(MAP['a', 1], MAP['a', 2])['a'] = 2",
            group = GROUP,
            result = ResultRule.WIDEST)
    public static Map<?, ?> mapUnion(Map<?, ?> a, Map<?, ?> b) {
        Map<Object, Object> keys = new LinkedHashMap<>();
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map<?, ?> map : List.of(a, b)) {
            map.forEach((key, value) -> {
                Object earlier = keys.putIfAbsent(Values.key(key), key);
                entries.put(earlier == null ? key : earlier, value);
            });
        }
        return entries;
    }

    @SqlFunction(
            name = "STR_TO_MAP",
            doc =
                    "The map of a text such as a=1,b=2. The last of entries with the same key counts; an entry without = has the"
                            + " value NULL. Empty for an empty text.",
            example = "STR_TO_MAP('a=1,b=2')['b'] = '2'",
            group = GROUP)
    public static Map<String, @Nullable String> strToMap(Utf8 text) {
        return strToMap(text, COMMA, EQUALS);
    }

    @SqlFunction(
            name = "STR_TO_MAP",
            doc =
                    "The map of a text, with the second text between entries and the third one between key and value, both taken"
                            + " as they are and not empty. The last of entries with the same key counts; an entry without a value"
                            + " has the value NULL. Empty for an empty text.",
            example = "STR_TO_MAP('a:1;b:2', ';', ':')['b'] = '2'",
            group = GROUP)
    public static Map<String, @Nullable String> strToMap(Utf8 text, Utf8 between, Utf8 behindKey) {
        if (between.length() == 0 || behindKey.length() == 0) {
            throw invalid();
        }
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        for (int from = 0; from <= text.length() && text.length() > 0; ) {
            int found = ByteSearch.indexOf(text, between, from);
            int to = found < 0 ? text.length() : found;
            int at = ByteSearch.indexOf(text, from, to, behindKey, 0, behindKey.length());
            if (at < 0) {
                map.put(text.slice(from, to - from).toString(), null);
            } else {
                int value = at + behindKey.length();
                map.put(
                        text.slice(from, at - from).toString(),
                        text.slice(value, to - value).toString());
            }
            from = found < 0 ? text.length() + 1 : to + between.length();
        }
        return map;
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }
}
