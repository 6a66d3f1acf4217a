// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.logical;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the plan as the statement says it, before any rule has run. */
public sealed interface LogicalPlan {
    Schema schema();

    /** All physical and metadata columns of a table; computed columns are projections above. */
    record Scan(TableDefinition table, @Nullable Expression watermark, Schema schema) implements LogicalPlan {}

    record Values(List<List<Expression.Literal>> rows, Schema schema) implements LogicalPlan {}

    record Filter(LogicalPlan input, Expression condition) implements LogicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    record Project(LogicalPlan input, List<Expression> expressions, Schema schema) implements LogicalPlan {}

    /** A window function: the input's columns, then window_start, window_end and window_time. */
    record Window(LogicalPlan input, WindowSpec window, Schema schema) implements LogicalPlan {}

    /**
     * Columns: the keys, then the calls.
     *
     * @param windowKeys which keys are window_start, window_end or window_time of a window function below, so that the
     *     aggregation waits for the watermark; empty for an ordinary aggregation
     */
    record Aggregate(
            LogicalPlan input, List<Integer> keys, List<Integer> windowKeys, List<AggregateCall> calls, Schema schema)
            implements LogicalPlan {}

    record Union(List<LogicalPlan> inputs, boolean all, Schema schema) implements LogicalPlan {}

    record Sort(LogicalPlan input, List<SortKey> keys, long offset, Optional<Long> fetch) implements LogicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }
}
