// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.state.Seeds;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.TopN;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random Top-N queries over random changes give what the naive twin gives. */
class RandomTopNTest {
    private static final Schema TABLE = TextRows.schema("p bigint | t text | a bigint | d int | s text");

    private static final String[] TEXTS = {"", "a", "a\u0000b", "a\u0001b", "ab"};

    @Test
    void ranksAreThoseOfTheNaiveTwin() {
        Seeds.check(60, random -> {
            boolean retracts = random.nextBoolean();
            boolean perEpoch = random.nextInt(8) == 0;
            RankFunction function = RankFunction.values()[random.nextInt(3)];
            long from = random.nextInt(1, 4);
            long to = random.nextInt(5) == 0 ? Long.MAX_VALUE : from + random.nextInt(4);
            List<Integer> partition =
                    random.nextInt(4) == 0 ? List.of() : random.nextBoolean() ? List.of(0) : List.of(1, 0);
            List<SortKey> order = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                order.add(new SortKey(random.nextInt(5), random.nextBoolean(), random.nextBoolean()));
            }
            TopN plan = TopNTest.plan(
                    TABLE,
                    partition,
                    order,
                    function,
                    from,
                    to,
                    random.nextBoolean(),
                    retracts ? ChangeMode.RETRACT : ChangeMode.APPEND,
                    perEpoch);
            OperatorHarness harness = OperatorHarness.of(plan);
            Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
            boolean bounded = !perEpoch && random.nextInt(3) == 0;
            for (int epochs = random.nextInt(1, 6); epochs > 0; epochs--) {
                for (int batches = random.nextInt(4); batches > 0; batches--) {
                    harness.inputRows(changes(random, retracts, bag));
                }
                if (bounded) {
                    harness.silentBarrier();
                } else {
                    harness.barrier();
                    if (perEpoch) {
                        harness.emits(expected(plan, bag));
                        bag.clear();
                    } else if (random.nextInt(3) == 0) {
                        harness.leaves(expected(plan, bag));
                    }
                }
            }
            if (!perEpoch) {
                harness.lastBarrier().leaves(expected(plan, bag));
            }
        });
    }

    private static List<Row> changes(SplittableRandom random, boolean retracts, Map<List<@Nullable Object>, Long> bag) {
        List<Row> changes = new ArrayList<>();
        for (int i = random.nextInt(1, 25); i > 0; i--) {
            List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                    random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(2),
                    random.nextInt(6) == 0 ? null : (Object) (random.nextBoolean() ? "x" : ""),
                    random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(-2, 5),
                    random.nextInt(6) == 0 ? null : (Object) random.nextInt(2),
                    random.nextInt(6) == 0 ? null : (Object) TEXTS[random.nextInt(TEXTS.length)]));
            if (retracts && !bag.isEmpty() && random.nextInt(3) == 0) {
                values = new ArrayList<>(bag.keySet()).get(random.nextInt(bag.size()));
            }
            long there = bag.getOrDefault(values, 0L);
            int weight = retracts && there > 0 && random.nextInt(3) > 0
                    ? -random.nextInt(1, (int) there + 1)
                    : random.nextInt(5) == 0 ? random.nextInt(2, 4) : 1;
            bag.merge(values, (long) weight, Long::sum);
            changes.add(random.nextInt(changes.size() + 1), new Row(values, weight));
        }
        return changes;
    }

    private static String[] expected(TopN plan, Map<List<@Nullable Object>, Long> bag) {
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> partitions = new HashMap<>();
        bag.forEach((row, weight) -> {
            List<@Nullable Object> key = new ArrayList<>();
            plan.partition().forEach(column -> key.add(row.get(column)));
            for (long copy = 0; copy < weight; copy++) {
                partitions.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
            }
        });
        Comparator<List<@Nullable Object>> order = by(plan.order());
        Comparator<List<@Nullable Object>> total = order.thenComparing(by(IntStream.range(0, TABLE.size())
                .mapToObj(column -> new SortKey(column, false, true))
                .toList()));
        List<String> result = new ArrayList<>();
        for (List<List<@Nullable Object>> rows : partitions.values()) {
            rows.sort(total);
            long rank = 0;
            long groups = 0;
            for (int i = 0; i < rows.size(); i++) {
                boolean peer = i > 0 && order.compare(rows.get(i - 1), rows.get(i)) == 0;
                groups += peer ? 0 : 1;
                rank = switch (plan.function()) {
                    case ROW_NUMBER -> i + 1;
                    case RANK -> peer ? rank : i + 1;
                    case DENSE_RANK -> groups;
                };
                if (rank >= plan.from() && rank <= plan.to()) {
                    List<@Nullable Object> row = new ArrayList<>(rows.get(i));
                    if (plan.ranked()) {
                        row.add(rank);
                    }
                    result.add("+ " + TextRows.text(plan.schema(), row));
                }
            }
        }
        return result.toArray(String[]::new);
    }

    private static Comparator<List<@Nullable Object>> by(List<SortKey> keys) {
        return (a, b) -> {
            int compared = 0;
            for (int i = 0; i < keys.size() && compared == 0; i++) {
                SortKey key = keys.get(i);
                compared = compare(a.get(key.column()), b.get(key.column()), key);
            }
            return compared;
        };
    }

    private static int compare(@Nullable Object a, @Nullable Object b, SortKey key) {
        if (a == null || b == null) {
            return a == b ? 0 : (a == null) == key.nullsFirst() ? -1 : 1;
        }
        int compared;
        if (a instanceof String text) {
            compared = Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
        } else {
            compared = Long.compare(((Number) a).longValue(), ((Number) b).longValue());
        }
        return key.descending() ? -compared : compared;
    }
}
