// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Leaves out columns of what combines rows: a join reads its keys, its condition and its times. */
final class JoinPruning {
    private JoinPruning() {}

    static Pruned join(PhysicalPlan.Join join, BitSet needed) {
        int width = join.left().schema().size();
        BitSet left = needed.get(0, width);
        BitSet right = join.type().leftOnly()
                ? new BitSet()
                : needed.get(width, join.schema().size());
        join.leftKeys().forEach(left::set);
        join.rightKeys().forEach(right::set);
        Expression condition = join.condition();
        if (condition != null) {
            Expressions.columns(condition).stream().forEach(column -> {
                if (column < width) {
                    left.set(column);
                } else {
                    right.set(column - width);
                }
            });
        }
        addTimes(join.time(), left, right);
        Pruned prunedLeft = ColumnPruning.prune(join.left(), left);
        Pruned prunedRight = ColumnPruning.prune(join.right(), right);
        int newWidth = prunedLeft.node().schema().size();
        int[] places =
                Arrays.copyOf(prunedLeft.places(), width + join.right().schema().size());
        for (int i = width; i < places.length; i++) {
            int place = prunedRight.place(i - width);
            places[i] = place < 0 ? -1 : newWidth + place;
        }
        PhysicalPlan pruned = new PhysicalPlan.Join(
                prunedLeft.node(),
                prunedRight.node(),
                join.type(),
                prunedLeft.place(join.leftKeys()),
                prunedRight.place(join.rightKeys()),
                join.nullsMatch(),
                condition == null ? null : Expressions.renumber(condition, places),
                place(join.time(), prunedLeft, prunedRight),
                join.leftChanges(),
                join.rightChanges(),
                join.leftRows(),
                join.rightRows(),
                join.perEpoch(),
                schema(join, places, newWidth, prunedRight.node().schema().size()));
        return new Pruned(pruned, Arrays.copyOf(places, join.schema().size()));
    }

    private static void addTimes(JoinTime time, BitSet left, BitSet right) {
        if (time instanceof JoinTime.Interval interval) {
            left.set(interval.leftTime());
            right.set(interval.rightTime());
        } else if (time instanceof JoinTime.Window window) {
            left.set(window.leftEnd());
            right.set(window.rightEnd());
        }
    }

    private static JoinTime place(JoinTime time, Pruned left, Pruned right) {
        if (time instanceof JoinTime.Interval interval) {
            return new JoinTime.Interval(
                    left.place(interval.leftTime()),
                    right.place(interval.rightTime()),
                    interval.lowerMicros(),
                    interval.upperMicros());
        } else if (time instanceof JoinTime.Window window) {
            return new JoinTime.Window(left.place(window.leftEnd()), right.place(window.rightEnd()), window.byClock());
        }
        return time;
    }

    private static Schema schema(PhysicalPlan.Join join, int[] places, int left, int right) {
        Field[] fields = new Field[join.type().leftOnly() ? left : left + right];
        for (int i = 0; i < join.schema().size(); i++) {
            if (places[i] >= 0) {
                fields[places[i]] = join.schema().columns().get(i);
            }
        }
        return new Schema(List.of(fields));
    }

    static Pruned unnest(PhysicalPlan.Unnest unnest, BitSet needed) {
        int width = unnest.input().schema().size();
        BitSet below = needed.get(0, width);
        unnest.collections().forEach(collection -> Expressions.addColumns(collection, below));
        Pruned input = ColumnPruning.prune(unnest.input(), below);
        int newWidth = input.node().schema().size();
        int[] places = Arrays.copyOf(input.places(), unnest.schema().size());
        List<Field> fields = new ArrayList<>(input.node().schema().columns());
        for (int i = width; i < places.length; i++) {
            places[i] = newWidth + i - width;
            fields.add(unnest.schema().columns().get(i));
        }
        PhysicalPlan pruned = new PhysicalPlan.Unnest(
                input.node(),
                unnest.collections().stream().map(input::place).toList(),
                unnest.ordinality(),
                unnest.outer(),
                new Schema(fields));
        return new Pruned(pruned, places);
    }

    /** Rows are compared whole. */
    static Pruned setOperation(PhysicalPlan.SetOperation operation) {
        BitSet all = ColumnPruning.all(operation.schema().size());
        List<PhysicalPlan> inputs = operation.inputs().stream()
                .map(input -> ColumnPruning.exactly(input, all))
                .toList();
        return Pruned.dense(PhysicalRewrite.withInputs(operation, inputs), all, operation.schema());
    }
}
