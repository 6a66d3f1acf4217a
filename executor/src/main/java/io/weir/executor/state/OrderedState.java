// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.executor.state.OrderedNode.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordered table as the store freezes and restores it.
 *
 * <pre>
 *   group = entry*, 00
 *   entry = 01, count and bytes, words: 8 bytes each
 * </pre>
 */
final class OrderedState implements KeyedState {
    private final OrderedTable table;

    OrderedState(OrderedTable table) {
        this.table = table;
    }

    @Override
    public Frozen freeze(int maxGroups) {
        List<OrderedPage> pages = new ArrayList<>();
        for (Leaf leaf = table.firstLeaf(); leaf != null; leaf = leaf.next) {
            if (leaf.page().count > 0) {
                pages.add(leaf.freeze());
            }
        }
        return new FrozenOrdered(pages, table.valueWords(), maxGroups);
    }

    /** The pages of an ordered table at one moment, in the order of their entries and so of key groups. */
    static final class FrozenOrdered implements Frozen {
        final List<OrderedPage> pages;
        private final int valueWords;
        private final int maxGroups;

        FrozenOrdered(List<OrderedPage> pages, int valueWords, int maxGroups) {
            this.pages = pages;
            this.valueWords = valueWords;
            this.maxGroups = maxGroups;
        }

        @Override
        public boolean hasGroup(int group) {
            int page = firstPage(group);
            return page < pages.size() && firstEntry(pages.get(page), group) < firstEntry(pages.get(page), group + 1);
        }

        @Override
        public void writeGroup(int group, SnapshotOutput out) throws IOException {
            for (int p = firstPage(group); p < pages.size() && groupOf(pages.get(p), 0) <= group; p++) {
                OrderedPage page = pages.get(p);
                int end = firstEntry(page, group + 1);
                for (int i = firstEntry(page, group); i < end; i++) {
                    out.putByte(1);
                    out.putBytes(page.block.bytes, page.start(i), page.length(i));
                    for (int word = 0; word < valueWords; word++) {
                        out.putLong(page.word(i, word));
                    }
                    out.endEntry();
                }
            }
            out.putByte(0);
        }

        /** The first page whose last entry is of the group or of one behind it. */
        private int firstPage(int group) {
            int low = 0;
            int high = pages.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                OrderedPage page = pages.get(middle);
                if (groupOf(page, page.count - 1) < group) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private int firstEntry(OrderedPage page, int group) {
            int low = 0;
            int high = page.count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (groupOf(page, middle) < group) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private int groupOf(OrderedPage page, int entry) {
            return OrderedState.groupOf(page.block.bytes, page.start(entry), maxGroups);
        }

        @Override
        public void close() {
            pages.forEach(OrderedPage::release);
            pages.clear();
        }
    }

    private static int groupOf(byte[] bytes, int start, int maxGroups) {
        int top = ((bytes[start] & 0xFF) << 8) | (bytes[start + 1] & 0xFF);
        return KeyGroups.groupOf((long) top << 48, maxGroups);
    }

    @Override
    public void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException {
        GrowableBytes entry = new GrowableBytes();
        OrderedCursor cursor = table.cursor();
        while (in.getByte() == 1) {
            int length = in.getCount();
            int start = in.getBytes(length);
            entry.clear();
            entry.put(in.bytes(), start, length);
            if (length < 2 || groupOf(entry.bytes(), 0, maxGroups) != group) {
                throw SnapshotInput.corrupt("a key in it is not of the key group it stands in");
            }
            if (table.find(entry, cursor)) {
                throw SnapshotInput.corrupt("it has a key twice");
            }
            table.upsert(entry, cursor);
            for (int word = 0; word < table.valueWords(); word++) {
                cursor.setWord(word, in.getLong());
            }
        }
    }

    @Override
    public long bytes() {
        return table.bytes();
    }

    @Override
    public void close() {
        table.close();
    }
}
