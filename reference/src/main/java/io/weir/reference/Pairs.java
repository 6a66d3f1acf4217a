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

    private final Map<Object, Row> lefts = new LinkedHashMap<>();
    private final Map<Object, Row> rights = new LinkedHashMap<>();

    private static final class Row {
        final List<@Nullable Object> values;
        final List<Row> partners = new ArrayList<>();
        long weight;

        Row(List<@Nullable Object> values) {
            this.values = values;
        }

        boolean hasPartner() {
            return partners.stream().anyMatch(partner -> partner.weight != 0);
        }
    }

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
            Row row = lefts.get(Canonical.of(delta.row()));
            if (row == null) {
                row = new Row(delta.row());
                lefts.put(Canonical.of(delta.row()), row);
                for (Row other : rights.values()) {
                    pair(row, other);
                }
            }
            row.weight += delta.weight();
        }
        for (Delta delta : newRights.deltas()) {
            Row row = rights.get(Canonical.of(delta.row()));
            if (row == null) {
                row = new Row(delta.row());
                rights.put(Canonical.of(delta.row()), row);
                for (Row other : lefts.values()) {
                    pair(other, row);
                }
            }
            row.weight += delta.weight();
        }
    }

    private void pair(Row left, Row right) {
        if (condition.test(Rows.join(left.values, right.values))) {
            left.partners.add(right);
            right.partners.add(left);
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
            boolean alone = !left.hasPartner() && leftAlone.test(left.values);
            switch (type) {
                case SEMI -> result.add(left.values, left.hasPartner() ? left.weight : 0);
                case ANTI -> result.add(left.values, alone ? left.weight : 0);
                case INNER, LEFT, RIGHT, FULL -> {
                    for (Row right : left.partners) {
                        result.add(Rows.join(left.values, right.values), left.weight * right.weight);
                    }
                    if (type.keepsLeft() && alone) {
                        result.add(Rows.join(left.values, Rows.nulls(rightWidth)), left.weight);
                    }
                }
            }
        }
        if (type.keepsRight()) {
            for (Row right : rights.values()) {
                if (!right.hasPartner() && rightAlone.test(right.values)) {
                    result.add(Rows.join(Rows.nulls(leftWidth), right.values), right.weight);
                }
            }
        }
        return result;
    }
}
