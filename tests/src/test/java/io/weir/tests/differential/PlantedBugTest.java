// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The trials would be worth nothing if they passed whatever the executor did: each planted mistake must make one fail that passes
 * without it, within a few trials that are steered to where it shows.
 */
class PlantedBugTest {
    private static final int TRIALS_MAX = Integer.getInteger("trials", 60);
    private static final int CHANGES = 100;
    private static final int BUGS_MIN = 20;

    @Test
    void theTrialsFindEach() {
        List<String> found = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (PlantedBug bug : PlantedBug.values()) {
            if (!BugFocus.over(bug) || Trial.OVER) {
                search(bug, found, missed);
            }
        }
        System.out.println(String.join("\n", found));
        assertThat(missed).as("mistakes that no trial noticed").isEmpty();
        assertThat(found).hasSizeGreaterThan(BUGS_MIN);
    }

    private static void search(PlantedBug bug, List<String> found, List<String> missed) {
        int chances = 0;
        for (long seed = 1; seed <= TRIALS_MAX; seed++) {
            Trial trial = Trial.random(seed, CHANGES, BugFocus.of(bug), BugFocus.over(bug));
            Optional<Boolean> noticed = TrialRun.notices(trial, bug);
            if (noticed.orElse(false) && passes(trial)) {
                found.add(bug + " is found by seed " + seed);
                return;
            }
            chances += noticed.isPresent() ? 1 : 0;
        }
        missed.add(bug + ", in " + chances + " trials whose plan it changes");
    }

    private static boolean passes(Trial trial) {
        try {
            return TrialRun.of(trial, new Coverage(true)) != Trial.Outcome.NOT_SUPPORTED;
        } catch (TrialFailure e) {
            return false;
        }
    }
}
