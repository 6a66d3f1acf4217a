// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.runtime.ChangeKind;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.MemoryBudget;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may be taken back, folded to what has changed in the epoch: weights of equal rows are added up, and those that
 * come to 0 vanish.
 *
 * <pre>
 *   slots (open addressing)     keys, as first seen     rows: canonical bytes, key columns first
 *   hash of the key -&gt; key      first row, last row     weight, next row of the key, place of its bytes
 * </pre>
 *
 * With a key, what is taken back stands directly before what is added under the same key; without one a row is its own
 * key, and all that is taken back comes first.
 */
final class FoldedRows implements HeldRows {
    private static final int NONE = -1;

    // ---- settings
    private final List<DataType> types;
    private final int[] order;
    private final int keyColumns;
    private final boolean keyed;
    private final MemoryBudget budget;
    private final DataType[] orderedTypes;

    // ---- state
    private final GrowableBytes arena = new GrowableBytes(256);
    private int[] slots = new int[64];
    private long[] keyHashes = new long[32];
    private int[] keyFirst = new int[32];
    private int[] keyStarts = new int[32];
    private int[] keyLengths = new int[32];
    private int keys;
    private long[] weights = new long[32];
    private int[] next = new int[32];
    private int[] starts = new int[32];
    private int[] lengths = new int[32];
    private int rows;
    private long leasedBytes;

    // ---- cursor
    private int showKey;
    private int showRow = NONE;
    private int pass;
    private boolean showing;
    private long restOfRow;

    FoldedRows(List<DataType> types, Optional<List<Integer>> key, MemoryBudget budget) {
        this.types = types;
        this.budget = budget;
        this.keyed = key.isPresent();
        List<Integer> first = key.orElse(List.of());
        this.order = new int[types.size()];
        int at = 0;
        for (int column : first) {
            order[at++] = column;
        }
        for (int column = 0; column < order.length; column++) {
            if (!first.contains(column)) {
                order[at++] = column;
            }
        }
        this.keyColumns = keyed ? first.size() : order.length;
        this.orderedTypes = Arrays.stream(order).mapToObj(types::get).toArray(DataType[]::new);
        Arrays.fill(slots, NONE);
    }

    @Override
    public void add(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            add(batch, row, batch.weight(row));
        }
        lease();
    }

    private void add(Batch batch, int row, long weight) {
        int start = arena.length();
        for (int c = 0; c < keyColumns; c++) {
            CanonicalBytes.encode(batch.column(order[c]), row, arena);
        }
        int keyLength = arena.length() - start;
        for (int c = keyColumns; c < order.length; c++) {
            CanonicalBytes.encode(batch.column(order[c]), row, arena);
        }
        int length = arena.length() - start;
        int key = key(start, keyLength);
        int last = NONE;
        for (int each = keyFirst[key]; each != NONE; each = next[each]) {
            if (same(starts[each], lengths[each], start, length)) {
                weights[each] = Math.addExact(weights[each], weight);
                arena.truncate(start);
                return;
            }
            last = each;
        }
        int made = newRow(start, length, weight);
        if (last == NONE) {
            keyFirst[key] = made;
        } else {
            next[last] = made;
        }
    }

    private int key(int start, int length) {
        long hash = hash(arena.bytes(), start, length);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != NONE) {
            int key = slots[slot];
            if (keyHashes[key] == hash && same(keyStarts[key], keyLengths[key], start, length)) {
                return key;
            }
            slot = (slot + 1) & mask;
        }
        if (keys == keyHashes.length) {
            int larger = keys * 2;
            keyHashes = Arrays.copyOf(keyHashes, larger);
            keyFirst = Arrays.copyOf(keyFirst, larger);
            keyStarts = Arrays.copyOf(keyStarts, larger);
            keyLengths = Arrays.copyOf(keyLengths, larger);
        }
        keyHashes[keys] = hash;
        keyFirst[keys] = NONE;
        keyStarts[keys] = start;
        keyLengths[keys] = length;
        slots[slot] = keys++;
        if (keys * 2 > slots.length) {
            rehash();
        }
        return keys - 1;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, NONE);
        int mask = slots.length - 1;
        for (int key = 0; key < keys; key++) {
            int slot = (int) keyHashes[key] & mask;
            while (slots[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = key;
        }
    }

    private int newRow(int start, int length, long weight) {
        if (rows == weights.length) {
            int larger = rows * 2;
            weights = Arrays.copyOf(weights, larger);
            next = Arrays.copyOf(next, larger);
            starts = Arrays.copyOf(starts, larger);
            lengths = Arrays.copyOf(lengths, larger);
        }
        weights[rows] = weight;
        next[rows] = NONE;
        starts[rows] = start;
        lengths[rows] = length;
        return rows++;
    }

    private boolean same(int a, int aLength, int b, int bLength) {
        byte[] bytes = arena.bytes();
        return Arrays.equals(bytes, a, a + aLength, bytes, b, b + bLength);
    }

    private static long hash(byte[] bytes, int start, int length) {
        long hash = length;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
        }
        return hash ^ (hash >>> 32);
    }

    private void lease() {
        long bytes = (long) arena.bytes().length + 4L * slots.length + 20L * keyHashes.length + 20L * weights.length;
        if (bytes > leasedBytes) {
            budget.lease(bytes - leasedBytes);
            leasedBytes = bytes;
        }
    }

    // ---- showing

    @Override
    public @Nullable Delta next() {
        if (!showing) {
            showing = true;
            pass = 0;
            startPass();
        }
        BatchBuilder builder = new BatchBuilder(types, Math.min(rows, Batch.MAX_ROWS));
        byte[] kinds = new byte[Batch.MAX_ROWS];
        while (!builder.full() && seek()) {
            long weight = restOfRow;
            int part = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, weight));
            kinds[builder.size()] = (byte) kind(weight).ordinal();
            append(builder, showRow, part);
            restOfRow -= part;
            if (restOfRow == 0) {
                step();
            }
        }
        if (builder.isEmpty()) {
            reset();
            return null;
        }
        return new Delta(builder.build(), kinds);
    }

    /** With a key: what is taken back of each key, then what is added. Without: all that is taken back, then all else. */
    private boolean seek() {
        while (true) {
            while (showRow != NONE) {
                boolean wanted = pass == 0 ? weights[showRow] < 0 : weights[showRow] > 0;
                if (wanted) {
                    return true;
                }
                step();
            }
            if (keyed && showKey < keys && pass == 0) {
                pass = 1;
                at(keyFirst[showKey]);
            } else if (showKey + 1 < keys) {
                pass = keyed ? 0 : pass;
                at(keyFirst[++showKey]);
            } else if (!keyed && pass == 0) {
                pass = 1;
                startPass();
            } else {
                return false;
            }
        }
    }

    private void startPass() {
        showKey = 0;
        at(keys == 0 ? NONE : keyFirst[0]);
    }

    private void at(int row) {
        showRow = row;
        restOfRow = row == NONE ? 0 : weights[row];
    }

    private void step() {
        at(next[showRow]);
    }

    private ChangeKind kind(long weight) {
        boolean both = keyed && changesBothWays(showKey);
        if (weight < 0) {
            return both ? ChangeKind.UPDATE_BEFORE : ChangeKind.DELETE;
        }
        return both ? ChangeKind.UPDATE_AFTER : ChangeKind.INSERT;
    }

    private boolean changesBothWays(int key) {
        boolean removed = false;
        boolean added = false;
        for (int row = keyFirst[key]; row != NONE; row = next[row]) {
            removed |= weights[row] < 0;
            added |= weights[row] > 0;
        }
        return removed && added;
    }

    private void append(BatchBuilder builder, int row, int weight) {
        int at = starts[row];
        for (int c = 0; c < order.length; c++) {
            at = CanonicalBytes.decode(orderedTypes[c], arena.bytes(), at, builder.column(order[c]));
        }
        builder.endRow(weight);
    }

    @Override
    public void store(GrowableBytes out) {
        BatchBuilder builder = new BatchBuilder(types, 16);
        for (int row = 0; row < rows; row++) {
            for (long left = weights[row]; left != 0; ) {
                int part = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, left));
                append(builder, row, part);
                left -= part;
            }
            if (builder.full()) {
                StoredRows.write(builder.build(), out);
            }
        }
        StoredRows.write(builder.build(), out);
    }

    private void reset() {
        showing = false;
        showRow = NONE;
        keys = 0;
        rows = 0;
        arena.clear();
        Arrays.fill(slots, NONE);
    }

    @Override
    public void close() {
        budget.release(leasedBytes);
        leasedBytes = 0;
    }
}
