// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.spi.type.Schema;
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
}
