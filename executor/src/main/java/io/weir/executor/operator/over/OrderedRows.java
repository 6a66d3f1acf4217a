// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all partitions in order.
 *
 * <pre>
 *   entry = partition, order keys in their directions, all columns -> weight
 * </pre>
 */
final class OrderedRows {
    private final OrderedTable table;
    private final int[] partition;
    private final List<SortKey> order;
    private final List<DataType> types;
    private final List<DataType> partitionTypes;

    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    OrderedRows(OrderedTable table, List<Integer> partition, List<SortKey> order, List<DataType> types) {
        this.table = table;
        this.partition = partition.stream().mapToInt(Integer::intValue).toArray();
        this.order = order;
        this.types = types;
        partitionTypes = partition.stream().map(types::get).toList();
        cursor = table.cursor();
    }

    OrderedTable table() {
        return table;
    }

    /** Fills {@code out} with the entry of a row. */
    void encode(Batch batch, int row, long hash, GrowableBytes out) {
        out.clear();
        table.keyOf(batch, partition, row, hash, out);
        encodeRow(batch, row, out);
    }

    private void encodeRow(Batch batch, int row, GrowableBytes out) {
        for (SortKey key : order) {
            CanonicalBytes.encode(batch.column(key.column()), row, key.descending(), !key.nullsFirst(), out);
        }
        for (Vector column : batch.columns()) {
            CanonicalBytes.encode(column, row, out);
        }
    }

    /** How many bytes of an entry name its partition. */
    int keyLength(byte[] bytes, int start) {
        int at = start + 2;
        for (DataType type : partitionTypes) {
            at = CanonicalBytes.skip(type, bytes, at);
        }
        return at - start;
    }

    // ---- places in a partition

    /**
     * Goes back from a place, over rows that are before it.
     *
     * @param place an entry, or the partition's bytes alone
     * @param rows how many rows to go back at least
     * @param peers whether to go on over rows of the same order as the place
     * @param distance how far to go on by the order key; null for not at all
     * @param base the order key that the distance is from; null for that of the place, which must be an entry then
     * @return the entry of the last row gone over; the place when there was none
     */
    byte[] back(
            byte[] place, int keyLength, long rows, boolean peers, @Nullable Literal distance, @Nullable Object base) {
        if (rows == Reach.ALL) {
            return Arrays.copyOf(place, keyLength);
        }
        set(place, place.length);
        boolean there;
        if (table.seek(entry, keyLength, cursor)) {
            there = cursor.previous();
        } else {
            entry.truncate(keyLength);
            there = table.last(entry, cursor);
        }
        byte[] reached = place;
        long count = 0;
        while (there) {
            cursor.entry(piece);
            if (count >= rows && !follows(place, keyLength, peers, distance, base, false)) {
                break;
            }
            count += Math.max(0, cursor.word(0));
            reached = bytes(piece);
            there = cursor.previous();
        }
        return reached;
    }

    /** Goes on from a place, over rows that are behind it; null when all rows behind it are wanted. */
    byte @Nullable [] on(byte[] place, int keyLength, long rows, boolean peers, @Nullable Literal distance) {
        if (rows == Reach.ALL) {
            return null;
        }
        set(place, place.length);
        byte[] reached = place;
        long count = 0;
        boolean there = table.seek(entry, keyLength, cursor);
        while (there) {
            cursor.entry(piece);
            if (!isAt(piece, place)) {
                if (count >= rows && !follows(place, keyLength, peers, distance, null, true)) {
                    break;
                }
                count += Math.max(0, cursor.word(0));
                reached = bytes(piece);
            }
            there = cursor.next();
        }
        return reached;
    }

    private static boolean isAt(Utf8 piece, byte[] place) {
        return Arrays.equals(piece.bytes(), piece.start(), piece.start() + piece.length(), place, 0, place.length);
    }

    /** Whether the row at the cursor belongs to a place by its order. */
    private boolean follows(
            byte[] place,
            int keyLength,
            boolean peers,
            @Nullable Literal distance,
            @Nullable Object base,
            boolean forward) {
        int here = peers ? orderEnd(piece.bytes(), piece.start() + keyLength) - piece.start() : 0;
        int there = peers ? orderEnd(place, keyLength) : 0;
        if (peers
                && Arrays.equals(
                        piece.bytes(), piece.start() + keyLength, piece.start() + here, place, keyLength, there)) {
            return true;
        }
        return distance != null && isWithin(place, keyLength, distance, base, forward);
    }

    private boolean isWithin(byte[] place, int keyLength, Literal distance, @Nullable Object given, boolean forward) {
        SortKey key = order.get(0);
        DataType type = types.get(key.column());
        Object base = given == null ? valueOf(key, type, place, keyLength) : given;
        Object value = valueOf(key, type, piece.bytes(), piece.start() + keyLength);
        if (base == null || value == null) {
            return false;
        }
        boolean up = forward != key.descending();
        int order = RangeKeys.compare(value, base, type, distance, up ? 1 : -1);
        return up ? order <= 0 : order >= 0;
    }

    private @Nullable Object valueOf(SortKey key, DataType type, byte[] bytes, int orderStart) {
        int at = orderStart;
        for (SortKey each : order) {
            at = CanonicalBytes.skip(types.get(each.column()), bytes, at, each.descending());
        }
        for (int column = 0; column < key.column(); column++) {
            at = CanonicalBytes.skip(types.get(column), bytes, at);
        }
        return CanonicalBytes.value(type, bytes, at);
    }

    /** Where the order keys end that begin at a place of some bytes. */
    private int orderEnd(byte[] bytes, int start) {
        int at = start;
        for (SortKey key : order) {
            at = CanonicalBytes.skip(types.get(key.column()), bytes, at, key.descending());
        }
        return at;
    }

    // ---- reading

    /**
     * The rows between two places, both included.
     *
     * @param to null for the partition's end
     * @param wantedFrom the first row whose values are wanted
     * @param wantedTo the last row whose values are wanted; null for the partition's end
     */
    Sequence read(byte[] from, byte @Nullable [] to, int keyLength, byte[] wantedFrom, byte @Nullable [] wantedTo) {
        Sequence rows = new Sequence(types);
        set(from, from.length);
        boolean there = table.seek(entry, keyLength, cursor);
        byte[] former = {};
        while (there) {
            cursor.entry(piece);
            if (to != null && compare(piece, to) > 0) {
                break;
            }
            long weight = cursor.word(0);
            if (weight < 0) {
                throw NegativeMultiplicity.ofRow();
            }
            byte[] bytes = piece.bytes();
            int start = piece.start() + keyLength;
            int orderEnd = orderEnd(bytes, start);
            boolean peer = Arrays.equals(bytes, start, orderEnd, former, 0, former.length);
            if (!peer) {
                former = Arrays.copyOfRange(bytes, start, orderEnd);
            }
            boolean wanted = compare(piece, wantedFrom) >= 0 && (wantedTo == null || compare(piece, wantedTo) <= 0);
            for (long i = 0; i < weight; i++) {
                int at = orderEnd;
                for (int column = 0; column < types.size(); column++) {
                    at = CanonicalBytes.decode(types.get(column), bytes, at, rows.column(column));
                }
                rows.endRow(peer || i > 0, wanted);
            }
            there = cursor.next();
        }
        rows.end();
        return rows;
    }

    private static int compare(Utf8 piece, byte[] other) {
        return Arrays.compareUnsigned(
                piece.bytes(), piece.start(), piece.start() + piece.length(), other, 0, other.length);
    }

    private void set(byte[] bytes, int length) {
        entry.clear();
        entry.put(bytes, 0, length);
    }

    static byte[] bytes(Utf8 piece) {
        return Arrays.copyOfRange(piece.bytes(), piece.start(), piece.start() + piece.length());
    }

    /** The value of a LONG column in the first row of a partition at or behind a place; Long.MAX_VALUE for none. */
    long longAt(byte[] place, int keyLength, int column) {
        set(place, place.length);
        if (!table.seek(entry, keyLength, cursor)) {
            return Long.MAX_VALUE;
        }
        cursor.entry(piece);
        int at = orderEnd(piece.bytes(), piece.start() + keyLength);
        for (int i = 0; i < column; i++) {
            at = CanonicalBytes.skip(types.get(i), piece.bytes(), at);
        }
        Object value = CanonicalBytes.value(types.get(column), piece.bytes(), at);
        return value == null ? Long.MAX_VALUE : (Long) value;
    }

    /** The first entry at or behind a place, which is there. */
    byte[] entryAt(byte[] place, int keyLength) {
        set(place, place.length);
        if (!table.seek(entry, keyLength, cursor)) {
            throw new IllegalStateException("there is no row where one is due");
        }
        return bytes(cursor.entry(piece));
    }

    /** Whether a partition has rows. */
    boolean any(byte[] place, int keyLength) {
        set(place, keyLength);
        return table.first(entry, cursor);
    }

    // ---- changing

    void add(byte[] row, long weight) {
        set(row, row.length);
        table.add(entry, weight);
    }

    /** Drops the rows of a partition that are before a place. */
    void dropBefore(byte[] place, int keyLength) {
        set(place, keyLength);
        while (table.first(entry, cursor)) {
            cursor.entry(piece);
            if (compare(piece, place) >= 0) {
                return;
            }
            byte[] row = bytes(piece);
            set(row, row.length);
            table.remove(entry);
            set(place, keyLength);
        }
    }
}
