// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The trials would be worth nothing if they passed whatever the executor did. */
class PlantedBugTest {
    /**
     * A build proves only that more than 20 mistakes are found: with so few trials none has its {@link #CHANCES}. {@code
     * -Dtrials=400} also asks that each is.
     */
    private static final int TRIALS_MAX = Integer.getInteger("trials", 40);
    /** So many trials that could have noticed a mistake are enough to say that none does. */
    private static final int CHANCES = 60;

    private static final int CHANGES = 100;

    @Test
    void theTrialsFindEach() {
        Map<PlantedBug, Integer> tried = new EnumMap<>(PlantedBug.class);
        for (PlantedBug bug : PlantedBug.values()) {
            tried.put(bug, 0);
        }
        Map<String, String> found = new TreeMap<>();
        for (long seed = 1; seed <= TRIALS_MAX && !tried.isEmpty(); seed++) {
            Trial trial = Trial.random(seed, CHANGES);
            for (PlantedBug bug : tried.keySet().toArray(new PlantedBug[0])) {
                Optional<Boolean> noticed = TrialRun.notices(trial, bug);
                if (noticed.isPresent()) {
                    tried.merge(bug, 1, Integer::sum);
                    if (noticed.get()) {
                        found.put(bug.name(), "trial " + tried.remove(bug) + " that could, seed " + seed);
                    }
                }
            }
        }
        found.forEach((bug, when) -> System.out.println("found " + bug + " in " + when));
        System.out.println("not found, with the trials that could have: " + tried);
        tried.values().removeIf(chances -> chances < CHANCES);
        assertThat(tried)
                .as("bugs that no trial noticed, with the trials that could have")
                .isEmpty();
        assertThat(found).as("bugs that were found").hasSizeGreaterThan(20);
    }
}
