// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

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

    /** By column what it tells of its window; nothing when no window function is reached. */
    public static Map<Integer, Property> of(LogicalPlan plan) {
        Map<Integer, Property> found = new TreeMap<>();
        if (plan instanceof LogicalPlan.Window window) {
            int first = window.input().schema().size();
            for (Property property : Property.values()) {
                found.put(first + property.ordinal(), property);
            }
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return of(filter.input());
        } else if (plan instanceof LogicalPlan.Project project) {
            Map<Integer, Property> below = of(project.input());
            for (int i = 0; i < project.expressions().size(); i++) {
                if (project.expressions().get(i) instanceof ColumnRef column && below.containsKey(column.index())) {
                    found.put(i, below.get(column.index()));
                }
            }
        }
        return found;
    }

    /**
     * Which of an aggregation's keys make it one of windows: those that are window_start, window_end and, if it is there,
     * window_time, in this order; none when the first two are not both among them.
     */
    static List<Integer> keys(LogicalPlan input, List<Integer> keys) {
        Map<Integer, Property> columns = of(input);
        List<Integer> windowKeys = new ArrayList<>();
        for (Property property : Property.values()) {
            Optional<Integer> key =
                    keys.stream().filter(each -> columns.get(each) == property).findFirst();
            if (key.isEmpty() && property != Property.TIME) {
                return List.of();
            }
            key.ifPresent(windowKeys::add);
        }
        return windowKeys;
    }
}
