// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Which of an aggregation's keys make it one of windows: those, when window_start and window_end are among them. */
    static List<Integer> keys(LogicalPlan input, List<Integer> keys) {
        Map<Integer, Property> columns = of(input);
        List<Integer> windowKeys = new ArrayList<>();
        List<Property> properties = new ArrayList<>();
        for (int key : keys) {
            Property property = columns.get(key);
            if (property != null) {
                windowKeys.add(key);
                properties.add(property);
            }
        }
        boolean whole = properties.contains(Property.START) && properties.contains(Property.END);
        return whole ? windowKeys : List.of();
    }
}
