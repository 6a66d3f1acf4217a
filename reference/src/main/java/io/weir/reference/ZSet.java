// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows with weights; rows that are equal in SQL are one, and a row of weight 0 is not there. */
public final class ZSet {
    private static final class Entry {
        final List<@Nullable Object> row;
        long weight;

        Entry(List<@Nullable Object> row) {
            this.row = row;
        }
    }

    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    public static ZSet of(Collection<Delta> deltas) {
        ZSet set = new ZSet();
        deltas.forEach(d -> set.add(d.row(), d.weight()));
        return set;
    }

    public void add(List<@Nullable Object> row, long weight) {
        if (weight == 0) {
            return;
        }
        Object key = Canonical.of(row);
        Entry entry = entries.computeIfAbsent(key, k -> new Entry(row));
        entry.weight += weight;
        if (entry.weight == 0) {
            entries.remove(key);
        }
    }

    public void addAll(ZSet other) {
        other.entries.values().forEach(e -> add(e.row, e.weight));
    }

    /** What must be added to the other to come here. */
    public ZSet minus(ZSet other) {
        ZSet difference = new ZSet();
        difference.addAll(this);
        other.entries.values().forEach(e -> difference.add(e.row, -e.weight));
        return difference;
    }

    public List<Delta> deltas() {
        List<Delta> deltas = new ArrayList<>(entries.size());
        entries.values().forEach(e -> deltas.add(new Delta(e.row, e.weight)));
        return deltas;
    }

    /** How often a row is there. */
    public long weight(List<@Nullable Object> row) {
        Entry entry = entries.get(Canonical.of(row));
        return entry == null ? 0 : entry.weight;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** Whether a row is taken back more often than it was added. */
    public boolean anyNegative() {
        return entries.values().stream().anyMatch(e -> e.weight < 0);
    }

    private Map<Object, Long> weights() {
        Map<Object, Long> weights = new LinkedHashMap<>();
        entries.forEach((key, entry) -> weights.put(key, entry.weight));
        return weights;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ZSet set && weights().equals(set.weights());
    }

    @Override
    public int hashCode() {
        return weights().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        entries.values()
                .forEach(e -> text.append(e.weight > 0 ? "+" : "")
                        .append(e.weight)
                        .append(' ')
                        .append(Canonical.text(e.row))
                        .append('\n'));
        return text.toString();
    }
}
