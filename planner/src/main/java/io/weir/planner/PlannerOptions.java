// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import java.time.Duration;
import java.util.Set;

/**
 * How a planner works.
 *
 * @param disabledRules names of rules that are left out; for tests
 * @param deadline how long planning of one statement may take
 */
public record PlannerOptions(Set<String> disabledRules, Duration deadline) {
    /** The most columns of a table or query. */
    public static final int COLUMNS_MAX = 2_000;

    public PlannerOptions {
        disabledRules = Set.copyOf(disabledRules);
    }

    public static PlannerOptions defaults() {
        return new PlannerOptions(Set.of(), Duration.ofSeconds(10));
    }
}
