// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/** What is computed of FLOATs and DOUBLEs: a {@link DoubleTotal} which rows come into and leave as the frame moves. */
final class DoubleValues implements CallValues {
    private final FrameBounds frame;
    private final DoubleTotal total;
    private final CountedEntries counted;
    private final int words;
    private final int totalWords;
    private final List<ValueType> columns;
    /** Whether the frame begins or ends with the partition, so that it has rows that are not at hand. */
    private final boolean anchored;
    /** Where its words stand among those of all calls. */
    private final int at;

    private final int totalAt;

    // ---- the sequence at work
    private final long[] inFrame;
    private long addedFrom;
    private long addedTo;
    /** What has come before an entry, if it is carried on. */
    private final long[] before;

    private int beforeEntry;
    private final GrowableBytes bytes = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    DoubleValues(OverCall call, AggregateCall aggregate, List<SortKey> order, List<DataType> types, WordPlaces places) {
        at = places.before();
        totalAt = places.total();
        frame = new FrameBounds(call.frame(), order);
        total = new DoubleTotal(aggregate);
        counted = new CountedEntries(aggregate, types);
        totalWords = frame.endsLast() && !places.stores() ? total.words() : 0;
        words = frame.beginsFirst() != totalWords > 0 && !places.stores() ? total.words() : 0;
        columns = frame.beginsFirst() && places.stores() ? List.of(ValueType.of(DataType.bytes())) : List.of();
        anchored = frame.beginsFirst() || frame.endsLast();
        inFrame = new long[total.words()];
        before = new long[total.words()];
    }

    @Override
    public int words() {
        return words;
    }

    @Override
    public long margin() {
        return frame.growsByRows() ? Segments.ALL : frame.margin();
    }

    @Override
    public void begin(Sequence rows) {
        Entries entries = rows.entries();
        frame.begin(entries);
        counted.begin(entries);
        total.begin(entries);
        Arrays.fill(before, 0);
        System.arraycopy(rows.before(), at, before, 0, words);
        beforeEntry = 0;
        empty(rows, 0);
    }

    /** Begins with no row of the sequence, at a place; with all of it when the frame ends with the partition. */
    private void empty(Sequence rows, long place) {
        if (totalWords > 0) {
            System.arraycopy(rows.total(), totalAt, inFrame, 0, totalWords);
            total.subtract(inFrame, 0, before, 0);
            addedFrom = 0;
            addedTo = rows.size();
        } else {
            System.arraycopy(before, 0, inFrame, 0, before.length);
            addedFrom = place;
            addedTo = place;
        }
    }

    @Override
    public int totalWords() {
        return totalWords;
    }

    @Override
    public void addTotal(Entries entries, long[] weights, long[] of) {
        counted.begin(entries);
        total.begin(entries);
        for (int i = 0; i < entries.size(); i++) {
            if (counted.counts(i)) {
                total.add(i, weights[i], of, totalAt);
            }
        }
    }

    @Override
    public boolean sameTotal(long[] was, long[] now) {
        return Arrays.equals(was, totalAt, totalAt + totalWords, now, totalAt, totalAt + totalWords);
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        for (int i = 0; i < wanted.count(); i++) {
            frame.find(rows, wanted.entry(i), wanted.place(i));
            move(rows, frame.from(), frame.to());
            if (frame.excludesSome()) {
                addExcluded(rows, -1);
                total.append(inFrame, out);
                addExcluded(rows, 1);
            } else {
                total.append(inFrame, out);
            }
        }
    }

    private void move(Sequence rows, long from, long to) {
        if (!anchored && (from >= addedTo || to <= addedFrom)) {
            empty(rows, from);
        }
        if (to >= addedTo) {
            add(rows, addedTo, to, 1);
        } else {
            add(rows, to, addedTo, -1);
        }
        if (from >= addedFrom) {
            add(rows, addedFrom, from, -1);
        } else {
            add(rows, from, addedFrom, 1);
        }
        addedFrom = from;
        addedTo = to;
    }

    /** Adds the rows that the frame leaves out, or takes them away. */
    private void addExcluded(Sequence rows, int sign) {
        long from = frame.from();
        for (int part = 0; part < frame.parts(); part++) {
            add(rows, from, frame.partFrom(part), sign);
            from = frame.partTo(part);
        }
        add(rows, from, frame.to(), sign);
    }

    private void add(Sequence rows, long from, long to, int sign) {
        long place = from;
        for (int entry = rows.entryAt(from); place < to; entry++) {
            long end = Math.min(to, rows.start(entry) + rows.weight(entry));
            if (counted.counts(entry) && end > place) {
                total.add(entry, sign * (end - place), inFrame, 0);
            }
            place = Math.max(place, end);
        }
    }

    /** To be asked for one entry after another. */
    @Override
    public void save(Sequence rows, int entry, long[] into) {
        if (words > 0) {
            addBefore(rows, entry);
            System.arraycopy(before, 0, into, at, words);
        }
    }

    private void addBefore(Sequence rows, int entry) {
        for (; beforeEntry < entry; beforeEntry++) {
            if (counted.counts(beforeEntry) && rows.weight(beforeEntry) > 0) {
                total.add(beforeEntry, rows.weight(beforeEntry), before, 0);
            }
        }
    }

    @Override
    public List<ValueType> columns() {
        return columns;
    }

    @Override
    public void restore(StateTable from, int row, int column) {
        if (!from.isNull(row, column)) {
            from.readBytes(row, column, piece);
            PackedWords.read(piece, before);
            System.arraycopy(before, 0, inFrame, 0, before.length);
        }
    }

    @Override
    public void store(Sequence rows, int entry, StateTable into, int row, int column) {
        addBefore(rows, entry);
        PackedWords.write(before, bytes);
        into.writeBytes(row, column, bytes.bytes(), 0, bytes.length());
    }
}
