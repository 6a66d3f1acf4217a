// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.JoinType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of two sides, and for each the rows of the other side that pair with it: found by trying all. */
final class Pairs {
    private final int leftWidth;
    private final int rightWidth;
    private final Predicate<List<@Nullable Object>> condition;

    private final Map<ZSet.Key, Row> lefts = new LinkedHashMap<>();
    private final Map<ZSet.Key, Row> rights = new LinkedHashMap<>();

    /** A row of a side, and the joined rows that it is part of. */
    private static final class Row {
        final ZSet.Key key;
        final ZSet.Key padded;
        final List<Pair> pairs = new ArrayList<>();
        long weight;

        Row(ZSet.Key key, ZSet.Key padded) {
            this.key = key;
            this.padded = padded;
        }

        boolean hasPartner() {
            return pairs.stream().anyMatch(pair -> pair.left.weight != 0 && pair.right.weight != 0);
        }
    }

    private record Pair(Row left, Row right, ZSet.Key joined) {}

    /** @param condition over the left columns followed by the right ones */
    Pairs(int leftWidth, int rightWidth, Predicate<List<@Nullable Object>> condition) {
        this.leftWidth = leftWidth;
        this.rightWidth = rightWidth;
        this.condition = condition;
    }

    Pairs emptied() {
        return new Pairs(leftWidth, rightWidth, condition);
    }

    void add(ZSet newLefts, ZSet newRights) {
        for (Delta delta : newLefts.deltas()) {
            ZSet.Key key = new ZSet.Key(delta.row());
            Row row = lefts.get(key);
            if (row == null) {
                row = new Row(key, new ZSet.Key(Rows.join(delta.row(), Rows.nulls(rightWidth))));
                lefts.put(key, row);
                for (Row other : rights.values()) {
                    pair(row, other);
                }
            }
            row.weight += delta.weight();
        }
        for (Delta delta : newRights.deltas()) {
            ZSet.Key key = new ZSet.Key(delta.row());
            Row row = rights.get(key);
            if (row == null) {
                row = new Row(key, new ZSet.Key(Rows.join(Rows.nulls(leftWidth), delta.row())));
                rights.put(key, row);
                for (Row other : lefts.values()) {
                    pair(other, row);
                }
            }
            row.weight += delta.weight();
        }
    }

    private void pair(Row left, Row right) {
        List<@Nullable Object> joined = Rows.join(left.key.row(), right.key.row());
        if (condition.test(joined)) {
            Pair pair = new Pair(left, right, new ZSet.Key(joined));
            left.pairs.add(pair);
            right.pairs.add(pair);
        }
    }

    ZSet result(JoinType type) {
        return result(type, unused -> true, unused -> true);
    }

    /**
     * The rows of the join.
     *
     * @param leftAlone whether it is certain that a left row without a partner will have none
     */
    ZSet result(
            JoinType type, Predicate<List<@Nullable Object>> leftAlone, Predicate<List<@Nullable Object>> rightAlone) {
        ZSet result = new ZSet();
        for (Row left : lefts.values()) {
            boolean alone = !left.hasPartner() && leftAlone.test(left.key.row());
            switch (type) {
                case SEMI -> result.add(left.key, left.hasPartner() ? left.weight : 0);
                case ANTI -> result.add(left.key, alone ? left.weight : 0);
                case INNER, LEFT, RIGHT, FULL -> {
                    for (Pair pair : left.pairs) {
                        result.add(pair.joined, left.weight * pair.right.weight);
                    }
                    if (type.keepsLeft() && alone) {
                        result.add(left.padded, left.weight);
                    }
                }
            }
        }
        if (type.keepsRight()) {
            for (Row right : rights.values()) {
                if (!right.hasPartner() && rightAlone.test(right.key.row())) {
                    result.add(right.padded, right.weight);
                }
            }
        }
        return result;
    }
}
