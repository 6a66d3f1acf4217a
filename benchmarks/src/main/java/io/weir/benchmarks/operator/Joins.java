// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.operator;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.Operators;
import io.weir.executor.operator.Progress;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.RankFunction;
import io.weir.plan.RowsPerKey;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * Nanoseconds per row of joins of (time, key, value, text): one batch of the right side, as a rule with keys of its own, to
 * fifteen of the left; a barrier comes every 32,768 rows, which are a third of a second. Each run begins with empty state.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class Joins {
    private static final int BATCHES = 512;
    private static final int BATCHES_PER_EPOCH = 16;
    private static final int ROWS = BATCHES * Batch.MAX_ROWS;
    private static final long SECOND = 1_000_000;
    private static final int TEXT_BYTES = 32;
    private static final Schema INPUT = new Schema(List.of(
            new Field("at", DataType.timestamp(6)),
            new Field("key", DataType.bigint()),
            new Field("value", DataType.bigint()),
            new Field("name", DataType.text())));

    /** What is joined. */
    public enum Query {
        /** Left rows with their one right row. */
        INNER,
        /** The same, when both sides may be taken back. */
        INNER_RETRACT,
        /** The same, when the right side is known to have one row per key. */
        INNER_KEYED,
        /** The same where left values are greater. */
        INNER_GREATER,
        /** Left rows with their right row or without. */
        LEFT,
        /** Left rows that have a right row. */
        SEMI,
        /** Right rows with keys of the left side: each has some 30 partners. */
        MANY,
        /** Left rows with right rows of the last 10 seconds. */
        INTERVAL,
        /** Both sides in windows of 2 seconds. */
        WINDOW,
        /** The ten greatest values of each key. */
        TOP_10,
        /** The same when rows may be taken back. */
        TOP_10_RETRACT
    }

    @Param
    public Query query = Query.INNER;

    private final long[][] keys = new long[BATCHES][Batch.MAX_ROWS];
    private final long[][] values = new long[BATCHES][Batch.MAX_ROWS];
    private final long[][] times = new long[BATCHES][Batch.MAX_ROWS];
    private final long[][] ends = new long[BATCHES][Batch.MAX_ROWS];
    private Vector text = new LongVector(0, new long[0], null);

    @Setup
    public void open() {
        SplittableRandom random = new SplittableRandom(1);
        long row = 0;
        int rightRows = 0;
        for (int b = 0; b < BATCHES; b++) {
            for (int i = 0; i < Batch.MAX_ROWS; i++, row++) {
                boolean ofItsOwn = isRight(b) && query != Query.MANY;
                keys[b][i] = (ofItsOwn ? rightRows++ : random.nextInt(Math.max(1, rightRows))) * 7_919L;
                values[b][i] = random.nextInt(1_000_000);
                times[b][i] = row * SECOND / 100_000;
                ends[b][i] = (times[b][i] / (2 * SECOND) + 1) * 2 * SECOND;
                rightRows += query == Query.MANY && isRight(b) ? 1 : 0;
            }
        }
        byte[] block = new byte[Batch.MAX_ROWS * TEXT_BYTES];
        int[] starts = new int[Batch.MAX_ROWS];
        int[] lengths = new int[Batch.MAX_ROWS];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i * TEXT_BYTES;
            lengths[i] = TEXT_BYTES;
            for (int c = 0; c < TEXT_BYTES; c++) {
                block[i * TEXT_BYTES + c] = (byte) ('a' + random.nextInt(26));
            }
        }
        text = new BytesVector(Batch.MAX_ROWS, new byte[][] {block}, null, starts, lengths, null);
    }

    private static boolean isRight(int batch) {
        return batch % 16 == 0;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long run() {
        LentContext context = new LentContext();
        PhysicalPlan plan = plan(query);
        Operator operator = Operators.of(plan, context);
        boolean two = plan.inputs().size() == 2;
        long epoch = 0;
        for (int b = 0; b < BATCHES; b++) {
            Batch batch = new Batch(
                    Batch.MAX_ROWS,
                    column(query == Query.WINDOW ? ends[b] : times[b]),
                    column(keys[b]),
                    column(values[b]),
                    text);
            finish(operator.onBatch(two && isRight(b) ? 1 : 0, batch, context), operator, context);
            batch.release();
            if ((b + 1) % BATCHES_PER_EPOCH == 0) {
                long watermark = times[b][Batch.MAX_ROWS - 1] - SECOND;
                Barrier barrier = new Barrier(epoch++, new long[] {watermark}, 0, true, 0, false, false);
                finish(operator.onBarrier(barrier, context), operator, context);
                context.openWatermark = watermark;
            }
        }
        operator.close();
        context.state().close();
        return context.rowsSent;
    }

    private static void finish(Progress first, Operator operator, LentContext context) {
        Progress progress = first;
        while (progress == Progress.MORE) {
            progress = operator.resume(context);
        }
    }

    private static LongVector column(long[] of) {
        return new LongVector(of.length, of, null);
    }

    private static PhysicalPlan plan(Query query) {
        Expression left = new Expression.ColumnRef(2, DataType.bigint());
        Expression right = new Expression.ColumnRef(INPUT.size() + 2, DataType.bigint());
        Expression greater = new Expression.Call(Operation.GREATER, List.of(left, right), DataType.bool(), null);
        return switch (query) {
            case INNER, MANY -> join(JoinType.INNER, null, JoinTime.NONE, ChangeMode.APPEND);
            case INNER_RETRACT -> join(JoinType.INNER, null, JoinTime.NONE, ChangeMode.RETRACT);
            case INNER_KEYED -> keyed();
            case INNER_GREATER -> join(JoinType.INNER, greater, JoinTime.NONE, ChangeMode.APPEND);
            case LEFT -> join(JoinType.LEFT, null, JoinTime.NONE, ChangeMode.APPEND);
            case SEMI -> join(JoinType.SEMI, null, JoinTime.NONE, ChangeMode.APPEND);
            case INTERVAL -> join(JoinType.INNER, null, new JoinTime.Interval(0, 0, 0, 10 * SECOND), ChangeMode.APPEND);
            case WINDOW -> join(JoinType.INNER, null, new JoinTime.Window(0, 0), ChangeMode.APPEND);
            case TOP_10 -> top(ChangeMode.APPEND);
            case TOP_10_RETRACT -> top(ChangeMode.RETRACT);
        };
    }

    private static PhysicalPlan join(JoinType type, @Nullable Expression condition, JoinTime time, ChangeMode changes) {
        return join(type, condition, time, changes, RowsPerKey.MANY);
    }

    private static PhysicalPlan keyed() {
        return join(JoinType.INNER, null, JoinTime.NONE, ChangeMode.RETRACT, RowsPerKey.ONE);
    }

    private static PhysicalPlan join(
            JoinType type, @Nullable Expression condition, JoinTime time, ChangeMode changes, RowsPerKey rightRows) {
        List<Field> fields = new ArrayList<>(INPUT.columns());
        if (!type.leftOnly()) {
            fields.addAll(INPUT.columns());
        }
        boolean windows = time instanceof JoinTime.Window;
        List<Integer> keyColumns = windows ? List.of(1, 0) : List.of(1);
        return new PhysicalPlan.Join(
                new PhysicalPlan.Values(List.of(), INPUT),
                new PhysicalPlan.Values(List.of(), INPUT),
                type,
                keyColumns,
                keyColumns,
                windows ? List.of(false, false) : List.of(false),
                condition,
                time,
                changes,
                changes,
                RowsPerKey.MANY,
                rightRows,
                false,
                new Schema(fields));
    }

    private static PhysicalPlan top(ChangeMode changes) {
        return new PhysicalPlan.TopN(
                new PhysicalPlan.Values(List.of(), INPUT),
                List.of(1),
                List.of(new SortKey(2, true, false)),
                RankFunction.ROW_NUMBER,
                1,
                10,
                false,
                changes,
                false,
                INPUT);
    }
}
