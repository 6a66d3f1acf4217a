// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.spi.batch.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows of a partition, one behind the other, read and computed at once with what they need around them. */
final class Stretch {
    private final OrderedRows rows;
    private final OverCalls calls;
    private final Reach reach;
    /** Null when no value depends on all rows before. */
    private final @Nullable Marks marks;

    /** How many rows to go on over to a change: what it costs to begin anew. */
    private final int slack;

    private final Walk walk;
    private final OrderedCursor cursor;
    private final Utf8 piece = new Utf8();
    private final Entries entries;
    private final Entries firstRows;
    private final Differences differences = new Differences();

    private final long[] wasBefore;
    private final long[] nowBefore;
    private final Sequence was;
    private final Sequence now;
    private final Sequence wasFirst;
    private final Sequence nowFirst;
    private final Segments wasSegments = new Segments();
    private final Segments nowSegments = new Segments();

    // ---- the partition
    private int keyLength;
    private boolean hasFirst;
    private final GrowableBytes lastFirst = new GrowableBytes();

    // ---- the stretch
    private final GrowableBytes start = new GrowableBytes();
    private final GrowableBytes last = new GrowableBytes();
    private final GrowableBytes reached = new GrowableBytes();
    private final GrowableBytes next = new GrowableBytes();
    private boolean hasNext;
    /** The first entry that the rows behind the stretch look at, beside what is carried on to it. */
    private int carriedTo;

    private final List<byte[]> marked = new ArrayList<>();
    private int[] markedRows = new int[16];
    private final long[] wasAfter;
    private final long[] nowAfter;

    Stretch(OrderedRows rows, OverCalls calls, @Nullable Marks marks, @Nullable Totals totals) {
        this.rows = rows;
        this.calls = calls;
        this.marks = marks;
        reach = calls.reach();
        slack = marks == null ? 4 : Marks.APART / 8;
        walk = new Walk(rows);
        cursor = rows.table().cursor();
        entries = new Entries(rows.types());
        firstRows = new Entries(rows.types());
        wasBefore = new long[calls.words()];
        nowBefore = new long[calls.words()];
        wasAfter = new long[calls.words()];
        nowAfter = new long[calls.words()];
        long[] wasTotal = totals == null ? new long[0] : totals.was();
        long[] nowTotal = totals == null ? new long[0] : totals.now();
        was = new Sequence(entries, wasBefore, wasTotal);
        now = new Sequence(entries, nowBefore, nowTotal);
        wasFirst = new Sequence(firstRows, wasBefore, wasTotal);
        nowFirst = new Sequence(firstRows, nowBefore, nowTotal);
    }

    /** Begins with another partition. */
    void begin(GrowableBytes key) {
        keyLength = key.length();
        if (marks != null) {
            marks.begin();
        }
        if (reach.firstRows() == 0) {
            return;
        }
        rows.readFirst(key, reach.firstRows(), firstRows, lastFirst);
        wasFirst.take(firstRows, true, null);
        nowFirst.take(firstRows, false, null);
        hasFirst = Math.min(wasFirst.size(), nowFirst.size()) >= reach.firstRows();
    }

    /** Whether a change is of one of the rows that all others look at. */
    boolean isFirst(GrowableBytes change) {
        return reach.firstRows() > 0 && (!hasFirst || OrderedRows.compare(change, lastFirst) <= 0);
    }

    /** The first row of the partition that was not computed; of a stretch that {@link #hasNext}. */
    GrowableBytes next() {
        return next;
    }

    boolean hasNext() {
        return hasNext;
    }

    /**
     * Whether what is carried on to the rows behind is as it was. Their frames may end before the rows themselves, so it is what
     * is carried on to the first row that they look at: what differs there may be the same again some rows later, as a least value is.
     */
    boolean agrees() {
        return marks == null || Arrays.equals(wasAfter, nowAfter);
    }

    /**
     * Computes rows.
     *
     * @param from a row
     * @param end the last row; null for the partition's last
     * @param most how many rows, but for those that must not be parted from them
     * @param all whether none of the rows has been shown
     */
    void compute(GrowableBytes from, @Nullable GrowableBytes end, int most, boolean all, Answers out) {
        findStart(from);
        boolean looksAtFirst = reach.firstRows() > 0;
        read(from, end, most);
        Shown before = null;
        List<long[]> former = new ArrayList<>();
        if (!all) {
            was.take(entries, true, looksAtFirst ? wasFirst : null);
            before = calls.of(was, wasSegments, -1);
            saveMarks(was, former, wasAfter);
        }
        now.take(entries, false, looksAtFirst ? nowFirst : null);
        Shown shown = calls.of(now, nowSegments, 1);
        List<long[]> fresh = new ArrayList<>();
        saveMarks(now, fresh, nowAfter);
        if (marks != null) {
            marks.drop(start, hasNext ? next : null, keyLength);
            for (int i = 0; i < marked.size(); i++) {
                marks.put(marked.get(i), all ? fresh.get(i) : former.get(i), fresh.get(i));
            }
        }
        if (before == null) {
            differences.all(entries, shown, out);
        } else {
            differences.between(entries, before, shown, out);
        }
    }

    /** Finds where to begin to read. */
    private void findStart(GrowableBytes from) {
        Arrays.fill(wasBefore, 0);
        Arrays.fill(nowBefore, 0);
        walk.toRead(from, keyLength, reach.before(), false, reached);
        boolean overlapsFirst = reach.firstRows() > 0 && isFirst(reached);
        if (reach.fromStart() || overlapsFirst) {
            start.clear();
            start.put(from.bytes(), 0, keyLength);
            return;
        }
        if (marks != null) {
            marks.before(reached, keyLength, start, wasBefore, nowBefore);
        } else {
            OrderedRows.copy(reached, start);
            // more than the first rows, however many
            wasBefore[Prefix.ROWS] = reach.firstRows();
            nowBefore[Prefix.ROWS] = reach.firstRows();
        }
    }

    private void read(GrowableBytes from, @Nullable GrowableBytes end, int most) {
        entries.clear();
        marked.clear();
        hasNext = false;
        boolean wanted = false;
        int lastMark = 0;
        int quiet = 0;
        boolean there = rows.table().seek(start, keyLength, cursor);
        while (there) {
            cursor.entry(piece);
            int size = entries.size();
            if (!wanted && OrderedRows.compare(piece, from) >= 0) {
                wanted = true;
                entries.wantFrom(size);
            } else if (wanted) {
                boolean isBehind =
                        end != null && cursor.word(OrderedRows.CHANGED) == 0 && OrderedRows.compare(piece, end) > 0;
                quiet = isBehind ? quiet + 1 : 0;
                boolean enough = quiet > slack || size - entries.wantedFrom() >= most;
                if (enough && !isPeer(size)) {
                    hasNext = true;
                    break;
                }
            }
            if (marks != null && size - lastMark >= Marks.APART && !isPeer(size)) {
                mark(size);
                lastMark = size;
            }
            rows.append(cursor, keyLength, size == 0, entries);
            last.clear();
            last.put(cursor.entry(piece));
            there = cursor.next();
        }
        entries.wantTo(entries.size());
        carriedTo = entries.wantedTo();
        if (hasNext) {
            next.clear();
            next.put(cursor.entry(piece));
            readAhead();
            findCarriedTo();
        }
        entries.end();
    }

    private void findCarriedTo() {
        if (marks == null || reach.before().isNothing()) {
            return;
        }
        walk.toRead(next, keyLength, reach.before(), false, reached);
        boolean there = rows.table().seek(next, keyLength, cursor) && cursor.previous();
        while (there && carriedTo > 0 && OrderedRows.compare(cursor.entry(piece), reached) >= 0) {
            carriedTo--;
            there = cursor.previous();
        }
    }

    private void readAhead() {
        if (reach.after().isNothing()) {
            return;
        }
        walk.toRead(last, keyLength, reach.after(), true, reached);
        boolean there = true;
        while (there && OrderedRows.compare(cursor.entry(piece), reached) <= 0) {
            rows.append(cursor, keyLength, false, entries);
            there = cursor.next();
        }
    }

    private boolean isPeer(int size) {
        return size > 0 && reach.keepsPeers() && rows.isPeer(cursor, keyLength);
    }

    private void mark(int row) {
        if (markedRows.length == marked.size()) {
            markedRows = Arrays.copyOf(markedRows, 2 * markedRows.length);
        }
        markedRows[marked.size()] = row;
        cursor.entry(piece);
        marked.add(Arrays.copyOfRange(piece.bytes(), piece.start(), piece.start() + piece.length()));
    }

    private void saveMarks(Sequence of, List<long[]> into, long[] after) {
        if (marks == null) {
            return;
        }
        for (int i = 0; i < marked.size(); i++) {
            long[] words = new long[calls.words()];
            calls.save(of, markedRows[i], words);
            into.add(words);
        }
        calls.save(of, carriedTo, after);
    }
}
