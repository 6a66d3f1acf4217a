// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.WindowColumns.WindowColumn;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what closes the state of a join: the windows that both sides share, or bounds on the distance between the event
 * times of its sides.
 */
final class JoinTimes {
    private final EventTime eventTime;

    JoinTimes(EventTime eventTime) {
        this.eventTime = eventTime;
    }

    JoinTime of(LogicalPlan.Join join) {
        if (join.type() == JoinType.SEMI || join.type() == JoinType.ANTI) {
            return JoinTime.NONE;
        }
        JoinTime window = window(join);
        return window == JoinTime.NONE ? interval(join) : window;
    }

    /** Both bounds of the windows are equal, and the windows are made the same way. */
    private static JoinTime window(LogicalPlan.Join join) {
        Map<Integer, WindowColumn> left = WindowColumns.of(join.left());
        Map<Integer, WindowColumn> right = WindowColumns.of(join.right());
        if (left.isEmpty() || right.isEmpty()) {
            return JoinTime.NONE;
        }
        int width = join.left().schema().size();
        boolean starts = false;
        JoinTime.Window ends = null;
        for (Expression part : Expressions.conditions(join.condition())) {
            int[] pair = equalColumns(part, width);
            WindowColumn a = pair == null ? null : left.get(pair[0]);
            WindowColumn b = pair == null ? null : right.get(pair[1]);
            if (pair == null || a == null || b == null || a.property() != b.property() || !a.isOfSameWindows(b)) {
                continue;
            }
            starts |= a.property() == Property.START;
            if (a.property() == Property.END) {
                ends = new JoinTime.Window(pair[0], pair[1], a.isByClock());
            }
        }
        return starts && ends != null ? ends : JoinTime.NONE;
    }

    private static int @Nullable [] equalColumns(Expression part, int width) {
        if (part instanceof Call call
                && call.operation() == Operation.EQUAL
                && call.arguments().get(0) instanceof ColumnRef a
                && call.arguments().get(1) instanceof ColumnRef b
                && (a.index() < width) != (b.index() < width)) {
            return a.index() < width
                    ? new int[] {a.index(), b.index() - width}
                    : new int[] {b.index(), a.index() - width};
        }
        return null;
    }

    /** A bound on {@code left - right}: at most, or at least, so many microseconds. */
    private record Bound(int left, int right, boolean upper, long micros) {}

    private static final class Bounds {
        private @Nullable Long lower;
        private @Nullable Long upper;

        void add(Bound bound) {
            if (bound.upper()) {
                upper = upper == null ? bound.micros() : Math.min(upper, bound.micros());
            } else {
                lower = lower == null ? bound.micros() : Math.max(lower, bound.micros());
            }
        }
    }

    private JoinTime interval(LogicalPlan.Join join) {
        int width = join.left().schema().size();
        record Pair(int left, int right) {}
        Map<Pair, Bounds> found = new LinkedHashMap<>();
        for (Expression part : Expressions.conditions(join.condition())) {
            if (!(part instanceof Call call)) {
                continue;
            }
            boolean equal = call.operation() == Operation.EQUAL;
            for (boolean upper : equal ? new boolean[] {true, false} : new boolean[] {true}) {
                Bound bound = bound(call, upper, width);
                if (bound != null) {
                    found.computeIfAbsent(new Pair(bound.left(), bound.right()), any -> new Bounds())
                            .add(bound);
                }
            }
        }
        for (Map.Entry<Pair, Bounds> each : found.entrySet()) {
            Pair pair = each.getKey();
            Long lower = each.getValue().lower;
            Long upper = each.getValue().upper;
            if (lower != null
                    && upper != null
                    && lower <= upper
                    && eventTime.isAppendOnly(join.left())
                    && eventTime.isAppendOnly(join.right())
                    && eventTime.has(join.left(), pair.left())
                    && eventTime.has(join.right(), pair.right())) {
                return new JoinTime.Interval(pair.left(), pair.right(), lower, upper);
            }
        }
        return JoinTime.NONE;
    }

    /** A time column moved by so many microseconds. */
    private record Moved(int column, long micros) {}

    /** What a comparison says; of an equation what {@code upper} says. */
    private static @Nullable Bound bound(Call call, boolean upper, int width) {
        boolean less = call.operation() == Operation.LESS || call.operation() == Operation.LESS_OR_EQUAL;
        boolean greater = call.operation() == Operation.GREATER || call.operation() == Operation.GREATER_OR_EQUAL;
        if (!less && !greater && call.operation() != Operation.EQUAL) {
            return null;
        }
        boolean strict = call.operation() == Operation.LESS || call.operation() == Operation.GREATER;
        Moved a = moved(call.arguments().get(0));
        Moved b = moved(call.arguments().get(1));
        if (a == null || b == null || (a.column() < width) == (b.column() < width)) {
            return null;
        }
        // a.column + a.micros <= b.column + b.micros, or the other way round
        boolean atMost = less || (!greater && upper);
        if (a.column() >= width) {
            Moved turned = a;
            a = b;
            b = turned;
            atMost = !atMost;
        }
        long distance = b.micros() - a.micros();
        long bound = strict ? (atMost ? distance - 1 : distance + 1) : distance;
        return new Bound(a.column(), b.column() - width, atMost, bound);
    }

    private static @Nullable Moved moved(Expression expression) {
        if (expression instanceof ColumnRef column && isTimestamp(column.type())) {
            return new Moved(column.index(), 0);
        }
        if (expression instanceof Cast cast
                && !cast.safe()
                && cast.type() instanceof DataType.TimeType to
                && cast.input().type() instanceof DataType.TimeType from
                && from.kind() == to.kind()
                && from.precision() <= to.precision()) {
            return moved(cast.input());
        }
        if (expression instanceof Call call
                && (call.operation() == Operation.PLUS || call.operation() == Operation.MINUS)
                && call.arguments().get(1) instanceof Literal literal
                && literal.type().kind() == TypeKind.INTERVAL_MICROS
                && literal.value() instanceof Long micros
                && Math.abs(micros) < Long.MAX_VALUE / 8) {
            Moved moved = moved(call.arguments().get(0));
            if (moved == null || Math.abs(moved.micros()) > Long.MAX_VALUE / 4) {
                return null;
            }
            return new Moved(moved.column(), moved.micros() + (call.operation() == Operation.PLUS ? micros : -micros));
        }
        return null;
    }

    private static boolean isTimestamp(DataType type) {
        return type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_LTZ;
    }
}
