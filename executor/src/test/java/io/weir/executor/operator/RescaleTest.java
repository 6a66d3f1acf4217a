// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.kernel.Expressions;
import io.weir.executor.state.Seeds;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.RankFunction;
import io.weir.plan.RowsPerKey;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operators with state in any number of tasks, which changes on the way, give what one task gives. */
class RescaleTest {
    private static final Schema TABLE = TextRows.schema("k bigint | t text | a bigint | at timestamp");
    private static final PhysicalPlan LEAF = new PhysicalPlan.Values(List.of(), TABLE);

    private static PhysicalPlan join(
            SplittableRandom random, JoinType type, boolean condition, JoinTime time, ChangeMode changes) {
        Stream<Field> right = type.leftOnly() ? Stream.of() : TABLE.columns().stream();
        Expression holds = Expressions.call(
                Operation.LESS,
                Expressions.column(2, DataType.bigint()),
                Expressions.column(TABLE.size() + 2, DataType.bigint()));
        boolean windows = time instanceof JoinTime.Window;
        List<Integer> keys = windows ? List.of(0, 1, 3) : List.of(0, 1);
        return new PhysicalPlan.Join(
                LEAF,
                LEAF,
                type,
                keys,
                keys,
                windows ? List.of(true, false, false) : List.of(true, false),
                condition ? holds : null,
                time,
                changes,
                changes,
                RowsPerKey.values()[random.nextInt(3)],
                RowsPerKey.values()[random.nextInt(3)],
                false,
                new Schema(Stream.concat(TABLE.columns().stream(), right).toList()));
    }

    private static PhysicalPlan plan(SplittableRandom random, ChangeMode changes) {
        JoinType type = JoinType.values()[random.nextInt(6)];
        boolean condition = random.nextBoolean();
        return switch (random.nextInt(5)) {
            case 0 -> join(random, type, condition, JoinTime.NONE, changes);
            case 1 -> join(random, type, condition, new JoinTime.Window(3, 3), changes);
            case 2 -> join(random, type, condition, new JoinTime.Interval(3, 3, -3, 4), ChangeMode.APPEND);
            case 3 ->
                new PhysicalPlan.SetOperation(
                        LogicalPlan.SetOperation.Kind.values()[random.nextInt(2)],
                        List.of(LEAF, LEAF),
                        condition,
                        false,
                        TABLE);
            default ->
                new PhysicalPlan.TopN(
                        LEAF,
                        List.of(0, 1),
                        List.of(new SortKey(2, true, false)),
                        RankFunction.values()[random.nextInt(3)],
                        1,
                        2,
                        false,
                        changes,
                        false,
                        TABLE);
        };
    }

    private static int[] keys(PhysicalPlan plan) {
        if (plan instanceof PhysicalPlan.SetOperation) {
            return new int[] {0, 1, 2, 3};
        }
        boolean windows = plan instanceof PhysicalPlan.Join join && join.time() instanceof JoinTime.Window;
        return windows ? new int[] {0, 1, 3} : new int[] {0, 1};
    }

    @Test
    void anyNumberOfTasksGivesTheSame() {
        Seeds.check(120, random -> {
            ChangeMode changes = random.nextBoolean() ? ChangeMode.APPEND : ChangeMode.RETRACT;
            PhysicalPlan plan = plan(random, changes);
            boolean interval = plan instanceof PhysicalPlan.Join join && join.time() instanceof JoinTime.Interval;
            boolean retracts = changes == ChangeMode.RETRACT && !interval;
            List<int[]> keys = List.of(keys(plan), keys(plan));
            Tasks one = new Tasks(plan, keys, 1);
            Tasks many = new Tasks(plan, keys, 1 + random.nextInt(4));
            List<List<Row>> live = List.of(new ArrayList<>(), new ArrayList<>());
            long watermark = Barrier.NO_WATERMARK;
            for (int epoch = 0; epoch < 6; epoch++) {
                for (int input = 0; input < plan.inputs().size(); input++) {
                    List<Row> rows = changes(random, retracts, epoch, live.get(input));
                    one.input(input, rows);
                    many.input(input, rows);
                }
                watermark = epoch * 4L;
                one.barrier(watermark, false);
                many.barrier(watermark, false);
                assertThat(many.result()).isEqualTo(one.result());
                if (random.nextBoolean()) {
                    many.rescale(1 + random.nextInt(5));
                }
            }
            one.barrier(Barrier.END_OF_TIME, true);
            many.barrier(Barrier.END_OF_TIME, true);
            assertThat(many.result()).isEqualTo(one.result());
            one.rescale(1);
            many.rescale(1);
        });
    }

    private static List<Row> changes(SplittableRandom random, boolean retracts, int epoch, List<Row> live) {
        List<Row> changes = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            if (retracts && !live.isEmpty() && random.nextInt(3) == 0) {
                Row gone = live.remove(random.nextInt(live.size()));
                changes.add(new Row(gone.values(), -gone.weight()));
            } else {
                List<@Nullable Object> values = Arrays.asList(
                        random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(6),
                        random.nextInt(6) == 0 ? null : (Object) ("name " + random.nextInt(3)),
                        random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(4),
                        epoch * 4L + random.nextInt(10));
                Row added = new Row(values, 1 + random.nextInt(2));
                live.add(added);
                changes.add(added);
            }
        }
        return changes;
    }
}
