// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.state.Seeds;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.physical.PhysicalPlan.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowJoinTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private static OperatorHarness harness(JoinType type) {
        return OperatorHarness.of(
                new JoinPlan(type, "k bigint | a bigint | le timestamp", "k bigint | re timestamp | b bigint")
                        .on("k", "k")
                        .on("le", "re")
                        .within(new JoinTime.Window(2, 1))
                        .plan());
    }

    @Test
    void aWindowIsJoinedWhenItsEndHasPassed() {
        harness(JoinType.INNER)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:10", "+ 1 | 6 | 2026-01-01 00:00:20")
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:20 | 8", "+ 1 | 2026-01-01 00:00:10 | 9")
                .watermark("2026-01-01 00:00:09")
                .emits()
                .watermark("2026-01-01 00:00:10")
                .emits("+ 1 | 5 | 2026-01-01 00:00:10 | 1 | 2026-01-01 00:00:10 | 9")
                .lastBarrier()
                .emits("+ 1 | 6 | 2026-01-01 00:00:20 | 1 | 2026-01-01 00:00:20 | 8");
    }

    @Test
    void rowsOfAFiredWindowAreLate() {
        harness(JoinType.LEFT)
                .watermark("2026-01-01 00:00:10")
                .inputAt(LEFT, "+2 1 | 5 | 2026-01-01 00:00:10", "+ 1 | 6 | 2026-01-01 00:00:20")
                .lastBarrier()
                .emits("+ 1 | 6 | 2026-01-01 00:00:20 | NULL | NULL | NULL")
                .countsLate(2);
    }

    @Test
    void whatIsTakenBackInTimeIsNotSeen() {
        harness(JoinType.FULL)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:10", "+ NULL | 6 | 2026-01-01 00:00:10")
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:10 | 8")
                .silentBarrier()
                .inputAt(RIGHT, "- 1 | 2026-01-01 00:00:10 | 8", "+ NULL | 2026-01-01 00:00:10 | 9")
                .watermark("2026-01-01 00:00:10")
                .emits(
                        "+ 1 | 5 | 2026-01-01 00:00:10 | NULL | NULL | NULL",
                        "+ NULL | 6 | 2026-01-01 00:00:10 | NULL | NULL | NULL",
                        "+ NULL | NULL | NULL | NULL | 2026-01-01 00:00:10 | 9");
    }

    @Test
    void windowJoinsAreThoseOfTheNaiveTwin() {
        Seeds.check(40, random -> {
            RandomJoins made = new RandomJoins(random, true, 20);
            JoinPlan spec = made.plan();
            Join plan = spec.on("lt", "rt")
                    .when(made.condition())
                    .within(new JoinTime.Window(RandomJoins.LEFT.indexOf("lt"), RandomJoins.RIGHT.indexOf("rt")))
                    .plan();
            int[] ends = {RandomJoins.LEFT.indexOf("lt"), RandomJoins.RIGHT.indexOf("rt")};
            OperatorHarness harness = OperatorHarness.of(plan).droppingErrors();
            List<Map<Long, List<Row>>> windows = List.of(new TreeMap<>(), new TreeMap<>());
            long watermark = Long.MIN_VALUE;
            long time = 0;
            long late = 0;
            for (int epochs = random.nextInt(1, 7); epochs > 0; epochs--) {
                for (int batches = random.nextInt(4); batches > 0; batches--) {
                    int side = random.nextInt(2);
                    List<Row> changes = made.changes(side, random.nextInt(1, 20), time);
                    for (Row row : changes) {
                        long end = (Long) row.values().get(ends[side]);
                        if (end - 1 <= watermark) {
                            late += Math.abs(row.weight());
                        } else {
                            windows.get(side)
                                    .computeIfAbsent(end, key -> new ArrayList<>())
                                    .add(row);
                        }
                    }
                    harness.inputRowsAt(side, changes);
                }
                if (random.nextInt(4) != 0) {
                    time += random.nextInt(12);
                    watermark = time;
                    harness.watermark(watermark);
                    if (random.nextInt(3) == 0) {
                        harness.leaves(expected(made, plan, windows, watermark));
                    }
                } else {
                    harness.silentBarrier();
                }
            }
            harness.lastBarrier()
                    .leaves(expected(made, plan, windows, Long.MAX_VALUE))
                    .countsLate(late);
        });
    }

    private static String[] expected(RandomJoins made, Join plan, List<Map<Long, List<Row>>> windows, long watermark) {
        List<Row> left = new ArrayList<>();
        List<Row> right = new ArrayList<>();
        windows.get(LEFT).forEach((end, rows) -> left.addAll(end - 1 <= watermark ? rows : List.of()));
        windows.get(RIGHT).forEach((end, rows) -> right.addAll(end - 1 <= watermark ? rows : List.of()));
        return NaiveJoin.result(plan, NaiveJoin.bag(left), NaiveJoin.bag(right), made.twin())
                .toArray(String[]::new);
    }
}
