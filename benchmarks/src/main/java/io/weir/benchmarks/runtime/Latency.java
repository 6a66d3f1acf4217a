// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.runtime;

import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobRuntime;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.Tables;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.plan.TableDefinition;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How soon after a row has come to its source the reader of a result has it; and what idle jobs cost. */
public final class Latency {
    private static final Schema ROWS = new Schema(List.of(new Field("at", DataType.bigint())));

    private Latency() {}

    public static void main(String[] args) throws Exception {
        for (boolean early : new boolean[] {true, false}) {
            measure(early, 20_000_000, 200);
            measure(early, 1_000_000, 5_000);
            measure(early, 100_000, 30_000);
        }
        idle(500);
    }

    private static void measure(boolean early, long gapNanos, int rows) {
        Pushed pushed = new Pushed();
        try (JobRuntime runtime = new JobRuntime(2, JobClock.system(), pushed, MemoryBudget.unlimited())) {
            Job job = start(runtime, early);
            long[] micros = new long[rows];
            int[] read = {0};
            Thread reader = new Thread(() -> {
                while (read[0] < rows) {
                    ResultFrame frame = job.results().get(0).poll(Duration.ofSeconds(1));
                    if (frame != null && frame.rows() != null) {
                        long now = System.nanoTime();
                        LongVector sent = (LongVector) frame.rows().column(0).flat();
                        for (int i = 0; i < frame.rows().size(); i++) {
                            micros[read[0]++] = (now - sent.values()[i]) / 1000;
                        }
                        frame.rows().release();
                    }
                }
            });
            reader.start();
            long next = System.nanoTime() + 50_000_000;
            for (int i = 0; i < rows; i++, next += gapNanos) {
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                pushed.push(System.nanoTime());
            }
            reader.join();
            Arrays.sort(micros);
            System.out.printf(
                    "%s, a row every %5d us: p50 %d us, p99 %d us, p99.9 %d us, greatest %d us%n",
                    early ? "shown early " : "whole epochs",
                    gapNanos / 1000,
                    micros[rows / 2],
                    micros[rows * 99 / 100],
                    micros[(int) (rows * 999L / 1000)],
                    micros[rows - 1]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void idle(int jobs) throws InterruptedException {
        try (JobRuntime runtime = new JobRuntime(2, JobClock.system(), new Pushed(), MemoryBudget.unlimited())) {
            List<Job> started = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                started.add(start(runtime, false));
            }
            pass(2);
            long cpu = cpuNanos();
            pass(5);
            System.out.printf("%d idle jobs take %.3f of a core%n", jobs, (cpuNanos() - cpu) / 5e9);
            started.forEach(Job::stop);
        }
    }

    /** Lets so many seconds pass. */
    private static void pass(int seconds) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
                .join();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Job start(JobRuntime runtime, boolean early) {
        TableDefinition table = new TableDefinition("pushed", ROWS, Map.of(), List.of(), List.of(), Map.of());
        PhysicalPlan scan =
                new PhysicalPlan.Scan(table, List.of(0), List.of(), null, 0, "fail", ChangeMode.APPEND, ROWS);
        PhysicalPlan result = new PhysicalPlan.Result(scan, Optional.empty(), ChangeMode.APPEND, early);
        return runtime.start(
                "latency", new JobPlan(JobPlan.VERSION, List.of(result), false, Map.of()), JobSettings.defaults());
    }

    /** A source of one split that is pushed row by row. */
    private static final class Pushed implements Tables, Source {
        private final ConcurrentLinkedQueue<Long> rows = new ConcurrentLinkedQueue<>();
        private volatile Runnable wake = () -> {};

        void push(long value) {
            rows.add(value);
            wake.run();
        }

        @Override
        public Source source(TableDefinition table) {
            return this;
        }

        @Override
        public Sink sink(TableDefinition table) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean bounded() {
            return false;
        }

        @Override
        public List<Split> splits() {
            return List.of(new Split("pushed"));
        }

        @Override
        public Reader open(ReadRequest request) {
            wake = request.wake();
            return new Reader() {
                private long given;

                @Override
                public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
                    long[] values = new long[maxRows];
                    int count = 0;
                    while (count < maxRows && !rows.isEmpty()) {
                        values[count++] = rows.remove();
                    }
                    given += count;
                    return count == 0
                            ? Poll.NOTHING
                            : new Poll.Rows(new Batch(count, new LongVector(count, values, null)));
                }

                @Override
                public byte[] position() {
                    return ByteBuffer.allocate(8).putLong(given).array();
                }

                @Override
                public void close() {}
            };
        }
    }
}
