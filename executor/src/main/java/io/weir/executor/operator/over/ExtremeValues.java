// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * MIN, MAX and their like: a tree over the entries, each node of which knows the best one below it, so that the best of any
 * part of the sequence is found in a few steps.
 */
final class ExtremeValues implements CallValues {
    private static final int NONE = -1;
    private static final int PRESENT = 0;
    private static final int KEY = 1;
    private static final int COUNT = 2;

    private final FrameBounds frame;
    private final boolean greatest;
    private final int argument;
    private final CountedEntries counted;
    private final ValueKeys keys;
    private final int words;
    private final int totalWords;
    /** Where its words stand among those of all calls. */
    private final int at;

    private final int totalAt;

    // ---- the sequence at work
    private int[] tree = {};
    private int leaves;
    private boolean hasBefore;
    private long before;

    ExtremeValues(
            OverCall call, AggregateCall aggregate, List<SortKey> order, List<DataType> types, WordPlaces places) {
        at = places.before();
        totalAt = places.total();
        frame = new FrameBounds(call.frame(), order);
        argument = aggregate.arguments().get(0);
        greatest = aggregate.function() == AggregateFunction.MAX || aggregate.function() == AggregateFunction.SOME;
        counted = new CountedEntries(aggregate, types);
        keys = new ValueKeys(types.get(argument));
        boolean whole = frame.beginsFirst() && frame.endsLast() && !frame.excludesSome();
        totalWords = whole && keys.isWord() && !places.stores() ? 3 : 0;
        words = frame.beginsFirst() && keys.isWord() && totalWords == 0 ? 2 : 0;
    }

    /** Whether an aggregate is of this kind. */
    static boolean takes(AggregateFunction function) {
        return switch (function) {
            case MIN, MAX, ANY_VALUE, EVERY, SOME -> true;
            default -> false;
        };
    }

    @Override
    public int words() {
        return words;
    }

    /** Of all rows the best, and how many there are of it: as long as one is left, no other needs to be known. */
    @Override
    public int totalWords() {
        return totalWords;
    }

    @Override
    public void addTotal(Entries entries, long[] weights, long[] total) {
        counted.begin(entries);
        keys.begin(entries.columns()[argument], entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (!counted.counts(i) || keys.isNull(i)) {
                continue;
            }
            long key = keys.word(i);
            boolean present = total[totalAt + PRESENT] != 0;
            long best = total[totalAt + KEY];
            if (present && key == best) {
                total[totalAt + COUNT] += weights[i];
            } else if (weights[i] > 0 && (!present || (greatest ? key > best : key < best))) {
                total[totalAt + PRESENT] = 1;
                total[totalAt + KEY] = key;
                total[totalAt + COUNT] = weights[i];
            }
        }
    }

    @Override
    public boolean knowsTotal(long[] total) {
        return totalWords == 0 || total[totalAt + PRESENT] == 0 || total[totalAt + COUNT] > 0;
    }

    @Override
    public boolean sameTotal(long[] was, long[] now) {
        return totalWords == 0
                || was[totalAt + PRESENT] == now[totalAt + PRESENT] && was[totalAt + KEY] == now[totalAt + KEY];
    }

    @Override
    public long margin() {
        return frame.margin();
    }

    @Override
    public void begin(Sequence rows) {
        if (totalWords > 0) {
            return;
        }
        Entries entries = rows.entries();
        frame.begin(entries);
        counted.begin(entries);
        keys.begin(entries.columns()[argument], entries.size());
        int size = entries.size();
        leaves = Integer.highestOneBit(Math.max(1, size - 1)) << 1;
        if (tree.length < 2 * leaves) {
            tree = new int[2 * leaves];
        }
        for (int i = 0; i < size; i++) {
            tree[leaves + i] = counted.counts(i) && rows.weight(i) > 0 && !keys.isNull(i) ? i : NONE;
        }
        Arrays.fill(tree, leaves + size, 2 * leaves, NONE);
        for (int i = leaves - 1; i > 0; i--) {
            tree[i] = better(tree[2 * i], tree[2 * i + 1]);
        }
        hasBefore = words > 0 && rows.before()[at + PRESENT] != 0;
        before = words > 0 ? rows.before()[at + KEY] : 0;
    }

    private int better(int a, int b) {
        if (a == NONE || b == NONE) {
            return Math.max(a, b);
        }
        int order = keys.compare(a, b);
        return (greatest ? order >= 0 : order <= 0) ? a : b;
    }

    /** The best of some entries. */
    private int best(int from, int to) {
        int found = NONE;
        int low = leaves + from;
        int high = leaves + to;
        while (low < high) {
            if ((low & 1) == 1) {
                found = better(found, tree[low++]);
            }
            if ((high & 1) == 1) {
                found = better(found, tree[--high]);
            }
            low >>= 1;
            high >>= 1;
        }
        return found;
    }

    private boolean beforeIsBetter(int found) {
        return hasBefore && (found == NONE || (greatest ? before >= keys.word(found) : before <= keys.word(found)));
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        if (totalWords > 0) {
            appendTotal(rows.total(), wanted.count(), out);
            return;
        }
        Vector values = rows.entries().columns()[argument];
        for (int i = 0; i < wanted.count(); i++) {
            frame.find(rows, wanted.entry(i), wanted.place(i));
            int found = NONE;
            for (int part = 0; part < frame.parts(); part++) {
                int from = rows.entryAt(frame.partFrom(part));
                int to = rows.entryAt(frame.partTo(part) - 1) + 1;
                found = better(found, best(from, to));
            }
            if (beforeIsBetter(found)) {
                keys.append(before, out);
            } else if (found == NONE) {
                out.appendNull();
            } else {
                out.append(values, found);
            }
        }
    }

    private void appendTotal(long[] total, int count, VectorBuilder out) {
        for (int i = 0; i < count; i++) {
            if (total[totalAt + PRESENT] == 0) {
                out.appendNull();
            } else {
                keys.append(total[totalAt + KEY], out);
            }
        }
    }

    @Override
    public void save(Sequence rows, int entry, long[] into) {
        if (words > 0) {
            int found = best(0, entry);
            boolean carried = beforeIsBetter(found);
            into[at + PRESENT] = carried || found != NONE ? 1 : 0;
            into[at + KEY] = carried ? before : found == NONE ? 0 : keys.word(found);
        }
    }
}
