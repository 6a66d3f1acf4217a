// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.executor.state.OrderedNode.Inner;
import io.weir.executor.state.OrderedNode.Leaf;
import io.weir.spi.batch.Batch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Per key, entries in the order of their sort columns, each with a few words: a B+-tree over canonical bytes.
 *
 * <p>An entry is addressed by its bytes: two bytes of the key's hash, the canonical bytes of the key, then those of the
 * sort columns; {@link #keyOf} writes the first two parts, and sort columns are appended with {@link CanonicalBytes}.
 * Values are words of fixed length, zero in a new entry.
 *
 * <pre>{@code
 * entry.clear();
 * table.keyOf(batch, keyColumns, row, hash, entry);
 * CanonicalBytes.encode(batch, sortColumns, row, entry);
 * long count = table.add(entry, weight);
 * }</pre>
 *
 * <p>The hash stands first so that the entries of a key group lie together. Pages are freed when empty and joined with a
 * neighbour when both are small; inner nodes only when empty.
 */
public final class OrderedTable implements AutoCloseable {
    /** Bytes of entries that make a page split, if it has more than one. */
    private static final int MOST_BYTES = 32 * 1024;

    private static final int MOST_DEPTH = 16;

    private final int valueWords;
    private final int mostEntries;
    private final int mostChildren;
    private final MemoryBudget budget;

    private Leaf firstLeaf;
    private OrderedNode root;
    private long size;

    /** The inner nodes above the leaf found last, and which child was taken in each. */
    private final @Nullable Inner[] path = new Inner[MOST_DEPTH];

    private final int[] taken = new int[MOST_DEPTH];
    private int depth;
    private Leaf leaf;

    OrderedTable(List<? extends ValueType> valueTypes, TableShape shape, MemoryBudget budget) {
        int words = 0;
        for (ValueType type : valueTypes) {
            if (type.isVariable() || type.isNullable()) {
                throw new IllegalArgumentException("a value of an ordered table is of raw words, not " + type.text());
            }
            words += type.words();
        }
        valueWords = words;
        mostEntries = shape.pageEntries();
        mostChildren = Math.max(4, mostEntries / 4);
        this.budget = budget;
        firstLeaf = new Leaf(new OrderedPage(words, budget));
        root = firstLeaf;
        leaf = firstLeaf;
    }

    // ---- bytes of entries

    /** Appends the bytes that all entries of a key begin with. */
    public void keyOf(Batch batch, int[] keyColumns, int row, long hash, GrowableBytes out) {
        putHash((int) (hash >>> 48), out);
        CanonicalBytes.encode(batch, keyColumns, row, out);
    }

    /** Appends the bytes that all entries of the key of a table's row begin with. */
    public void keyOf(StateTable table, int row, GrowableBytes out) {
        putHash(table.groupBits(row), out);
        table.encodeKey(row, out);
    }

    private static void putHash(int top, GrowableBytes out) {
        out.putByte(top >>> 8);
        out.putByte(top);
    }

    // ---- single entries

    /** Adds to the first word of an entry, makes the entry if it is missing and drops it at 0; gives the new word. */
    public long add(GrowableBytes entry, long delta) {
        int at = locate(entry.bytes(), entry.length(), false);
        if (leaf.page().isEntry(at, entry.bytes(), entry.length())) {
            OrderedPage page = leaf.own();
            long sum = page.word(at, 0) + delta;
            if (sum == 0) {
                removeAt(at);
            } else {
                page.setWord(at, 0, sum);
            }
            return sum;
        }
        if (delta != 0) {
            int place = insertAt(at, entry);
            leaf.own().setWord(place, 0, delta);
        }
        return delta;
    }

    /** Points the cursor at an entry, which is made when missing; its words may be set. */
    public void upsert(GrowableBytes entry, OrderedCursor cursor) {
        int at = locate(entry.bytes(), entry.length(), false);
        if (!leaf.page().isEntry(at, entry.bytes(), entry.length())) {
            at = insertAt(at, entry);
        }
        cursor.point(leaf, at, entry.length());
    }

    /** Drops an entry; says whether there was one. */
    public boolean remove(GrowableBytes entry) {
        int at = locate(entry.bytes(), entry.length(), false);
        if (!leaf.page().isEntry(at, entry.bytes(), entry.length())) {
            return false;
        }
        removeAt(at);
        return true;
    }

    /** Points the cursor at exactly this entry; false when there is none. The cursor does not leave it. */
    public boolean find(GrowableBytes entry, OrderedCursor cursor) {
        int at = locate(entry.bytes(), entry.length(), false);
        return leaf.page().isEntry(at, entry.bytes(), entry.length()) && cursor.point(leaf, at, entry.length());
    }

    // ---- entries of a key

    /** Points the cursor at the first entry of a key. */
    public boolean first(GrowableBytes key, OrderedCursor cursor) {
        return seek(key, key.length(), cursor);
    }

    /** Points the cursor at the last entry of a key. */
    public boolean last(GrowableBytes key, OrderedCursor cursor) {
        int at = locate(key.bytes(), key.length(), true) - 1;
        Leaf in = leaf;
        if (at < 0) {
            in = in.previous;
            if (in == null) {
                return false;
            }
            at = in.page().count - 1;
        }
        return in.page().beginsWith(at, key.bytes(), 0, key.length()) && cursor.point(in, at, key.length());
    }

    /**
     * Points the cursor at the first entry that is not below the given bytes, as long as it is one of the key that
     * the first {@code keyLength} bytes name.
     */
    public boolean seek(GrowableBytes entry, int keyLength, OrderedCursor cursor) {
        int at = locate(entry.bytes(), entry.length(), false);
        Leaf in = leaf;
        if (at == in.page().count) {
            in = in.next;
            at = 0;
            if (in == null) {
                return false;
            }
        }
        return in.page().beginsWith(at, entry.bytes(), 0, keyLength) && cursor.point(in, at, keyLength);
    }

    /** Points the cursor at the first entry behind all that begin with the given bytes, of whatever key. */
    public boolean seekBehind(GrowableBytes key, OrderedCursor cursor) {
        int at = locate(key.bytes(), key.length(), true);
        Leaf in = leaf;
        if (at == in.page().count) {
            in = in.next;
            at = 0;
        }
        return in != null && at < in.page().count && cursor.point(in, at, 0);
    }

    public OrderedCursor cursor() {
        return new OrderedCursor();
    }

    /** Entries of all keys. */
    public long size() {
        return size;
    }

    // ---- the tree

    /** Goes down to {@link #leaf}, and gives the first entry of it that is not below the wanted bytes. */
    private int locate(byte[] wanted, int length, boolean after) {
        OrderedNode node = root;
        int level = 0;
        while (node instanceof Inner inner) {
            int child = inner.find(wanted, length, after);
            path[level] = inner;
            taken[level++] = child;
            node = inner.child(child);
        }
        depth = level;
        leaf = (Leaf) node;
        return leaf.page().lowerBound(wanted, length, after);
    }

    /** Makes an entry in the located leaf, or the one that is split off it, and gives its place there. */
    private int insertAt(int at, GrowableBytes entry) {
        OrderedPage page = leaf.own();
        int place = at;
        boolean tooLong = page.count > 1 && page.ownedBytes() + entry.length() > MOST_BYTES;
        if (page.count >= mostEntries || tooLong) {
            int from = page.count / 2;
            Leaf upper = new Leaf(page.splitOff(from));
            upper.linkAfter(leaf);
            byte[] bound = boundBetween(page, upper.page());
            addChild(depth - 1, leaf, bound, upper);
            if (OrderedPage.compare(bound, 0, bound.length, entry.bytes(), entry.length(), false) <= 0) {
                leaf = upper;
                place = at - from;
            }
        }
        leaf.own().insert(place, entry.bytes(), entry.length());
        size++;
        return place;
    }

    /** The shortest bytes above the last entry of a page and not above the first of the next. */
    private static byte[] boundBetween(OrderedPage lower, OrderedPage upper) {
        int last = lower.count - 1;
        int start = upper.start(0);
        int common = Arrays.mismatch(
                lower.block.bytes,
                lower.start(last),
                lower.start(last) + lower.length(last),
                upper.block.bytes,
                start,
                start + upper.length(0));
        return Arrays.copyOfRange(upper.block.bytes, start, start + common + 1);
    }

    /** Enters a node beside the one it was split off. */
    private void addChild(int level, OrderedNode lower, byte[] bound, OrderedNode upper) {
        if (level < 0) {
            if (depth + 1 >= MOST_DEPTH) {
                throw new IllegalStateException("the tree is too deep");
            }
            Inner top = new Inner(mostChildren);
            top.insert(0, bound, lower);
            top.insert(1, bound, upper);
            root = top;
            return;
        }
        Inner parent = pathAt(level);
        int index = taken[level] + 1;
        if (parent.isFull()) {
            Inner right = parent.splitOff();
            byte[] between = right.bound(0);
            addChild(level - 1, parent, between, right);
            if (index > parent.count()) {
                index -= parent.count();
                parent = right;
            }
        }
        parent.insert(index, bound, upper);
    }

    private Inner pathAt(int level) {
        Inner inner = path[level];
        if (inner == null) {
            throw new IllegalStateException("no node at level " + level);
        }
        return inner;
    }

    private void removeAt(int at) {
        OrderedPage page = leaf.own();
        page.remove(at);
        size--;
        if (page.count == 0) {
            if (depth > 0) {
                drop(leaf);
            }
        } else if (page.count <= mostEntries / 8 && depth > 0) {
            joinNeighbour(page);
        }
    }

    private void drop(Leaf gone) {
        gone.page().release();
        gone.unlink();
        if (gone == firstLeaf && gone.next != null) {
            firstLeaf = gone.next;
        }
        removeChild(depth - 1);
    }

    private void removeChild(int level) {
        Inner parent = pathAt(level);
        parent.remove(taken[level]);
        if (parent.count() == 0) {
            removeChild(level - 1);
        }
        while (root instanceof Inner top && top.count() == 1) {
            root = top.child(0);
        }
    }

    /** Moves the entries of the next leaf of the same parent, or into the one before it, when both are small. */
    private void joinNeighbour(OrderedPage page) {
        Inner parent = pathAt(depth - 1);
        int index = taken[depth - 1];
        if (index + 1 < parent.count() && parent.child(index + 1) instanceof Leaf next && fit(page, next.page())) {
            page.takeOver(next.page(), 0);
            taken[depth - 1] = index + 1;
            drop(next);
        } else if (index > 0 && parent.child(index - 1) instanceof Leaf before && fit(before.page(), page)) {
            before.own().takeOver(page, 0);
            drop(leaf);
        }
    }

    private boolean fit(OrderedPage a, OrderedPage b) {
        return a.count + b.count <= mostEntries / 2 && a.ownedBytes() + b.ownedBytes() <= MOST_BYTES / 2;
    }

    // ---- as a whole

    Leaf firstLeaf() {
        return firstLeaf;
    }

    int valueWords() {
        return valueWords;
    }

    /** Bytes held by pages. */
    public long bytes() {
        long sum = 0;
        for (Leaf at = firstLeaf; at != null; at = at.next) {
            sum += at.page().bytes();
        }
        return sum;
    }

    /** Drops all entries. */
    public void clear() {
        close();
        firstLeaf = new Leaf(new OrderedPage(valueWords, budget));
        root = firstLeaf;
        leaf = firstLeaf;
        size = 0;
    }

    /** Returns all memory. */
    @Override
    public void close() {
        for (Leaf at = firstLeaf; at != null; at = at.next) {
            at.page().release();
        }
    }
}
