// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.SortKey;
import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows cut, put together, grouped and ordered. */
final class Rows {
    private Rows() {}

    static List<@Nullable Object> select(List<@Nullable Object> row, Collection<Integer> columns) {
        List<@Nullable Object> selected = new ArrayList<>(columns.size());
        columns.forEach(c -> selected.add(row.get(c)));
        return selected;
    }

    static List<@Nullable Object> join(List<@Nullable Object> left, List<@Nullable Object> right) {
        List<@Nullable Object> row = new ArrayList<>(left.size() + right.size());
        row.addAll(left);
        row.addAll(right);
        return row;
    }

    static List<@Nullable Object> nulls(int count) {
        return new ArrayList<>(Collections.nCopies(count, null));
    }

    /** Rows with equal values in the columns; NULL equals NULL. */
    static Map<Object, List<Delta>> groups(ZSet rows, List<Integer> columns) {
        Map<Object, List<Delta>> groups = new LinkedHashMap<>();
        for (Delta delta : rows.deltas()) {
            groups.computeIfAbsent(Canonical.of(select(delta.row(), columns)), k -> new ArrayList<>())
                    .add(delta);
        }
        return groups;
    }

    /** Each row as often as it is there, in order. */
    static List<List<@Nullable Object>> sorted(Collection<Delta> rows, List<SortKey> keys) {
        List<List<@Nullable Object>> sorted = new ArrayList<>();
        for (Delta delta : rows) {
            if (delta.weight() < 0) {
                throw new RowFailure(ErrorCode.NEGATIVE_MULTIPLICITY);
            }
            for (long i = 0; i < delta.weight(); i++) {
                sorted.add(delta.row());
            }
        }
        sorted.sort(total(keys));
        return sorted;
    }

    /** By the keys, ties by the whole row. */
    static Comparator<List<@Nullable Object>> total(List<SortKey> keys) {
        return byKeys(keys).thenComparing(Canonical::compare);
    }

    /** By the keys alone: peers are equal. */
    static Comparator<List<@Nullable Object>> byKeys(List<SortKey> keys) {
        return (a, b) -> {
            for (SortKey key : keys) {
                int order = compare(a.get(key.column()), b.get(key.column()), key);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    static int compare(@Nullable Object a, @Nullable Object b, SortKey key) {
        if (a == null || b == null) {
            return a == b ? 0 : (a == null) == key.nullsFirst() ? -1 : 1;
        }
        return key.descending() ? Canonical.compare(b, a) : Canonical.compare(a, b);
    }
}
