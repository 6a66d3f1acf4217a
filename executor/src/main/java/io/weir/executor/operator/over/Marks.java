// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.spi.batch.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places in partitions, some hundred rows apart, with the {@link Prefix} of each: so nothing has to be read from its first row.
 *
 * <pre>
 *   entry = as that of a row, which may be gone -> the words of all rows before it
 * </pre>
 *
 * <p>While a partition's changes are dealt with, the words that stood for the rows as they were are known beside.
 */
final class Marks {
    /** Rows between two of them, at least. */
    static final int APART = 128;

    private final OrderedTable table;
    private final int words;

    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    // ---- the partition at work: marks put in it, in order
    private final List<byte[]> places = new ArrayList<>();
    private final List<long[]> former = new ArrayList<>();

    Marks(OrderedTable table, int words) {
        this.table = table;
        this.words = words;
        cursor = table.cursor();
    }

    /** Begins with another partition. */
    void begin() {
        places.clear();
        former.clear();
    }

    /** Goes to the last mark that is not behind a place, or to the partition's begin. */
    void before(GrowableBytes place, int keyLength, GrowableBytes found, long[] was, long[] now) {
        boolean there = table.seek(place, keyLength, cursor);
        if (!there) {
            entry.clear();
            entry.put(place.bytes(), 0, keyLength);
            there = table.last(entry, cursor);
        } else if (OrderedRows.compare(cursor.entry(piece), place) > 0) {
            there = cursor.previous();
        }
        found.clear();
        if (!there) {
            found.put(place.bytes(), 0, keyLength);
            Arrays.fill(was, 0);
            Arrays.fill(now, 0);
            return;
        }
        found.put(cursor.entry(piece));
        for (int i = 0; i < words; i++) {
            now[i] = cursor.word(i);
        }
        long[] then = formerAt(found);
        System.arraycopy(then == null ? now : then, 0, was, 0, words);
    }

    private long @Nullable [] formerAt(GrowableBytes place) {
        int low = 0;
        int high = places.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] bytes = places.get(middle);
            int order = Arrays.compareUnsigned(bytes, 0, bytes.length, place.bytes(), 0, place.length());
            if (order == 0) {
                return former.get(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Drops the marks behind a place, up to another or to the partition's end. */
    void drop(GrowableBytes behind, @Nullable GrowableBytes to, int keyLength) {
        while (true) {
            boolean there = table.seek(behind, keyLength, cursor);
            if (there && OrderedRows.compare(cursor.entry(piece), behind) == 0) {
                there = cursor.next();
            }
            if (!there || to != null && OrderedRows.compare(cursor.entry(piece), to) > 0) {
                return;
            }
            entry.clear();
            entry.put(cursor.entry(piece));
            table.remove(entry);
        }
    }

    /** Puts a mark, behind all that were put in this partition. */
    void put(byte[] place, long[] was, long[] now) {
        entry.clear();
        entry.put(place, 0, place.length);
        table.upsert(entry, cursor);
        for (int i = 0; i < words; i++) {
            cursor.setWord(i, now[i]);
        }
        places.add(place);
        former.add(was);
    }

    /** Forgets all. */
    void clear() {
        table.clear();
    }
}
