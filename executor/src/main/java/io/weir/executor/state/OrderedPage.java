// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some entries of an ordered table in the order of their bytes; shared with snapshots, and then not changed by anyone.
 *
 * <pre>
 *   slots, for each entry in order: [offset &lt;&lt; 32 | length in the byte block] [prefix] [value words]
 * </pre>
 */
final class OrderedPage {
    /** Words of a slot before the values. */
    private static final int VALUES = 2;

    private static final int FIRST_ENTRIES = 16;
    private static final int FIRST_BLOCK_BYTES = 256;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int stride;
    private final MemoryBudget budget;
    private final AtomicInteger references = new AtomicInteger(1);

    long[] slots;
    int count;
    ByteBlock block;
    private int used;
    /** Bytes of the block that no entry owns any more. */
    private int garbage;

    OrderedPage(int valueWords, MemoryBudget budget) {
        this(VALUES + valueWords, FIRST_ENTRIES, FIRST_BLOCK_BYTES, budget);
    }

    private OrderedPage(int stride, int entries, int blockBytes, MemoryBudget budget) {
        this.stride = stride;
        this.budget = budget;
        budget.lease((long) entries * stride * Long.BYTES);
        slots = new long[entries * stride];
        block = new ByteBlock(blockBytes, budget);
    }

    private OrderedPage(OrderedPage from) {
        stride = from.stride;
        budget = from.budget;
        budget.lease((long) from.slots.length * Long.BYTES);
        slots = from.slots.clone();
        count = from.count;
        block = from.block.retain();
        used = from.used;
        garbage = from.garbage;
    }

    /** Gives up this page for one that the caller may change; itself when nobody else refers to it. */
    OrderedPage own() {
        if (references.get() == 1) { // only the owner makes more of them
            return this;
        }
        OrderedPage copy = new OrderedPage(this);
        release();
        return copy;
    }

    OrderedPage retain() {
        references.incrementAndGet();
        return this;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            budget.release((long) slots.length * Long.BYTES);
            block.release();
        }
    }

    // ---- reading

    int start(int entry) {
        return (int) (slots[entry * stride] >>> 32);
    }

    int length(int entry) {
        return (int) slots[entry * stride];
    }

    long word(int entry, int index) {
        return slots[entry * stride + VALUES + index];
    }

    /** Bytes that entries own. */
    int ownedBytes() {
        return used - garbage;
    }

    long bytes() {
        return (long) slots.length * Long.BYTES + block.bytes.length;
    }

    /**
     * The first entry that is not below the wanted bytes.
     *
     * @param after whether entries that begin with the wanted bytes count as below them
     */
    int lowerBound(byte[] wanted, int length, boolean after) {
        byte[] bytes = block.bytes;
        long[] in = slots;
        long prefix = prefix(wanted, 0, length);
        boolean byPrefix = decides(length, after);
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long present = in[middle * stride + 1];
            boolean below;
            if (byPrefix && present != prefix) {
                below = present < prefix;
            } else {
                long place = in[middle * stride];
                below = compare(bytes, (int) (place >>> 32), (int) place, wanted, length, after) < 0;
            }
            if (below) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first eight bytes, zero where there are less, as a number whose signed order is theirs. */
    static long prefix(byte[] bytes, int start, int length) {
        if (length >= Long.BYTES) {
            return (long) LONGS.get(bytes, start) ^ Long.MIN_VALUE;
        }
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << 8 | (i < length ? bytes[start + i] & 0xFF : 0);
        }
        return prefix ^ Long.MIN_VALUE;
    }

    /** Whether different prefixes decide how entries {@linkplain #compare compare} with bytes of this length. */
    static boolean decides(int wantedLength, boolean after) {
        return !after || wantedLength >= Long.BYTES;
    }

    /** Compares unsigned; with {@code after}, what begins with the wanted bytes is below them. */
    static int compare(byte[] bytes, int start, int length, byte[] wanted, int wantedLength, boolean after) {
        int common = Math.min(length, wantedLength);
        int differ = Arrays.mismatch(bytes, start, start + common, wanted, 0, common);
        if (differ >= 0) {
            return (bytes[start + differ] & 0xFF) - (wanted[differ] & 0xFF);
        }
        return length >= wantedLength && after ? -1 : length - wantedLength;
    }

    /** Whether the entry at a place is just these bytes. */
    boolean isEntry(int entry, byte[] wanted, int length) {
        return entry < count && length(entry) == length && beginsWith(entry, wanted, 0, length);
    }

    boolean beginsWith(int entry, byte[] wanted, int from, int length) {
        int start = start(entry);
        return length(entry) >= length
                && Arrays.equals(block.bytes, start, start + length, wanted, from, from + length);
    }

    // ---- writing, of an own page alone

    void setWord(int entry, int index, long word) {
        slots[entry * stride + VALUES + index] = word;
    }

    /** Puts an entry with zero words before another. */
    void insert(int entry, byte[] from, int length) {
        if ((count + 1) * stride > slots.length) {
            growSlots(2 * count);
        }
        if (block.bytes.length - used < length) {
            moveBytes(length);
        }
        System.arraycopy(slots, entry * stride, slots, (entry + 1) * stride, (count - entry) * stride);
        Arrays.fill(slots, entry * stride, (entry + 1) * stride, 0);
        System.arraycopy(from, 0, block.bytes, used, length);
        slots[entry * stride] = ((long) used << 32) | length;
        slots[entry * stride + 1] = prefix(from, 0, length);
        used += length;
        count++;
    }

    private void growSlots(int entries) {
        budget.lease((long) (entries * stride - slots.length) * Long.BYTES);
        slots = Arrays.copyOf(slots, entries * stride);
    }

    /** Moves what entries own into a block with room for more. */
    private void moveBytes(int more) {
        int owned = Math.addExact(ownedBytes(), more);
        ByteBlock larger =
                new ByteBlock((int) Math.min(Integer.MAX_VALUE - 8L, owned + (owned >> 1) + FIRST_BLOCK_BYTES), budget);
        int to = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(block.bytes, start(i), larger.bytes, to, length(i));
            slots[i * stride] = ((long) to << 32) | length(i);
            to += length(i);
        }
        block.release();
        block = larger;
        used = to;
        garbage = 0;
    }

    void remove(int entry) {
        garbage += length(entry);
        count--;
        System.arraycopy(slots, (entry + 1) * stride, slots, entry * stride, (count - entry) * stride);
    }

    /** Moves the entries from one on into a new page. */
    OrderedPage splitOff(int from) {
        int moved = count - from;
        int capacity = Math.max(FIRST_ENTRIES, Math.max(moved, slots.length / stride / 2));
        OrderedPage upper = new OrderedPage(stride, capacity, FIRST_BLOCK_BYTES, budget);
        upper.takeOver(this, from);
        for (int i = from; i < count; i++) {
            garbage += length(i);
        }
        count = from;
        moveBytes(0);
        return upper;
    }

    /** Appends the entries of another page from one on. */
    void takeOver(OrderedPage other, int from) {
        int moved = other.count - from;
        if ((count + moved) * stride > slots.length) {
            growSlots(count + moved);
        }
        int more = 0;
        for (int i = from; i < other.count; i++) {
            more += other.length(i);
        }
        if (block.bytes.length - used < more) {
            moveBytes(more);
        }
        System.arraycopy(other.slots, from * stride, slots, count * stride, moved * stride);
        for (int i = count; i < count + moved; i++) {
            System.arraycopy(other.block.bytes, start(i), block.bytes, used, length(i));
            slots[i * stride] = ((long) used << 32) | length(i);
            used += length(i);
        }
        count += moved;
    }
}
