// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.state.MemoryBudget;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
    private static final Schema AB = Plans.longs("a", "b");
    private static final int SPLITS = 3;
    private static final int ROWS = 400;

    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final FeedTables tables = new FeedTables();

    @TempDir
    private Path folder;

    private static PhysicalPlan sums() {
        return new PhysicalPlan.GroupAggregate(
                Plans.exchange(Plans.scan("t", AB), 0),
                List.of(0),
                List.of(new AggregateCall(AggregateFunction.SUM, List.of(1), false, -1, DataType.bigint(), "b")),
                ChangeMode.APPEND,
                AB);
    }

    private static JobSettings settings(int parallelism) {
        return new JobSettings(parallelism, 200, 2_000, 100_000, false, false, true, 1 << 20);
    }

    private static Feed feed(long seed, boolean bounded, Map<Long, Long> truth) {
        Random random = new Random(seed);
        Feed feed = new Feed(AB, bounded);
        for (int s = 0; s < SPLITS; s++) {
            for (int i = 0; i < ROWS; i++) {
                long key = random.nextInt(40);
                long value = random.nextInt(100);
                feed.add("s" + s, key, value);
                truth.merge(key, value, Long::sum);
            }
            if (bounded) {
                feed.end("s" + s);
            }
        }
        return feed;
    }

    /** Everything a result shows, as lines of epoch, kind and row. */
    private static List<String> shown(ResultStream stream) {
        List<String> lines = new ArrayList<>();
        for (ResultFrame frame = stream.poll(Duration.ZERO); frame != null; frame = stream.poll(Duration.ZERO)) {
            if (frame.rows() != null) {
                List<List<Object>> rows = frame.rows().rows(AB.types());
                for (int i = 0; i < rows.size(); i++) {
                    byte[] kinds = frame.kinds();
                    String kind = kinds == null ? "+I" : ChangeKind.values()[kinds[i]].text();
                    lines.add(frame.epoch() + " " + kind + " " + rows.get(i));
                }
                frame.rows().release();
            }
            if (frame.last()) {
                break;
            }
        }
        return lines;
    }

    private static Map<Long, Long> folded(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            counts.merge(words[2], words[1].startsWith("+") ? 1 : -1, Integer::sum);
        }
        Map<Long, Long> rows = new TreeMap<>();
        counts.forEach((row, count) -> {
            assertThat(count).isBetween(0, 1);
            if (count == 1) {
                String[] cells = row.substring(1, row.length() - 1).split(", ");
                rows.put(Long.valueOf(cells[0]), Long.valueOf(cells[1]));
            }
        });
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aJobGoesOnFromASnapshotAtAnyParallelism(long seed) throws Exception {
        Map<Long, Long> truth = new TreeMap<>();
        Feed feed = feed(seed, false, truth);
        tables.put("t", feed);
        JobPlan plan = Plans.unbounded(Plans.changing(sums(), 0));
        EpochJournal journal = EpochJournal.inMemory(100_000);
        SimulatedRuntime first = new SimulatedRuntime(seed, 0, tables, budget);
        Job job = first.start("j", plan, settings(2), JobStart.fresh().writing(journal));
        while (job.metrics().rowsRead() < SPLITS * ROWS / 3) {
            first.step();
        }
        Path file = folder.resolve("snapshot");
        CompletableFuture<Void> written = job.snapshot(file);
        first.advance(Duration.ofSeconds(1));
        assertThat(written).isCompleted();
        List<String> before = shown(job.results().get(0));
        assertThat(folded(before)).isEqualTo(truth);
        job.stop();
        first.advance(Duration.ofSeconds(1));

        long epoch = SnapshotFile.read(file).start().epoch();
        int parallelism = 1 + (int) (seed % 4);
        SimulatedRuntime second = new SimulatedRuntime(seed + 1, 0, tables, budget);
        Job again = second.start(
                "j", plan, settings(parallelism), JobStart.from(file).repeating(journal.after(epoch)));
        second.advance(Duration.ofSeconds(1));
        List<String> after = shown(again.results().get(0));
        List<String> expected = before.stream()
                .filter(line -> Long.parseLong(line.split(" ", 2)[0]) > epoch)
                .toList();
        assertThat(after).containsExactlyInAnyOrderElementsOf(expected);
        feed.add("s0", 7L, 1_000_000L);
        truth.merge(7L, 1_000_000L, Long::sum);
        second.advance(Duration.ofSeconds(1));
        List<String> all = new ArrayList<>(before);
        all.addAll(shown(again.results().get(0)));
        assertThat(folded(all)).isEqualTo(truth);
        again.stop();
        second.advance(Duration.ofSeconds(1));
        assertThat(feed.unreleased()).isZero();
        assertThat(budget.leasedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aBoundedJobGoesOnFromASnapshotOfItsMiddle(long seed) {
        Map<Long, Long> truth = new TreeMap<>();
        Feed feed = feed(seed, true, truth).rowsPerPoll(10);
        tables.put("t", feed);
        JobPlan plan = Plans.bounded(Plans.changing(sums(), 0));
        SimulatedRuntime first = new SimulatedRuntime(seed, 0, tables, budget);
        Job job = first.start("j", plan, settings(2), JobStart.fresh());
        while (job.metrics().rowsRead() < SPLITS * ROWS / 3) {
            first.step();
        }
        Path file = folder.resolve("snapshot");
        CompletableFuture<Void> written = job.snapshot(file);
        while (!written.isDone()) {
            first.step();
        }
        job.stop();
        first.advance(Duration.ofSeconds(1));
        SimulatedRuntime second = new SimulatedRuntime(seed + 1, 0, tables, budget);
        Job again = second.start("j", plan, settings(3), JobStart.from(file));
        second.advance(Duration.ofSeconds(1));
        assertThat(folded(shown(again.results().get(0)))).isEqualTo(truth);
        assertThat(again.metrics().rowsRead()).isLessThan(SPLITS * ROWS);
        assertThat(again.done()).isCompleted();
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void heldRowsAreInTheSnapshot() {
        Feed history = Feed.bounded(AB).add("h", 1L, 1L, 2L, 2L);
        tables.put("t", history);
        tables.put("live", Feed.unbounded(AB).add("l", 9L, 9L));
        JobPlan plan = Plans.unbounded(Plans.changing(Plans.union(Plans.scan("t", AB), Plans.scan("live", AB))));
        SimulatedRuntime first = new SimulatedRuntime(1, 0, tables, budget);
        Job job = first.start("j", plan, settings(2), JobStart.fresh());
        first.advance(Duration.ofSeconds(1));
        Path file = folder.resolve("snapshot");
        CompletableFuture<Void> written = job.snapshot(file);
        first.advance(Duration.ofSeconds(1));
        assertThat(written).isCompleted();
        assertThat(shown(job.results().get(0))).isEmpty();
        job.stop();
        first.advance(Duration.ofSeconds(1));
        history.end("h");
        SimulatedRuntime second = new SimulatedRuntime(2, 0, tables, budget);
        Job again = second.start("j", plan, settings(2), JobStart.from(file));
        second.advance(Duration.ofSeconds(1));
        assertThat(folded(shown(again.results().get(0)))).isEqualTo(Map.of(1L, 1L, 2L, 2L, 9L, 9L));
        again.stop();
        second.advance(Duration.ofSeconds(1));
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void aDamagedSnapshotOrOneOfAnotherQueryIsRefused() throws IOException {
        tables.put("t", Feed.unbounded(AB).add("s", 1L, 1L));
        JobPlan plan = Plans.unbounded(Plans.changing(sums(), 0));
        SimulatedRuntime runtime = new SimulatedRuntime(1, 0, tables, budget);
        Job job = runtime.start("j", plan, settings(2), JobStart.fresh());
        Path file = folder.resolve("snapshot");
        CompletableFuture<Void> written = job.snapshot(file);
        runtime.advance(Duration.ofSeconds(1));
        assertThat(written).isCompleted();
        job.stop();
        runtime.advance(Duration.ofSeconds(1));
        JobPlan other = Plans.unbounded(Plans.early(Plans.scan("t", AB)));
        assertThat(code(runtime, other, file)).isEqualTo(ErrorCode.SNAPSHOT_MISMATCH);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(code(runtime, plan, file)).isEqualTo(ErrorCode.SNAPSHOT_CORRUPT);
        assertThat(budget.leasedBytes()).isZero();
    }

    private static ErrorCode code(SimulatedRuntime runtime, JobPlan plan, Path file) {
        SqlException[] thrown = new SqlException[1];
        assertThatThrownBy(() -> runtime.start("x", plan, settings(1), JobStart.from(file)))
                .isInstanceOfSatisfying(SqlException.class, e -> thrown[0] = e);
        return thrown[0].code();
    }
}
