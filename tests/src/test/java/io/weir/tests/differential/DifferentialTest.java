// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tests.differential.Trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs random trials: {@code -Dtrials=N} of them, with seeds from {@code -Dseed=N} on; {@code -Dover=false} leaves
 * out functions over frames.
 *
 * <p>From 10,000 trials on each form of query and each rule must have had its share, see {@link Coverage}; {@link Seeds} sees to it.
 */
class DifferentialTest {
    private static final int TRIALS = 300;
    private static final int CHANGES = 200;
    private static final int FAILURES_SHOWN = 3;
    private static final int TRIALS_PER_REPORT = 1_000;

    private static @Nullable TrialFailure failure(Trial trial) {
        try {
            TrialRun.of(trial, new Coverage(Trial.OVER));
            return null;
        } catch (TrialFailure e) {
            return e;
        }
    }

    @Test
    void aFailingTrialIsShrunkToWhatMatters() {
        Trial failing = null;
        for (long seed = 1; failing == null; seed++) {
            Trial trial = Trial.random(seed, CHANGES, Focus.on("FILTER \\(WHERE", seed % 2 == 0), false);
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
        int trials = Integer.getInteger("trials", TRIALS);
        long first = Long.getLong("seed", 1);
        Coverage coverage = new Coverage(Trial.OVER);
        StringBuilder failures = new StringBuilder();
        int failed = 0;
        Seeds seeds = new Seeds(first, trials, Coverage.goals(trials, Trial.OVER), Trial.OVER);
        for (int done = 1; done <= trials; done++) {
            int[] before = coverage.counts();
            long seed = seeds.next(before);
            Trial trial = Trial.random(seed, CHANGES);
            if (trials == 1) {
                System.out.println(trial);
            }
            try {
                coverage.add(TrialRun.of(trial, coverage));
            } catch (TrialFailure e) {
                System.out.println("seed " + seed + " fails");
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
            seeds.ran(seed, before, coverage.counts());
            if (done % TRIALS_PER_REPORT == 0) {
                System.out.println(done + " trials, " + failed + " failed");
            }
        }
        System.out.println(seeds);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/coverage-table.txt"), coverage.table(failed));
        System.out.println(coverage.table(failed));
        assertThat(failed).as("%s", failures).isZero();
        assertThat(coverage.count(Outcome.EQUAL))
                .as("too few trials have an answer that changes")
                .isGreaterThanOrEqualTo(trials < 100 ? 0 : trials * 8 / 10);
        assertThat(coverage.missing(trials)).as("too few pairs with").isEmpty();
    }
}
