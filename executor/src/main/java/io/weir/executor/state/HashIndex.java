// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.Arrays;

/**
 * Finds row numbers by hash: open addressing in segments that a directory finds, so that growth moves one segment only.
 *
 * <pre>
 *   tag = low 32 bits of the hash
 *   directory[top bits of tag] -&gt; segment[low bits of tag, then the places after it] = tag &lt;&lt; 32 | row number + 1
 * </pre>
 *
 * <p>A segment doubles until it has {@code mostSlots}, then splits by the next bit of the tag; when more bits are
 * needed than the directory has, the directory doubles (extendible hashing, Fagin et al. 1979). At most half of the
 * slots are taken. A removal moves later entries back, so there are no tombstones.
 */
final class HashIndex {
    static final int FIRST_SLOTS = 64;
    private static final int DEPTH_EXPECTED_MAX = 8;

    private final int mostSlots;
    private final MemoryBudget budget;

    /** The slots of the segment for each value of the top bits. */
    long[][] directory;
    /** {@code (tag & 0xFFFFFFFFL) >>> shift} is a tag's place in the directory. */
    int shift;

    private Segment[] segments;
    private int segmentCount;

    /** The slots that the directory points at, from one or several places. */
    private static final class Segment {
        long[] slots;
        int taken;
        /** Top bits that all its tags share. */
        final int depth;

        Segment(int slots, int depth) {
            this.slots = new long[slots];
            this.depth = depth;
        }
    }

    HashIndex(int mostSlots, MemoryBudget budget) {
        this(mostSlots, 0, budget);
    }

    /** @param expected how many entries are likely to come, for which there is room at once */
    HashIndex(int mostSlots, int expected, MemoryBudget budget) {
        this.mostSlots = mostSlots;
        this.budget = budget;
        int slots = FIRST_SLOTS;
        while (slots < 2L * expected && slots < mostSlots) {
            slots *= 2;
        }
        int depth = 0;
        while ((long) slots << depth < 2L * expected && depth < DEPTH_EXPECTED_MAX) {
            depth++;
        }
        segmentCount = 1 << depth;
        budget.lease((long) segmentCount * slots * Long.BYTES);
        segments = new Segment[segmentCount];
        directory = new long[segmentCount][];
        for (int i = 0; i < segmentCount; i++) {
            segments[i] = new Segment(slots, depth);
            directory[i] = segments[i].slots;
        }
        shift = 32 - depth;
    }

    int placeOf(int tag) {
        return (int) ((tag & 0xFFFF_FFFFL) >>> shift);
    }

    void insert(int tag, int row) {
        int place = placeOf(tag);
        Segment segment = segments[place];
        while (2 * (segment.taken + 1) > segment.slots.length) {
            makeRoom(place, segment);
            place = placeOf(tag);
            segment = segments[place];
        }
        put(segment.slots, entry(tag, row));
        segment.taken++;
    }

    private static long entry(int tag, int row) {
        return (long) tag << 32 | row + 1;
    }

    private static void put(long[] slots, long entry) {
        int mask = slots.length - 1;
        int slot = (int) (entry >>> 32) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
    }

    /** Takes out an entry that is there. */
    void remove(int tag, int row) {
        Segment segment = segments[placeOf(tag)];
        long[] slots = segment.slots;
        int mask = slots.length - 1;
        long wanted = entry(tag, row);
        int hole = tag & mask;
        while (slots[hole] != wanted) {
            if (slots[hole] == 0) {
                throw new IllegalStateException("row " + row + " is not in the index");
            }
            hole = (hole + 1) & mask;
        }
        for (int slot = (hole + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int home = (int) (slots[slot] >>> 32) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
        segment.taken--;
        if (slots.length > FIRST_SLOTS && 16 * segment.taken < slots.length) {
            resize(placeOf(tag), segment, Math.max(FIRST_SLOTS, slots.length / 4));
        }
    }

    private void makeRoom(int place, Segment segment) {
        // A directory much longer than there are segments means that hashes are poor: then splitting does not help.
        boolean mayDouble = directory.length < 16 * segmentCount && shift > 1;
        if (segment.slots.length < mostSlots || (segment.depth == 32 - shift && !mayDouble)) {
            resize(place, segment, 2 * segment.slots.length);
        } else {
            split(place, segment);
        }
    }

    private void resize(int place, Segment segment, int slots) {
        budget.lease((long) slots * Long.BYTES);
        long[] old = segment.slots;
        long[] fresh = new long[slots];
        for (long entry : old) {
            if (entry != 0) {
                put(fresh, entry);
            }
        }
        segment.slots = fresh;
        enter(place, segment);
        budget.release((long) old.length * Long.BYTES);
    }

    private void split(int place, Segment segment) {
        int at = place;
        if (segment.depth == 32 - shift) {
            doubleDirectory();
            at = 2 * place;
        }
        int slots = segment.slots.length;
        budget.lease(2L * slots * Long.BYTES);
        Segment lower = new Segment(slots, segment.depth + 1);
        Segment upper = new Segment(slots, segment.depth + 1);
        int bit = 31 - segment.depth;
        for (long entry : segment.slots) {
            if (entry != 0) {
                Segment half = (entry >>> 32 >>> bit & 1) == 0 ? lower : upper;
                put(half.slots, entry);
                half.taken++;
            }
        }
        int first = firstPlace(at, segment.depth);
        int width = 1 << (32 - shift - segment.depth);
        enter(first, lower);
        enter(first + width / 2, upper);
        segmentCount++;
        budget.release((long) slots * Long.BYTES);
    }

    private void doubleDirectory() {
        Segment[] wider = new Segment[2 * segments.length];
        long[][] widerSlots = new long[wider.length][];
        for (int i = 0; i < wider.length; i++) {
            wider[i] = segments[i >> 1];
            widerSlots[i] = directory[i >> 1];
        }
        segments = wider;
        directory = widerSlots;
        shift--;
    }

    /** The first of the places that share their top {@code depth} bits with {@code place}. */
    private int firstPlace(int place, int depth) {
        return place >>> (32 - shift - depth) << (32 - shift - depth);
    }

    /** Lets all places of a segment point at it. */
    private void enter(int place, Segment segment) {
        int first = firstPlace(place, segment.depth);
        int end = first + (1 << (32 - shift - segment.depth));
        Arrays.fill(segments, first, end, segment);
        Arrays.fill(directory, first, end, segment.slots);
    }

    void close() {
        budget.release(bytes());
        segments = new Segment[0];
        directory = new long[0][];
        segmentCount = 0;
    }

    /** Bytes of all slots. */
    long bytes() {
        long sum = 0;
        Segment last = null;
        for (Segment segment : segments) {
            if (segment != last) { // places of one segment lie together
                sum += (long) segment.slots.length * Long.BYTES;
            }
            last = segment;
        }
        return sum;
    }
}
