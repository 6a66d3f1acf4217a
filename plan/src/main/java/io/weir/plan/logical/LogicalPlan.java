// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.logical;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Relation;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the plan as the statement says it, before any rule has run. */
public sealed interface LogicalPlan extends Relation {

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

    /**
     * Columns: the left ones, then the right ones; for SEMI and ANTI the left ones alone.
     *
     * @param condition over the left columns followed by the right ones
     */
    record Join(LogicalPlan left, LogicalPlan right, JoinType type, Expression condition, JoinTime time, Schema schema)
            implements LogicalPlan {}

    /**
     * For each left row the rows of the right side computed for it (LATERAL).
     *
     * @param type INNER, LEFT, SEMI or ANTI
     * @param correlation the number under which the right side refers to the left row in {@link Expression.Outer}
     */
    record Correlate(LogicalPlan left, LogicalPlan right, JoinType type, int correlation, Schema schema)
            implements LogicalPlan {}

    /**
     * The elements of collections, each with the columns of its row.
     *
     * <p>Columns: the input's, then per collection the elements' (a ROW element's fields, else one column; a MAP's key and value), then
     * with {@code ordinality} the 1-based place as INTEGER NOT NULL. Several collections are walked side by side, the shorter padded with NULL;
     * a MAP's entries stand in the order of its keys.
     *
     * @param collections ARRAY or MAP values over the input's columns; NULL is empty
     * @param outer whether a row without elements stays, padded with NULLs
     */
    record Unnest(LogicalPlan input, List<Expression> collections, boolean ordinality, boolean outer, Schema schema)
            implements LogicalPlan {
        public Unnest {
            collections = List.copyOf(collections);
        }
    }

    /** Rows in all inputs (INTERSECT), or in the first and none of the others (EXCEPT); with {@code all} by multiplicity. */
    record SetOperation(Kind kind, List<LogicalPlan> inputs, boolean all, Schema schema) implements LogicalPlan {
        public SetOperation {
            inputs = List.copyOf(inputs);
        }

        /** The operations; UNION has a node of its own. */
        public enum Kind {
            INTERSECT,
            EXCEPT
        }
    }

    /** Functions over frames, all of the same partitions and order. Columns: the input's, then the calls. */
    record Over(
            LogicalPlan input,
            List<Integer> partition,
            List<SortKey> order,
            List<OverCall> calls,
            OverTime time,
            Schema schema)
            implements LogicalPlan {
        public Over {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
            calls = List.copyOf(calls);
        }
    }
}
