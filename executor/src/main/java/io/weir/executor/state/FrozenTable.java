// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a table at one moment; its rows may have columns in another table, at which one of their words points.
 *
 * <pre>
 *   group = row*, 00
 *   row   = [row of the other table,] 01, NULL bits of the nullable columns in order, 8 to a byte, low first;
 *           then each column that is not NULL: its words, 8 bytes each, or a count and bytes
 * </pre>
 */
final class FrozenTable implements KeyedState.Frozen {
    private final RowLayout layout;
    /** Columns that are written; those behind them are made anew by a restore. */
    private final int columns;

    private final int maxGroups;
    private final MemoryBudget budget;
    final @Nullable Page[] pages;
    private final int live;
    /** The other table, and the word that has the number of its row in the lower half. */
    private final @Nullable FrozenTable others;

    private final int reference;

    /** Row numbers in the order of groups, and where each group begins; made when first needed. */
    int @Nullable [] rows;

    private int[] starts = {};
    private boolean closed;

    FrozenTable(PagedRows table, int columns, int maxGroups, MemoryBudget budget) {
        this(table, columns, maxGroups, budget, null, 0);
    }

    /**
     * @param others closed with this one
     * @param reference the word, from the base of a row, that has the number of a row of {@code others} in its lower half
     */
    FrozenTable(
            PagedRows table,
            int columns,
            int maxGroups,
            MemoryBudget budget,
            @Nullable FrozenTable others,
            int reference) {
        this.others = others;
        this.reference = reference;
        layout = table.layout;
        this.columns = columns;
        this.maxGroups = maxGroups;
        this.budget = budget;
        live = table.live;
        pages = table.freeze();
    }

    @Override
    public boolean hasGroup(int group) {
        sortedRows();
        return starts[group] < starts[group + 1];
    }

    @Override
    public void writeGroup(int group, SnapshotOutput out) throws IOException {
        int[] sorted = sortedRows();
        for (int i = starts[group]; i < starts[group + 1]; i++) {
            Page page = pages[sorted[i] >> layout.pageShift];
            if (page != null) {
                int base = (sorted[i] & layout.rowMask) * layout.stride;
                if (others != null) {
                    others.writeRow((int) page.words[base + reference], out);
                }
                writeRow(page, base, out);
                out.endEntry();
            }
        }
        out.putByte(0);
    }

    private void writeRow(int row, SnapshotOutput out) {
        Page page = pages[row >> layout.pageShift];
        if (page == null) {
            throw new IllegalStateException("row " + row + " is not in the table");
        }
        writeRow(page, (row & layout.rowMask) * layout.stride, out);
    }

    private void writeRow(Page page, int base, SnapshotOutput out) {
        out.putByte(1);
        long[] words = page.words;
        int bits = 0;
        int count = 0;
        for (int c = 0; c < columns; c++) {
            if (layout.nullMasks[c] != 0) {
                bits |= (isNull(words, base, c) ? 1 : 0) << (count & 7);
                if ((++count & 7) == 0) {
                    out.putByte(bits);
                    bits = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            out.putByte(bits);
        }
        for (int c = 0; c < columns; c++) {
            if (isNull(words, base, c)) {
                continue;
            }
            int at = base + layout.offsets[c];
            if (layout.types[c].isVariable()) {
                out.putBytes(page.bytes(), (int) (words[at] >>> 32), (int) words[at]);
            } else {
                for (int part = 0; part < layout.types[c].words(); part++) {
                    out.putLong(words[at + part]);
                }
            }
        }
    }

    private boolean isNull(long[] words, int base, int column) {
        return (words[base + layout.nullOffsets[column]] & layout.nullMasks[column]) != 0;
    }

    /** Sorts by counting: twice over the headers of all rows. */
    private int[] sortedRows() {
        if (rows != null) {
            return rows;
        }
        budget.lease((long) live * Integer.BYTES);
        int[] next = new int[maxGroups + 1];
        forEachRow((row, group) -> next[group + 1]++);
        for (int g = 0; g < maxGroups; g++) {
            next[g + 1] += next[g];
        }
        starts = next.clone();
        int[] sorted = new int[live];
        forEachRow((row, group) -> sorted[next[group]++] = row);
        rows = sorted;
        return sorted;
    }

    private interface RowOfGroup {
        void visit(int row, int group);
    }

    private void forEachRow(RowOfGroup visitor) {
        for (int p = 0; p < pages.length; p++) {
            Page page = pages[p];
            if (page == null) {
                continue;
            }
            for (int place = 0; place < page.rows; place++) {
                long header = page.words[place * layout.stride];
                if (header < 0) {
                    visitor.visit(p << layout.pageShift | place, RowLayout.groupOf(header, maxGroups));
                }
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Page page : pages) {
            if (page != null) {
                page.release();
            }
        }
        if (rows != null) {
            budget.release((long) rows.length * Integer.BYTES);
        }
        if (others != null) {
            others.close();
        }
    }
}
