// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.operator.Barrier;
import io.weir.executor.schedule.SeededScheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochCoordinatorTest {
    private static final int CONSTANT = 0;
    private static final int TABLE = 1;

    private final List<Long> closing = new ArrayList<>();
    private final List<Barrier> released = new ArrayList<>();
    private final EpochCoordinator coordinator = new EpochCoordinator(
            new EpochSettings(5_000, 100_000, 1 << 20, 0, true),
            List.of(new ScanTraits(true, false, true, 1), new ScanTraits(false, false, false, 1)),
            List.of(),
            1,
            EpochJournal.none(),
            new SeededScheduler(1, 0),
            new EpochEvents() {
                @Override
                public void completed(Barrier barrier) {}

                @Override
                public void checkpoint(Barrier barrier, EpochStart start) {}

                @Override
                public void failed(Throwable reason) {
                    throw new AssertionError(reason);
                }
            });

    private void begin() {
        coordinator.add(new CutPoint() {
            @Override
            public void close(long epoch) {
                closing.add(epoch);
            }

            @Override
            public void release(Barrier barrier) {
                released.add(barrier);
            }
        });
        coordinator.start();
        coordinator.passed(released.get(0));
    }

    @Test
    void noEpochClosesBeforeConstantRowsHaveCome() {
        begin();
        assertThat(coordinator.awaitsEnd(CONSTANT)).isTrue();
        assertThat(coordinator.awaitsEnd(TABLE)).isFalse();
        coordinator.requestNow();
        assertThat(closing).isEmpty();
        coordinator.atEnd(CONSTANT);
        assertThat(closing).containsExactly(1L);
        assertThat(coordinator.awaitsEnd(CONSTANT)).isFalse();
    }

    @Test
    void constantRowsThatNobodyNeedsAreNotWaitedFor() {
        begin();
        coordinator.enough(new int[] {CONSTANT});
        coordinator.requestNow();
        assertThat(closing).containsExactly(1L);
    }

    @Test
    void aJobThatIsStoppedDoesNotWaitForConstantRows() {
        begin();
        coordinator.stop();
        assertThat(closing).containsExactly(1L);
    }
}
