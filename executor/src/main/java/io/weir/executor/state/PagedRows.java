// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows by number, in pages: makes and frees them, keeps their bytes, and copies a frozen page before it is written.
 *
 * <p>A page is <em>clean</em> from a freeze until its first touch. Freed rows are chained within their page; a page
 * without rows gives its memory back, but for one that is kept for the next row.
 */
final class PagedRows {
    private static final byte OPEN = 1;
    private static final byte CLEAN = 2;
    private static final int FIRST_BLOCK_BYTES = 1_024;

    final RowLayout layout;
    private final MemoryBudget budget;

    /** The words of each page; null for a dropped one. */
    long[][] words = new long[1][];

    private @Nullable Page[] pages = new Page[1];
    private byte[] flags = new byte[1];
    /** Pages numbered so far, dropped ones included. */
    int pageCount;
    /** Pages whose rows may not be written before they are touched. */
    private int cleanPages;

    int live;

    /** Pages that may have freed rows, the last first. */
    private int[] openPages = new int[4];

    private int openCount;
    private int[] droppedPages = new int[4];
    private int droppedCount;
    /** An empty page that is kept, or -1. */
    private int spare = -1;
    /** The page that new rows go to when no row is free, or -1. */
    private int tail = -1;

    PagedRows(RowLayout layout, MemoryBudget budget) {
        this.layout = layout;
        this.budget = budget;
    }

    Page page(int number) {
        Page page = pages[number];
        if (page == null) {
            throw new IllegalStateException("page " + number + " has no rows");
        }
        return page;
    }

    /** The page, or null when it has no rows. */
    @Nullable
    Page pageOrNull(int number) {
        return pages[number];
    }

    boolean isLive(int row) {
        int number = row >> layout.pageShift;
        Page page = row < 0 || number >= pageCount ? null : pages[number];
        int place = row & layout.rowMask;
        return page != null && place < page.rows && page.words[place * layout.stride] < 0;
    }

    // ---- rows

    /** A row of zero words but for its header; its page is touched. */
    int allocate(long hash) {
        while (openCount > 0) {
            int number = openPages[openCount - 1];
            Page page = pages[number];
            if (page != null && page.free != 0) {
                page = touchPage(number);
                int place = page.free - 1;
                int base = place * layout.stride;
                page.free = (int) page.words[base];
                Arrays.fill(page.words, base, base + layout.stride, 0);
                return begin(number, page, place, hash);
            }
            openCount--;
            flags[number] &= ~OPEN;
        }
        if (tail < 0 || page(tail).rows == layout.rowsPerPage()) {
            tail = newPage();
        }
        Page page = touchPage(tail);
        int end = (page.rows + 1) * layout.stride;
        if (end > page.words.length) {
            page.grow(Math.min(Math.max(end, 2 * page.words.length), layout.rowsPerPage() * layout.stride));
            words[tail] = page.words;
        }
        return begin(tail, page, page.rows++, hash);
    }

    private int begin(int number, Page page, int place, long hash) {
        layout.begin(page.words, place * layout.stride, hash);
        page.live++;
        live++;
        if (spare == number) {
            spare = -1;
        }
        return (number << layout.pageShift) | place;
    }

    void free(int row) {
        int number = row >> layout.pageShift;
        Page page = touchPage(number);
        int place = row & layout.rowMask;
        int base = place * layout.stride;
        for (int column : layout.variable) {
            page.garbage += (int) page.words[base + layout.offsets[column]];
        }
        page.words[base] = page.free;
        page.free = place + 1;
        page.live--;
        live--;
        if ((flags[number] & OPEN) == 0) {
            flags[number] |= OPEN;
            openPages = push(openPages, openCount++, number);
        }
        if (page.live == 0) {
            empty(number);
        }
    }

    /** Keeps the page as the spare one, and drops the one that was. */
    private void empty(int number) {
        int drop = spare;
        spare = number;
        if (drop >= 0 && drop != number) {
            dropPage(drop);
        }
    }

    private void dropPage(int number) {
        page(number).release();
        pages[number] = null;
        words[number] = null;
        if ((flags[number] & CLEAN) != 0) {
            cleanPages--;
        }
        flags[number] &= ~CLEAN;
        droppedPages = push(droppedPages, droppedCount++, number);
        if (tail == number) {
            tail = -1;
        }
    }

    private int newPage() {
        int number;
        if (droppedCount > 0) {
            number = droppedPages[--droppedCount];
        } else {
            number = pageCount;
            if ((long) (number + 1) << layout.pageShift >= Integer.MAX_VALUE) {
                throw tooLarge("the table has more rows than one task can hold");
            }
            if (number == pages.length) {
                pages = Arrays.copyOf(pages, 2 * number);
                words = Arrays.copyOf(words, 2 * number);
                flags = Arrays.copyOf(flags, 2 * number);
            }
        }
        int full = layout.rowsPerPage() * layout.stride;
        int first = Math.max(RowLayout.FIRST_PAGE_WORDS / layout.stride, 1) * layout.stride;
        Page page = new Page(pageCount - droppedCount == 0 ? Math.min(first, full) : full, budget);
        if (number == pageCount) {
            pageCount++;
        }
        pages[number] = page;
        words[number] = page.words;
        return number;
    }

    private static int[] push(int[] stack, int count, int number) {
        int[] room = count == stack.length ? Arrays.copyOf(stack, 2 * count) : stack;
        room[count] = number;
        return room;
    }

    // ---- writing

    void touch(int row) {
        if (cleanPages != 0) {
            touchPage(row >> layout.pageShift);
        }
    }

    void touchAll(int[] rows, int count) {
        if (cleanPages == 0) {
            return;
        }
        byte[] of = flags;
        int shift = layout.pageShift;
        for (int i = 0; i < count; i++) {
            if ((of[rows[i] >> shift] & CLEAN) != 0) {
                touchPage(rows[i] >> shift);
            }
        }
    }

    private Page touchPage(int number) {
        Page page = page(number);
        if ((flags[number] & CLEAN) == 0) {
            return page;
        }
        Page own = page.own();
        pages[number] = own;
        words[number] = own.words;
        flags[number] &= ~CLEAN;
        cleanPages--;
        return own;
    }

    /** The pages as they are, each retained; null for dropped ones. They are clean from now on. */
    @Nullable
    Page[] freeze() {
        @Nullable Page[] frozen = Arrays.copyOf(pages, pageCount);
        for (int i = 0; i < pageCount; i++) {
            Page page = frozen[i];
            if (page != null) {
                page.retain();
                if ((flags[i] & CLEAN) == 0) {
                    flags[i] |= CLEAN;
                    cleanPages++;
                }
            }
        }
        return frozen;
    }

    // ---- bytes

    /** Makes bytes the value of a variable column. */
    void writeBytes(int row, int column, byte[] from, int start, int length) {
        Page page = touchPage(row >> layout.pageShift);
        int at = (row & layout.rowMask) * layout.stride + layout.offsets[column];
        page.garbage += (int) page.words[at];
        page.words[at] = 0;
        if (length == 0) {
            return;
        }
        if (page.bytes().length - page.used < length) {
            makeRoom(page, length);
        }
        System.arraycopy(from, start, page.bytes(), page.used, length);
        page.words[at] = ((long) page.used << 32) | length;
        page.used += length;
    }

    /** Moves what rows still own into a new block with room for more. */
    private void makeRoom(Page page, int more) {
        long owned = (long) page.used - page.garbage + more;
        long wanted = Math.max(FIRST_BLOCK_BYTES, owned + (owned >> 1));
        if (owned > Integer.MAX_VALUE - 8) {
            throw tooLarge("the values of one page of rows have more than 2 GB");
        }
        ByteBlock block = new ByteBlock((int) Math.min(wanted, Integer.MAX_VALUE - 8), budget);
        byte[] from = page.bytes();
        int used = 0;
        if (page.garbage == 0) {
            System.arraycopy(from, 0, block.bytes, 0, page.used);
            used = page.used;
        } else {
            for (int base = 0; base < page.rows * layout.stride; base += layout.stride) {
                if (page.words[base] < 0) { // live
                    used = moveBytes(page.words, base, from, block.bytes, used);
                }
            }
        }
        if (page.block != null) {
            page.block.release();
        }
        page.block = block;
        page.used = used;
        page.garbage = 0;
    }

    private int moveBytes(long[] rowWords, int base, byte[] from, byte[] to, int used) {
        int end = used;
        for (int column : layout.variable) {
            long place = rowWords[base + layout.offsets[column]];
            int length = (int) place;
            if (length > 0) {
                System.arraycopy(from, (int) (place >>> 32), to, end, length);
                rowWords[base + layout.offsets[column]] = ((long) end << 32) | length;
                end += length;
            }
        }
        return end;
    }

    byte[] bytesOf(int row) {
        return page(row >> layout.pageShift).bytes();
    }

    private static SqlException tooLarge(String message) {
        return SqlException.report(ErrorCode.OUT_OF_MEMORY)
                .says(message)
                .hint("Run the job with more tasks.")
                .toException();
    }

    // ---- the end

    void clear() {
        for (int i = 0; i < pageCount; i++) {
            Page page = pages[i];
            if (page != null) {
                page.release();
            }
        }
        words = new long[1][];
        pages = new Page[1];
        flags = new byte[1];
        pageCount = 0;
        cleanPages = 0;
        live = 0;
        openCount = 0;
        droppedCount = 0;
        spare = -1;
        tail = -1;
    }

    long bytes() {
        long sum = 0;
        for (int i = 0; i < pageCount; i++) {
            Page page = pages[i];
            if (page != null) {
                sum += (long) page.words.length * Long.BYTES + page.bytes().length;
            }
        }
        return sum;
    }
}
