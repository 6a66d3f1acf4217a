// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.session;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.SessionAssign;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SessionAssignTest {
    private static final long SECOND = 1_000_000;

    private static SessionAssign sessions(long gapSeconds, List<Integer> partition, Property... properties) {
        PhysicalPlan input = OperatorHarness.rows("shop text | at timestamp");
        List<Field> columns = new ArrayList<>(input.schema().columns());
        Arrays.stream(properties)
                .forEach(each ->
                        columns.add(new Field(each.name(), input.schema().type(1))));
        WindowSpec window = new WindowSpec(
                WindowSpec.Kind.SESSION, 1, gapSeconds * SECOND, gapSeconds * SECOND, 0, "UTC", partition);
        return new SessionAssign(input, window, List.of(properties), ChangeMode.RETRACT, new Schema(columns));
    }

    private static OperatorHarness byShop() {
        return OperatorHarness.of(sessions(10, List.of(0), Property.START, Property.END));
    }

    @Test
    void rowsWithoutAGapBetweenThemAreOneSession() {
        byShop().input(
                        "+ a | 1970-01-01 00:00:20",
                        "+ a | 1970-01-01 00:00:00",
                        "+ b | 1970-01-01 00:00:05",
                        "+2 a | 1970-01-01 00:00:10",
                        "+ a | 1970-01-01 00:00:30.000001")
                .watermark("1970-01-01 00:00:14.999999")
                .emits("+ b | 1970-01-01 00:00:05 | 1970-01-01 00:00:05 | 1970-01-01 00:00:15")
                .watermark("1970-01-01 00:00:29.999998")
                .emits()
                .watermark("1970-01-01 00:00:29.999999")
                .emits(
                        "+ a | 1970-01-01 00:00:00 | 1970-01-01 00:00:00 | 1970-01-01 00:00:30",
                        "+2 a | 1970-01-01 00:00:10 | 1970-01-01 00:00:00 | 1970-01-01 00:00:30",
                        "+ a | 1970-01-01 00:00:20 | 1970-01-01 00:00:00 | 1970-01-01 00:00:30")
                .lastBarrier()
                .emits("+ a | 1970-01-01 00:00:30.000001 | 1970-01-01 00:00:30.000001 | 1970-01-01 00:00:40.000001");
    }

    @Test
    void aRowThatIsTakenBackSplitsASession() {
        byShop().input("+ a | 1970-01-01 00:00:00", "+ a | 1970-01-01 00:00:08", "+ a | 1970-01-01 00:00:16")
                .watermark("1970-01-01 00:00:12")
                .emits()
                .input("- a | 1970-01-01 00:00:08")
                .barrier()
                .emits("+ a | 1970-01-01 00:00:00 | 1970-01-01 00:00:00 | 1970-01-01 00:00:10")
                .lastBarrier()
                .emits("+ a | 1970-01-01 00:00:16 | 1970-01-01 00:00:16 | 1970-01-01 00:00:26");
    }

    @Test
    void aRowThatIsLateByItselfCountsWhenItTouchesAnOpenSession() {
        byShop().input("+ a | 1970-01-01 00:00:20", "+ b | 1970-01-01 00:00:20")
                .watermark("1970-01-01 00:00:22")
                // a: within the gap of the open session, and one more that only the first would hold on to
                .input("+ a | 1970-01-01 00:00:10", "+ a | 1970-01-01 00:00:02", "+ b | 1970-01-01 00:00:09")
                .lastBarrier()
                .leaves(
                        "+ a | 1970-01-01 00:00:10 | 1970-01-01 00:00:10 | 1970-01-01 00:00:30",
                        "+ a | 1970-01-01 00:00:20 | 1970-01-01 00:00:10 | 1970-01-01 00:00:30",
                        "+ b | 1970-01-01 00:00:20 | 1970-01-01 00:00:20 | 1970-01-01 00:00:30")
                .countsLate(2);
    }

    @Test
    void whatTakesBackARowOfAClosedSessionIsLateThoughItTouchesAnOpenOne() {
        byShop().input("+ a | 1970-01-01 00:00:00")
                .watermark("1970-01-01 00:00:10")
                .emits("+ a | 1970-01-01 00:00:00 | 1970-01-01 00:00:00 | 1970-01-01 00:00:10")
                .input("+ a | 1970-01-01 00:00:09")
                .barrier()
                .input("- a | 1970-01-01 00:00:00")
                .lastBarrier()
                .emits("+ a | 1970-01-01 00:00:09 | 1970-01-01 00:00:09 | 1970-01-01 00:00:19")
                .countsLate(1);
    }

    @Test
    void rowsWithoutATimeAreLeftOut() {
        byShop().input("+ a | NULL", "+ NULL | 1970-01-01 00:00:00")
                .lastBarrier()
                .leaves("+ NULL | 1970-01-01 00:00:00 | 1970-01-01 00:00:00 | 1970-01-01 00:00:10")
                .counts(0, 1, 0);
    }

    @Test
    void aSessionMayEndAtTheEpochOrBeforeIt() {
        byShop().input("+ a | 1969-12-31 23:59:50", "+ b | 1969-12-31 23:59:30")
                .watermark("1969-12-31 23:59:59.999998")
                .emits("+ b | 1969-12-31 23:59:30 | 1969-12-31 23:59:30 | 1969-12-31 23:59:40")
                .watermark("1969-12-31 23:59:59.999999")
                .emits("+ a | 1969-12-31 23:59:50 | 1969-12-31 23:59:50 | 1970-01-01 00:00:00");
    }

    @Test
    void rowsThatNeverWereThereCannotBeTakenBack() {
        byShop().input("- a | 1970-01-01 00:00:10").lastBarrier().fails(ErrorCode.NEGATIVE_MULTIPLICITY);
    }

    @Test
    void randomSessionsAreThoseFoundByTrying() {
        long seed = new Random().nextLong();
        for (int trial = 0; trial < 60; trial++) {
            try {
                random(new Random(seed + trial));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", trial " + trial + ": " + e.getMessage(), e);
            }
        }
    }

    private record Change(String shop, long at, int weight) {}

    private static void random(Random random) {
        boolean partitioned = random.nextBoolean();
        long gap = 1 + random.nextInt(6);
        OperatorHarness harness =
                OperatorHarness.of(sessions(gap, partitioned ? List.of(0) : List.of(), Property.START, Property.TIME));
        TreeMap<String, TreeMap<Long, TreeMap<String, Integer>>> kept = new TreeMap<>();
        List<Change> live = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        long late = 0;
        for (int step = 0; step < 12; step++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                if (!live.isEmpty() && random.nextInt(4) == 0) {
                    Change gone = live.remove(random.nextInt(live.size()));
                    changes.add(new Change(gone.shop, gone.at, -gone.weight));
                } else {
                    Change made = new Change(
                            String.valueOf((char) ('a' + random.nextInt(3))),
                            step * 3L + random.nextInt(14) - 10,
                            1 + random.nextInt(2));
                    changes.add(made);
                    live.add(made);
                }
            }
            harness.input(changes.stream()
                    .map(c -> (c.weight < 0 ? "-" : "+") + Math.abs(c.weight) + " " + c.shop + " | " + time(c.at))
                    .toArray(String[]::new));
            TreeMap<String, TreeMap<Long, TreeMap<String, Integer>>> before = copy(kept);
            for (Change c : changes) {
                String partition = partitioned ? c.shop : "";
                boolean own = watermark != Long.MIN_VALUE && (c.at + gap) * SECOND - 1 <= watermark;
                TreeMap<Long, TreeMap<String, Integer>> open = before.getOrDefault(partition, new TreeMap<>());
                if (own && open.subMap(c.at - gap, true, c.at + gap, true).isEmpty()) {
                    late += Math.abs(c.weight);
                    live.removeIf(l -> l.shop.equals(c.shop) && l.at == c.at);
                    continue;
                }
                TreeMap<String, Integer> rows = kept.computeIfAbsent(partition, p -> new TreeMap<>())
                        .computeIfAbsent(c.at, at -> new TreeMap<>());
                rows.merge(c.shop, c.weight, Integer::sum);
                rows.values().removeIf(w -> w == 0);
                if (rows.isEmpty()) {
                    kept.get(partition).remove(c.at);
                }
            }
            if (kept.values().stream()
                    .anyMatch(p -> p.values().stream()
                            .anyMatch(r -> r.values().stream().anyMatch(w -> w < 0)))) {
                return; // a row was late whose removal was not
            }
            watermark = Math.max(watermark, (step * 3L - 4 + random.nextInt(5)) * SECOND + random.nextInt(2) - 1);
            harness.watermark(watermark);
            for (TreeMap<Long, TreeMap<String, Integer>> rows : kept.values()) {
                fire(rows, gap, watermark, expected);
            }
            live.removeIf(l -> {
                TreeMap<Long, TreeMap<String, Integer>> rows =
                        kept.getOrDefault(partitioned ? l.shop : "", new TreeMap<>());
                return !rows.getOrDefault(l.at, new TreeMap<>()).containsKey(l.shop);
            });
        }
        harness.lastBarrier();
        for (TreeMap<Long, TreeMap<String, Integer>> rows : kept.values()) {
            fire(rows, gap, Long.MAX_VALUE, expected);
        }
        harness.leaves(expected.toArray(String[]::new)).countsLate(late);
    }

    private static void fire(
            TreeMap<Long, TreeMap<String, Integer>> rows, long gap, long watermark, List<String> expected) {
        while (!rows.isEmpty()) {
            long first = rows.firstKey();
            long last = first;
            for (long at : rows.keySet()) {
                if (at - last > gap) {
                    break;
                }
                last = at;
            }
            if ((last + gap) * SECOND - 1 > watermark) {
                return;
            }
            String window = " | " + time(first) + " | " + text((last + gap) * SECOND - 1);
            Map<Long, TreeMap<String, Integer>> session = rows.headMap(last, true);
            session.forEach((at, shops) -> shops.forEach(
                    (shop, weight) -> expected.add("+" + weight + " " + shop + " | " + time(at) + window)));
            session.clear();
        }
    }

    private static TreeMap<String, TreeMap<Long, TreeMap<String, Integer>>> copy(
            TreeMap<String, TreeMap<Long, TreeMap<String, Integer>>> from) {
        TreeMap<String, TreeMap<Long, TreeMap<String, Integer>>> copy = new TreeMap<>();
        from.forEach((partition, rows) -> {
            TreeMap<Long, TreeMap<String, Integer>> inner = new TreeMap<>();
            rows.forEach((at, shops) -> inner.put(at, new TreeMap<>(shops)));
            copy.put(partition, inner);
        });
        return copy;
    }

    private static String time(long seconds) {
        return text(seconds * SECOND);
    }

    private static String text(long micros) {
        return java.time.LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, SECOND),
                        (int) Math.floorMod(micros, SECOND) * 1_000,
                        java.time.ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS"));
    }
}
