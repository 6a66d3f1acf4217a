// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.AggregateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A form that a long run must have gone through often enough.
 *
 * <p>Not among them: LIMIT without ORDER BY, which has many right answers, and sinks.
 *
 * @param append whether on input that only grows
 * @param updating whether on input that is revised
 * @param over whether it is one of functions over frames
 */
record Required(String name, boolean append, boolean updating, boolean over) {
    private static final List<Required> ALL = make();

    static List<Required> all() {
        return ALL;
    }

    /** @param input 0 for append-only, 1 for updating */
    boolean on(int input, boolean withOver) {
        return (input == 0 ? append : updating) && (withOver || !over);
    }

    private static List<Required> make() {
        List<Required> all = new ArrayList<>();
        both(all, "Exchange", "Filter", "Project", "Scan", "Result", "Union", "Sort", "GroupAggregate", "WindowHold");
        both(all, "SessionAssign", "aggregate with FILTER", "aggregate with ORDER BY");
        for (String form : List.of("", " OUTER", " WITH ORDINALITY", " OUTER WITH ORDINALITY")) {
            both(all, "Unnest" + form);
        }
        for (String type : List.of("INNER", "LEFT", "RIGHT", "FULL", "SEMI", "ANTI")) {
            both(all, "Join " + type);
        }
        both(all, "Join, one row per declared key");
        for (String type : List.of("INNER", "LEFT")) { // the others come as they may
            all.add(new Required("Join " + type + ", one row per key", false, true, false));
        }
        for (String type : List.of("INNER", "LEFT", "RIGHT", "FULL")) { // EXISTS over windows is another plan
            both(all, "WindowJoin " + type);
        }
        for (String kind : List.of("EXCEPT", "EXCEPT ALL", "INTERSECT", "INTERSECT ALL")) {
            both(all, "SetOperation " + kind);
        }
        for (String kind : List.of("TUMBLE", "HOP", "CUMULATE")) {
            both(all, "WindowAssign " + kind, "WindowAggregate " + kind);
        }
        for (String function : List.of("ROW_NUMBER", "RANK", "DENSE_RANK")) {
            both(all, "TopN " + function);
            all.add(new Required("TopN " + function + ", per epoch", true, false, false));
        }
        for (String type : List.of("INNER", "LEFT", "RIGHT", "FULL")) {
            all.add(new Required("IntervalJoin " + type, true, false, false));
        }
        all.add(new Required("Values", true, false, false));
        all.add(new Required("UpsertFold", false, true, false));
        all.add(new Required("GroupAggregate, per epoch", true, false, false));
        for (String kind : List.of("EXISTS", "IN", "IN of rows", "SOME", "SCALAR")) {
            both(all, "sub-query " + kind, "sub-query " + kind + ", correlated");
        }
        both(all, "LATERAL INNER", "LATERAL LEFT");
        for (AggregateFunction function : AggregateFunction.values()) {
            // these two the planner makes by itself, of which not all inputs are in its hands
            if (!Set.of(AggregateFunction.SUM0, AggregateFunction.SINGLE_VALUE).contains(function)) {
                both(all, "aggregate " + function);
            }
        }
        for (String function : List.of("COUNT", "SUM", "AVG", "LISTAGG")) {
            both(all, "aggregate " + function + " DISTINCT");
        }
        addOver(all);
        return List.copyOf(all);
    }

    private static void both(List<Required> all, String... names) {
        for (String name : names) {
            all.add(new Required(name, true, true, false));
        }
    }

    private static void addOver(List<Required> all) {
        List<String> names = new ArrayList<>(List.of("Over"));
        for (String function : List.of("ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "NTILE")) {
            names.add("over " + function);
        }
        for (String function : List.of("LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE")) {
            names.add("over " + function);
            names.add("over " + function + " IGNORE NULLS");
        }
        for (String function : List.of("SUM", "AVG", "STDDEV_POP", "MIN", "MAX", "COUNT")) {
            names.add("over " + function);
        }
        for (String exclusion : List.of("CURRENT_ROW", "GROUP", "TIES")) {
            names.add("frame EXCLUDE " + exclusion);
        }
        for (String unit : List.of("ROWS", "RANGE")) {
            for (String bounds : List.of(
                    "UNBOUNDED_PRECEDING to CURRENT_ROW",
                    "UNBOUNDED_PRECEDING to UNBOUNDED_FOLLOWING",
                    "CURRENT_ROW to UNBOUNDED_FOLLOWING",
                    "PRECEDING to CURRENT_ROW",
                    "PRECEDING to PRECEDING",
                    "PRECEDING to FOLLOWING",
                    "FOLLOWING to FOLLOWING",
                    "CURRENT_ROW to FOLLOWING",
                    "UNBOUNDED_PRECEDING to PRECEDING",
                    "FOLLOWING to UNBOUNDED_FOLLOWING")) {
                // without an order of rows it does not matter how they are counted: the planner takes RANGE
                if (!bounds.equals("UNBOUNDED_PRECEDING to UNBOUNDED_FOLLOWING") || unit.equals("RANGE")) {
                    names.add("frame " + unit + " " + bounds);
                }
            }
        }
        names.forEach(name -> all.add(new Required(name, true, true, true)));
        all.add(new Required("Over, by event time", true, false, true));
    }
}
