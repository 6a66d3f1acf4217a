// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.state.MemoryBudget;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedRuntimeTest {
    private static final Schema AB = Plans.longs("a", "b");

    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final FeedTables tables = new FeedTables();

    private static Feed feed(int splits, int rows) {
        Feed feed = Feed.bounded(AB);
        for (int s = 0; s < splits; s++) {
            feed.add("s" + s);
            for (long i = 0; i < rows; i++) {
                feed.add("s" + s, i, s * 1000L + i);
            }
            feed.end("s" + s);
        }
        return feed;
    }

    private static JobSettings settings(int parallelism, boolean streaming) {
        return new JobSettings(parallelism, 5_000, 64 << 10, 100_000, false, streaming, true, 64 << 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anExchangeLosesAndDoublesNothing(long seed) {
        Feed feed = feed(4, 1000);
        tables.put("t", feed);
        SimulatedRuntime runtime = new SimulatedRuntime(seed, 0, tables, budget);
        Job job = runtime.start(
                "j",
                Plans.bounded(Plans.whole(Plans.union(Plans.exchange(Plans.scan("t", AB), 0), Plans.scan("t", AB)))),
                settings(3, seed % 2 == 0));
        List<String> rows = new Shown(job.results().get(0), AB).toEnd();
        assertThat(rows).hasSize(8000);
        assertThat(rows.stream().distinct()).hasSize(4000);
        while (runtime.step()) {
            // to the end
        }
        assertThat(job.done()).isCompleted();
        assertThat(feed.unreleased()).isZero();
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        assertThat(order(5)).isEqualTo(order(5)).isNotEqualTo(order(6));
    }

    private List<String> order(long seed) {
        tables.put("t", feed(4, 50));
        SimulatedRuntime runtime = new SimulatedRuntime(seed, 0, tables, budget);
        Job job = runtime.start(
                "j", Plans.bounded(Plans.early(Plans.exchange(Plans.scan("t", AB), 0))), settings(4, true));
        return new Shown(job.results().get(0), AB).toEnd();
    }

    @Test
    void aBoundedInsertThroughAnExchangeIsCommittedWhole() {
        tables.put("t", feed(4, 2500));
        SimulatedRuntime runtime = new SimulatedRuntime(1, 0, tables, budget);
        Job job = runtime.start(
                "j", Plans.bounded(Plans.sink(Plans.exchange(Plans.scan("t", AB), 0), "out")), settings(4, false));
        while (runtime.step()) {
            // to the end
        }
        assertThat(job.done()).isCompleted();
        assertThat(tables.collected("out").rows()).hasSize(10_000);
        assertThat(tables.collected("out").committed()).isEqualTo(10_000);
        List<String> expected = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            int split = s;
            LongStream.range(0, 2500).forEach(i -> expected.add("+1 " + i + " " + (split * 1000L + i)));
        }
        assertThat(tables.collected("out").rows()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
