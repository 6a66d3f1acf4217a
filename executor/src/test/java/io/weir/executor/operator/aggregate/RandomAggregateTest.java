// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.operator.window.Windows;
import io.weir.executor.state.Seeds;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random aggregations over random changes give what their naive twin gives, however the changes are cut. */
class RandomAggregateTest {
    private static final List<Long> ANY_TIME = List.of(0L);

    @Test
    void groupsAreThoseOfTheNaiveTwin() {
        Seeds.check(40, random -> {
            RandomAggregates made = new RandomAggregates(random);
            AggregatePlan plan = made.plan();
            PhysicalPlan.GroupAggregate group = plan.group();
            OperatorHarness harness = OperatorHarness.of(group).droppingErrors();
            List<Row> all = new ArrayList<>();
            boolean bounded = random.nextBoolean();
            for (int epochs = random.nextInt(1, 6); epochs > 0; epochs--) {
                for (int batches = random.nextInt(3); batches > 0; batches--) {
                    List<Row> changes = made.changes(random.nextInt(1, 40), ANY_TIME);
                    all.addAll(changes);
                    harness.inputRows(changes);
                }
                if (bounded) {
                    harness.silentBarrier();
                } else {
                    harness.barrier();
                    if (random.nextInt(3) == 0) {
                        harness.leaves(expected(group, NaiveAggregate.groups(all, plan.keys(), plan.calls())));
                    }
                }
            }
            harness.lastBarrier().leaves(expected(group, NaiveAggregate.groups(all, plan.keys(), plan.calls())));
        });
    }

    @Test
    void windowsAreThoseOfTheNaiveTwin() {
        Seeds.check(60, random -> {
            RandomAggregates made = new RandomAggregates(random);
            AggregatePlan plan = made.plan();
            WindowSpec spec = spec(random);
            Windows windows = new Windows(spec);
            PhysicalPlan.WindowAggregate aggregate =
                    plan.windows(spec, WindowSpec.Property.START, WindowSpec.Property.END);
            OperatorHarness harness = OperatorHarness.of(aggregate).droppingErrors();
            Map<Long, List<Row>> byEnd = new TreeMap<>();
            long watermark = Long.MIN_VALUE;
            long time = -20;
            long late = 0;
            for (int epochs = random.nextInt(1, 7); epochs > 0; epochs--) {
                for (int batches = random.nextInt(3); batches > 0; batches--) {
                    List<Row> changes = made.changes(random.nextInt(1, 30), times(random, time));
                    for (Row row : changes) {
                        late += accept(row, spec, watermark, byEnd);
                    }
                    harness.inputRows(changes);
                }
                if (random.nextInt(4) != 0) {
                    time += random.nextInt(12);
                    watermark = time;
                    harness.watermark(watermark);
                } else {
                    harness.silentBarrier();
                }
            }
            List<List<Object>> results = new ArrayList<>();
            byEnd.forEach((end, rows) -> {
                if (!plan.keys().isEmpty()
                        || rows.stream().mapToLong(Row::weight).sum() != 0) {
                    for (List<Object> group : NaiveAggregate.groups(rows, plan.keys(), plan.calls())) {
                        List<Object> result = new ArrayList<>(group);
                        result.add(plan.keys().size(), windows.start(end));
                        result.add(plan.keys().size() + 1, end);
                        results.add(result);
                    }
                }
            });
            harness.lastBarrier().leaves(expected(aggregate, results)).countsLate(late);
        });
    }

    private static List<Long> times(SplittableRandom random, long around) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            times.add(around + random.nextInt(-8, 16));
        }
        return times;
    }

    private static WindowSpec spec(SplittableRandom random) {
        long slide = random.nextInt(1, 8);
        long offset = random.nextInt(-3, 4);
        return switch (random.nextInt(3)) {
            case 0 -> new WindowSpec(WindowSpec.Kind.TUMBLE, 0, slide, slide, offset, "UTC");
            case 1 -> new WindowSpec(WindowSpec.Kind.HOP, 0, random.nextInt(1, 20), slide, offset, "UTC");
            default -> new WindowSpec(WindowSpec.Kind.CUMULATE, 0, slide * random.nextInt(1, 5), slide, offset, "UTC");
        };
    }

    /** Puts a row into its windows that are open, found by trying, and gives its weight when all have fired. */
    private static long accept(Row row, WindowSpec spec, long watermark, Map<Long, List<Row>> byEnd) {
        Long time = (Long) row.values().get(0);
        if (time == null) {
            return 0;
        }
        int found = 0;
        int open = 0;
        for (long start = time - spec.sizeMicros() - 1; start <= time; start++) {
            for (long end = time + 1; end <= time + spec.sizeMicros(); end++) {
                if (isWindow(spec, start - spec.offsetMicros(), end - spec.offsetMicros())) {
                    found++;
                    if (end - 1 > watermark) {
                        open++;
                        byEnd.computeIfAbsent(end, key -> new ArrayList<>()).add(row);
                    }
                }
            }
        }
        return found > 0 && open == 0 ? Math.abs(row.weight()) : 0;
    }

    private static boolean isWindow(WindowSpec spec, long start, long end) {
        long length = end - start;
        return switch (spec.kind()) {
            case TUMBLE, HOP -> length == spec.sizeMicros() && Math.floorMod(start, spec.slideMicros()) == 0;
            case SESSION -> throw new IllegalStateException();
            case CUMULATE ->
                Math.floorMod(start, spec.sizeMicros()) == 0
                        && length % spec.slideMicros() == 0
                        && length > 0
                        && length <= spec.sizeMicros();
        };
    }

    private static String[] expected(PhysicalPlan plan, List<List<Object>> rows) {
        return rows.stream()
                .map(row -> "+ " + TextRows.text(plan.schema(), row))
                .toArray(String[]::new);
    }
}
