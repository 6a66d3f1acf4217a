// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;
import java.util.List;
import java.util.stream.Stream;

/** A union of unions is one union. */
final class UnionFlatten implements Rule {
    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Union union)
                || union.inputs().stream().noneMatch(UnionFlatten::isAll)) {
            return node;
        }
        List<LogicalPlan> inputs = union.inputs().stream()
                .flatMap(input -> isAll(input) ? ((LogicalPlan.Union) input).inputs().stream() : Stream.of(input))
                .toList();
        return new LogicalPlan.Union(inputs, union.all(), union.schema());
    }

    private static boolean isAll(LogicalPlan input) {
        return input instanceof LogicalPlan.Union union && union.all();
    }
}
