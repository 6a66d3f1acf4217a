// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins with something wrong. */
final class JoinBugs {
    private JoinBugs() {}

    static PhysicalPlan.Join with(
            PhysicalPlan.Join join,
            JoinType type,
            List<Boolean> nullsMatch,
            @Nullable Expression condition,
            JoinTime time) {
        return make(join, type, nullsMatch, condition, time, join.perEpoch());
    }

    static PhysicalPlan.Join perEpoch(PhysicalPlan.Join join) {
        return make(join, join.type(), join.nullsMatch(), join.condition(), join.time(), true);
    }

    private static PhysicalPlan.Join make(
            PhysicalPlan.Join join,
            JoinType type,
            List<Boolean> nullsMatch,
            @Nullable Expression condition,
            JoinTime time,
            boolean perEpoch) {
        return new PhysicalPlan.Join(
                join.left(),
                join.right(),
                type,
                join.leftKeys(),
                join.rightKeys(),
                nullsMatch,
                condition,
                time,
                join.leftChanges(),
                join.rightChanges(),
                join.leftRows(),
                join.rightRows(),
                perEpoch,
                join.schema());
    }
}
