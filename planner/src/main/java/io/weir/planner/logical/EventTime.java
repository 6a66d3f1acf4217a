// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverTime;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.Optional;

/**
 * Tells which columns are event times: a row that comes after watermark w has a greater value there, unless it is late;
 * and which plans only add rows.
 */
public final class EventTime {
    private final Tables tables;

    /** What is asked of the tables that are read. */
    public interface Tables {
        /** What the column that a watermark is for is computed from, over the columns of the definition. */
        Optional<Expression> timeColumn(TableDefinition table);

        /** Whether the table's rows are never taken back. */
        boolean isAppendOnly(TableDefinition table);

        /** Whether answers over the table are given before it ends, so that they may have to wait for its time. */
        default boolean isEndless(TableDefinition table) {
            return true;
        }
    }

    public EventTime(Tables tables) {
        this.tables = tables;
    }

    /** Whether one of the tables below is endless. */
    public boolean isEndless(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Scan scan
                ? tables.isEndless(scan.table())
                : LogicalRewrite.inputs(plan).stream().anyMatch(this::isEndless);
    }

    /** Whether the column is an event time. */
    public boolean has(LogicalPlan plan, int column) {
        return is(plan, new ColumnRef(column, plan.schema().type(column)));
    }

    private boolean is(LogicalPlan plan, Expression value) {
        if (plan instanceof LogicalPlan.Scan scan) {
            return tables.timeColumn(scan.table())
                    .filter(Expressions.withoutSpans(value)::equals)
                    .isPresent();
        } else if (plan instanceof LogicalPlan.Project project) {
            return is(project.input(), Expressions.substitute(value, project.expressions()));
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return is(filter.input(), value);
        } else if (plan instanceof LogicalPlan.Union union) {
            return union.all() && union.inputs().stream().allMatch(input -> is(input, value));
        }
        int width = LogicalRewrite.inputs(plan).isEmpty()
                ? 0
                : LogicalRewrite.inputs(plan).get(0).schema().size();
        boolean below = Expressions.columns(value).length() <= width;
        if (plan instanceof LogicalPlan.Unnest unnest) {
            return below && is(unnest.input(), value);
        } else if (plan instanceof LogicalPlan.Window window) {
            return below ? is(window.input(), value) : isWindowTime(window, value);
        }
        if (!(value instanceof ColumnRef column)) {
            return false;
        }
        if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return isWindowTime(aggregate, column.index());
        } else if (plan instanceof LogicalPlan.Over over) {
            return below && keepsTime(over, column.index());
        } else if (plan instanceof LogicalPlan.Join join) {
            return keepsTime(join, column.index(), width);
        }
        return false;
    }

    /** The last instant of a row's window is not before the row. */
    private boolean isWindowTime(LogicalPlan.Window window, Expression value) {
        int first = window.input().schema().size();
        return value instanceof ColumnRef column
                && column.index() == first + Property.TIME.ordinal()
                && has(window.input(), window.window().timeColumn());
    }

    /** The totals of a window come when the watermark passes its last instant. */
    private boolean isWindowTime(LogicalPlan.Aggregate aggregate, int column) {
        if (column >= aggregate.keys().size()) {
            return false;
        }
        int key = aggregate.keys().get(column);
        return WindowColumns.isWindowTime(aggregate, column) && has(aggregate.input(), key);
    }

    private boolean keepsTime(LogicalPlan.Over over, int column) {
        if (over.time() instanceof OverTime.EventTime time) {
            return column == time.timeColumn();
        }
        return over.time() instanceof OverTime.Window
                && WindowColumns.isWindowTime(over.input(), column)
                && has(over.input(), column);
    }

    private boolean keepsTime(LogicalPlan.Join join, int column, int width) {
        boolean left = column < width;
        if (left ? join.type().keepsRight() : join.type().keepsLeft()) {
            return false;
        }
        LogicalPlan side = left ? join.left() : join.right();
        int place = left ? column : column - width;
        if (join.time() instanceof JoinTime.Window) {
            return WindowColumns.isWindowTime(side, place) && has(side, place);
        }
        if (join.time() instanceof JoinTime.Interval interval) {
            // the row of a pair that came last is not late; its partner must not be before it
            return left
                    ? place == interval.leftTime() && interval.lowerMicros() >= 0
                    : place == interval.rightTime() && interval.upperMicros() <= 0;
        }
        return false;
    }

    /** Whether rows of the plan are never taken back, on inputs that do not end. */
    public boolean isAppendOnly(LogicalPlan plan) {
        if (LogicalRewrite.expressions(plan).stream().anyMatch(EventTime::asks)) {
            return false; // what a sub-query says may change, and with it which rows there are
        } else if (plan instanceof LogicalPlan.Scan scan) {
            return tables.isAppendOnly(scan.table());
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return !aggregate.windowKeys().isEmpty()
                    || (WindowColumns.isOfClosedWindows(aggregate) && isAppendOnly(aggregate.input()));
        } else if (plan instanceof LogicalPlan.Union union && !union.all()) {
            return false;
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return sort.keys().isEmpty() && isAppendOnly(sort.input());
        } else if (plan instanceof LogicalPlan.SetOperation || plan instanceof LogicalPlan.Correlate) {
            return false;
        } else if (plan instanceof LogicalPlan.Over over) {
            return over.time() != OverTime.NONE && isAppendOnly(over.input());
        } else if (plan instanceof LogicalPlan.Join join
                && join.type() != JoinType.INNER
                && join.time() == JoinTime.NONE) {
            return false;
        }
        return LogicalRewrite.inputs(plan).stream().allMatch(this::isAppendOnly);
    }

    private static boolean asks(Expression expression) {
        return Expressions.any(expression, part -> part instanceof Expression.SubQuery);
    }
}
