// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.runtime;

import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobMetrics;
import io.weir.executor.runtime.JobRuntime;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.ResultStream;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many rows per second, and per second of processor time, the runtime carries when the work itself is nothing: ready-made
 * batches of four BIGINTs to a sink, to a result, through a filter, through an exchange.
 */
public final class Throughput {
    private static final Schema ROWS = new Schema(List.of(
            new Field("id", DataType.bigint()),
            new Field("key", DataType.bigint()),
            new Field("at", DataType.bigint()),
            new Field("price", DataType.bigint())));

    private Throughput() {}

    public static void main(String[] args) throws Exception {
        long rows = args.length > 0 ? Long.parseLong(args[0]) : 400_000_000L;
        PhysicalPlan scan = new PhysicalPlan.Scan(
                table("source"),
                List.of(0, 1, 2, 3),
                List.of(),
                new Expression.ColumnRef(2, DataType.bigint()),
                0,
                "fail",
                ChangeMode.APPEND,
                ROWS);
        PhysicalPlan filtered = new PhysicalPlan.Filter(
                scan,
                new Expression.Call(
                        Operation.GREATER,
                        List.of(
                                new Expression.ColumnRef(3, DataType.bigint()),
                                new Expression.Literal(500L, DataType.bigint())),
                        DataType.bool(),
                        null));
        for (int round = 0; round < 3; round++) {
            run("to a sink, 1 task", sink(scan), rows, 1, 1);
            run("to a sink, 2 tasks", sink(scan), rows, 2, 2);
            run("to a result", new PhysicalPlan.Result(scan, Optional.empty(), ChangeMode.APPEND, true), rows, 1, 1);
            run("filter half, to a sink", sink(filtered), rows / 4, 1, 1);
            run("exchange 2 x 2, to a sink", sink(new PhysicalPlan.Exchange(scan, List.of(1))), rows / 4, 2, 2);
            run("gather 2 x 1, to a sink", sink(new PhysicalPlan.Exchange(scan, List.of())), rows / 4, 2, 2);
        }
    }

    private static TableDefinition table(String name) {
        return new TableDefinition(name, ROWS, Map.of(), List.of(), List.of(), Map.of());
    }

    private static PhysicalPlan sink(PhysicalPlan input) {
        return new PhysicalPlan.Sink(input, table("sink"), ChangeMode.APPEND, true);
    }

    private static void run(String what, PhysicalPlan root, long rows, int splits, int parallelism) throws Exception {
        try (JobRuntime runtime = new JobRuntime(
                2, JobClock.system(), new ReadyTables(splits, rows / splits), MemoryBudget.unlimited())) {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            JobSettings settings =
                    new JobSettings(parallelism, 5_000, 16L << 20, 100_000, false, true, false, 4L << 20);
            Job job =
                    runtime.start("throughput", new JobPlan(JobPlan.VERSION, List.of(root), true, Map.of()), settings);
            for (ResultStream result : job.results()) {
                ResultFrame frame;
                do {
                    frame = result.poll(Duration.ofSeconds(10));
                    Batch given = frame == null ? null : frame.rows();
                    if (given != null) {
                        given.release();
                    }
                } while (frame == null || !frame.last());
            }
            JobMetrics metrics = job.done().get(10, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            System.out.printf(
                    "%-28s %8.1f M rows/s %8.1f M rows per cpu second   %d epochs%n",
                    what, metrics.rowsRead() / seconds / 1e6, metrics.rowsRead() / cpuSeconds / 1e6, metrics.epochs());
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
