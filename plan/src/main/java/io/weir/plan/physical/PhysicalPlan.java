// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.RankFunction;
import io.weir.plan.RowsPerKey;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
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

    /** Whether it waits for the job's clock and not for the watermark. */
    default boolean byClock() {
        if (this instanceof WindowAggregate aggregate) {
            return aggregate.window().byClock();
        } else if (this instanceof SessionAssign assign) {
            return assign.window().byClock();
        } else if (this instanceof Join join) {
            return join.time() instanceof JoinTime.Window window && window.byClock();
        }
        return this instanceof Over over && over.time() instanceof OverTime.Window window && window.byClock();
    }

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
     * @param onError {@code fail}, {@code dead-letter} or {@code drop}: what becomes of records that cannot be decoded
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

    /**
     * Gives one row for each key, below a table whose key is not that of the query: keeps all, gives the greatest in the total order
     * and counts the others as conflicts. An Exchange below it brings equal keys to the same task.
     */
    record KeyWinner(PhysicalPlan input, List<Integer> keys) implements PhysicalPlan {
        public KeyWinner {
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
     * Turns upserts into rows that are added and taken back: keeps the last row of each key.
     *
     * <p>Of its input a row of weight +1 takes the place of the one with its key, and a row of weight -1, of which only the
     * key counts, takes that away. The rows of a key come in order, by one channel.
     *
     * @param keys the columns of the key
     */
    record UpsertFold(PhysicalPlan input, List<Integer> keys) implements PhysicalPlan {
        public UpsertFold {
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
     * @param perEpoch whether all rows of a group come in one epoch, so that its totals are sent and forgotten at the barrier
     */
    record GroupAggregate(
            PhysicalPlan input,
            List<Integer> keys,
            List<AggregateCall> calls,
            ChangeMode inputChanges,
            boolean perEpoch,
            Schema schema)
            implements PhysicalPlan {
        public GroupAggregate {
            keys = List.copyOf(keys);
            calls = List.copyOf(calls);
        }

        /** An aggregation whose groups are kept. */
        public GroupAggregate(
                PhysicalPlan input,
                List<Integer> keys,
                List<AggregateCall> calls,
                ChangeMode inputChanges,
                Schema schema) {
            this(input, keys, calls, inputChanges, false, schema);
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

    /**
     * Finds the windows of rows with gaps between them (SESSION) and gives each row, with {@code properties} appended, when the
     * watermark closes its window; late rows are counted and dropped.
     */
    record SessionAssign(
            PhysicalPlan input,
            WindowSpec window,
            List<WindowSpec.Property> properties,
            ChangeMode inputChanges,
            Schema schema)
            implements PhysicalPlan {
        public SessionAssign {
            properties = List.copyOf(properties);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * Holds the rows of windows until the watermark passes their end; late rows are counted and dropped.
     *
     * @param keys the columns by which an Exchange below brings rows together; none: all rows are in one task
     * @param byClock whether the job's clock closes the windows and not the watermark
     */
    record WindowHold(PhysicalPlan input, int endColumn, List<Integer> keys, ChangeMode inputChanges, boolean byClock)
            implements PhysicalPlan {
        public WindowHold {
            keys = List.copyOf(keys);
        }

        /** Windows by event time. */
        public WindowHold(PhysicalPlan input, int endColumn, List<Integer> keys, ChangeMode inputChanges) {
            this(input, endColumn, keys, inputChanges, false);
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
     * Joins two inputs; what it gives by {@link JoinType}, when and what it keeps by {@link JoinTime}.
     *
     * <p>Rows pair when their keys are equal and the condition is TRUE. Columns: the left ones, then the right ones; for SEMI and ANTI
     * the left ones alone.
     *
     * @param leftKeys columns of the left side; an Exchange below brings equal keys to the same task
     * @param rightKeys columns of the right side, of the same types
     * @param nullsMatch per key whether NULL equals NULL (IS NOT DISTINCT FROM); if not, a NULL has no partner
     * @param condition what else must hold, over the left columns followed by the right ones; null for nothing
     * @param leftRows how many rows the left side has for equal keys
     * @param rightRows how many rows the right side has for equal keys
     * @param perEpoch whether all rows that can pair come in one epoch, so that nothing is kept beyond the barrier
     */
    record Join(
            PhysicalPlan left,
            PhysicalPlan right,
            JoinType type,
            List<Integer> leftKeys,
            List<Integer> rightKeys,
            List<Boolean> nullsMatch,
            @Nullable Expression condition,
            JoinTime time,
            ChangeMode leftChanges,
            ChangeMode rightChanges,
            RowsPerKey leftRows,
            RowsPerKey rightRows,
            boolean perEpoch,
            Schema schema)
            implements PhysicalPlan {
        public Join {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            nullsMatch = List.copyOf(nullsMatch);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(left, right);
        }

        @Override
        public String name() {
            return time instanceof JoinTime.Interval
                    ? "IntervalJoin"
                    : time instanceof JoinTime.Window ? "WindowJoin" : "Join";
        }
    }

    /** The elements of collections, as in the logical plan; a linear operator. */
    record Unnest(PhysicalPlan input, List<Expression> collections, boolean ordinality, boolean outer, Schema schema)
            implements PhysicalPlan {
        public Unnest {
            collections = List.copyOf(collections);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /** INTERSECT or EXCEPT; an Exchange below each input brings equal rows to the same task. NULL equals NULL. */
    record SetOperation(
            LogicalPlan.SetOperation.Kind kind, List<PhysicalPlan> inputs, boolean all, boolean perEpoch, Schema schema)
            implements PhysicalPlan {
        public SetOperation {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * The rows of each partition whose rank is in a range, kept up to date.
     *
     * <p>Columns: the input's, then with {@code ranked} the rank as BIGINT NOT NULL. Ranks start at 1; ties are broken by the total order
     * over the whole row for ROW_NUMBER.
     *
     * @param to the last rank in it; {@code Long.MAX_VALUE} for no bound
     * @param perEpoch whether all rows of a partition come in one epoch, so that nothing is kept beyond the barrier
     */
    record TopN(
            PhysicalPlan input,
            List<Integer> partition,
            List<SortKey> order,
            RankFunction function,
            long from,
            long to,
            boolean ranked,
            ChangeMode inputChanges,
            boolean perEpoch,
            Schema schema)
            implements PhysicalPlan {
        public TopN {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
        }

        @Override
        public List<PhysicalPlan> inputs() {
            return List.of(input);
        }
    }

    /**
     * Functions over frames of each partition. Columns: the input's, then the calls.
     *
     * @param time whether rows wait for the watermark; for {@link OverTime.Window} a WindowHold stands below and perEpoch is set
     * @param perEpoch whether all rows of a partition come in one epoch, so that nothing is kept beyond the barrier
     */
    record Over(
            PhysicalPlan input,
            List<Integer> partition,
            List<SortKey> order,
            List<OverCall> calls,
            OverTime time,
            ChangeMode inputChanges,
            boolean perEpoch,
            Schema schema)
            implements PhysicalPlan {
        public Over {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
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
