// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.RowsPerKey;
import io.weir.plan.physical.PhysicalPlan;
import java.util.HashSet;
import java.util.List;

/** What a join without time keeps of its sides, in words. */
public final class JoinState {
    private JoinState() {}

    public static String of(PhysicalPlan.Join join) {
        boolean rightByKey = join.type().leftOnly() && join.condition() == null;
        String left = side(join.left(), join.leftKeys(), join.leftRows());
        String right = rightByKey
                ? "a count" + perKey(join.rightKeys(), RowsPerKey.MANY)
                : side(join.right(), join.rightKeys(), join.rightRows());
        return left.equals(right) ? left + " of both sides" : left + " of the left side, " + right + " of the right";
    }

    private static String side(PhysicalPlan input, List<Integer> keys, RowsPerKey rows) {
        if (rows.isOne()) {
            return "one row" + perKey(keys, rows);
        }
        // rows that have no other columns are equal
        return new HashSet<>(keys).size() == input.schema().size() ? "a count" + perKey(keys, rows) : "all rows";
    }

    private static String perKey(List<Integer> keys, RowsPerKey rows) {
        return keys.isEmpty() ? "" : rows == RowsPerKey.ONE_DECLARED ? " per declared key" : " per key";
    }
}
