// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.operator;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.Operators;
import io.weir.executor.operator.Progress;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per row of aggregations over (time, key, value): 100,000 rows are one second of event time, a barrier comes
 * every 32,768 rows.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class Aggregates {
    private static final int BATCHES = 64;
    private static final int BATCHES_PER_EPOCH = 16;
    private static final int ROWS = BATCHES * Batch.MAX_ROWS;
    private static final long SECOND = 1_000_000;
    private static final int TIME = 0;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final Schema INPUT = new Schema(List.of(
            new Field("at", DataType.timestamp(6)),
            new Field("key", DataType.bigint()),
            new Field("value", DataType.bigint())));

    /** What is computed. */
    public enum Query {
        /** MAX(value) per 10 seconds. */
        TUMBLE_MAX,
        /** COUNT(*) per key and 10 seconds. */
        TUMBLE_COUNT_BY_KEY,
        /** COUNT(*) per key in the last 10 seconds, every 2. */
        HOP_COUNT_BY_KEY,
        /** MIN(value) per key in the last 10 seconds, every 2. */
        HOP_MIN_BY_KEY,
        /** SUM(value) per key, running. */
        SUM_BY_KEY,
        /** COUNT, SUM, MIN, MAX and AVG per key, running. */
        FIVE_BY_KEY,
        /** COUNT(DISTINCT value) per key, running. */
        DISTINCT_BY_KEY,
        /** COUNT, SUM, MIN, MAX and AVG of everything, running. */
        FIVE
    }

    @Param
    public Query query = Query.TUMBLE_MAX;

    @Param("12000")
    public int keys;

    private final long[][] keyBlocks = new long[BATCHES][Batch.MAX_ROWS];
    private final long[][] valueBlocks = new long[BATCHES][Batch.MAX_ROWS];
    private final long[] times = new long[Batch.MAX_ROWS];
    private long rows;
    private long epoch;
    private LentContext context = new LentContext();
    private Operator operator = Operators.of(plan(Query.TUMBLE_MAX), context);

    @Setup
    public void open() {
        SplittableRandom random = new SplittableRandom(1);
        for (int b = 0; b < BATCHES; b++) {
            for (int i = 0; i < Batch.MAX_ROWS; i++) {
                keyBlocks[b][i] = random.nextInt(keys) * 7_919L;
                valueBlocks[b][i] = random.nextInt(1_000);
            }
        }
        context = new LentContext();
        operator = Operators.of(plan(query), context);
        barrier(Barrier.NO_WATERMARK);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long run() {
        for (int b = 0; b < BATCHES; b++) {
            for (int i = 0; i < Batch.MAX_ROWS; i++) {
                times[i] = (rows + i) * SECOND / 100_000;
            }
            rows += Batch.MAX_ROWS;
            Batch batch = new Batch(Batch.MAX_ROWS, column(times), column(keyBlocks[b]), column(valueBlocks[b]));
            operator.onBatch(0, batch, context);
            batch.release();
            if ((b + 1) % BATCHES_PER_EPOCH == 0) {
                barrier(times[Batch.MAX_ROWS - 1]);
            }
        }
        return context.rowsSent;
    }

    private static LongVector column(long[] values) {
        return new LongVector(values.length, values, null);
    }

    private void barrier(long watermark) {
        Barrier barrier = new Barrier(epoch++, new long[] {watermark}, 0, true, 0, false, false);
        Progress progress = operator.onBarrier(barrier, context);
        while (progress == Progress.MORE) {
            progress = operator.resume(context);
        }
        context.openWatermark = watermark;
    }

    private static PhysicalPlan plan(Query query) {
        WindowSpec tumble = new WindowSpec(WindowSpec.Kind.TUMBLE, TIME, 10 * SECOND, 10 * SECOND, 0, "UTC");
        WindowSpec hop = new WindowSpec(WindowSpec.Kind.HOP, TIME, 10 * SECOND, 2 * SECOND, 0, "UTC");
        List<AggregateCall> five = List.of(
                call(AggregateFunction.COUNT),
                call(AggregateFunction.SUM, VALUE),
                call(AggregateFunction.MIN, VALUE),
                call(AggregateFunction.MAX, VALUE),
                call(AggregateFunction.AVG, VALUE));
        return switch (query) {
            case TUMBLE_MAX -> window(tumble, List.of(), call(AggregateFunction.MAX, VALUE));
            case TUMBLE_COUNT_BY_KEY -> window(tumble, List.of(KEY), call(AggregateFunction.COUNT));
            case HOP_COUNT_BY_KEY -> window(hop, List.of(KEY), call(AggregateFunction.COUNT));
            case HOP_MIN_BY_KEY -> window(hop, List.of(KEY), call(AggregateFunction.MIN, VALUE));
            case SUM_BY_KEY -> group(List.of(KEY), List.of(call(AggregateFunction.SUM, VALUE)));
            case FIVE_BY_KEY -> group(List.of(KEY), five);
            case DISTINCT_BY_KEY ->
                group(
                        List.of(KEY),
                        List.of(new AggregateCall(
                                AggregateFunction.COUNT, List.of(VALUE), true, -1, DataType.bigint(), "call")));
            case FIVE -> group(List.of(), five);
        };
    }

    private static AggregateCall call(AggregateFunction function, Integer... arguments) {
        DataType type = function == AggregateFunction.AVG ? DataType.doubling() : DataType.bigint();
        return new AggregateCall(function, List.of(arguments), false, -1, type, "call");
    }

    private static PhysicalPlan group(List<Integer> keyColumns, List<AggregateCall> calls) {
        return new PhysicalPlan.GroupAggregate(
                input(), keyColumns, calls, ChangeMode.APPEND, schema(keyColumns, List.of(), calls));
    }

    private static PhysicalPlan window(WindowSpec window, List<Integer> keyColumns, AggregateCall call) {
        List<WindowSpec.Property> end = List.of(WindowSpec.Property.END);
        return new PhysicalPlan.WindowAggregate(
                input(),
                window,
                keyColumns,
                end,
                List.of(call),
                ChangeMode.APPEND,
                schema(keyColumns, end, List.of(call)));
    }

    private static PhysicalPlan input() {
        return new PhysicalPlan.Values(List.of(), INPUT);
    }

    private static Schema schema(
            List<Integer> keyColumns, List<WindowSpec.Property> properties, List<AggregateCall> calls) {
        List<Field> columns = new ArrayList<>();
        keyColumns.forEach(key -> columns.add(INPUT.columns().get(key)));
        properties.forEach(each -> columns.add(new Field(each.name(), INPUT.type(TIME))));
        calls.forEach(call -> columns.add(new Field(call.name(), call.type())));
        return new Schema(columns);
    }
}
