// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes joins, and decides what time means to them: conditions of WHERE above inner joins belong to the joins, since
 * {@code FROM a, b WHERE a.k = b.k} says the same as {@code a JOIN b ON a.k = b.k}.
 */
final class Joins {
    private final JoinTimes times;
    private final Nature nature;

    Joins(JoinTimes times, Nature nature) {
        this.times = times;
        this.nature = nature;
    }

    LogicalPlan.Join join(LogicalPlan left, LogicalPlan right, JoinType type, Expression condition, Schema schema) {
        LogicalPlan.Join plain = new LogicalPlan.Join(left, right, type, condition, JoinTime.NONE, schema);
        JoinTime time = times.of(plain);
        return time == JoinTime.NONE ? plain : new LogicalPlan.Join(left, right, type, condition, time, schema);
    }

    /** A filter whose conditions on both sides of a join below have moved into the join. */
    LogicalPlan filter(LogicalPlan input, Expression condition) {
        if (!(input instanceof LogicalPlan.Join join) || join.type() != JoinType.INNER) {
            return new LogicalPlan.Filter(input, condition);
        }
        List<Expression> parts = Expressions.conditions(condition);
        // what can fail moves only together with all that might guard it
        boolean whole = parts.stream().allMatch(part -> isSimple(part) && spans(join, part));
        List<Expression> kept = new ArrayList<>();
        LogicalPlan.Join absorbing = join;
        for (Expression part : parts) {
            LogicalPlan.Join next = whole || (isSimple(part) && !nature.canFail(part)) ? absorb(absorbing, part) : null;
            if (next == null) {
                kept.add(part);
            } else {
                absorbing = next;
            }
        }
        return kept.isEmpty() ? absorbing : new LogicalPlan.Filter(absorbing, Expressions.conjunction(kept));
    }

    private boolean isSimple(Expression part) {
        return nature.isDeterministic(part) && !Expressions.any(part, each -> each instanceof SubQuery);
    }

    /** The join with one more condition, there or in a join below; null when the condition belongs to neither. */
    private LogicalPlan.@org.jspecify.annotations.Nullable Join absorb(LogicalPlan.Join join, Expression part) {
        if (join.type() != JoinType.INNER) {
            return null;
        }
        if (spans(join, part)) {
            List<Expression> all = new ArrayList<>(Expressions.conditions(join.condition()));
            all.add(part);
            return join(join.left(), join.right(), join.type(), Expressions.conjunction(all), join.schema());
        }
        int width = join.left().schema().size();
        boolean leftOnly = Expressions.columns(part).length() <= width;
        if (leftOnly && join.left() instanceof LogicalPlan.Join below) {
            LogicalPlan.Join left = absorb(below, part);
            return left == null ? null : join(left, join.right(), join.type(), join.condition(), join.schema());
        }
        if (!leftOnly && join.right() instanceof LogicalPlan.Join below) {
            LogicalPlan.Join right = absorb(below, Expressions.shift(part, -width));
            return right == null ? null : join(join.left(), right, join.type(), join.condition(), join.schema());
        }
        return null;
    }

    /** Whether a condition reads columns of both sides. */
    private static boolean spans(LogicalPlan.Join join, Expression part) {
        int width = join.left().schema().size();
        BitSet columns = Expressions.columns(part);
        return columns.length() > width && columns.nextSetBit(0) < width;
    }
}
