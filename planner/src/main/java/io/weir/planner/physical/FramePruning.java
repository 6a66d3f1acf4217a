// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Leaves out columns of what puts rows in order. Ties are broken by the whole row, so that no column goes where a tie
 * would then be broken otherwise.
 */
final class FramePruning {
    private FramePruning() {}

    /** Whether a sort gives only some of its rows, and ties decide which. */
    static boolean isLimited(PhysicalPlan.Sort sort) {
        return (sort.fetch().isPresent() || sort.offset() > 0) && !isTotal(sort.input(), List.of(), sort.keys());
    }

    /** Whether no two rows of a partition are equal in order. */
    private static boolean isTotal(PhysicalPlan input, List<Integer> partition, List<SortKey> order) {
        TreeSet<Integer> columns = new TreeSet<>(partition);
        order.forEach(key -> columns.add(key.column()));
        return ResultKeys.isUnique(input, columns);
    }

    static Pruned top(PhysicalPlan.TopN top, BitSet needed) {
        int width = top.input().schema().size();
        boolean anyTie =
                top.function() == RankFunction.ROW_NUMBER && !isTotal(top.input(), top.partition(), top.order());
        BitSet below = anyTie ? ColumnPruning.all(width) : needed.get(0, width);
        top.partition().forEach(below::set);
        top.order().forEach(key -> below.set(key.column()));
        Pruned input = ColumnPruning.prune(top.input(), below);
        boolean ranked = top.ranked() && needed.get(width);
        int[] places = Arrays.copyOf(input.places(), top.schema().size());
        List<Field> fields = new ArrayList<>(input.node().schema().columns());
        if (top.ranked()) {
            places[width] = ranked ? fields.size() : -1;
        }
        if (ranked) {
            fields.add(top.schema().columns().get(width));
        }
        PhysicalPlan pruned = new PhysicalPlan.TopN(
                input.node(),
                input.place(top.partition()),
                input.placeKeys(top.order()),
                top.function(),
                top.from(),
                top.to(),
                ranked,
                top.inputChanges(),
                top.perEpoch(),
                new Schema(fields));
        return new Pruned(pruned, places);
    }

    static Pruned over(PhysicalPlan.Over over, BitSet needed) {
        int width = over.input().schema().size();
        List<OverCall> kept = new ArrayList<>();
        for (int i = 0; i < over.calls().size(); i++) {
            if (needed.get(width + i)) {
                kept.add(over.calls().get(i));
            }
        }
        boolean anyTie = kept.stream().anyMatch(FramePruning::looksAtTies)
                && !isTotal(over.input(), over.partition(), over.order());
        BitSet below = anyTie ? ColumnPruning.all(width) : needed.get(0, width);
        over.partition().forEach(below::set);
        over.order().forEach(key -> below.set(key.column()));
        for (OverCall call : kept) {
            call.arguments().forEach(below::set);
            if (call.filter() >= 0) {
                below.set(call.filter());
            }
        }
        if (over.time() instanceof OverTime.Window window) {
            below.set(window.endColumn());
        }
        Pruned input = ColumnPruning.prune(over.input(), below);
        int[] places = Arrays.copyOf(input.places(), over.schema().size());
        List<Field> fields = new ArrayList<>(input.node().schema().columns());
        for (int i = width; i < places.length; i++) {
            boolean read = needed.get(i);
            places[i] = read ? fields.size() : -1;
            if (read) {
                fields.add(over.schema().columns().get(i));
            }
        }
        PhysicalPlan pruned = new PhysicalPlan.Over(
                input.node(),
                input.place(over.partition()),
                input.placeKeys(over.order()),
                kept.stream().map(call -> place(call, input)).toList(),
                place(over.time(), input),
                over.inputChanges(),
                over.perEpoch(),
                new Schema(fields));
        return new Pruned(pruned, places);
    }

    /** Whether a function can tell rows apart that are equal in order. */
    private static boolean looksAtTies(OverCall call) {
        return switch (call.function()) {
            case RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> false;
            case ROW_NUMBER, NTILE, LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> true;
            case AGGREGATE ->
                call.frame().unit() == OverCall.Unit.ROWS
                        || ordersRows(call.aggregate())
                        || call.frame().exclusion() != OverCall.Exclusion.NO_OTHERS;
        };
    }

    private static boolean ordersRows(@org.jspecify.annotations.Nullable AggregateFunction function) {
        return function == AggregateFunction.LISTAGG
                || function == AggregateFunction.ARRAY_AGG
                || function == AggregateFunction.JSON_ARRAYAGG
                || function == AggregateFunction.JSON_ARRAYAGG_NULLS
                || function == AggregateFunction.FIRST_VALUE
                || function == AggregateFunction.LAST_VALUE;
    }

    private static OverCall place(OverCall call, Pruned input) {
        return new OverCall(
                call.function(),
                call.aggregate(),
                input.place(call.arguments()),
                call.constants(),
                call.distinct(),
                call.filter() < 0 ? -1 : input.place(call.filter()),
                call.ignoreNulls(),
                call.frame(),
                call.type(),
                call.name());
    }

    private static OverTime place(OverTime time, Pruned input) {
        if (time instanceof OverTime.EventTime event) {
            return new OverTime.EventTime(input.place(event.timeColumn()));
        } else if (time instanceof OverTime.Window window) {
            return new OverTime.Window(input.place(window.endColumn()), window.byClock());
        }
        return time;
    }

    static Pruned session(PhysicalPlan.SessionAssign assign, BitSet needed) {
        int width = assign.input().schema().size();
        BitSet below = needed.get(0, width);
        below.set(assign.window().timeColumn());
        assign.window().partition().forEach(below::set);
        Pruned input = ColumnPruning.prune(assign.input(), below);
        int[] places = Arrays.copyOf(input.places(), assign.schema().size());
        List<Property> properties = new ArrayList<>();
        List<Field> fields = new ArrayList<>(input.node().schema().columns());
        for (int i = 0; i < assign.properties().size(); i++) {
            boolean read = needed.get(width + i);
            places[width + i] = read ? fields.size() : -1;
            if (read) {
                properties.add(assign.properties().get(i));
                fields.add(assign.schema().columns().get(width + i));
            }
        }
        PhysicalPlan pruned = new PhysicalPlan.SessionAssign(
                input.node(), input.place(assign.window()), properties, assign.inputChanges(), new Schema(fields));
        return new Pruned(pruned, places);
    }
}
