// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.state;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.FrozenState;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Millions of rows per second of processor time of one thread: {@code StateSpeed [keys ...]}.
 *
 * <p>Best and median of several runs; the sums of the last run are checked. {@code interleaved} is the hand-written
 * loop to compare with: one array of key, count and sum for exactly this case, which neither grows nor freezes.
 */
public final class StateSpeed {
    private static final int ROWS = Batch.MAX_ROWS;
    private static final int REPEATS = 9;

    private final PrintStream out;
    private final int keys;
    private final int batchesPerRun;

    private StateSpeed(PrintStream out, int keys) {
        this.out = out;
        this.keys = keys;
        batchesPerRun = keys < 1_000_000 ? 2_000 : 1_000;
    }

    public static void main(String[] args) throws IOException {
        List<String> sizes = args.length == 0 ? List.of("10000", "1000000", "10000000") : Arrays.asList(args);
        for (String size : sizes) {
            new StateSpeed(System.out, Integer.parseInt(size)).run();
        }
    }

    private void run() throws IOException {
        out.printf("%,d keys%n", keys);
        interleaved();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.BIGINT || keys <= 1_000_000) {
                table(kind);
            }
        }
        if (keys <= 1_000_000) {
            ordered();
        }
    }

    /** The keys of a table. */
    private enum Kind {
        BIGINT(DataType.bigint()),
        BIGINT_INT(DataType.bigint(), DataType.integer()),
        TEXT(DataType.text());

        private final List<DataType> types;

        Kind(DataType... types) {
            this.types = List.of(types);
        }

        private Batch batch(long[] numbers) {
            int count = numbers.length;
            return new Batch(
                    count,
                    switch (this) {
                        case BIGINT -> new Vector[] {new LongVector(count, numbers, null)};
                        case BIGINT_INT ->
                            new Vector[] {
                                new LongVector(
                                        count,
                                        Arrays.stream(numbers).map(n -> n >> 3).toArray(),
                                        null),
                                new IntVector(
                                        count,
                                        Arrays.stream(numbers)
                                                .mapToInt(n -> (int) n & 7)
                                                .toArray(),
                                        null)
                            };
                        case TEXT -> {
                            VectorBuilder builder = VectorBuilder.of(DataType.text(), count);
                            for (long number : numbers) {
                                byte[] text = ("customer-" + number).getBytes(StandardCharsets.UTF_8);
                                builder.appendBytes(text, 0, text.length);
                            }
                            yield new Vector[] {builder.build()};
                        }
                    });
        }
    }

    private Batch[] randomBatches(Kind kind) {
        SplittableRandom random = new SplittableRandom(1);
        Batch[] batches = new Batch[Math.max(64, Math.min(1_000, keys / ROWS))];
        Arrays.setAll(batches, i -> kind.batch(random.longs(ROWS, 0, keys).toArray()));
        return batches;
    }

    private interface Work {
        void take(int batch);
    }

    private void measure(String name, Work work) {
        double[] speeds = new double[REPEATS];
        int next = 0;
        for (int i = 0; i < REPEATS; i++) {
            long start = cpuNanos();
            for (int batch = 0; batch < batchesPerRun; batch++) {
                work.take(next++);
            }
            speeds[i] = 1e3 * ROWS * batchesPerRun / (cpuNanos() - start);
        }
        Arrays.sort(speeds);
        out.printf("  %-40s %8.1f best %8.1f median%n", name, speeds[REPEATS - 1], speeds[REPEATS / 2]);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void interleaved() {
        Batch[] batches = randomBatches(Kind.BIGINT);
        int mask = 2 * Integer.highestOneBit(2 * keys - 1) - 1;
        long[] table = new long[4 * (mask + 1)];
        measure("interleaved: count, sum", b -> {
            long[] numbers = ((LongVector) batches[b % batches.length].column(0)).values();
            for (int i = 0; i < ROWS; i++) {
                long key = numbers[i] + 1;
                int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
                while (table[4 * slot] != key && table[4 * slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[4 * slot] = key;
                table[4 * slot + 1]++;
                table[4 * slot + 2] += i;
            }
        });
    }

    private void table(Kind kind) throws IOException {
        try (StateStore store = new StateStore(KeyRange.all(), MemoryBudget.unlimited())) {
            StateTable table = store.table("groups", kind.types, List.of(ValueType.Raw.LONG, ValueType.Raw.LONG));
            Batch[] batches = randomBatches(kind);
            int[] columns = IntStream.range(0, kind.types.size()).toArray();
            KeyHash hash = new KeyHash();
            long[] hashes = new long[ROWS];
            int[] rows = new int[ROWS];
            insertAll(kind, table, columns);
            measure(kind + ": hash", b -> hash.hash(batches[b % batches.length], columns, hashes));
            measure(kind + ": hash, resolve", b -> {
                Batch batch = batches[b % batches.length];
                hash.hash(batch, columns, hashes);
                table.resolve(batch, columns, hashes, rows, true, null);
            });
            measure(kind + ": hash, resolve, count, sum", b -> {
                Batch batch = batches[b % batches.length];
                hash.hash(batch, columns, hashes);
                table.resolve(batch, columns, hashes, rows, true, null);
                countAndSum(table, rows);
            });
            checkCounts(table);
            snapshot(kind, store, table);
        }
    }

    private void insertAll(Kind kind, StateTable table, int[] columns) {
        KeyHash hash = new KeyHash();
        long[] hashes = new long[ROWS];
        int[] rows = new int[ROWS];
        long nanos = 0;
        for (long from = 0; from < keys; from += ROWS) {
            Batch batch = kind.batch(
                    LongStream.range(from, Math.min(keys, from + ROWS)).toArray());
            long start = cpuNanos();
            hash.hash(batch, columns, hashes);
            table.resolve(batch, columns, hashes, rows, true, null);
            nanos += cpuNanos() - start;
        }
        out.printf(
                "  %-40s %8.1f cold, %d bytes a row%n",
                kind + ": insert", 1e3 * keys / nanos, table.bytes() / table.size());
    }

    private static void countAndSum(StateTable table, int[] rows) {
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int count = table.offsetOfValue(0);
        int sum = table.offsetOfValue(1);
        for (int i = 0; i < ROWS; i++) {
            long[] page = pages[rows[i] >> shift];
            int base = (rows[i] & mask) * stride;
            page[base + count]++;
            page[base + sum] += i;
        }
    }

    private void checkCounts(StateTable table) {
        long counted = 0;
        for (int row = 0; row < keys; row++) {
            counted += table.word(row, 0);
        }
        if (table.size() != keys || counted != (long) ROWS * batchesPerRun * REPEATS) {
            throw new IllegalStateException(table.size() + " rows, " + counted + " counted");
        }
    }

    private void snapshot(Kind kind, StateStore store, StateTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long start = System.nanoTime();
        FrozenState frozen = store.freeze();
        long frozenAt = System.nanoTime();
        frozen.write(bytes);
        long writtenAt = System.nanoTime();
        frozen.close();
        out.printf(
                "  %-40s %8.1f ms frozen, written at %.1f M rows/s, %d bytes a row%n",
                kind + ": snapshot",
                (frozenAt - start) / 1e6,
                1e3 * table.size() / (writtenAt - frozenAt),
                bytes.size() / table.size());
        byte[] snapshot = bytes.toByteArray();
        try (StateStore again = new StateStore(KeyRange.all(), MemoryBudget.unlimited())) {
            StateTable restored = again.table("groups", kind.types, List.of(ValueType.Raw.LONG, ValueType.Raw.LONG));
            long restoring = System.nanoTime();
            again.restore(new ByteArrayInputStream(snapshot));
            out.printf(
                    "  %-40s %8.1f M rows/s%n",
                    kind + ": restore", 1e3 * restored.size() / (System.nanoTime() - restoring));
        }
    }

    private void ordered() {
        try (StateStore store = new StateStore(KeyRange.all(), MemoryBudget.unlimited())) {
            OrderedTable table = store.ordered(
                    "values", List.of(DataType.bigint()), List.of(DataType.integer()), List.of(ValueType.Raw.LONG));
            SplittableRandom random = new SplittableRandom(1);
            Batch[] batches = new Batch[100];
            Arrays.setAll(
                    batches,
                    i -> new Batch(
                            ROWS,
                            new LongVector(
                                    ROWS,
                                    random.longs(ROWS, 0, Math.max(1, keys / 10))
                                            .toArray(),
                                    null),
                            new IntVector(ROWS, random.ints(ROWS, 0, 10).toArray(), null)));
            GrowableBytes entry = new GrowableBytes();
            KeyHash hash = new KeyHash();
            long[] hashes = new long[ROWS];
            int[] key = {0};
            int[] sort = {1};
            measure("ordered, 10 a key: add", b -> {
                Batch batch = batches[b % batches.length];
                hash.hash(batch, key, hashes);
                for (int i = 0; i < ROWS; i++) {
                    entry.clear();
                    table.keyOf(batch, key, i, hashes[i], entry);
                    CanonicalBytes.encode(batch, sort, i, entry);
                    table.add(entry, 1);
                }
            });
        }
    }
}
