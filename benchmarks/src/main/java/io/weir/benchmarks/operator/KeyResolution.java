// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.operator;

import io.weir.executor.state.KeyHash;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.type.DataType;
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

/** Nanoseconds per row to find the groups of a batch by a BIGINT key, hash included, by the number of keys. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class KeyResolution {
    private static final int BATCHES = 64;
    private static final int ROWS = BATCHES * Batch.MAX_ROWS;
    private static final int[] COLUMNS = {0};

    @Param({"100", "12000", "120000", "1000000"})
    public int keys;

    private final Batch[] batches = new Batch[BATCHES];
    private final KeyHash hash = new KeyHash();
    private final long[] hashes = new long[Batch.MAX_ROWS];
    private final int[] groups = new int[Batch.MAX_ROWS];
    private final StateTable table = new StateStore(KeyRange.all(), MemoryBudget.unlimited())
            .table("groups", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));

    @Setup
    public void makeBatches() {
        SplittableRandom random = new SplittableRandom(1);
        for (int b = 0; b < BATCHES; b++) {
            long[] values = new long[Batch.MAX_ROWS];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(keys) * 7_919L;
            }
            batches[b] = new Batch(values.length, new LongVector(values.length, values, null));
        }
        resolve();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int resolve() {
        for (Batch batch : batches) {
            hash.hash(batch, COLUMNS, hashes);
            table.resolve(batch, COLUMNS, hashes, groups, true, null);
        }
        return table.size();
    }
}
