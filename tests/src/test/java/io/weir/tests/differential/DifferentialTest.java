// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tests.differential.Trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs random trials: {@code -Dtrials=N} of them, with seeds from {@code -Dseed=N} on. */
class DifferentialTest {
    private static final long BUILD_NANOS = 45_000_000_000L;

    private static final int CHANGES = 200;
    private static final int FAILURES_SHOWN = 3;

    private static @Nullable TrialFailure failure(Trial trial) {
        try {
            TrialRun.of(trial, new Coverage());
            return null;
        } catch (TrialFailure e) {
            return e;
        }
    }

    @Test
    void aFailingTrialIsShrunkToWhatMatters() {
        Trial failing = null;
        for (long seed = 1; failing == null; seed++) {
            Trial trial = Trial.random(seed, CHANGES);
            failing = failsWith(trial, PlantedBug.AGGREGATE_FILTER) ? trial : null;
        }
        Trial small = new Shrinker(t -> t.size() > 2 && failsWith(t, PlantedBug.AGGREGATE_FILTER)).shrink(failing);
        assertThat(failsWith(small, PlantedBug.AGGREGATE_FILTER)).isTrue();
        assertThat(small.size()).isLessThan(failing.size() / 3);
        assertThat(small.sql().length()).isLessThan(failing.sql().length());
    }

    private static boolean failsWith(Trial trial, PlantedBug bug) {
        return TrialRun.notices(trial, bug).orElse(false);
    }

    @Test
    void theExecutorAnswersAsTheReferenceDoes() throws IOException {
        int trials = Integer.getInteger("trials", 60);
        long first = Long.getLong("seed", 1);
        Coverage coverage = new Coverage();
        StringBuilder failures = new StringBuilder();
        int failed = 0;
        // a build has shorter streams and stops early; asked for by number, all are run
        boolean inBuild = Integer.getInteger("trials") == null;
        long until = inBuild ? System.nanoTime() + BUILD_NANOS : Long.MAX_VALUE;
        for (long seed = first; seed < first + trials && System.nanoTime() < until; seed++) {
            Trial trial = Trial.random(seed, inBuild ? CHANGES / 4 : CHANGES);
            if (inBuild && trial.sql().contains(" OVER ")) {
                continue; // over a product of tables one such trial can take minutes
            }
            if (trials == 1) {
                System.out.println(trial);
            }
            try {
                coverage.add(TrialRun.of(trial, coverage));
            } catch (TrialFailure e) {
                if (++failed <= FAILURES_SHOWN) {
                    Trial small = new Shrinker(t -> {
                                TrialFailure other = failure(t);
                                return other != null && other.kind() == e.kind();
                            })
                            .shrink(trial);
                    failures.append(small).append(failure(small)).append("\n\n");
                } else {
                    failures.append("seed ").append(seed).append('\n');
                }
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/coverage-table.txt"), coverage.toString());
        System.out.println(coverage + "failed: " + failed);
        assertThat(failed).as("%s", failures).isZero();
        assertThat(coverage.count(Outcome.EQUAL))
                .as("too few trials have an answer that changes")
                .isGreaterThanOrEqualTo(trials < 100 ? 0 : (trials - coverage.count(Outcome.NOT_SUPPORTED)) * 8 / 10);
    }
}
