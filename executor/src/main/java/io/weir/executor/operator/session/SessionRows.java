// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.session;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of each partition by their time.
 *
 * <pre>
 *   entry = partition, time: 8 bytes, sign turned, all columns in canonical bytes -> weight
 * </pre>
 */
final class SessionRows {
    /** {@link #walk} has stopped before it was done. */
    static final long UNFINISHED = Long.MAX_VALUE;

    private final OrderedTable table;
    private final List<DataType> types;
    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();
    /** Where an unfinished walk goes on. */
    private long walked;

    SessionRows(OrderedTable table, List<DataType> types) {
        this.table = table;
        this.types = types;
        cursor = table.cursor();
    }

    /** Adds the i-th column row of a batch to a partition; says how often it is there now. */
    long add(StateTable partitions, int partition, long time, Batch batch, int row, int weight) {
        key(partitions, partition);
        entry.putLong(time ^ Long.MIN_VALUE);
        for (int column = 0; column < types.size(); column++) {
            CanonicalBytes.encode(batch.column(column), row, entry);
        }
        return table.add(entry, weight);
    }

    /** The row that was added last, as {@link #dropIfNegative} wants it. */
    byte[] lastAdded() {
        return Arrays.copyOf(entry.bytes(), entry.length());
    }

    /** Drops a row if it has been taken back more often than it was added; says how much more often. */
    long dropIfNegative(byte[] added) {
        entry.clear();
        entry.put(added, 0, added.length);
        long weight = table.find(entry, cursor) ? cursor.word(0) : 0;
        if (weight >= 0) {
            return 0;
        }
        table.remove(entry);
        return -weight;
    }

    private int key(StateTable partitions, int partition) {
        entry.clear();
        table.keyOf(partitions, partition, entry);
        return entry.length();
    }

    /** Whether a partition has a row from one time to another, both included. */
    boolean any(StateTable partitions, int partition, long from, long to) {
        int keyLength = key(partitions, partition);
        entry.putLong(from ^ Long.MIN_VALUE);
        return table.seek(entry, keyLength, cursor) && time() <= to;
    }

    private long time() {
        Utf8 sort = cursor.sort(piece);
        return longAt(sort.bytes(), sort.start());
    }

    private static long longAt(byte[] bytes, int start) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | bytes[start + i] & 0xFF;
        }
        return value ^ Long.MIN_VALUE;
    }

    /** Whether a partition has rows; if so {@link #firstTime} is the time of the first. */
    boolean toFirst(StateTable partitions, int partition) {
        key(partitions, partition);
        return table.first(entry, cursor);
    }

    /** The time of the row that {@link #toFirst} has found. */
    long firstTime() {
        return time();
    }

    /**
     * Goes from a time, at which there is a row of the first session, to the last row that no gap parts from it.
     *
     * @return that row's time, or {@link #UNFINISHED} when so many rows were visited that the caller must go on with
     *     {@link #walked()} later
     */
    long walk(StateTable partitions, int partition, long from, long gap) {
        int keyLength = key(partitions, partition);
        entry.putLong((from + 1) ^ Long.MIN_VALUE);
        long last = from;
        if (!table.seek(entry, keyLength, cursor)) {
            return last;
        }
        int visited = 0;
        do {
            long time = time();
            if (time - last > gap) {
                return last;
            }
            last = time;
            if (++visited >= TableScan.SLICE / 4) {
                walked = last;
                return cursor.next() ? UNFINISHED : last;
            }
        } while (cursor.next());
        return last;
    }

    long walked() {
        return walked;
    }

    /**
     * Takes rows out of a partition, up to a time, and appends them.
     *
     * @return how many were appended; fewer than {@code most} when there are no more
     */
    int take(StateTable partitions, int partition, long upTo, int most, VectorBuilder[] columns, int[] weights) {
        int count = 0;
        while (count < most && toFirst(partitions, partition) && time() <= upTo) {
            long weight = cursor.word(0);
            Utf8 sort = cursor.sort(piece);
            int at = sort.start() + Long.BYTES;
            for (int column = 0; column < columns.length; column++) {
                at = CanonicalBytes.decode(types.get(column), sort.bytes(), at, columns[column]);
            }
            weights[count++] = Math.toIntExact(weight);
            Utf8 whole = cursor.entry(piece);
            entry.clear();
            entry.put(whole);
            table.remove(entry);
        }
        return count;
    }
}
