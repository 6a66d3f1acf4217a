// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.operator;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.Operators;
import io.weir.executor.operator.Progress;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds per barrier of functions over frames of one partition of 50,000 rows (time, key, value, id, price), of which 100
 * change: rows that come behind the last, or updates of any, which take a row back and add it with another value.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class Overs {
    private static final int ROWS = 50_000;
    private static final int CHANGES = 100;
    private static final int VALUE = 2;
    private static final int PRICE = 4;
    private static final Schema INPUT = new Schema(List.of(
            new Field("at", DataType.timestamp(6)),
            new Field("key", DataType.bigint()),
            new Field("value", DataType.bigint()),
            new Field("id", DataType.bigint()),
            new Field("price", DataType.doubling())));

    /** What is computed. */
    public enum Query {
        /** The sum of a row and the ten before it. */
        SUM_OF_11,
        /** The sum of all rows up to this one and its peers. */
        RUNNING_SUM,
        /** The greatest of all rows up to this one. */
        RUNNING_MAX,
        ROW_NUMBER,
        RANK,
        LAG,
        /** The sum of the DOUBLEs of all rows up to this one and its peers. */
        RUNNING_DOUBLES,
        /** The sum of the DOUBLEs of a row and the ten before it. */
        DOUBLES_OF_11,
        /** How the DOUBLEs of all rows up to this one vary. */
        RUNNING_DEVIATION,
        /** The sum of all rows. */
        SUM_OF_ALL,
        /** The greatest of all rows. */
        MAX_OF_ALL,
        /** The sum of this row and all behind it. */
        SUM_TO_END,
        /** The greatest of this row and all behind it. */
        MAX_TO_END,
        /** The value of the last row. */
        LAST_OF_ALL,
        /** How many different values there are. */
        DISTINCT_OF_ALL,
        PERCENT_RANK
    }

    /** Where changes are. */
    public enum Changes {
        /** Rows come behind the last. */
        END,
        /** Rows anywhere are taken back and added with another value. */
        UPDATES,
        /** The same, and what is computed stays the same. */
        EQUAL_UPDATES
    }

    @Param
    public Query query = Query.SUM_OF_11;

    @Param
    public Changes changes = Changes.END;

    private LentContext context = new LentContext();
    private @Nullable Operator operator;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<long[]> rows = new ArrayList<>();
    private long epoch;

    @Setup(Level.Iteration)
    public void open() {
        context = new LentContext();
        rows.clear();
        Operator opened = Operators.of(plan(query), context);
        operator = opened;
        for (int from = 0; from < ROWS; from += Batch.MAX_ROWS) {
            int count = Math.min(Batch.MAX_ROWS, ROWS - from);
            long[][] columns = new long[4][count];
            for (int i = 0; i < count; i++) {
                put(add(), columns, i);
            }
            give(opened, columns, null);
        }
        barrier(opened);
    }

    private long[] add() {
        long[] row = {rows.size() * 1_000L, 1, random.nextInt(1_000), rows.size()};
        rows.add(row);
        return row;
    }

    private static void put(long[] row, long[][] columns, int at) {
        for (int c = 0; c < columns.length; c++) {
            columns[c][at] = row[c];
        }
    }

    private void give(Operator to, long[][] columns, int @Nullable [] weights) {
        Vector[] vectors = new Vector[columns.length + 1];
        for (int c = 0; c < columns.length; c++) {
            vectors[c] = new LongVector(columns[c].length, columns[c], null);
        }
        double[] prices =
                Arrays.stream(columns[VALUE]).mapToDouble(value -> value * 0.1).toArray();
        vectors[PRICE] = new DoubleVector(prices.length, prices, null);
        Batch batch = new Batch(columns[0].length, vectors, null, columns[0].length, weights, null, null);
        finish(to.onBatch(0, batch, context), to);
        batch.release();
    }

    private void barrier(Operator to) {
        Barrier barrier = new Barrier(epoch++, new long[] {Barrier.NO_WATERMARK}, 0, true, 0, false, false);
        finish(to.onBarrier(barrier, context), to);
    }

    private void finish(Progress first, Operator to) {
        Progress progress = first;
        while (progress == Progress.MORE) {
            progress = to.resume(context);
        }
    }

    @TearDown(Level.Iteration)
    public void close() {
        if (operator != null) {
            operator.close();
        }
        context.state().close();
    }

    @Benchmark
    public long barrier() {
        Operator opened = java.util.Objects.requireNonNull(operator);
        if (changes == Changes.END) {
            long[][] columns = new long[4][CHANGES];
            for (int i = 0; i < CHANGES; i++) {
                put(add(), columns, i);
            }
            give(opened, columns, null);
        } else {
            long[][] columns = new long[4][2 * CHANGES];
            int[] weights = new int[2 * CHANGES];
            for (int i = 0; i < CHANGES; i++) {
                long[] row = rows.get(random.nextInt(rows.size()));
                put(row, columns, 2 * i);
                weights[2 * i] = -1;
                row[changes == Changes.UPDATES ? VALUE : VALUE + 1]++;
                put(row, columns, 2 * i + 1);
                weights[2 * i + 1] = 1;
            }
            give(opened, columns, weights);
        }
        barrier(opened);
        return context.rowsSent;
    }

    private static PhysicalPlan plan(Query query) {
        OverCall call = switch (query) {
            case SUM_OF_11 -> aggregate(AggregateFunction.SUM, tenBefore());
            case RUNNING_SUM -> aggregate(AggregateFunction.SUM, Frame.UP_TO_PEERS);
            case RUNNING_MAX -> aggregate(AggregateFunction.MAX, Frame.UP_TO_PEERS);
            case ROW_NUMBER -> call(OverCall.Function.ROW_NUMBER, null, Frame.ALL, List.of());
            case RANK -> call(OverCall.Function.RANK, null, Frame.ALL, List.of());
            case LAG -> call(OverCall.Function.LAG, null, Frame.ALL, List.of(VALUE));
            case RUNNING_DOUBLES -> doubles(AggregateFunction.SUM, Frame.UP_TO_PEERS);
            case DOUBLES_OF_11 -> doubles(AggregateFunction.SUM, tenBefore());
            case RUNNING_DEVIATION -> doubles(AggregateFunction.STDDEV_POP, Frame.UP_TO_PEERS);
            case SUM_OF_ALL -> aggregate(AggregateFunction.SUM, Frame.ALL);
            case MAX_OF_ALL -> aggregate(AggregateFunction.MAX, Frame.ALL);
            case SUM_TO_END -> aggregate(AggregateFunction.SUM, toEnd());
            case MAX_TO_END -> aggregate(AggregateFunction.MAX, toEnd());
            case LAST_OF_ALL -> call(OverCall.Function.LAST_VALUE, null, Frame.ALL, List.of(VALUE));
            case DISTINCT_OF_ALL -> call(AggregateFunction.COUNT, Frame.ALL, VALUE, true, DataType.bigint());
            case PERCENT_RANK ->
                call(OverCall.Function.PERCENT_RANK, null, Frame.ALL, List.of(), false, DataType.doubling());
        };
        List<Field> fields = new ArrayList<>(INPUT.columns());
        fields.add(new Field("result", call.type()));
        return new PhysicalPlan.Over(
                new PhysicalPlan.Values(List.of(), INPUT),
                List.of(1),
                List.of(new SortKey(0, false, true)),
                List.of(call),
                OverTime.NONE,
                ChangeMode.RETRACT,
                false,
                new Schema(fields));
    }

    private static Frame tenBefore() {
        Bound ten = new Bound(Bound.Kind.PRECEDING, Optional.of(new Literal(10L, DataType.bigint())));
        return new Frame(Unit.ROWS, ten, Bound.CURRENT_ROW, Exclusion.NO_OTHERS);
    }

    private static OverCall aggregate(AggregateFunction function, Frame frame) {
        return call(OverCall.Function.AGGREGATE, function, frame, List.of(VALUE));
    }

    private static OverCall doubles(AggregateFunction function, Frame frame) {
        return call(function, frame, PRICE, false, DataType.doubling());
    }

    private static OverCall call(
            AggregateFunction function, Frame frame, int argument, boolean distinct, DataType type) {
        return call(OverCall.Function.AGGREGATE, function, frame, List.of(argument), distinct, type);
    }

    private static Frame toEnd() {
        return new Frame(Unit.ROWS, Bound.CURRENT_ROW, Bound.UNBOUNDED_FOLLOWING, Exclusion.NO_OTHERS);
    }

    private static OverCall call(
            OverCall.Function function, @Nullable AggregateFunction aggregate, Frame frame, List<Integer> arguments) {
        return call(function, aggregate, frame, arguments, false, DataType.bigint());
    }

    private static OverCall call(
            OverCall.Function function,
            @Nullable AggregateFunction aggregate,
            Frame frame,
            List<Integer> arguments,
            boolean distinct,
            DataType type) {
        return new OverCall(
                function, aggregate, arguments, List.of(), distinct, -1, false, frame, type, function.name());
    }
}
