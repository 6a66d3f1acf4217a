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
        final Key key;
        long weight;

        Entry(Key key) {
            this.key = key;
        }
    }

    /** A row that knows which rows it is equal to in SQL; it can be added to many sets. */
    static final class Key {
        private final List<@Nullable Object> row;
        private final Object canonical;
        private final int hash;

        Key(List<@Nullable Object> row) {
            this.row = row;
            this.canonical = Canonical.of(row);
            this.hash = canonical.hashCode();
        }

        List<@Nullable Object> row() {
            return row;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Key key && hash == key.hash && canonical.equals(key.canonical);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    public static ZSet of(Collection<Delta> deltas) {
        ZSet set = new ZSet();
        deltas.forEach(d -> set.add(d.row(), d.weight()));
        return set;
    }

    public void add(List<@Nullable Object> row, long weight) {
        if (weight != 0) {
            add(new Key(row), weight);
        }
    }

    void add(Key key, long weight) {
        if (weight == 0) {
            return;
        }
        Entry entry = entries.computeIfAbsent(key, Entry::new);
        entry.weight += weight;
        if (entry.weight == 0) {
            entries.remove(key);
        }
    }

    public void addAll(ZSet other) {
        other.entries.values().forEach(e -> add(e.key, e.weight));
    }

    public void subtractAll(ZSet other) {
        other.entries.values().forEach(e -> add(e.key, -e.weight));
    }

    /** What must be added to the other to come here. */
    public ZSet minus(ZSet other) {
        ZSet difference = new ZSet();
        for (Entry entry : entries.values()) {
            difference.add(entry.key, entry.weight - other.weight(entry.key));
        }
        for (Entry entry : other.entries.values()) {
            if (!entries.containsKey(entry.key)) {
                difference.add(entry.key, -entry.weight);
            }
        }
        return difference;
    }

    public List<Delta> deltas() {
        List<Delta> deltas = new ArrayList<>(entries.size());
        entries.values().forEach(e -> deltas.add(new Delta(e.key.row, e.weight)));
        return deltas;
    }

    /** How often a row is there. */
    public long weight(List<@Nullable Object> row) {
        return weight(new Key(row));
    }

    private long weight(Key key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.weight;
    }

    /** Whether one of the rows of another set is taken back here more often than it was added. */
    public boolean anyNegativeOf(ZSet other) {
        return other.entries.keySet().stream().anyMatch(key -> weight(key) < 0);
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

    private Map<Key, Long> weights() {
        Map<Key, Long> weights = new LinkedHashMap<>();
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
                        .append(Canonical.text(e.key.row))
                        .append('\n'));
        return text.toString();
    }
}
