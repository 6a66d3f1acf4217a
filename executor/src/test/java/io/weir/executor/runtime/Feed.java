// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A source whose splits a test fills row by row; a position is the number of rows read. Counts the batches not yet released. */
final class Feed implements Source {
    private final Schema schema;
    private final boolean bounded;
    private Optional<Duration> discovery = Optional.empty();
    private final Map<String, FedSplit> splits = new LinkedHashMap<>();
    private final AtomicLong unreleased = new AtomicLong();
    private int rowsPerPoll = Batch.MAX_ROWS;

    Feed(Schema schema, boolean bounded) {
        this.schema = schema;
        this.bounded = bounded;
    }

    static Feed bounded(Schema schema) {
        return new Feed(schema, true);
    }

    static Feed unbounded(Schema schema) {
        return new Feed(schema, false);
    }

    Feed discoveredEvery(Duration interval) {
        discovery = Optional.of(interval);
        return this;
    }

    Feed rowsPerPoll(int rows) {
        rowsPerPoll = rows;
        return this;
    }

    synchronized Feed add(String split, Object... values) {
        FedSplit fed = splits.computeIfAbsent(split, each -> new FedSplit());
        int width = schema.size();
        for (int i = 0; i < values.length; i += width) {
            fed.rows.add(Arrays.asList(values).subList(i, i + width));
        }
        fed.wake();
        return this;
    }

    /** Adds rows behind the first of which no epoch may end before the last. */
    synchronized Feed addTransaction(String split, Object... values) {
        FedSplit fed = splits.computeIfAbsent(split, each -> new FedSplit());
        int first = fed.rows.size();
        int count = values.length / schema.size();
        for (int i = 1; i < count; i++) {
            fed.open.add(first + i);
        }
        return add(split, values);
    }

    /** Says that more rows of the last transaction will come. */
    synchronized Feed leaveOpen(String split) {
        FedSplit fed = splits.get(split);
        fed.open.add(fed.rows.size());
        return this;
    }

    synchronized Feed end(String split) {
        FedSplit fed = splits.computeIfAbsent(split, each -> new FedSplit());
        fed.ended = true;
        fed.wake();
        return this;
    }

    /** Lets the next poll that finds no rows fail. */
    synchronized Feed fail(String split, RuntimeException failure) {
        FedSplit fed = splits.computeIfAbsent(split, each -> new FedSplit());
        fed.failure = failure;
        fed.wake();
        return this;
    }

    long unreleased() {
        return unreleased.get();
    }

    @Override
    public boolean bounded() {
        return bounded;
    }

    @Override
    public synchronized List<Split> splits() {
        return splits.keySet().stream().map(Split::new).toList();
    }

    @Override
    public Optional<Duration> discoveryInterval() {
        return discovery;
    }

    @Override
    public synchronized Reader open(ReadRequest request) {
        FedSplit fed = splits.computeIfAbsent(request.split().id(), each -> new FedSplit());
        return new FedReader(fed, request);
    }

    private static final class FedSplit {
        final List<List<Object>> rows = new ArrayList<>();
        final List<Runnable> wakes = new ArrayList<>();
        final Set<Integer> open = new HashSet<>();
        boolean ended;
        RuntimeException failure;

        /** Whether behind so many rows a transaction is open. */
        boolean isOpenAt(int count) {
            return open.contains(count);
        }

        void wake() {
            wakes.forEach(Runnable::run);
        }
    }

    private final class FedReader implements Reader {
        private final FedSplit split;
        private final int[] columns;
        private int next;

        FedReader(FedSplit split, ReadRequest request) {
            this.split = split;
            this.columns = request.columns();
            this.next = request.position() == null
                    ? 0
                    : ByteBuffer.wrap(request.position()).getInt();
            split.wakes.add(request.wake());
        }

        @Override
        public Poll poll(int maxRows, byte[] untilPosition) {
            synchronized (Feed.this) {
                int end = untilPosition == null
                        ? split.rows.size()
                        : Math.min(
                                split.rows.size(),
                                ByteBuffer.wrap(untilPosition).getInt());
                if (next >= end) {
                    if (split.failure != null) {
                        throw split.failure;
                    }
                    return split.ended && next == split.rows.size() ? Poll.END : Poll.NOTHING;
                }
                List<DataType> types =
                        Arrays.stream(columns).mapToObj(schema::type).toList();
                BatchBuilder rows = new BatchBuilder(types, 16);
                int until = Math.min(end, next + Math.min(maxRows, rowsPerPoll));
                for (; next < until; next++) {
                    List<Object> row = new ArrayList<>();
                    for (int column : columns) {
                        row.add(split.rows.get(next).get(column));
                    }
                    rows.append(row, 1);
                }
                unreleased.incrementAndGet();
                Batch built = rows.build();
                Batch counted = new Batch(
                        built.rowCount(),
                        built.columns(),
                        null,
                        built.size(),
                        null,
                        null,
                        batch -> unreleased.decrementAndGet());
                return new Poll.Rows(counted, !split.isOpenAt(next));
            }
        }

        @Override
        public byte[] position() {
            return ByteBuffer.allocate(4).putInt(next).array();
        }

        @Override
        public void close() {}
    }
}
