// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.kernel;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.Projection;
import io.weir.executor.kernel.RowFilter;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

/** Rows per second of one thread through kernels, and through the loops that one would write in their place. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ExpressionKernels {
    private static final int ROWS = Batch.MAX_ROWS;
    private static final DataType PRICE = DataType.decimal(12, 2);
    private static final List<DataType> TYPES =
            List.of(DataType.bigint(), DataType.bigint(), PRICE, DataType.text(), DataType.decimal(30, 2));

    /** Of ten values of each column so many are NULL. */
    @Param({"0", "1"})
    public int nullsOfTen;

    @Param({"COMPILED", "INTERPRETED"})
    public KernelMode mode = KernelMode.COMPILED;

    private final ErrorMask errors = new ErrorMask();
    private Batch batch = new Batch(0);
    private int[] found = {};

    private RowFilter comparisons = (rows, time, into, mask) -> 0;
    private RowFilter textEqual = comparisons;
    private Projection arithmetic = (rows, time, mask) -> new Vector[0];
    private Projection decimal = arithmetic;
    private Projection largeDecimal = arithmetic;
    private Projection branch = arithmetic;
    private Projection textFunction = arithmetic;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        String[] channels = {"Google", "Facebook", "Baidu", "Apple"};
        BatchBuilder builder = new BatchBuilder(TYPES);
        for (int i = 0; i < ROWS; i++) {
            List<Object> row = Arrays.asList(
                    (long) random.nextInt(1000),
                    (long) random.nextInt(1000),
                    BigDecimal.valueOf(random.nextInt(1_000_000), 2),
                    channels[random.nextInt(channels.length)],
                    BigDecimal.valueOf(random.nextInt(1_000_000), 2));
            row.replaceAll(value -> random.nextInt(10) < nullsOfTen ? null : value);
            builder.append(row, 1);
        }
        batch = builder.build();
        found = new int[ROWS];

        Kernels kernels = Kernels.of(mode, random);
        Expression a = new ColumnRef(0, DataType.bigint());
        Expression b = new ColumnRef(1, DataType.bigint());
        Expression price = new ColumnRef(2, PRICE);
        Expression channel = new ColumnRef(3, DataType.text());
        comparisons = kernels.filter(
                call(
                        Operation.AND,
                        DataType.bool(),
                        call(Operation.GREATER, DataType.bool(), a, number(500)),
                        call(Operation.LESS, DataType.bool(), b, number(500))),
                TYPES);
        textEqual = kernels.filter(
                call(Operation.EQUAL, DataType.bool(), channel, new Literal("Apple", DataType.text())), TYPES);
        arithmetic = projection(
                kernels,
                call(Operation.PLUS, DataType.bigint(), call(Operation.TIMES, DataType.bigint(), a, number(3)), b));
        decimal = projection(
                kernels,
                call(
                        Operation.TIMES,
                        DataType.decimal(15, 5),
                        price,
                        new Literal(new BigDecimal("0.908"), DataType.decimal(3, 3))));
        largeDecimal = projection(
                kernels,
                call(
                        Operation.PLUS,
                        DataType.decimal(31, 2),
                        new ColumnRef(4, DataType.decimal(30, 2)),
                        new ColumnRef(4, DataType.decimal(30, 2))));
        branch = projection(
                kernels,
                new Expression.Case(
                        List.of(new Expression.Branch(call(Operation.GREATER, DataType.bool(), a, number(500)), a)),
                        b,
                        DataType.bigint()));
        textFunction = projection(kernels, new FunctionCall("UPPER(STRING)", List.of(channel), DataType.text(), null));
    }

    private static Projection projection(Kernels kernels, Expression expression) {
        return kernels.projection(List.of(expression), TYPES);
    }

    private static Expression call(Operation operation, DataType type, Expression... arguments) {
        return new Call(operation, List.of(arguments), type, null);
    }

    private static Expression number(long value) {
        return new Literal(value, DataType.bigint());
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int filterComparisons() {
        return comparisons.select(batch, 0, found, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int filterText() {
        return textEqual.select(batch, 0, found, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector[] projectArithmetic() {
        return arithmetic.evaluate(batch, 0, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector[] projectDecimal() {
        return decimal.evaluate(batch, 0, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector[] projectLargeDecimal() {
        return largeDecimal.evaluate(batch, 0, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector[] projectCase() {
        return branch.evaluate(batch, 0, errors);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector[] projectUpper() {
        return textFunction.evaluate(batch, 0, errors);
    }

    /** The yardstick of {@link #filterComparisons}, without NULL. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int handFilterComparisons() {
        long[] a = ((LongVector) batch.column(0)).values();
        long[] b = ((LongVector) batch.column(1)).values();
        int[] rows = found;
        int count = 0;
        for (int i = 0; i < ROWS; i++) {
            rows[count] = i;
            if (a[i] > 500 & b[i] < 500) {
                count++;
            }
        }
        return count;
    }

    /** The yardstick of {@link #projectArithmetic}, without NULL and without a look at overflow. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Vector handArithmetic() {
        long[] a = ((LongVector) batch.column(0)).values();
        long[] b = ((LongVector) batch.column(1)).values();
        long[] sum = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            sum[i] = a[i] * 3 + b[i];
        }
        return new LongVector(ROWS, sum, null);
    }
}
