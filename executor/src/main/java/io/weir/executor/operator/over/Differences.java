// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Vector;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, entry by entry, how the rows shown before differ from those to be shown: first what goes, then what comes. */
final class Differences {
    /** Above this number of segments of an entry those that are equal are found by their bytes. */
    private static final int FEW = 16;

    private final SameValues same = new SameValues();
    private final Picks goes = new Picks();
    private final Picks comes = new Picks();
    private long[] left = new long[64];
    private final GrowableBytes bytes = new GrowableBytes();

    /** Gives all wanted rows. */
    void all(Entries entries, Shown now, Answers out) {
        comes.clear();
        Segments segments = now.segments();
        for (int i = 0; i < segments.count(); i++) {
            if (!now.hasFailed(i)) {
                comes.add(segments.entry(i), i, segments.weight(i));
            }
        }
        out.take(comes, entries, now.values(), 1);
    }

    /** Gives the differences. */
    void between(Entries entries, Shown before, Shown now, Answers out) {
        goes.clear();
        comes.clear();
        for (int entry = entries.wantedFrom(); entry < entries.wantedTo(); entry++) {
            int old = before.segments().first(entry);
            int oldEnd = before.segments().first(entry + 1);
            int fresh = now.segments().first(entry);
            int freshEnd = now.segments().first(entry + 1);
            if (oldEnd - old == 1 && freshEnd - fresh == 1) {
                one(entry, before, old, now, fresh);
            } else if (oldEnd - old > FEW && freshEnd - fresh > FEW) {
                many(entry, before, old, oldEnd, now, fresh, freshEnd);
            } else {
                few(entry, before, old, oldEnd, now, fresh, freshEnd);
            }
        }
        out.take(goes, entries, before.values(), -1);
        out.take(comes, entries, now.values(), 1);
    }

    private void one(int entry, Shown before, int old, Shown now, int fresh) {
        long oldWeight = before.hasFailed(old) ? 0 : before.segments().weight(old);
        long newWeight = now.hasFailed(fresh) ? 0 : now.segments().weight(fresh);
        if (oldWeight > 0 && newWeight > 0 && same.are(before.values(), old, now.values(), fresh)) {
            long more = newWeight - oldWeight;
            if (more > 0) {
                comes.add(entry, fresh, more);
            } else if (more < 0) {
                goes.add(entry, old, -more);
            }
        } else {
            goes.add(entry, old, oldWeight);
            comes.add(entry, fresh, newWeight);
        }
    }

    private void few(int entry, Shown before, int old, int oldEnd, Shown now, int fresh, int freshEnd) {
        room(oldEnd - old);
        for (int i = old; i < oldEnd; i++) {
            left[i - old] = before.hasFailed(i) ? 0 : before.segments().weight(i);
        }
        for (int i = fresh; i < freshEnd; i++) {
            long more = now.hasFailed(i) ? 0 : now.segments().weight(i);
            for (int k = old; k < oldEnd && more > 0; k++) {
                if (left[k - old] > 0 && same.are(before.values(), k, now.values(), i)) {
                    long both = Math.min(more, left[k - old]);
                    more -= both;
                    left[k - old] -= both;
                }
            }
            comes.add(entry, i, more);
        }
        for (int i = old; i < oldEnd; i++) {
            goes.add(entry, i, left[i - old]);
        }
    }

    /** Rows that are there often, each with values of its own. */
    private void many(int entry, Shown before, int old, int oldEnd, Shown now, int fresh, int freshEnd) {
        room(oldEnd - old);
        Map<String, Integer> firsts = new HashMap<>();
        int[] next = new int[oldEnd - old];
        for (int i = oldEnd - 1; i >= old; i--) {
            left[i - old] = before.hasFailed(i) ? 0 : before.segments().weight(i);
            Integer following = firsts.put(key(before.values(), i), i);
            next[i - old] = following == null ? -1 : following;
        }
        for (int i = fresh; i < freshEnd; i++) {
            long more = now.hasFailed(i) ? 0 : now.segments().weight(i);
            @Nullable Integer first = firsts.get(key(now.values(), i));
            for (int k = first == null ? -1 : first; k >= 0 && more > 0; k = next[k - old]) {
                long both = Math.min(more, left[k - old]);
                more -= both;
                left[k - old] -= both;
            }
            comes.add(entry, i, more);
        }
        for (int i = old; i < oldEnd; i++) {
            goes.add(entry, i, left[i - old]);
        }
    }

    private String key(Vector[] values, int row) {
        bytes.clear();
        for (Vector value : values) {
            CanonicalBytes.encode(value, row, bytes);
        }
        return new String(bytes.bytes(), 0, bytes.length(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void room(int count) {
        if (left.length < count) {
            left = new long[2 * count];
        }
    }
}
