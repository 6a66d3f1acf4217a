// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.intervalMicros;
import static io.weir.spi.type.DataType.timestamp;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.state.Seeds;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntervalJoinTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    /** Right times are up to ten seconds before left ones, or five after. */
    private static OperatorHarness harness(JoinType type) {
        return OperatorHarness.of(
                new JoinPlan(type, "k bigint | a bigint | lt timestamp", "k bigint | rt timestamp | b bigint")
                        .on("k", "k")
                        .append()
                        .when(within(2, 4, -5_000_000, 10_000_000))
                        .within(new JoinTime.Interval(2, 1, -5_000_000, 10_000_000))
                        .plan());
    }

    private static Expression within(int left, int right, long lower, long upper) {
        Expression l = column(left, timestamp(6));
        Expression r = column(right, timestamp(6));
        return call(
                Operation.AND,
                call(
                        Operation.GREATER_OR_EQUAL,
                        l,
                        call(Operation.PLUS, timestamp(6), r, literal(lower, intervalMicros()))),
                call(
                        Operation.LESS_OR_EQUAL,
                        l,
                        call(Operation.PLUS, timestamp(6), r, literal(upper, intervalMicros()))));
    }

    @Test
    void pairsPassAtOnce() {
        harness(JoinType.INNER)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:20")
                .inputAt(
                        RIGHT,
                        "+ 1 | 2026-01-01 00:00:10 | 1",
                        "+ 1 | 2026-01-01 00:00:09.999999 | 2",
                        "+ 1 | 2026-01-01 00:00:25 | 3",
                        "+ 1 | 2026-01-01 00:00:25.000001 | 4",
                        "+ 2 | 2026-01-01 00:00:20 | 5")
                .emits(
                        "+ 1 | 5 | 2026-01-01 00:00:20 | 1 | 2026-01-01 00:00:10 | 1",
                        "+ 1 | 5 | 2026-01-01 00:00:20 | 1 | 2026-01-01 00:00:25 | 3")
                .silentBarrier()
                .inputAt(LEFT, "+ 2 | 6 | 2026-01-01 00:00:30")
                .emits("+ 2 | 6 | 2026-01-01 00:00:30 | 2 | 2026-01-01 00:00:20 | 5");
    }

    @Test
    void lateRowsAreCounted() {
        harness(JoinType.LEFT)
                .watermark("2026-01-01 00:00:10")
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:10", "+ NULL | 5 | 2026-01-01 00:00:09")
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:09 | 8")
                .lastBarrier()
                .emits()
                .countsLate(3);
    }

    @Test
    void aRowIsPaddedWhenNoPartnerCanCome() {
        harness(JoinType.FULL)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:20", "+ NULL | 6 | 2026-01-01 00:00:20")
                .inputAt(RIGHT, "+ 2 | 2026-01-01 00:00:20 | 8")
                .watermark("2026-01-01 00:00:24.999999")
                .emits()
                .watermark("2026-01-01 00:00:25")
                .emits(
                        "+ 1 | 5 | 2026-01-01 00:00:20 | NULL | NULL | NULL",
                        "+ NULL | 6 | 2026-01-01 00:00:20 | NULL | NULL | NULL")
                .watermark("2026-01-01 00:00:29.999999")
                .emits()
                .watermark("2026-01-01 00:00:30")
                .emits("+ NULL | NULL | NULL | 2 | 2026-01-01 00:00:20 | 8")
                .lastBarrier()
                .emits();
    }

    @Test
    void semiShowsARowWithItsFirstPartnerAndAntiWhenThereIsNone() {
        harness(JoinType.SEMI)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:20", "+ 2 | 6 | 2026-01-01 00:00:20")
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:20 | 8", "+ 1 | 2026-01-01 00:00:21 | 8")
                .emits("+ 1 | 5 | 2026-01-01 00:00:20")
                .silentBarrier()
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:19 | 8")
                .inputAt(LEFT, "+2 1 | 7 | 2026-01-01 00:00:20")
                .lastBarrier()
                .emits("+2 1 | 7 | 2026-01-01 00:00:20");
        harness(JoinType.ANTI)
                .inputAt(LEFT, "+ 1 | 5 | 2026-01-01 00:00:20", "+ 2 | 6 | 2026-01-01 00:00:20")
                .inputAt(RIGHT, "+ 1 | 2026-01-01 00:00:20 | 8")
                .emits()
                .watermark("2026-01-01 00:00:25")
                .emits("+ 2 | 6 | 2026-01-01 00:00:20");
    }

    @Test
    void intervalJoinsAreThoseOfTheNaiveTwin() {
        Seeds.check(50, random -> {
            RandomJoins made = new RandomJoins(random, false, 30);
            JoinPlan spec = made.plan();
            int lt = RandomJoins.LEFT.indexOf("lt");
            int rt = RandomJoins.RIGHT.indexOf("rt");
            long lower = random.nextInt(-15, 10);
            long upper = lower + (random.nextInt(6) == 0 ? 0 : random.nextInt(20));
            Expression holds = within(lt, RandomJoins.LEFT.size() + rt, lower, upper);
            Expression also = made.condition();
            Join plan = spec.when(also == null ? holds : call(Operation.AND, holds, also))
                    .within(new JoinTime.Interval(lt, rt, lower, upper))
                    .plan();
            BiPredicate<List<@Nullable Object>, List<@Nullable Object>> twin = (l, r) -> {
                long apart = (Long) l.get(lt) - (Long) r.get(rt);
                return apart >= lower && apart <= upper && made.twin().test(l, r);
            };
            OperatorHarness harness = OperatorHarness.of(plan).droppingErrors();
            List<List<Row>> kept = List.of(new ArrayList<>(), new ArrayList<>());
            long watermark = Long.MIN_VALUE;
            long time = 0;
            long late = 0;
            for (int epochs = random.nextInt(1, 8); epochs > 0; epochs--) {
                for (int batches = random.nextInt(4); batches > 0; batches--) {
                    int side = random.nextInt(2);
                    List<Row> changes = made.changes(side, random.nextInt(1, 20), time);
                    for (Row row : changes) {
                        if ((Long) row.values().get(side == LEFT ? lt : rt) <= watermark) {
                            late += row.weight();
                        } else {
                            kept.get(side).add(row);
                        }
                    }
                    harness.inputRowsAt(side, changes);
                }
                if (random.nextInt(4) != 0) {
                    time += random.nextInt(12);
                    watermark = time;
                    harness.watermark(watermark);
                    if (random.nextInt(3) == 0) {
                        harness.leaves(expected(plan, kept, twin, watermark, lower, upper));
                    }
                } else {
                    harness.silentBarrier();
                }
            }
            harness.lastBarrier()
                    .leaves(expected(plan, kept, twin, Long.MAX_VALUE, lower, upper))
                    .countsLate(late);
        });
    }

    /** The pairs, and of the rows without a partner those that can get none. */
    private static String[] expected(
            Join plan,
            List<List<Row>> kept,
            BiPredicate<List<@Nullable Object>, List<@Nullable Object>> twin,
            long watermark,
            long lower,
            long upper) {
        int lt = RandomJoins.LEFT.indexOf("lt");
        int rt = RandomJoins.RIGHT.indexOf("rt");
        List<String> waiting = new ArrayList<>();
        for (Row row : kept.get(LEFT)) {
            if (watermark < (Long) row.values().get(lt) - lower) {
                waiting.add(TextRows.text(
                        plan.schema(),
                        plan.type().leftOnly()
                                ? row.values()
                                : NaiveJoin.both(row.values(), NaiveJoin.nulls(RandomJoins.RIGHT))));
            }
        }
        for (Row row : kept.get(RIGHT)) {
            if (watermark < (Long) row.values().get(rt) + upper && !plan.type().leftOnly()) {
                waiting.add(
                        TextRows.text(plan.schema(), NaiveJoin.both(NaiveJoin.nulls(RandomJoins.LEFT), row.values())));
            }
        }
        if (plan.type() == JoinType.SEMI) {
            waiting.clear();
        }
        return NaiveJoin.result(plan, NaiveJoin.bag(kept.get(0)), NaiveJoin.bag(kept.get(1)), twin).stream()
                .filter(row -> !waiting.contains(row.substring(row.indexOf(' ') + 1)))
                .toArray(String[]::new);
    }
}
