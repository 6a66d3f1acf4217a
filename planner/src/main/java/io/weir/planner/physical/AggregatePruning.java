// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Leaves out aggregates that nothing reads, and what only they read. */
final class AggregatePruning {
    private AggregatePruning() {}

    static Pruned group(PhysicalPlan.GroupAggregate aggregate, BitSet needed) {
        Calls calls = new Calls(aggregate.calls(), needed, aggregate.keys().size());
        Pruned input = ColumnPruning.prune(aggregate.input(), calls.inputColumns(aggregate.keys(), -1));
        BitSet kept = calls.kept();
        kept.set(0, aggregate.keys().size());
        PhysicalPlan pruned = new PhysicalPlan.GroupAggregate(
                input.node(),
                input.place(aggregate.keys()),
                calls.over(input),
                aggregate.inputChanges(),
                aggregate.perEpoch(),
                ColumnPruning.select(aggregate.schema(), kept));
        return Pruned.dense(pruned, kept, aggregate.schema());
    }

    static Pruned window(PhysicalPlan.WindowAggregate aggregate, BitSet needed) {
        int keys = aggregate.keys().size();
        Calls calls = new Calls(
                aggregate.calls(), needed, keys + aggregate.properties().size());
        Pruned input = ColumnPruning.prune(
                aggregate.input(),
                calls.inputColumns(aggregate.keys(), aggregate.window().timeColumn()));
        BitSet kept = calls.kept();
        kept.set(0, keys);
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < aggregate.properties().size(); i++) {
            if (needed.get(keys + i)) {
                kept.set(keys + i);
                properties.add(aggregate.properties().get(i));
            }
        }
        PhysicalPlan pruned = new PhysicalPlan.WindowAggregate(
                input.node(),
                input.place(aggregate.window()),
                input.place(aggregate.keys()),
                properties,
                calls.over(input),
                aggregate.inputChanges(),
                ColumnPruning.select(aggregate.schema(), kept));
        return Pruned.dense(pruned, kept, aggregate.schema());
    }

    /** The aggregates of a node whose results are needed. */
    private static final class Calls {
        private final List<AggregateCall> calls = new ArrayList<>();
        private final BitSet kept = new BitSet();

        /** @param first index of the first aggregate among the node's columns */
        Calls(List<AggregateCall> all, BitSet needed, int first) {
            for (int i = 0; i < all.size(); i++) {
                if (needed.get(first + i)) {
                    calls.add(all.get(i));
                    kept.set(first + i);
                }
            }
        }

        BitSet kept() {
            return (BitSet) kept.clone();
        }

        BitSet inputColumns(List<Integer> keys, int timeColumn) {
            BitSet columns = new BitSet();
            keys.forEach(columns::set);
            if (timeColumn >= 0) {
                columns.set(timeColumn);
            }
            for (AggregateCall call : calls) {
                call.arguments().forEach(columns::set);
                call.order().forEach(key -> columns.set(key.column()));
                if (call.filter() >= 0) {
                    columns.set(call.filter());
                }
            }
            return columns;
        }

        List<AggregateCall> over(Pruned input) {
            return calls.stream().map(input::place).toList();
        }
    }
}
