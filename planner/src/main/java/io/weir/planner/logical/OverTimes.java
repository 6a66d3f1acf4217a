// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.WindowColumns.WindowColumn;
import java.util.Map;

/**
 * Decides whether functions over frames wait for the watermark: for the end of the window that their partitions are
 * of, or for the event time that they are ordered by.
 */
final class OverTimes {
    private final EventTime eventTime;

    OverTimes(EventTime eventTime) {
        this.eventTime = eventTime;
    }

    LogicalPlan.Over timed(LogicalPlan.Over over) {
        OverTime time = of(over);
        return time == OverTime.NONE ? over : with(over, time);
    }

    private static LogicalPlan.Over with(LogicalPlan.Over over, OverTime time) {
        return new LogicalPlan.Over(over.input(), over.partition(), over.order(), over.calls(), time, over.schema());
    }

    private OverTime of(LogicalPlan.Over over) {
        Map<Integer, WindowColumn> windows = WindowColumns.of(over.input());
        for (int column : over.partition()) {
            WindowColumn window = windows.get(column);
            if (window != null
                    && window.property() == Property.END
                    && WindowColumns.tells(over.input(), column, over.partition())) {
                return new OverTime.Window(column, window.isByClock());
            }
        }
        if (over.order().isEmpty()) {
            return OverTime.NONE;
        }
        SortKey first = over.order().get(0);
        boolean past = over.calls().stream().allMatch(OverTimes::looksBack);
        return past
                        && !first.descending()
                        && eventTime.has(over.input(), first.column())
                        && eventTime.isAppendOnly(over.input())
                        && eventTime.isEndless(over.input())
                ? new OverTime.EventTime(first.column())
                : OverTime.NONE;
    }

    /** Whether a function asks only for the current row, its peers and those before. */
    private static boolean looksBack(OverCall call) {
        return switch (call.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK, LAG -> true;
            case PERCENT_RANK, CUME_DIST, NTILE, LEAD -> false;
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE ->
                call.frame().upper().kind() == Bound.Kind.CURRENT_ROW
                        || call.frame().upper().kind() == Bound.Kind.PRECEDING;
        };
    }

    /**
     * Rows of the first ranks are kept up to date and do not wait for the time they are ordered by: a rank that the filter
     * asks for may be taken from a row.
     */
    LogicalPlan ranked(LogicalPlan input, Expression condition) {
        if (input instanceof LogicalPlan.Project project) {
            Expression below = Expressions.substitute(condition, project.expressions());
            LogicalPlan ranked = ranked(project.input(), below);
            return ranked == project.input()
                    ? input
                    : new LogicalPlan.Project(ranked, project.expressions(), project.schema());
        }
        boolean eventTimed = input instanceof LogicalPlan.Over over
                && over.time() instanceof OverTime.EventTime
                && RankFilter.of(over, condition).isPresent();
        return eventTimed ? with((LogicalPlan.Over) input, OverTime.NONE) : input;
    }
}
