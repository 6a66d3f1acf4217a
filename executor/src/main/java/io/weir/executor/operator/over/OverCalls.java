// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.aggregate.ExactTotal;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls of an Over node at work. */
final class OverCalls implements AutoCloseable {
    private final List<OverCall> calls;
    private final List<CallValues> values = new ArrayList<>();
    private final int words;
    private final int totalWords;
    private final Reach reach;
    private final boolean countsRows;
    private final boolean countsGroups;
    private final long margin;
    private final Schema schema;
    private final OperatorContext context;
    private final ErrorMask errors = new ErrorMask();

    private final Results gone;
    private final Results come;

    private @Nullable StateTable stored;
    private int storedRow;
    private int storedColumn;

    /** @param stores whether what is known of rows before may be stored in columns as well as in words */
    OverCalls(List<OverCall> calls, List<SortKey> order, Schema schema, OperatorContext context, boolean stores) {
        this.calls = calls;
        this.schema = schema;
        this.context = context;
        int at = Prefix.CALLS;
        int totalAt = 0;
        for (OverCall call : calls) {
            CallValues each = values(call, order, schema.types(), new WordPlaces(at, totalAt, stores));
            values.add(each);
            at += each.words();
            totalAt += each.totalWords();
        }
        gone = new Results(calls);
        come = new Results(calls);
        words = at;
        totalWords = totalAt;
        reach = Reach.of(calls, values, stores);
        countsRows = calls.stream().anyMatch(call -> switch (call.function()) {
            case ROW_NUMBER, RANK, PERCENT_RANK, CUME_DIST, NTILE -> true;
            default -> false;
        });
        countsGroups = calls.stream().anyMatch(call -> call.function() == OverCall.Function.DENSE_RANK);
        margin = values.stream().mapToLong(CallValues::margin).max().orElse(0);
    }

    private static CallValues values(OverCall call, List<SortKey> order, List<DataType> types, WordPlaces places) {
        return switch (call.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> new PlaceValues(call, places);
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> new RowValues(call, order);
            case AGGREGATE -> aggregate(call, order, types, places);
        };
    }

    private static CallValues aggregate(OverCall call, List<SortKey> order, List<DataType> types, WordPlaces places) {
        AggregateFunction function = Objects.requireNonNull(call.aggregate());
        AggregateCall aggregate = new AggregateCall(
                function,
                call.arguments(),
                call.distinct(),
                call.filter(),
                function.collects() ? order : List.of(),
                call.ignoreNulls(),
                call.type(),
                call.name());
        if (ExactTotal.takes(aggregate, types)) {
            return new SumValues(call, aggregate, order, types, places);
        }
        if (DoubleTotal.takes(aggregate, types)) {
            return new DoubleValues(call, aggregate, order, types, places);
        }
        return ExtremeValues.takes(function)
                ? new ExtremeValues(call, aggregate, order, types, places)
                : new AggregateValues(call, aggregate, order, types);
    }

    Reach reach() {
        return reach;
    }

    /** How many words say what later rows need to know of those before them. */
    int words() {
        return words;
    }

    /** How many words say what rows need to know of all rows of their partition. */
    int totalWords() {
        return totalWords;
    }

    /** Adds entries to the words of all rows, so often as the weights say. */
    void addTotals(Entries entries, long[] weights, long[] total) {
        for (CallValues each : values) {
            if (each.totalWords() > 0) {
                each.addTotal(entries, weights, total);
            }
        }
    }

    boolean knowTotals(long[] total) {
        boolean all = true;
        for (CallValues each : values) {
            all &= each.knowsTotal(total);
        }
        return all;
    }

    boolean sameTotals(long[] was, long[] now) {
        boolean all = true;
        for (CallValues each : values) {
            all &= each.sameTotal(was, now);
        }
        return all;
    }

    /** The columns that say what later rows need to know of those before them, beside the words. */
    List<ValueType> columns() {
        return values.stream().flatMap(each -> each.columns().stream()).toList();
    }

    /** Begins with other rows, before which there are those that a row stands for. */
    void restore(StateTable from, int row, int column) {
        stored = from;
        storedRow = row;
        storedColumn = column;
    }

    /**
     * Computes all calls for the wanted rows. The values are good until others are computed with the same sign.
     *
     * @param sign -1 for rows that were shown and go
     */
    Shown of(Sequence rows, Segments wanted, int sign) {
        int column = storedColumn;
        wanted.take(rows, margin);
        Results into = sign < 0 ? gone : come;
        Vector[] results = into.values();
        boolean[] failed = null;
        for (int call = 0; call < results.length; call++) {
            VectorBuilder out = into.begin(call);
            values.get(call).begin(rows);
            int count = values.get(call).columns().size();
            if (stored != null && count > 0) {
                values.get(call).restore(stored, storedRow, column);
                column += count;
            }
            values.get(call).append(rows, wanted, out, errors);
            results[call] = out.view();
            if (errors.any()) {
                failed = failed == null ? new boolean[wanted.count()] : failed;
                report(rows, wanted, failed, sign);
                errors.clear();
            }
        }
        return new Shown(wanted, results, failed);
    }

    private void report(Sequence rows, Segments wanted, boolean[] failed, int sign) {
        Batch batch = new Batch(rows.entries().size(), rows.entries().columns());
        for (int i = 0; i < failed.length; i++) {
            if (errors.has(i) && !failed[i]) {
                failed[i] = true;
                int weight = sign * (int) Math.min(Integer.MAX_VALUE, wanted.weight(i));
                context.errors().report(batch, schema, wanted.entry(i), weight, errors.code(i), errors.span(i));
            }
        }
        batch.release();
    }

    /** Says in words what rows from an entry on need to know of all before; of the sequence computed last. */
    void save(Sequence rows, int entry, long[] into) {
        Arrays.fill(into, 0);
        long place = rows.before()[Prefix.ROWS] + rows.start(entry);
        into[Prefix.ROWS] = countsRows ? place : Math.min(place, reach.firstRows());
        if (countsGroups) {
            into[Prefix.GROUPS] = rows.before()[Prefix.GROUPS] + rows.groupsBefore(entry);
        }
        for (CallValues each : values) {
            each.save(rows, entry, into);
        }
    }

    /** Stores what rows from an entry on need to know of all before, in the row that it was restored from. */
    void store(Sequence rows, int entry) {
        StateTable into = Objects.requireNonNull(stored);
        int column = storedColumn;
        for (CallValues each : values) {
            int count = each.columns().size();
            if (count > 0) {
                each.store(rows, entry, into, storedRow, column);
                column += count;
            }
        }
    }

    @Override
    public void close() {
        for (CallValues each : values) {
            each.close();
        }
    }
}
