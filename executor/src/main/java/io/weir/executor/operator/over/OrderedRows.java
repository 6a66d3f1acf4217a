// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.plan.SortKey;
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
 *   entry = partition, order keys in their directions, all columns -> how often it is there | how much that has changed
 * </pre>
 *
 * <p>The second word is 0 but while the changes of an epoch are dealt with.
 */
final class OrderedRows {
    static final int NOW = 0;
    static final int CHANGED = 1;

    private final OrderedTable table;
    private final int[] partition;
    private final List<SortKey> order;
    private final List<DataType> types;
    private final List<DataType> partitionTypes;
    private final boolean turned;

    private final OrderedCursor cursor;
    private final Utf8 piece = new Utf8();
    private final GrowableBytes formerOrder = new GrowableBytes();

    /** @param turned whether rows of the same order stand turned round: the greatest first */
    OrderedRows(
            OrderedTable table, List<Integer> partition, List<SortKey> order, List<DataType> types, boolean turned) {
        this.turned = turned;
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

    List<SortKey> order() {
        return order;
    }

    List<DataType> types() {
        return types;
    }

    // ---- bytes of entries

    /** Fills {@code out} with the entry of a row. */
    void encode(Batch batch, int row, long hash, GrowableBytes out) {
        out.clear();
        table.keyOf(batch, partition, row, hash, out);
        for (SortKey key : order) {
            CanonicalBytes.encode(batch.column(key.column()), row, key.descending(), !key.nullsFirst(), out);
        }
        for (Vector column : batch.columns()) {
            CanonicalBytes.encode(column, row, turned, turned, out);
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

    /** Where the order keys end that begin at a place of some bytes. */
    int orderEnd(byte[] bytes, int start) {
        int at = start;
        for (int i = 0; i < order.size(); i++) {
            SortKey key = order.get(i);
            at = CanonicalBytes.skip(types.get(key.column()), bytes, at, key.descending());
        }
        return at;
    }

    /** The first order key in the entry whose order keys end at a place. */
    @Nullable
    Object firstKey(byte[] bytes, int orderEnd) {
        int column = order.get(0).column();
        int at = orderEnd;
        for (int i = 0; i < column; i++) {
            at = CanonicalBytes.skip(types.get(i), bytes, at, turned);
        }
        return CanonicalBytes.value(types.get(column), bytes, at, turned);
    }

    /** The first order key, not NULL and of a word, in units of its distances. */
    long firstWord(byte[] bytes, int orderEnd) {
        int column = order.get(0).column();
        int at = orderEnd;
        for (int i = 0; i < column; i++) {
            at = CanonicalBytes.skip(types.get(i), bytes, at, turned);
        }
        DataType type = types.get(column);
        return CanonicalBytes.word(type, bytes, at, turned) * RangeKeys.unit(type);
    }

    /** Whether a column is NULL in the entry whose order keys end at a place. */
    boolean isNull(byte[] bytes, int orderEnd, int column) {
        int at = orderEnd;
        for (int i = 0; i < column; i++) {
            at = CanonicalBytes.skip(types.get(i), bytes, at, turned);
        }
        return CanonicalBytes.skip(types.get(column), bytes, at, turned) == at + 1; // no other value has a single byte
    }

    static int compare(Utf8 piece, GrowableBytes other) {
        return Arrays.compareUnsigned(
                piece.bytes(), piece.start(), piece.start() + piece.length(), other.bytes(), 0, other.length());
    }

    static int compare(GrowableBytes a, GrowableBytes b) {
        return Arrays.compareUnsigned(a.bytes(), 0, a.length(), b.bytes(), 0, b.length());
    }

    static void copy(GrowableBytes from, GrowableBytes to) {
        to.clear();
        to.put(from);
    }

    // ---- reading

    /** Appends the row at a cursor, which comes after the one appended before unless it is the first. */
    void append(OrderedCursor at, int keyLength, boolean isFirst, Entries out) {
        long now = at.word(NOW);
        long was = now - at.word(CHANGED);
        if (now < 0 || was < 0) {
            throw NegativeMultiplicity.ofRow();
        }
        at.entry(piece);
        byte[] bytes = piece.bytes();
        int orderStart = piece.start() + keyLength;
        int orderEnd = orderEnd(bytes, orderStart);
        boolean peer =
                !isFirst && Arrays.equals(bytes, orderStart, orderEnd, formerOrder.bytes(), 0, formerOrder.length());
        if (!peer) {
            formerOrder.clear();
            formerOrder.put(bytes, orderStart, orderEnd - orderStart);
        }
        decode(bytes, orderEnd, out);
        out.endRow(peer, was, now);
    }

    /** Appends the row at a cursor, of whatever table, with so often as it is there. */
    void appendAlone(OrderedCursor at, int keyLength, long weight, Entries out) {
        at.entry(piece);
        decode(piece.bytes(), orderEnd(piece.bytes(), piece.start() + keyLength), out);
        out.endRow(false, 0, weight);
    }

    private void decode(byte[] bytes, int orderEnd, Entries out) {
        int place = orderEnd;
        for (int column = 0; column < types.size(); column++) {
            place = CanonicalBytes.decode(types.get(column), bytes, place, turned, out.column(column));
        }
    }

    /** Whether the row at a cursor has the order of the row appended last. */
    boolean isPeer(OrderedCursor at, int keyLength) {
        at.entry(piece);
        int orderStart = piece.start() + keyLength;
        int orderEnd = orderEnd(piece.bytes(), orderStart);
        return Arrays.equals(piece.bytes(), orderStart, orderEnd, formerOrder.bytes(), 0, formerOrder.length());
    }

    /** Reads the first rows of a partition, until there are as many as wanted, both before and now. */
    void readFirst(GrowableBytes key, long wanted, Entries out, GrowableBytes last) {
        out.clear();
        last.clear();
        long was = 0;
        long now = 0;
        boolean there = table.first(key, cursor);
        for (boolean first = true; there && Math.min(was, now) < wanted; first = false) {
            append(cursor, key.length(), first, out);
            now += cursor.word(NOW);
            was += cursor.word(NOW) - cursor.word(CHANGED);
            last.clear();
            last.put(cursor.entry(piece));
            there = cursor.next();
        }
        out.end();
    }

    // ---- changing

    /** Adds to how often a row is there, and notes it. */
    void change(GrowableBytes row, long weight) {
        table.upsert(row, cursor);
        cursor.setWord(NOW, cursor.word(NOW) + weight);
        cursor.setWord(CHANGED, cursor.word(CHANGED) + weight);
    }

    /** Forgets that a row has changed, and the row when it is gone. */
    void settle(GrowableBytes row) {
        if (table.find(row, cursor)) {
            if (cursor.word(NOW) == 0) {
                table.remove(row);
            } else {
                cursor.setWord(CHANGED, 0);
            }
        }
    }
}
