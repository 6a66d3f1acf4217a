// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Runs random trials. {@code -Dseed=N} repeats one; {@code -Dtrials=N} runs more, {@code -Dfirst=N} from another seed on.
 */
class DifferentialTest {
    private static final int CHANGES = 60;

    private static boolean fails(Trial trial) {
        try {
            trial.run();
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }

    @Test
    void aFailingTrialIsShrunkToTheRowsThatMatter() {
        Trial failing = null;
        for (long seed = 1; failing == null; seed++) {
            Trial trial = Trial.random(seed, CHANGES);
            failing = failsWith(trial, PlantedBug.AGGREGATE_FILTER) ? trial : null;
        }
        Trial small = new Shrinker(t -> t.size() > 2 && failsWith(t, PlantedBug.AGGREGATE_FILTER)).shrink(failing);
        assertThat(failsWith(small, PlantedBug.AGGREGATE_FILTER)).isTrue();
        assertThat(small.size()).isLessThan(failing.size() / 3);
    }

    private static boolean failsWith(Trial trial, PlantedBug bug) {
        try {
            trial.run(bug);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    @Test
    void theExecutorAnswersAsTheReferenceDoes() {
        Long only = Long.getLong("seed");
        if (only != null) {
            Trial trial = Trial.random(only, CHANGES);
            System.out.println(trial);
            System.out.println(trial.run());
            return;
        }
        int trials = Integer.getInteger("trials", 1_000);
        long first = Long.getLong("first", 1);
        Map<Trial.Outcome, Integer> outcomes = new EnumMap<>(Trial.Outcome.class);
        StringBuilder failures = new StringBuilder();
        int failed = 0;
        for (long seed = first; seed < first + trials; seed++) {
            Trial trial = Trial.random(seed, CHANGES);
            try {
                outcomes.merge(trial.run(), 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                failed++;
                if (failed <= 3) {
                    failures.append(new Shrinker(DifferentialTest::fails).shrink(trial))
                            .append(e)
                            .append("\n\n");
                }
            }
        }
        System.out.println("differential trials: " + outcomes + ", failed " + failed);
        assertThat(failed).as("%s", failures).isZero();
        assertThat(outcomes.getOrDefault(Trial.Outcome.EQUAL, 0))
                .as("too few trials have an answer that changes")
                .isGreaterThan(trials / 2);
    }
}
