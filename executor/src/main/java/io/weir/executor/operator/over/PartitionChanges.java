// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.spi.batch.Utf8;
import org.jspecify.annotations.Nullable;

/** Goes through one partition after another, in stretches: over all its rows, or over those that changes are felt by. */
final class PartitionChanges {
    private static final int MOST_ROWS = 4_096;
    /** How many rows to go on over, at first, because what is carried on differs. */
    private static final int FIRST_ROWS = 256;

    private final OrderedRows rows;
    private final OrderedTable changes;
    private final Reach reach;
    /** Whether what is felt must be computed at once. */
    private final boolean whole;

    /** Null when no value depends on all rows. */
    private final @Nullable Totals totals;

    private final Stretch stretch;
    private final Walk walk;
    private final OrderedCursor cursor;
    private final OrderedCursor first;
    private final Utf8 piece = new Utf8();

    // ---- the partition
    private final GrowableBytes key = new GrowableBytes();
    private boolean all;
    /** The first change that is not dealt with. */
    private final GrowableBytes change = new GrowableBytes();

    private boolean hasChange;

    // ---- the rows to compute
    private final GrowableBytes from = new GrowableBytes();
    private final GrowableBytes end = new GrowableBytes();
    /** Whether all rows to the partition's end are to be computed. */
    private boolean toEnd;
    /** Whether rows are computed because what is carried on to them differs. */
    private boolean goesOn;

    private int most;
    private final GrowableBytes reached = new GrowableBytes();

    PartitionChanges(
            OrderedRows rows, OrderedTable changes, OverCalls calls, @Nullable Marks marks, @Nullable Totals totals) {
        this.rows = rows;
        this.changes = changes;
        reach = calls.reach();
        whole = reach.fromStart() || reach.after().isEverything();
        this.totals = totals;
        stretch = new Stretch(rows, calls, marks, totals);
        walk = new Walk(rows);
        cursor = changes.cursor();
        first = rows.table().cursor();
    }

    /** Begins with all rows of a partition. */
    void beginAll(GrowableBytes of) {
        OrderedRows.copy(of, key);
        all = true;
        if (totals != null) {
            totals.beginAll(key);
        }
        stretch.begin(key);
        fromFirst();
    }

    /** Begins with the first row, to go on to the last. */
    private void fromFirst() {
        rows.table().first(key, first);
        from.clear();
        from.put(first.entry(piece));
        toEnd = true;
        goesOn = false;
        most = whole ? Integer.MAX_VALUE : MOST_ROWS;
    }

    /** Begins with the changes of a partition, and enters them. */
    void begin(GrowableBytes of) {
        OrderedRows.copy(of, key);
        all = false;
        for (boolean there = changes.first(key, cursor); there; there = cursor.next()) {
            change.clear();
            change.put(cursor.entry(piece));
            rows.change(change, cursor.word(0));
        }
        if (totals != null) {
            totals.begin(key, changes);
        }
        stretch.begin(key);
        hasChange = changes.first(key, cursor);
        takeChange();
        if (totals != null && !totals.agree() || stretch.isFirst(change)) {
            hasChange = false; // all rows take them in
            fromFirst();
        } else {
            beginRows();
        }
    }

    private void takeChange() {
        if (hasChange) {
            change.clear();
            change.put(cursor.entry(piece));
            walk.toFelt(change, key.length(), reach.after(), false, reached);
        }
    }

    /** Begins with the rows that the present change is felt by. */
    private void beginRows() {
        OrderedRows.copy(reached, from);
        OrderedRows.copy(change, end);
        toEnd = whole && reach.runs();
        goesOn = false;
        most = whole ? Integer.MAX_VALUE : MOST_ROWS;
        absorb(end);
    }

    /** Takes in the changes that are felt no further behind than by a row. */
    private void absorb(GrowableBytes row) {
        while (hasChange && OrderedRows.compare(reached, row) <= 0) {
            walk.toFelt(change, key.length(), reach.before(), true, reached);
            if (OrderedRows.compare(reached, end) > 0) {
                OrderedRows.copy(reached, end);
            }
            hasChange = cursor.next();
            takeChange();
        }
    }

    /** Computes some rows; says whether there are more. */
    boolean step(Answers out) {
        stretch.compute(from, toEnd || goesOn ? null : end, most, all, out);
        if (!stretch.hasNext()) {
            return false;
        }
        GrowableBytes next = stretch.next();
        OrderedRows.copy(next, from);
        if (all) {
            return true;
        }
        absorb(next);
        if (toEnd) {
            return true;
        }
        if (OrderedRows.compare(end, next) >= 0) {
            goesOn = false;
            most = whole ? Integer.MAX_VALUE : MOST_ROWS;
            return true;
        }
        if (!stretch.agrees()) {
            most = goesOn ? Math.min(2 * most, MOST_ROWS) : FIRST_ROWS;
            goesOn = true;
            return true;
        }
        if (hasChange) {
            beginRows();
            return true;
        }
        return false;
    }

    /** Forgets the changes of the partition. */
    void end() {
        if (all) {
            return;
        }
        for (boolean there = changes.first(key, cursor); there; there = cursor.next()) {
            change.clear();
            change.put(cursor.entry(piece));
            rows.settle(change);
        }
    }
}
