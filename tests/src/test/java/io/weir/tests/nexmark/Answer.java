// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected less what was given: empty when both are the same. Rows are texts, their values between bars, and count as
 * often as they are there.
 */
final class Answer {
    private final Map<String, Integer> missing = new HashMap<>();
    private long expected;
    private long given;

    static String row(@Nullable Object... values) {
        StringJoiner row = new StringJoiner("|");
        for (Object value : values) {
            row.add(String.valueOf(value));
        }
        return row.toString();
    }

    void expect(@Nullable Object... values) {
        expected++;
        add(row(values), 1);
    }

    /** A row that the engine adds, or takes back. */
    void give(String row, int weight) {
        given += weight;
        add(row, -weight);
    }

    private void add(String row, int weight) {
        missing.merge(row, weight, (a, b) -> a + b == 0 ? null : a + b);
    }

    long expected() {
        return expected;
    }

    long given() {
        return given;
    }

    boolean isEqual() {
        return missing.isEmpty();
    }

    /** The first rows in which both differ: {@code +} for one that is missing, {@code -} for one that should not be there. */
    List<String> differences(int most) {
        TreeSet<String> lines = new TreeSet<>();
        missing.forEach((row, count) -> {
            lines.add(row + (count > 0 ? "   + " : "   - ") + Math.abs(count));
            if (lines.size() > most) {
                lines.pollLast();
            }
        });
        return List.copyOf(lines);
    }

    int differenceCount() {
        return missing.size();
    }
}
