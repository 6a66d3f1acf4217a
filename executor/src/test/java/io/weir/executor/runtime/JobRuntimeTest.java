// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobRuntimeTest {
    private static final Schema AB = Plans.longs("a", "b");

    private final FeedTables tables = new FeedTables();
    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final JobRuntime runtime = new JobRuntime(2, JobClock.system(), tables, budget);

    @AfterEach
    void close() {
        runtime.close();
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void aBoundedScanIsShownAndEnds() throws Exception {
        Feed feed = Feed.bounded(AB).add("s", 1L, 10L, 2L, 20L).end("s");
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.bounded(Plans.early(Plans.scan("t", AB))), JobSettings.defaults());
        assertThat(new Shown(job.results().get(0), AB).toEnd()).containsExactly("+I 1 10", "+I 2 20");
        JobMetrics metrics = job.done().get(10, TimeUnit.SECONDS);
        assertThat(metrics.rowsRead()).isEqualTo(2);
        assertThat(metrics.rowsWritten()).isEqualTo(2);
        assertThat(feed.unreleased()).isZero();
    }

    @Test
    void anUnboundedScanIsShownAsItIsFed() throws Exception {
        Feed feed = Feed.unbounded(AB).add("s");
        tables.put("t", feed);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), JobSettings.defaults());
        Shown shown = new Shown(job.results().get(0), AB);
        feed.add("s", 1L, 10L);
        assertThat(shown.rows(1)).containsExactly("+I 1 10");
        feed.add("s", 2L, 20L);
        assertThat(shown.rows(1)).containsExactly("+I 2 20");
        job.stop();
        job.done().get(10, TimeUnit.SECONDS);
        assertThat(feed.unreleased()).isZero();
    }

    @Test
    void aBoundedInsertIsCommittedAtItsEnd() throws Exception {
        tables.put("t", Feed.bounded(AB).add("s", 1L, 10L, 2L, 20L).end("s"));
        Job job = runtime.start("j", Plans.bounded(Plans.sink(Plans.scan("t", AB), "out")), JobSettings.defaults());
        job.done().get(10, TimeUnit.SECONDS);
        assertThat(tables.collected("out").rows()).containsExactly("+1 1 10", "+1 2 20");
        assertThat(tables.collected("out").committed()).isEqualTo(2);
    }

    @Test
    void jobsWhoseSinksWaitHoldNoWorker() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tables.put("t" + i, Feed.bounded(AB).add("s", 1L, 10L, 2L, 20L).end("s"));
            if (i < 2) {
                tables.collected("out" + i).fill();
            } else {
                tables.collected("out" + i).hold();
            }
            jobs.add(runtime.start(
                    "j" + i, Plans.bounded(Plans.sink(Plans.scan("t" + i, AB), "out" + i)), JobSettings.defaults()));
        }
        // Three of them wait, there are two workers, and a fourth job goes through.
        while (tables.collected("out0").waiting() + tables.collected("out1").waiting() < 2
                || tables.collected("out2").waiting() == 0) {
            Thread.onSpinWait();
        }
        aBoundedInsertIsCommittedAtItsEnd();
        assertThat(jobs).noneMatch(job -> job.done().isDone());
        assertThat(tables.collected("out0").rows()).isEmpty();
        assertThat(tables.collected("out2").rows()).hasSize(2);
        assertThat(tables.collected("out2").committed()).isZero();
        for (int i = 0; i < 3; i++) {
            tables.collected("out" + i).open();
            jobs.get(i).done().get(10, TimeUnit.SECONDS);
            assertThat(tables.collected("out" + i).rows()).containsExactly("+1 1 10", "+1 2 20");
            assertThat(tables.collected("out" + i).committed()).isEqualTo(2);
        }
    }

    @Test
    void aJobWhoseSinkWaitsCanBeStopped() throws Exception {
        tables.put("t", Feed.bounded(AB).add("s", 1L, 10L).end("s"));
        tables.collected("out").fill();
        Job job = runtime.start("j", Plans.bounded(Plans.sink(Plans.scan("t", AB), "out")), JobSettings.defaults());
        while (tables.collected("out").waiting() == 0) {
            Thread.onSpinWait();
        }
        job.stop();
        job.done().get(10, TimeUnit.SECONDS);
        assertThat(tables.collected("out").rows()).isEmpty();
    }

    @Test
    void aFullResultHoldsItsQueryBackAndAStopIsPrompt() throws Exception {
        Endless endless = new Endless();
        tables.put("t", endless);
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), settings(1, 100_000));
        Shown shown = new Shown(job.results().get(0), AB);
        shown.rows(100_000);
        long start = System.nanoTime();
        job.stop();
        job.done().get(10, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(endless.unreleased()).isBetween(0L, 2L); // what the test itself has not released
        assertThat(job.metrics().rowsRead()).isLessThan(300_000);
    }

    @Test
    void aQuietJobStopsPromptly() throws Exception {
        tables.put("t", Feed.unbounded(AB).add("s"));
        Job job = runtime.start("j", Plans.unbounded(Plans.whole(Plans.scan("t", AB))), JobSettings.defaults());
        assertThat(job.results().get(0).poll(Duration.ofMillis(20))).isNotNull();
        job.stop();
        job.done().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> job.results().get(0).poll(Duration.ZERO))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void whoWaitsForAFrameIsWokenByAStop() throws Exception {
        tables.put("t", Feed.unbounded(AB).add("s"));
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), JobSettings.defaults());
        CompletableFuture<Void> poller = CompletableFuture.runAsync(() -> {
            while (true) {
                job.results().get(0).poll(Duration.ofMinutes(1));
            }
        });
        job.stop();
        assertThatThrownBy(() -> poller.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SqlException.class);
    }

    @Test
    void anErrorOfOursIsReportedAsInternalAndOtherJobsLiveOn() throws Exception {
        Feed feed = Feed.unbounded(AB).add("s").fail("s", new IllegalStateException("oops"));
        tables.put("t", feed);
        Feed healthy = Feed.unbounded(AB).add("s");
        tables.put("u", healthy);
        Job other = runtime.start("o", Plans.unbounded(Plans.early(Plans.scan("u", AB))), JobSettings.defaults());
        Job job = runtime.start("j", Plans.unbounded(Plans.early(Plans.scan("t", AB))), JobSettings.defaults());
        assertThatThrownBy(() -> job.done().get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(e.getMessage()).doesNotContain("oops");
                });
        healthy.add("s", 1L, 2L);
        assertThat(new Shown(other.results().get(0), AB).rows(1)).containsExactly("+I 1 2");
    }

    @Test
    void everyRowOfAWideExchangeArrives() throws Exception {
        Feed feed = Feed.bounded(AB);
        for (int s = 0; s < 8; s++) {
            Object[] values = new Object[40_000];
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) i;
            }
            feed.add("s" + s, values).end("s" + s);
        }
        tables.put("t", feed);
        Job job = runtime.start(
                "j",
                Plans.bounded(Plans.whole(Plans.exchange(Plans.union(Plans.exchange(Plans.scan("t", AB), 0)), 1))),
                settings(4, 1 << 20));
        assertThat(new Shown(job.results().get(0), AB).toEnd()).hasSize(160_000);
        job.done().get(10, TimeUnit.SECONDS);
        assertThat(feed.unreleased()).isZero();
    }

    private static JobSettings settings(int parallelism, long resultBytes) {
        return new JobSettings(parallelism, 5_000, 1 << 20, 100_000, false, false, true, resultBytes);
    }
}
