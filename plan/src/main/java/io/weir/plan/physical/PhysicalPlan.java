// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Predicate;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a physical plan; plans are trees of records, and equal subtrees of one job are the same node.
 *
 * <p>In particular every table is scanned by one {@link Scan} per job, so that all branches see the same cut.
 */
public sealed interface PhysicalPlan {
    /** The columns of its rows. */
    Schema schema();

    List<PhysicalPlan> inputs();

    /** The noun that EXPLAIN, metrics and tests use. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Reads a table.
     *
     * @param columns which columns of the table's schema, in this order
     * @param predicates a reader may leave out rows for which one does not hold; a Filter above checks all the same
     * @param watermark over the read columns: its greatest value is the split's watermark; null when the table declares none
     * @param idleTimeoutMicros a split without rows for so long is idle; 0 for never
     * @param onError {@code fail} or {@code drop}: what becomes of records that cannot be decoded
     */
    record Scan(
            TableDefinition table,
            List<Integer> columns,
            List<Predicate> predicates,
            @Nullable Expression watermark,
            long idleTimeoutMicros,
            String onError,
            ChangeMode changes,
            Schema schema)
            implements PhysicalPlan {
        public Scan {
            columns = List.copyOf(columns);
            predicates = List.copyOf(predicates);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of();
        }
    }

    /** Constant rows; each row holds literals. */
    record Values(List<List<Expression.Literal>> rows, Schema schema) implements PhysicalPlan {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of();
        }
    }

    /** Keeps the rows for which the condition is TRUE. */
    record Filter(PhysicalPlan input, Expression condition) implements PhysicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** Computes a new row from each row. */
    record Project(PhysicalPlan input, List<Expression> expressions, Schema schema) implements PhysicalPlan {
        public Project {
            expressions = List.copyOf(expressions);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** Gives each row once for every window it falls into, with the columns {@code properties} appended. */
    record WindowAssign(PhysicalPlan input, WindowSpec window, List<WindowSpec.Property> properties, Schema schema)
            implements PhysicalPlan {
        public WindowAssign {
            properties = List.copyOf(properties);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * Keeps running totals per group; at each barrier sends how the touched groups have changed.
     *
     * <p>Columns: the keys, then the calls. Without keys there is one group, which has its row from the first emitting
     * barrier on.
     *
     * @param inputChanges whether rows may be taken back
     */
    record GroupAggregate(
            PhysicalPlan input, List<Integer> keys, List<AggregateCall> calls, ChangeMode inputChanges, Schema schema)
            implements PhysicalPlan {
        public GroupAggregate {
            keys = List.copyOf(keys);
            calls = List.copyOf(calls);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * Totals per window and group, sent when the watermark closes the window; late rows are counted and dropped.
     *
     * <p>Columns: the keys, then the window properties, then the calls. Its input is not yet assigned to windows.
     */
    record WindowAggregate(
            PhysicalPlan input,
            WindowSpec window,
            List<Integer> keys,
            List<WindowSpec.Property> properties,
            List<AggregateCall> calls,
            ChangeMode inputChanges,
            Schema schema)
            implements PhysicalPlan {
        public WindowAggregate {
            keys = List.copyOf(keys);
            properties = List.copyOf(properties);
            calls = List.copyOf(calls);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** All rows of all inputs. */
    record Union(List<PhysicalPlan> inputs, Schema schema) implements PhysicalPlan {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * The rows in order, sent once at the last barrier of a bounded input; runs in one task.
     *
     * @param fetch how many rows to give; empty for all
     */
    record Sort(PhysicalPlan input, List<SortKey> keys, long offset, Optional<Long> fetch) implements PhysicalPlan {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** Any {@code fetch} rows of an append-only input after leaving out {@code offset}; then the result ends. Runs in one task. */
    record Limit(PhysicalPlan input, long offset, long fetch) implements PhysicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * Moves rows between tasks.
     *
     * @param keys rows with equal values in these columns go to the same task; none: all rows go to one task
     */
    record Exchange(PhysicalPlan input, List<Integer> keys) implements PhysicalPlan {
        public Exchange {
            keys = List.copyOf(keys);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * The border to a cursor.
     *
     * @param key columns proven to be a key of the result, by which changes show as -U and +U; empty when there is none
     * @param changes APPEND or RETRACT
     * @param early whether rows may be shown before their barrier: append-only, linear and over a single scan
     */
    record Result(PhysicalPlan input, Optional<List<Integer>> key, ChangeMode changes, boolean early)
            implements PhysicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** The border to a table. */
    record Sink(PhysicalPlan input, TableDefinition table, ChangeMode changes, boolean early) implements PhysicalPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }
}
