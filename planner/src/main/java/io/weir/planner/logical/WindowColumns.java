// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the columns that a window function below has added and nothing between has changed. */
public final class WindowColumns {
    private WindowColumns() {}

    /**
     * A column that tells of the window of its row.
     *
     * @param window the function that made it
     * @param held whether an operator between has waited for the end of the window, so that the rows of a window are final
     */
    public record WindowColumn(Property property, LogicalPlan.Window window, boolean held) {
        /** Whether windows with equal bounds are the same windows. */
        public boolean isOfSameWindows(WindowColumn other) {
            WindowSpec a = window.window();
            WindowSpec b = other.window.window();
            return a.kind() != WindowSpec.Kind.SESSION
                    && a.kind() == b.kind()
                    && a.sizeMicros() == b.sizeMicros()
                    && a.slideMicros() == b.slideMicros()
                    && a.offsetMicros() == b.offsetMicros()
                    && a.byClock() == b.byClock()
                    && a.zone().equals(b.zone());
        }

        /** Whether windows that close at different times have different values; those of CUMULATE share their start, sessions may. */
        boolean tellsEnd() {
            return property != Property.START || (window.window().kind() != WindowSpec.Kind.CUMULATE && !isOfSession());
        }

        private boolean isOfSession() {
            return window.window().kind() == WindowSpec.Kind.SESSION;
        }

        /** Whether the job's clock closes the window. */
        boolean isByClock() {
            return window.window().byClock();
        }

        private WindowColumn closed() {
            return held ? this : new WindowColumn(property, window, true);
        }
    }

    /** By column what it tells of its window; nothing when no window function is reached. */
    public static Map<Integer, WindowColumn> of(LogicalPlan plan) {
        Map<Integer, WindowColumn> found = new TreeMap<>();
        if (plan instanceof LogicalPlan.Window window) {
            int first = window.input().schema().size();
            // the windows of sessions are known only when they are over
            boolean held = window.window().kind() == WindowSpec.Kind.SESSION;
            for (Property property : Property.values()) {
                found.put(first + property.ordinal(), new WindowColumn(property, window, held));
            }
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return of(filter.input());
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return of(unnest.input());
        } else if (plan instanceof LogicalPlan.Over over) {
            of(over.input()).forEach((column, window) -> found.put(column, window.closed()));
            return over.time() == io.weir.plan.OverTime.NONE ? Map.of() : found;
        } else if (plan instanceof LogicalPlan.Project project) {
            Map<Integer, WindowColumn> below = of(project.input());
            for (int i = 0; i < project.expressions().size(); i++) {
                if (project.expressions().get(i) instanceof ColumnRef column && below.containsKey(column.index())) {
                    found.put(i, below.get(column.index()));
                }
            }
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            boolean closed = !aggregate.windowKeys().isEmpty() || isOfClosedWindows(aggregate);
            Map<Integer, WindowColumn> below = of(aggregate.input());
            for (int i = 0; i < aggregate.keys().size(); i++) {
                WindowColumn window = below.get(aggregate.keys().get(i));
                // totals of sessions that may be revised come when the sessions have closed nevertheless
                if (window != null && (closed || window.isOfSession())) {
                    found.put(i, window.closed());
                }
            }
        } else if (plan instanceof LogicalPlan.Join join && join.time() instanceof JoinTime.Window) {
            addSides(join, found);
        }
        return found;
    }

    /** Of an outer join the columns of the side whose rows are all kept; the others may be NULL. */
    private static void addSides(LogicalPlan.Join join, Map<Integer, WindowColumn> found) {
        int width = join.left().schema().size();
        if (!join.type().keepsRight()) {
            of(join.left()).forEach((column, window) -> found.put(column, window.closed()));
        }
        if (!join.type().keepsLeft() && join.type() != JoinType.SEMI) {
            of(join.right()).forEach((column, window) -> found.put(width + column, window.closed()));
        }
    }

    /** Whether the rows of each group are of one window, which an operator below has waited for. */
    static boolean isOfClosedWindows(LogicalPlan.Aggregate aggregate) {
        Map<Integer, WindowColumn> below = of(aggregate.input());
        return aggregate.keys().stream()
                .anyMatch(key -> below.containsKey(key)
                        && below.get(key).held()
                        && tells(aggregate.input(), key, aggregate.keys()));
    }

    /**
     * Whether rows with equal values of some columns come together when their window closes, since one of the columns tells the window.
     *
     * <p>Sessions of rows that are never taken back tell it by their end alone, whatever their partition: a session grows until the
     * watermark has passed its end, and a row that comes after that is kept only in one that ends later. When a row is taken back a
     * session may shrink to an end that the watermark has passed long ago, when another partition's session with that end has closed;
     * but within a partition each ends after those before it, see {@link WindowSpec#revised}.
     */
    static boolean tells(LogicalPlan plan, int column, List<Integer> columns) {
        WindowColumn found = of(plan).get(column);
        if (found == null || !found.tellsEnd()) {
            return false;
        }
        LogicalPlan.Window window = found.window();
        return !window.window().revised()
                || window.window().partition().stream()
                        .allMatch(key -> columns.stream().anyMatch(each -> source(plan, each, window) == key));
    }

    /** Which column of a window function below a column is, or -1. */
    private static int source(LogicalPlan plan, int column, LogicalPlan window) {
        if (plan == window) {
            return column;
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return source(filter.input(), column, window);
        } else if (plan instanceof LogicalPlan.Project project) {
            return project.expressions().get(column) instanceof ColumnRef below
                    ? source(project.input(), below.index(), window)
                    : -1;
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return column < aggregate.keys().size()
                    ? source(aggregate.input(), aggregate.keys().get(column), window)
                    : -1;
        } else if (plan instanceof LogicalPlan.Over || plan instanceof LogicalPlan.Unnest) {
            LogicalPlan input = LogicalRewrite.inputs(plan).get(0);
            return column < input.schema().size() ? source(input, column, window) : -1;
        }
        return -1;
    }

    /** Whether a column tells of a window that the job's clock closes. */
    public static boolean isByClock(LogicalPlan plan, int column) {
        WindowColumn window = of(plan).get(column);
        return window != null && window.isByClock();
    }

    static boolean isWindowTime(LogicalPlan plan, int column) {
        WindowColumn window = of(plan).get(column);
        return window != null && window.property() == Property.TIME;
    }

    /**
     * Which of an aggregation's keys make it one of windows: those that are window_start, window_end and, if it is there,
     * window_time, in this order; none when the first two are not both among them.
     */
    static List<Integer> keys(LogicalPlan input, List<Integer> keys) {
        Map<Integer, WindowColumn> columns = of(input);
        List<Integer> windowKeys = new ArrayList<>();
        for (Property property : Property.values()) {
            Optional<Integer> key = keys.stream()
                    .filter(each -> columns.containsKey(each)
                            && columns.get(each).property() == property
                            && !columns.get(each).held())
                    .findFirst();
            if (key.isEmpty() && property != Property.TIME) {
                return List.of();
            }
            key.ifPresent(windowKeys::add);
        }
        return windowKeys;
    }
}
