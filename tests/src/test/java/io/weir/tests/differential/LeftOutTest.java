// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.deadletter.DeadLetter;
import io.weir.executor.deadletter.DeadLetters;
import io.weir.executor.deadletter.OnError;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobMetrics;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.JobStart;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.SimulatedRuntime;
import io.weir.executor.runtime.Tables;
import io.weir.executor.state.MemoryBudget;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.TableDefinition;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.TableTraits;
import io.weir.planner.catalog.Catalog;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.sqlparser.StatementParser;
import io.weir.tests.differential.PoisonedSource.PoisonedRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that cannot be decoded and rows that cannot be computed, at random places: each record that is read is written,
 * filtered or left out, and counted once; each that is left out is a dead letter once, also when the job goes on from a snapshot.
 */
class LeftOutTest {
    private static final int TRIALS = Integer.getInteger("trials", 1_000) / 4;

    @TempDir
    Path folder;

    /** A query, which values it lets through its filter, and which of those it cannot compute. */
    private record Query(String sql, LongPredicate wanted, LongPredicate failing) {}

    private static final List<Query> QUERIES = List.of(
            new Query("SELECT v FROM t", v -> true, v -> false),
            new Query("SELECT 100 / v AS q FROM t", v -> true, v -> v == 0),
            new Query("SELECT 100 / v AS q, v FROM t WHERE v > 2", v -> v > 2, v -> false),
            new Query("SELECT v FROM t WHERE 100 / v > 30", v -> v > 0 && 100 / v > 30, v -> v == 0),
            new Query("SELECT 10 / (v - 3) AS q FROM (SELECT v FROM t WHERE v > 1) AS t", v -> v > 1, v -> v == 3),
            new Query("SELECT CAST(v - 4 AS VARCHAR) AS q FROM t WHERE 6 / (v - 4) <> -6", v -> v != 3, v -> v == 4));

    @Test
    void eachRecordIsCountedOnceAndEachDeadLetterIsEnteredOnce() {
        for (long seed = 1; seed <= TRIALS; seed++) {
            try {
                new Poisoning(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private final class Poisoning implements ConnectorCatalog, Tables, DeadLetters {
        private final SplittableRandom random;
        private final ChangeMode changes;
        private final List<List<PoisonedRecord>> records;
        private final Query query;
        private final OnError onError;
        private final int parallelism;
        private final Path snapshot;
        private final PoisonedSource source;
        private final List<DeadLetter> letters = new ArrayList<>();

        Poisoning(long seed) {
            random = new SplittableRandom(seed);
            changes = random.nextBoolean() ? ChangeMode.APPEND : ChangeMode.RETRACT;
            records = PoisonedSource.random(changes, random);
            query = QUERIES.get(random.nextInt(QUERIES.size()));
            onError = random.nextInt(3) == 0 ? OnError.DROP : OnError.DEAD_LETTER;
            parallelism = random.nextBoolean() ? 1 : 3;
            source = new PoisonedSource(records, changes, random.nextLong());
            snapshot = folder.resolve("snapshot-" + seed);
        }

        void run() {
            Planned.Query planned = plan();
            if (random.nextBoolean()) {
                Job first = start(planned, JobStart.fresh());
                boolean taken = readToSnapshot(first);
                if (taken) {
                    Job second = start(planned, JobStart.from(snapshot));
                    readToEnd(second);
                    checkLetters();
                    checkLaw(second.metrics());
                }
                return;
            }
            Job job = start(planned, JobStart.fresh());
            long rows = readToEnd(job);
            checkLetters();
            checkLaw(job.metrics());
            checkCounts(job.metrics(), rows);
        }

        private Planned.Query plan() {
            SqlPlanner planner = new SqlPlanner(FunctionRegistry.builtIn(), this, PlannerOptions.defaults());
            Catalog names = Catalog.shared().forSession();
            PlanContext context = new PlanContext(names, ZoneId.of("UTC"), true, Map.of(), () -> false);
            String create = "CREATE TABLE t (v BIGINT) WITH ('connector' = 'poisoned', 'on-error' = '"
                    + (onError == OnError.DROP ? "drop" : "dead-letter") + "')";
            Planned made = planner.plan(StatementParser.parse(create).get(0), context);
            ((Planned.Definition) made).change().apply(names);
            return (Planned.Query) planner.plan(StatementParser.parse(query.sql).get(0), context);
        }

        private SimulatedRuntime runtime;

        private Job start(Planned.Query planned, JobStart from) {
            JobSettings defaults = JobSettings.defaults();
            JobSettings settings = new JobSettings(
                    parallelism,
                    random.nextBoolean() ? 0 : 200,
                    random.nextBoolean() ? 100 : defaults.epochMaxBytes(),
                    defaults.epochMaxMicros(),
                    onError,
                    true,
                    random.nextBoolean(),
                    defaults.resultBufferBytes(),
                    defaults.commitIntervalMicros());
            runtime = new SimulatedRuntime(random.nextLong(), Simulation.START_MICROS, this, MemoryBudget.unlimited());
            return runtime.start("poisoned", planned.job(), settings, from);
        }

        /** How many rows the result took, those that were taken back twice. */
        private long readToEnd(Job job) {
            long rows = 0;
            for (int i = 0; i < 100_000; i++) {
                ResultFrame frame = job.results().get(0).poll(Duration.ofSeconds(1));
                if (frame != null) {
                    rows += take(frame);
                    if (frame.last()) {
                        for (int step = 0; step < 10_000 && runtime.step(); step++) {
                            // the job comes to its end, where it looks into its books
                        }
                        assertThat(job.done()).isCompleted();
                        return rows;
                    }
                }
            }
            throw new AssertionError("the job hangs");
        }

        private boolean readToSnapshot(Job job) {
            int before = random.nextInt(8);
            CompletableFuture<Void> written = null;
            for (int i = 0; i < 100_000; i++) {
                if (i == before) {
                    written = job.snapshot(snapshot);
                }
                ResultFrame frame = job.results().get(0).poll(Duration.ofSeconds(1));
                boolean last = frame != null && frame.last();
                if (frame != null) {
                    take(frame);
                }
                if (written != null && written.isDone()) {
                    int further = random.nextInt(5); // what is read now will be read again
                    for (int j = 0; j < further * 20 && runtime.step(); j++) {
                        // until the job dies
                    }
                    job.stop();
                    return !written.isCompletedExceptionally();
                }
                if (last) {
                    return false;
                }
            }
            throw new AssertionError("there is no snapshot");
        }

        private static long take(ResultFrame frame) {
            var rows = frame.rows();
            if (rows == null) {
                return 0;
            }
            int size = rows.size();
            rows.release();
            return size;
        }

        /** What was left out is there, once; what was taken back is not. */
        private void checkLetters() {
            TreeMap<String, Integer> expected = new TreeMap<>();
            TreeMap<String, Integer> actual = new TreeMap<>();
            if (onError == OnError.DEAD_LETTER) {
                for (int split = 0; split < records.size(); split++) {
                    for (int i = 0; i < records.get(split).size(); i++) {
                        PoisonedRecord record = records.get(split).get(i);
                        if (record.value() == null) {
                            add(
                                    expected,
                                    "DAT-4100 poisoned/" + split + "/" + (i + 1) + " " + split + ":" + (i + 1),
                                    1);
                        } else if (fails(record.value())) {
                            add(expected, "DAT-4002 {\"v\": " + record.value() + "}", record.weight());
                        }
                    }
                }
            }
            for (DeadLetter letter : letters) {
                String text = new String(letter.record(), StandardCharsets.UTF_8);
                boolean decoding = letter.table() != null;
                add(
                        actual,
                        letter.code().code() + " " + (decoding ? letter.place() + " " : "") + text,
                        letter.weight());
                assertThat(letter.job()).isEqualTo("poisoned");
            }
            assertThat(actual).as(query.sql).isEqualTo(expected);
        }

        private boolean fails(long value) {
            boolean filteredFirst = query.sql.contains("WHERE v > ");
            return query.failing.test(value) && (!filteredFirst || query.wanted.test(value));
        }

        private static void add(Map<String, Integer> sums, String key, int weight) {
            sums.merge(key, weight, (a, b) -> a + b == 0 ? null : a + b);
        }

        private void checkLaw(JobMetrics metrics) {
            if (changes == ChangeMode.RETRACT) {
                return; // what was added and taken back in one epoch is not written
            }
            assertThat(metrics.rowsRead())
                    .as("%s: %s", query.sql, metrics)
                    .isEqualTo(metrics.rowsWritten()
                            + metrics.filtered()
                            + metrics.late()
                            + metrics.expired()
                            + metrics.dropped()
                            + metrics.deadLetters());
        }

        private void checkCounts(JobMetrics metrics, long rows) {
            List<PoisonedRecord> all = records.stream().flatMap(List::stream).toList();
            long poison = all.stream().filter(record -> record.value() == null).count();
            long failing = all.stream()
                    .filter(record -> record.value() != null && fails(record.value()))
                    .count();
            assertThat(metrics.rowsRead()).isEqualTo(all.size());
            boolean drops = onError == OnError.DROP;
            assertThat(metrics.dropped()).isEqualTo(drops ? poison + failing : 0);
            assertThat(metrics.deadLetters()).isEqualTo(drops ? 0 : poison + failing);
            long standing = all.stream()
                    .filter(record -> record.value() == null || fails(record.value()))
                    .mapToLong(PoisonedRecord::weight)
                    .sum();
            assertThat(metrics.deadLettersStanding()).isEqualTo(drops ? 0 : standing);
            assertThat(metrics.rowsWritten()).isEqualTo(rows);
        }

        // ---- the engine's side

        @Override
        public TableTraits check(TableDefinition table) {
            return new TableTraits(
                    Optional.of(new TableTraits.SourceTraits(true, changes, Map.of())), Optional.empty(), Set.of());
        }

        @Override
        public Source source(TableDefinition table) {
            return source;
        }

        @Override
        public Sink sink(TableDefinition table) {
            throw new IllegalStateException("nothing is written");
        }

        @Override
        public DeadLetters deadLetters() {
            return this;
        }

        @Override
        public void add(DeadLetter letter) {
            letters.add(letter);
        }

        @Override
        public void rewind(String job, long epoch) {
            letters.removeIf(letter -> letter.job().equals(job) && letter.epoch() > epoch);
        }
    }
}
