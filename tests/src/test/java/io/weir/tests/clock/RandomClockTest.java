// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random windows of processing time and frames that are ordered by it, with rows at random moments and a restart now and then: the answer
 * is the reference's to the same epochs.
 */
class RandomClockTest {
    private static final int TRIALS = Integer.getInteger("trials", 60);
    private static final long SEED = Long.getLong("seed", 1);

    private static final String RESTARTED = " -- restarted";

    @TempDir
    Path folder;

    @Test
    void theClockClosesWhatTheReferenceCloses() {
        trials(RandomClockTest::windowed, "TUMBLE(", "HOP(", "CUMULATE(", "SESSION(", "JOIN", "ROW_NUMBER()", "MAX(c)");
    }

    @Test
    void framesByTheClockAreThoseOfTheReference() {
        trials(
                RandomClockTest::framed,
                "ROW_NUMBER() OVER (PARTITION BY k ORDER BY p) AS f",
                "RANK()",
                "LAG(",
                "FIRST_VALUE(",
                " ROWS BETWEEN ",
                " RANGE BETWEEN ",
                " ROWS UNBOUNDED PRECEDING",
                "p DESC",
                "r <= 2");
    }

    /** Runs the trials; each form must have been in some that had rows, and some must have been restarted. */
    private void trials(Function<SplittableRandom, String> queries, String... forms) {
        Map<String, Integer> trials = new TreeMap<>();
        for (String form : forms) {
            trials.put(form, 0);
        }
        trials.put(RESTARTED, 0);
        for (long seed = SEED; seed < SEED + TRIALS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String sql = queries.apply(random);
            boolean restarted = random.nextInt(3) == 0;
            if (trial(seed, random, sql, restarted) > 0) {
                String said = restarted ? sql + RESTARTED : sql;
                trials.replaceAll((form, count) -> said.contains(form) ? count + 1 : count);
            }
        }
        if (TRIALS >= 60) {
            assertThat(trials.values()).as("trials with rows: %s", trials).allMatch(count -> count > 0);
        }
    }

    private int trial(long seed, SplittableRandom random, String sql, boolean restarted) {
        VirtualQuery query = new VirtualQuery(
                seed,
                ZoneId.of(random.nextBoolean() ? "UTC" : "America/St_Johns"),
                "CREATE TABLE t (k INT, n INT, p AS PROCTIME()) WITH ('connector' = 'fed');" + sql + ";");
        int steps = 5 + random.nextInt(30);
        int restartAt = restarted ? random.nextInt(steps) : -1;
        for (int i = 0; i < steps; i++) {
            if (i == restartAt) {
                query.restart(folder.resolve("snapshot-" + seed), Duration.ofMillis(random.nextInt(10_000)));
            }
            int count = random.nextInt(6);
            for (int j = 0; j < count; j++) {
                query.table("t").add(random.nextInt(3), random.nextInt(4) == 0 ? null : random.nextInt(5));
            }
            query.advance(Duration.ofMillis(random.nextInt(random.nextInt(5) == 0 ? 20_000 : 2_000)));
        }
        query.settle();
        assertThat(query.answer()).as("seed %d: %s", seed, sql).isEqualTo(query.expected("t"));
        return query.answer().size();
    }

    /** A function over a frame that is ordered by the clock. */
    private static String framed(SplittableRandom random) {
        String function = switch (random.nextInt(8)) {
            case 0 -> "ROW_NUMBER() OVER (%s)";
            case 1 -> "RANK() OVER (%s)";
            case 2 -> "LAG(n) OVER (%s)";
            case 3 -> "FIRST_VALUE(n) OVER (%s)";
            case 4 -> "MAX(n) OVER (%s ROWS BETWEEN " + random.nextInt(4) + " PRECEDING AND CURRENT ROW)";
            case 5 ->
                "SUM(n) OVER (%s RANGE BETWEEN INTERVAL '" + (1 + random.nextInt(3))
                        + "' SECOND PRECEDING AND CURRENT ROW)";
            case 6 -> "COUNT(*) OVER (%s ROWS UNBOUNDED PRECEDING)";
            default -> "SUM(n) OVER (%s)";
        };
        String partition = random.nextInt(4) == 0 ? "" : "PARTITION BY k ";
        String order = partition + "ORDER BY p" + (random.nextInt(4) == 0 ? " DESC" : "");
        String call = function.replace("%s", order);
        return random.nextInt(4) == 0
                ? "SELECT k, n FROM (SELECT k, n, ROW_NUMBER() OVER (" + order + ") AS r FROM t) WHERE r <= 2"
                : "SELECT k, n, " + call + " AS f FROM t";
    }

    private static String windowed(SplittableRandom random) {
        int size = 1 + random.nextInt(5);
        String window = switch (random.nextInt(5)) {
            case 0 -> "TUMBLE(%s, DESCRIPTOR(p), INTERVAL '" + size + "' SECOND)";
            case 1 -> "HOP(%s, DESCRIPTOR(p), INTERVAL '2' SECOND, INTERVAL '" + size * 2 + "' SECOND)";
            case 2 -> "CUMULATE(%s, DESCRIPTOR(p), INTERVAL '2' SECOND, INTERVAL '" + size * 2 + "' SECOND)";
            case 3 -> "SESSION(%s PARTITION BY k, DESCRIPTOR(p), INTERVAL '" + size + "' SECOND)";
            default -> "TUMBLE(%s, DESCRIPTOR(p), INTERVAL '7' SECOND, INTERVAL '3' SECOND)";
        };
        String rows = window.replace("%s", "TABLE t");
        String totals = "SELECT k, window_start, window_end, window_time, COUNT(*) AS c, SUM(n) AS s FROM TABLE(" + rows
                + ") GROUP BY k, window_start, window_end, window_time";
        return switch (random.nextInt(5)) {
            case 0 ->
                "SELECT window_end, MAX(c) AS m FROM TABLE(TUMBLE((SELECT window_time, c FROM (" + totals
                        + ")), DESCRIPTOR(window_time), INTERVAL '10' SECOND)) GROUP BY window_start, window_end";
            case 1 ->
                "SELECT k, n, r FROM (SELECT k, n, ROW_NUMBER() OVER (PARTITION BY window_start, window_end"
                        + " ORDER BY n, k) AS r FROM TABLE(" + rows + ")) WHERE r <= 2";
            case 2 ->
                window.startsWith("SESSION")
                        ? totals
                        : "SELECT a.k, a.c, b.s, a.window_end FROM (" + totals + ") a JOIN (" + totals
                                + ") b ON a.k = b.k AND a.window_start = b.window_start AND a.window_end = b.window_end";
            default -> totals;
        };
    }
}
