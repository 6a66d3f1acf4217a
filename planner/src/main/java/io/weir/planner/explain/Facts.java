// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of a node: words or lists of words by their names; as text {@code name=value}, two spaces between. */
final class Facts {
    private static final String STATE = "state";

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private boolean stateBounded;

    Facts add(String name, String value) {
        facts.put(name, value);
        return this;
    }

    Facts add(String name, List<String> values) {
        facts.put(name, List.copyOf(values));
        return this;
    }

    /**
     * What the node keeps.
     *
     * @param bounded whether it stays within bounds, however long the query runs, when time goes on
     */
    Facts state(String words, boolean bounded) {
        stateBounded = bounded;
        return add(STATE, words);
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    /** The names and values as they are written in JSON, underscores for spaces; the state with whether it is bounded. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        facts.forEach((name, value) -> tree.put(name.replace(' ', '_'), value));
        tree.computeIfPresent(STATE, (name, words) -> {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("keeps", words);
            state.put("bounded", stateBounded);
            return state;
        });
        return tree;
    }

    @Override
    public String toString() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + text(fact.getValue()))
                .collect(Collectors.joining("  "));
    }

    private static String text(Object value) {
        if (value instanceof List<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        }
        String words = (String) value;
        return words.contains(" ") && !words.startsWith("[") ? "[" + words + "]" : words;
    }
}
