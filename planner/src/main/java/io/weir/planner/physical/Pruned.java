// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.type.Schema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A node without some of its columns; {@code places[old]} is a column's new index, or -1. */
record Pruned(PhysicalPlan node, int[] places) {
    /** A node whose columns are just the kept ones of a schema. */
    static Pruned dense(PhysicalPlan node, BitSet kept, Schema before) {
        int[] places = new int[before.size()];
        Arrays.fill(places, -1);
        int next = 0;
        for (int column : kept.stream().toArray()) {
            places[column] = next++;
        }
        return new Pruned(node, places);
    }

    int place(int column) {
        return places[column];
    }

    List<Integer> place(List<Integer> columns) {
        return columns.stream().map(this::place).toList();
    }

    List<SortKey> placeKeys(List<SortKey> keys) {
        return keys.stream()
                .map(key -> new SortKey(place(key.column()), key.descending(), key.nullsFirst()))
                .toList();
    }

    Expression place(Expression expression) {
        return Expressions.renumber(expression, places);
    }

    WindowSpec place(WindowSpec window) {
        return window.of(place(window.timeColumn()), place(window.partition()));
    }

    AggregateCall place(AggregateCall call) {
        return new AggregateCall(
                call.function(),
                place(call.arguments()),
                call.distinct(),
                call.filter() < 0 ? -1 : place(call.filter()),
                placeKeys(call.order()),
                call.ignoreNulls(),
                call.type(),
                call.name());
    }
}
