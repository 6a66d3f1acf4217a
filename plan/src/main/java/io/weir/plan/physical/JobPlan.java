// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.physical;

import java.util.List;
import java.util.Map;

/**
 * What a job runs: one border for a query or INSERT, several for a statement set.
 *
 * @param version of the plan format, {@link #VERSION} when made
 * @param roots each a {@link PhysicalPlan.Result} or {@link PhysicalPlan.Sink}
 * @param bounded whether all inputs end
 * @param options the session options the plan was made under, by key
 */
public record JobPlan(int version, List<PhysicalPlan> roots, boolean bounded, Map<String, String> options) {
    public static final int VERSION = 1;

    public JobPlan {
        roots = List.copyOf(roots);
        options = Map.copyOf(options);
    }
}
