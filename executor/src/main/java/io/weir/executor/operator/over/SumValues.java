// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.aggregate.ExactTotal;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.AggregateCall;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * COUNT, and SUM and AVG of exact numbers of a word: the total of a frame is the one up to its end less that up to its
 * begin, both in 128 bits. What lies behind the last row at hand is the total of the partition less that up to there.
 */
final class SumValues implements CallValues {
    private static final int COUNT = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;

    private final FrameBounds frame;
    private final ExactTotal total;
    private final CountedEntries counted;
    private final boolean sums;
    private final int argument;
    private final int words;
    private final int totalWords;
    /** Where its words stand among those of all calls. */
    private final int at;

    private final int totalAt;

    // ---- the sequence at work: by entry, what has come before it
    private long[] values = {};
    private long[] counts = {};
    private long[] highs = {};
    private long[] lows = {};

    // ---- a frame's total
    private long count;
    private long high;
    private long low;

    SumValues(OverCall call, AggregateCall aggregate, List<SortKey> order, List<DataType> types, WordPlaces places) {
        at = places.before();
        totalAt = places.total();
        frame = new FrameBounds(call.frame(), order);
        total = new ExactTotal(aggregate, types);
        counted = new CountedEntries(aggregate, types);
        sums = total.sums();
        argument = sums ? aggregate.arguments().get(0) : -1;
        totalWords = frame.endsLast() && !places.stores() ? 3 : 0;
        words = frame.beginsFirst() != totalWords > 0 ? 3 : 0;
    }

    @Override
    public int words() {
        return words;
    }

    @Override
    public int totalWords() {
        return totalWords;
    }

    @Override
    public void addTotal(GrowableBytes key, Entries entries, long[] weights, long[] of) {
        counted.begin(entries);
        if (sums) {
            values = counted.longs(entries.columns()[argument], values);
        }
        count = of[totalAt + COUNT];
        high = of[totalAt + HIGH];
        low = of[totalAt + LOW];
        for (int i = 0; i < entries.size(); i++) {
            if (counted.counts(i)) {
                count += weights[i];
                if (sums) {
                    add(Math.multiplyHigh(values[i], weights[i]), values[i] * weights[i], 1);
                }
            }
        }
        of[totalAt + COUNT] = count;
        of[totalAt + HIGH] = high;
        of[totalAt + LOW] = low;
    }

    @Override
    public boolean sameTotal(long[] was, long[] now) {
        return Arrays.equals(was, totalAt, totalAt + totalWords, now, totalAt, totalAt + totalWords);
    }

    @Override
    public long margin() {
        return frame.growsByRows() ? Segments.ALL : frame.margin();
    }

    @Override
    public void begin(Sequence rows) {
        Entries entries = rows.entries();
        frame.begin(entries);
        int size = entries.size();
        if (counts.length <= size) {
            int length = Math.max(2 * counts.length, size + 1);
            counts = new long[length];
            highs = new long[length];
            lows = new long[length];
        }
        counted.begin(entries);
        counts[0] = words == 0 ? 0 : rows.before()[at + COUNT];
        for (int i = 0; i < size; i++) {
            counts[i + 1] = counts[i] + (counted.counts(i) ? rows.weight(i) : 0);
        }
        if (sums) {
            Vector column = entries.columns()[argument];
            values = counted.longs(column, values);
            highs[0] = words == 0 ? 0 : rows.before()[at + HIGH];
            lows[0] = words == 0 ? 0 : rows.before()[at + LOW];
            for (int i = 0; i < size; i++) {
                long weight = counts[i + 1] - counts[i];
                long product = values[i] * weight;
                long sum = lows[i] + product;
                lows[i + 1] = sum;
                highs[i + 1] =
                        highs[i] + Math.multiplyHigh(values[i], weight) + ExactTotal.carry(lows[i], product, sum);
            }
        }
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        for (int i = 0; i < wanted.count(); i++) {
            frame.find(rows, wanted.entry(i), wanted.place(i));
            beginFrame(rows);
            for (int part = 0; part < frame.parts(); part++) {
                add(rows, frame.partTo(part), 1);
                add(rows, frame.partFrom(part), -1);
            }
            total.append(count, high, low, out, errors);
        }
    }

    /** Begins with the rows of a frame that are not at hand. */
    private void beginFrame(Sequence rows) {
        if (totalWords > 0) {
            long[] all = rows.total();
            int size = rows.entries().size();
            count = all[totalAt + COUNT] - counts[size];
            high = all[totalAt + HIGH];
            low = all[totalAt + LOW];
            if (sums) {
                add(highs[size], lows[size], -1);
            }
        } else {
            count = words == 0 ? 0 : counts[0];
            high = words == 0 ? 0 : highs[0];
            low = words == 0 ? 0 : lows[0];
        }
    }

    /** Adds what comes before a place, or takes it away. */
    private void add(Sequence rows, long place, int sign) {
        int entry = rows.entryAt(place);
        long inside = place - rows.start(entry);
        boolean counts1 = inside > 0 && counts[entry + 1] > counts[entry];
        long some = counts1 ? inside : 0;
        count += sign * (counts[entry] + some);
        if (sums) {
            add(highs[entry], lows[entry], sign);
            if (some > 0) {
                add(Math.multiplyHigh(values[entry], some), values[entry] * some, sign);
            }
        }
    }

    private void add(long moreHigh, long moreLow, int sign) {
        long addHigh = sign > 0 ? moreHigh : moreLow == 0 ? -moreHigh : ~moreHigh;
        long addLow = sign > 0 ? moreLow : -moreLow;
        long sum = low + addLow;
        high += addHigh + ExactTotal.carry(low, addLow, sum);
        low = sum;
    }

    @Override
    public void save(Sequence rows, int entry, long[] into) {
        if (words > 0) {
            into[at + COUNT] = counts[entry];
            into[at + HIGH] = sums ? highs[entry] : 0;
            into[at + LOW] = sums ? lows[entry] : 0;
        }
    }
}
