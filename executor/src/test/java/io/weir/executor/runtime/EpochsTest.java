// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import io.weir.executor.operator.Barrier;
import io.weir.executor.state.MemoryBudget;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochsTest {
    private static final Schema AB = Plans.longs("a", "b");

    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final FeedTables tables = new FeedTables();
    private final SimulatedRuntime runtime = new SimulatedRuntime(1, 1_000_000, tables, budget);

    private static JobSettings settings(int parallelism) {
        return new JobSettings(parallelism, 5_000, 1 << 20, 100_000, false, false, true, 1 << 20);
    }

    /** All frames there are after a while. */
    private List<ResultFrame> frames(ResultStream stream, Duration wait) {
        runtime.advance(wait);
        List<ResultFrame> frames = new ArrayList<>();
        for (ResultFrame frame = stream.poll(Duration.ZERO); frame != null; frame = stream.poll(Duration.ZERO)) {
            frames.add(frame);
            if (frame.last()) {
                break;
            }
        }
        return frames;
    }

    private static long rows(List<ResultFrame> frames) {
        return frames.stream()
                .filter(frame -> frame.rows() != null)
                .mapToLong(frame -> frame.rows().size())
                .sum();
    }

    private static long watermark(List<ResultFrame> frames) {
        return frames.get(frames.size() - 1).watermarkMicros();
    }

    @Test
    void aRowOnAnIdleJobIsShownAtOnceAndItsEpochClosed() {
        Feed feed = Feed.unbounded(AB).add("s");
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.whole(Plans.scan("t", AB))), settings(1));
        ResultStream stream = job.results().get(0);
        frames(stream, Duration.ofSeconds(5));
        feed.add("s", 1L, 1L);
        List<ResultFrame> shown = frames(stream, Duration.ofMillis(1));
        assertThat(rows(shown)).isEqualTo(1);
        assertThat(shown.get(shown.size() - 1).epochComplete()).isTrue();
    }

    @Test
    void aQuietJobSendsNoBarriers() {
        tables.put("t", Feed.unbounded(AB).add("s", 1L, 1L));
        Job job = runtime.start("j", Plans.unbounded(Plans.whole(Plans.scan("t", AB))), settings(1));
        runtime.advance(Duration.ofSeconds(1));
        long epochs = job.metrics().epochs();
        runtime.advance(Duration.ofHours(1));
        assertThat(job.metrics().epochs()).isEqualTo(epochs).isLessThanOrEqualTo(3);
    }

    @Test
    void barriersComeNoMoreOftenThanTheInterval() {
        Feed feed = Feed.unbounded(AB).add("s");
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.whole(Plans.scan("t", AB))), settings(1));
        for (long i = 0; i < 1000; i++) {
            feed.add("s", i, i);
            runtime.advance(Duration.ofMillis(1));
        }
        assertThat(job.metrics().rowsWritten()).isGreaterThan(990);
        assertThat(job.metrics().epochs()).isBetween(150L, 203L);
    }

    @Test
    void aTransactionIsNeverCut() {
        Feed feed = Feed.unbounded(AB).rowsPerPoll(1).add("s");
        tables.put("t", feed);
        EpochJournal journal = EpochJournal.inMemory(10_000);
        Job job = runtime.start(
                "j",
                Plans.unbounded(Plans.whole(Plans.scan("t", AB))),
                settings(1),
                JobStart.fresh().writing(journal));
        ResultStream stream = job.results().get(0);
        feed.addTransaction("s", 1L, 1L, 1L, 2L, 1L, 3L).leaveOpen("s");
        assertThat(rows(frames(stream, Duration.ofSeconds(1)))).isZero();
        feed.add("s", 1L, 4L);
        List<ResultFrame> shown = frames(stream, Duration.ofSeconds(1));
        assertThat(rows(shown)).isEqualTo(4);
        assertThat(shown.stream()
                        .filter(frame -> frame.rows() != null)
                        .map(ResultFrame::epoch)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void boundedInputsAreReadBeforeUnboundedOnes() {
        Feed history = Feed.bounded(AB).add("h", 1L, 1L, 2L, 2L).add("i", 3L, 3L);
        Feed live = Feed.unbounded(AB).add("l", 9L, 9L);
        tables.put("history", history);
        tables.put("live", live);
        Job job = runtime.start(
                "j",
                Plans.unbounded(Plans.whole(Plans.union(Plans.scan("history", AB), Plans.scan("live", AB)))),
                settings(2));
        ResultStream stream = job.results().get(0);
        assertThat(rows(frames(stream, Duration.ofSeconds(2)))).isZero();
        history.end("h");
        assertThat(rows(frames(stream, Duration.ofSeconds(2)))).isZero();
        history.end("i");
        List<ResultFrame> shown = frames(stream, Duration.ofSeconds(2));
        List<Long> epochs = shown.stream()
                .filter(frame -> frame.rows() != null)
                .map(ResultFrame::epoch)
                .distinct()
                .toList();
        assertThat(rows(shown)).isEqualTo(4);
        assertThat(epochs).hasSize(2);
        assertThat(rows(shown.stream()
                        .filter(frame -> frame.epoch() == epochs.get(0))
                        .toList()))
                .isEqualTo(3);
    }

    @Test
    void theWatermarkIsTheLeastOfTheSplitsThatAreNotIdle() {
        Feed feed = Feed.unbounded(AB).add("s", 100L, 0L).add("r", 50L, 0L);
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB, 0, 1_000_000))), settings(2));
        ResultStream stream = job.results().get(0);
        assertThat(watermark(frames(stream, Duration.ofMillis(500)))).isEqualTo(50);
        feed.add("s", 200L, 0L);
        assertThat(watermark(frames(stream, Duration.ofMillis(400)))).isEqualTo(50);
        assertThat(watermark(frames(stream, Duration.ofMillis(200)))).isEqualTo(200);
        assertThat(job.metrics().watermarkMicros()).isEqualTo(200);
        feed.add("r", 60L, 0L);
        assertThat(watermark(frames(stream, Duration.ofMillis(100)))).isEqualTo(200);
        feed.add("r", 300L, 0L).add("s", 250L, 0L);
        assertThat(watermark(frames(stream, Duration.ofMillis(100)))).isEqualTo(250);
    }

    @Test
    void aSplitFoundLaterIsRead() {
        Feed feed = Feed.unbounded(AB).discoveredEvery(Duration.ofSeconds(10)).add("s", 1L, 1L);
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), settings(2));
        ResultStream stream = job.results().get(0);
        assertThat(rows(frames(stream, Duration.ofSeconds(1)))).isEqualTo(1);
        feed.add("later", 2L, 2L, 3L, 3L);
        assertThat(rows(frames(stream, Duration.ofSeconds(8)))).isZero();
        assertThat(rows(frames(stream, Duration.ofSeconds(2)))).isEqualTo(2);
    }

    @Test
    void anEndedSplitOfAnOpenSourceDoesNotHoldTheWatermark() {
        Feed feed = Feed.unbounded(AB)
                .discoveredEvery(Duration.ofSeconds(1))
                .add("first", 100L, 0L)
                .end("first");
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB, 0, 0))), settings(2));
        ResultStream stream = job.results().get(0);
        assertThat(watermark(frames(stream, Duration.ofSeconds(1)))).isEqualTo(100);
        feed.add("second", 150L, 0L);
        assertThat(watermark(frames(stream, Duration.ofSeconds(2)))).isEqualTo(150);
    }

    @Test
    void boundedResultsHaveOneCompleteEpochAndTheEndOfTime() {
        tables.put("t", Feed.bounded(AB).add("s", 5L, 5L).end("s"));
        Job job = runtime.start("j", Plans.bounded(Plans.whole(Plans.scan("t", AB, 0, 0))), settings(2));
        List<ResultFrame> shown = frames(job.results().get(0), Duration.ofSeconds(1));
        ResultFrame last = shown.get(shown.size() - 1);
        assertThat(last.last()).isTrue();
        assertThat(last.epochComplete()).isTrue();
        assertThat(last.watermarkMicros()).isEqualTo(Barrier.END_OF_TIME);
        assertThat(job.done()).isCompleted();
    }

    @Test
    void sinksOfUnboundedJobsCommitFromTimeToTimeAndWhenStopped() {
        Feed feed = Feed.unbounded(AB).add("s", 1L, 1L);
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.sink(Plans.scan("t", AB), "out")), settings(2));
        runtime.advance(Duration.ofSeconds(5));
        assertThat(tables.collected("out").committed()).isZero();
        runtime.advance(Duration.ofSeconds(6));
        assertThat(tables.collected("out").committed()).isEqualTo(1);
        long epochs = job.metrics().epochs();
        runtime.advance(Duration.ofSeconds(100));
        assertThat(job.metrics().epochs()).isEqualTo(epochs);
        feed.add("s", 2L, 2L);
        runtime.advance(Duration.ofMillis(10));
        job.stop();
        runtime.advance(Duration.ofMillis(10));
        assertThat(job.done()).isCompleted();
        assertThat(tables.collected("out").committed()).isEqualTo(2);
    }

    @Test
    void aSourceThatFailsFailsItsJobOnly() {
        Feed feed = Feed.unbounded(AB).add("s", 1L, 1L);
        tables.put("t", feed);
        tables.put("other", Feed.unbounded(AB).add("s", 1L, 1L));
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), settings(2));
        Job other = runtime.start("o", Plans.unbounded(Plans.early(Plans.scan("other", AB))), settings(2));
        runtime.advance(Duration.ofSeconds(1));
        feed.fail("s", SqlException.report(ErrorCode.SOURCE_FAILED).says("gone").toException());
        runtime.advance(Duration.ofSeconds(1));
        assertThat(job.done()).isCompletedExceptionally();
        assertThatThrownBy(() -> job.results().get(0).poll(Duration.ZERO))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_FAILED));
        assertThat(other.done()).isNotDone();
        assertThat(rows(frames(other.results().get(0), Duration.ZERO))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void epochsCanBeRepeatedFromTheJournal(long seed) {
        Feed feed = Feed.unbounded(AB);
        for (int s = 0; s < 3; s++) {
            long split = s;
            feed.add(
                    "s" + s,
                    LongStream.range(0, 200)
                            .boxed()
                            .flatMap(i -> List.of(i * 1000, split).stream())
                            .toArray());
        }
        tables.put("t", feed);
        EpochJournal journal = EpochJournal.inMemory(10_000);
        SimulatedRuntime first = new SimulatedRuntime(seed, 0, tables, budget);
        JobPlan plan = Plans.unbounded(Plans.whole(Plans.exchange(Plans.scan("t", AB, 0, 10_000), 0)));
        JobSettings small = new JobSettings(2, 200, 2_000, 100_000, false, false, true, 1 << 20);
        Job job = first.start("j", plan, small, JobStart.fresh().writing(journal));
        first.advance(Duration.ofSeconds(1));
        List<String> shown = epochs(job.results().get(0));
        job.stop();

        EpochJournal repeated = EpochJournal.inMemory(10_000);
        SimulatedRuntime second = new SimulatedRuntime(seed + 100, 0, tables, budget);
        Job again = second.start("j", plan, small, JobStart.replay(journal).writing(repeated));
        second.advance(Duration.ofSeconds(1));
        assertThat(epochs(again.results().get(0))).containsAll(shown);
        List<String> entries = entries(journal);
        assertThat(entries.size()).isGreaterThan(3);
        assertThat(entries(repeated)).startsWith(entries.toArray(String[]::new));
        again.stop();
        second.advance(Duration.ofSeconds(1));
        assertThat(feed.unreleased()).isZero();
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void aSplitThatWasIdleIsIdleAfterTheRepetition() {
        Feed feed = Feed.unbounded(AB).add("s", 100L, 0L).add("r", 50L, 0L);
        tables.put("t", feed);
        EpochJournal journal = EpochJournal.inMemory(10_000);
        JobPlan plan = Plans.unbounded(Plans.early(Plans.scan("t", AB, 0, 1_000_000)));
        Job job = runtime.start("j", plan, settings(2), JobStart.fresh().writing(journal));
        runtime.advance(Duration.ofMillis(500));
        feed.add("s", 200L, 0L);
        runtime.advance(Duration.ofMillis(700));
        assertThat(job.metrics().watermarkMicros()).isEqualTo(200);
        job.stop();
        SimulatedRuntime second = new SimulatedRuntime(2, 2_500_000, tables, budget);
        Job again = second.start("j", plan, settings(2), JobStart.replay(journal));
        second.advance(Duration.ofMillis(10));
        feed.add("s", 300L, 0L);
        second.advance(Duration.ofMillis(10));
        assertThat(again.metrics().watermarkMicros()).isEqualTo(300);
    }

    @Test
    void aBarrierCanBeAskedFor() {
        tables.put("t", Feed.unbounded(AB).add("s"));
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), settings(2));
        runtime.advance(Duration.ofSeconds(1));
        long epochs = job.metrics().epochs();
        ((RunningJob) job).requestBarrier();
        runtime.advance(Duration.ofMillis(1));
        assertThat(job.metrics().epochs()).isEqualTo(epochs + 1);
    }

    @Test
    void aLimitEndsItsJob() {
        Feed feed = Feed.unbounded(AB).add("s", 1L, 1L);
        tables.put("t", feed);
        PhysicalPlan limit = new PhysicalPlan.Limit(Plans.scan("t", AB), 1, 2);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(limit)), settings(2));
        runtime.advance(Duration.ofSeconds(1));
        assertThat(job.done()).isNotDone();
        feed.add("s", 2L, 2L, 3L, 3L, 4L, 4L);
        assertThat(new Shown(job.results().get(0), AB).toEnd()).containsExactly("+I 2 2", "+I 3 3");
        runtime.advance(Duration.ofSeconds(1));
        assertThat(job.done()).isCompleted();
        assertThat(feed.unreleased()).isZero();
    }

    private static List<String> entries(EpochJournal journal) {
        return journal.after(-1).stream()
                .map(entry -> entry.barrier().epoch() + " "
                        + Arrays.toString(entry.barrier().watermarks()) + " "
                        + entry.barrier().timeMicros() + " " + positions(entry))
                .toList();
    }

    private static String positions(JournalEntry entry) {
        return entry.moved().entrySet().stream()
                .map(each -> each.getKey().split() + "="
                        + Arrays.toString(each.getValue().position()))
                .sorted()
                .toList()
                .toString();
    }

    /** One line for each row with the epoch it was shown in. */
    private static List<String> epochs(ResultStream stream) {
        List<String> lines = new ArrayList<>();
        for (ResultFrame frame = stream.poll(Duration.ZERO); frame != null; frame = stream.poll(Duration.ZERO)) {
            if (frame.rows() != null) {
                for (List<Object> row : frame.rows().rows(AB.types())) {
                    lines.add(frame.epoch() + " " + row);
                }
                frame.rows().release();
            }
        }
        return lines;
    }
}
