// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trials would be worth nothing if they passed whatever the executor did. */
class PlantedBugTest {
    private static final int TRIALS_MAX = 400;
    private static final int CHANGES = 100;

    @ParameterizedTest
    @EnumSource
    void theTrialsFindIt(PlantedBug bug) {
        boolean found = false;
        for (long seed = 1; seed <= TRIALS_MAX && !found; seed++) {
            try {
                TrialRun.of(Trial.random(seed, CHANGES), bug);
            } catch (TrialFailure e) {
                found |= e.kind() == TrialFailure.Kind.OTHER_ANSWER;
            }
        }
        assertThat(found).as("no trial noticed %s", bug).isTrue();
    }
}
