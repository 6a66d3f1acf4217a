// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of an aggregation at work: what they keep in a group's row, how rows are added, what they give. */
final class Aggregation {
    private final List<ValueType> columns;
    private final Feed[] feeds;
    private final Accumulator[] accumulators;
    private final AggregateResult[] results;
    private final @Nullable CountRows rows;
    /** Whether there is one group, which is there without rows too. */
    private final boolean single;

    private final List<Runnable> clearing;

    private Aggregation(
            AggregateParts parts,
            AggregateResult[] results,
            @Nullable CountRows rows,
            boolean single,
            boolean deferring) {
        this.results = results;
        this.rows = rows;
        this.single = single;
        columns = parts.columns();
        clearing = parts.clearing();
        feeds = parts.feeds().stream()
                .filter(feed -> !deferring || feed.lens().distinct().isEmpty())
                .toArray(Feed[]::new);
        accumulators = parts.feeds().stream()
                .flatMap(feed -> feed.accumulators().stream())
                .toArray(Accumulator[]::new);
    }

    /** Keeps everything up to date with each batch; the rows of each group are counted. */
    static Aggregation incremental(
            List<AggregateCall> calls,
            List<Integer> keys,
            List<DataType> inputTypes,
            boolean retracts,
            StateStore state) {
        AggregateParts parts = new AggregateParts(inputTypes, keys, retracts, state);
        CountRows rows = parts.rows();
        return new Aggregation(parts, results(calls, parts), rows, keys.isEmpty(), false);
    }

    /**
     * For groups that are kept by slices of time. Values that must be counted one by one are not; for them {@code
     * values} receives what counts them by slice.
     *
     * @param counted whether the rows of groups are counted
     */
    static Aggregation bySlices(
            List<AggregateCall> calls,
            List<Integer> keys,
            List<DataType> inputTypes,
            boolean retracts,
            boolean counted,
            StateStore state,
            List<SliceValues> values) {
        AggregateParts parts = new AggregateParts(inputTypes, keys, retracts, null);
        CountRows rows = counted ? parts.rows() : null;
        Aggregation aggregation = new Aggregation(parts, results(calls, parts), rows, false, true);
        for (Feed feed : parts.feeds()) {
            List<Integer> arguments = feed.lens().distinct();
            if (!arguments.isEmpty()) {
                values.add(new SliceValues(
                        feed,
                        parts.valueKeys(arguments),
                        keys.size(),
                        parts.valueKeyTypes(arguments),
                        state,
                        values.size()));
            }
        }
        return aggregation;
    }

    private static AggregateResult[] results(List<AggregateCall> calls, AggregateParts parts) {
        List<AggregateResult> results = new ArrayList<>();
        for (AggregateCall call : calls) {
            results.add(parts.result(call));
        }
        return results.toArray(new AggregateResult[0]);
    }

    /** The columns of a group's row. */
    List<ValueType> columns() {
        return columns;
    }

    int resultCount() {
        return results.length;
    }

    /** Whether the group has a row to show. */
    boolean isShown(StateTable table, int group) {
        if (rows == null || single) {
            return true;
        }
        long count = rows.count(table, group);
        if (count < 0) {
            throw NegativeMultiplicity.ofGroup(count);
        }
        return count > 0;
    }

    /** Whether all that is kept of a group is its row. */
    boolean isInRows() {
        return clearing.isEmpty();
    }

    /** Forgets what is kept beside the rows of groups. */
    void clear() {
        clearing.forEach(Runnable::run);
    }

    /** Whether nothing of the group is left. */
    boolean isGone(StateTable table, int group) {
        return rows != null && !single && rows.count(table, group) == 0;
    }

    /** Adds a batch; {@code groups} are the table's rows of its rows that count, and touched. */
    void add(StateTable table, Batch batch, int[] groups) {
        for (Feed feed : feeds) {
            feed.intake().take(batch, groups);
            for (Accumulator each : feed.accumulators()) {
                each.add(table);
            }
            feed.intake().drop();
        }
    }

    /** Adds a batch to one row. */
    void addToOne(StateTable table, Batch batch, int row) {
        table.touch(row);
        for (Feed feed : feeds) {
            feed.intake().take(batch, null);
            for (Accumulator each : feed.accumulators()) {
                each.addToOne(table, row);
            }
            feed.intake().drop();
        }
    }

    /** Adds what other rows hold; {@code sign} is -1 to take it back. */
    void merge(StateTable table, int[] groups, int count, Partials from, int sign) {
        for (Accumulator each : accumulators) {
            each.merge(table, groups, count, from, sign);
        }
    }

    /** Appends the values of a call for some groups. */
    void append(int call, StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        results[call].append(table, groups, from, to, out, errors);
    }
}
