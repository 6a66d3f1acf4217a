// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import java.util.Arrays;

/**
 * What is known of all rows of each partition, for frames that end with it.
 *
 * <pre>
 *   partition -> the words of each call
 * </pre>
 */
final class Totals {
    private static final int ROWS_AT_ONCE = 1_024;

    private final OrderedTable table;
    private final OrderedRows rows;
    private final OverCalls calls;

    private final OrderedCursor cursor;
    private final OrderedCursor rowCursor;
    private final Entries entries;

    // ---- the partition at work
    private final long[] was;
    private final long[] now;

    Totals(OrderedTable table, OrderedRows rows, OverCalls calls) {
        this.table = table;
        this.rows = rows;
        this.calls = calls;
        cursor = table.cursor();
        rowCursor = rows.table().cursor();
        entries = new Entries(rows.types());
        was = new long[calls.totalWords()];
        now = new long[calls.totalWords()];
    }

    /** The words of the partition at work, before its changes. */
    long[] was() {
        return was;
    }

    /** The words of the partition at work. */
    long[] now() {
        return now;
    }

    /** Whether values that are computed from the words are as they were. */
    boolean agree() {
        return calls.sameTotals(was, now);
    }

    /** Begins with a partition of which nothing is known yet. */
    void beginAll(GrowableBytes key) {
        Arrays.fill(was, 0);
        read(key);
        store(key);
    }

    /** Begins with a partition and its changes, which have been entered. */
    void begin(GrowableBytes key, OrderedTable changes) {
        boolean known = table.find(key, cursor);
        for (int i = 0; i < was.length; i++) {
            was[i] = known ? cursor.word(i) : 0;
        }
        System.arraycopy(was, 0, now, 0, was.length);
        add(key, changes);
        if (!calls.knowTotals(now)) {
            read(key);
        }
        store(key);
    }

    /** Computes the words from all rows. */
    private void read(GrowableBytes key) {
        Arrays.fill(now, 0);
        calls.forgetTotals(key);
        add(key, rows.table());
    }

    /** Adds the entries of a table, so often as its first word says. */
    private void add(GrowableBytes key, OrderedTable from) {
        entries.clear();
        for (boolean there = from.first(key, rowCursor); there; there = rowCursor.next()) {
            if (entries.size() == ROWS_AT_ONCE) {
                flush(key);
            }
            rows.appendAlone(rowCursor, key.length(), rowCursor.word(0), entries);
        }
        flush(key);
    }

    private void flush(GrowableBytes key) {
        entries.end();
        calls.addTotals(key, entries, entries.now(), now);
        entries.clear();
    }

    private void store(GrowableBytes key) {
        boolean any = false;
        for (long word : now) {
            any |= word != 0;
        }
        if (!any) {
            table.remove(key);
            return;
        }
        table.upsert(key, cursor);
        for (int i = 0; i < now.length; i++) {
            cursor.setWord(i, now[i]);
        }
    }

    /** Forgets all. */
    void clear() {
        table.clear();
        calls.clearTotals();
    }
}
