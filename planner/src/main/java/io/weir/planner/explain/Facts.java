// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import java.util.ArrayList;
import java.util.List;

/** What is said of a node: {@code name=value}, two spaces between. */
final class Facts {
    private final List<String> facts = new ArrayList<>();

    Facts add(String name, String value) {
        facts.add(name + "=" + (value.contains(" ") && !value.startsWith("[") ? "[" + value + "]" : value));
        return this;
    }

    Facts add(String name, List<String> values) {
        facts.add(name + "=[" + String.join(", ", values) + "]");
        return this;
    }

    @Override
    public String toString() {
        return String.join("  ", facts);
    }
}
