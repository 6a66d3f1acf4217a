// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.plan.WindowSpec;

/**
 * The windows of a {@link WindowSpec} and the slices they are made of, on its timeline.
 *
 * <p>Windows and slices are named by their end, which is not part of them. A slice is the longest stretch that lies
 * wholly inside or wholly outside of every window:
 *
 * <pre>
 *   TUMBLE   |----------|----------|      slice = window
 *   HOP      |----|----|----|----|        slice = gcd(size, slide)
 *            |--------------|
 *                 |--------------|
 *   CUMULATE |----|----|----|             slice = step, counted from the start
 *            |----|
 *            |---------|
 *            |--------------|
 * </pre>
 *
 * Windows of a HOP begin at {@code offset + k * slide}.
 */
public final class Windows {
    /** No window. */
    public static final long NONE = Long.MAX_VALUE;

    private final WindowSpec.Kind kind;
    private final long size;
    private final long slide;
    private final long offset;
    private final long slice;

    public Windows(WindowSpec spec) {
        kind = spec.kind();
        size = spec.sizeMicros();
        slide = spec.slideMicros();
        offset = spec.offsetMicros();
        slice = kind == WindowSpec.Kind.HOP ? gcd(size, slide) : slide;
        if (kind == WindowSpec.Kind.CUMULATE && size % slide != 0) {
            throw new IllegalArgumentException("a greatest window of " + size + " has no whole steps of " + slide);
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Whether every window is one slice. */
    public boolean areSlices() {
        return kind == WindowSpec.Kind.TUMBLE;
    }

    /** Whether windows of one start contain each other, so that the next one only adds a slice. */
    public boolean grow() {
        return kind == WindowSpec.Kind.CUMULATE;
    }

    /** Whether there are times in no window. */
    public boolean haveGaps() {
        return kind == WindowSpec.Kind.HOP && slide > size;
    }

    public long sliceMicros() {
        return slice;
    }

    /** The end of the slice a time lies in. */
    public long sliceEnd(long time) {
        return floor(time, slice, offset) + slice;
    }

    /** The end of the first window that covers a slice and ends after {@code after}, or {@link #NONE}. */
    public long nextEnd(long sliceEnd, long after) {
        long from = Math.max(sliceEnd, after == Long.MAX_VALUE ? after : after + 1);
        long last = lastEnd(sliceEnd);
        if (from > last) {
            return NONE;
        }
        long end = switch (kind) {
            case TUMBLE -> sliceEnd;
            case HOP -> ceil(from, slide, offset + size);
            case CUMULATE -> ceil(from, slide, startOf(sliceEnd));
            case SESSION -> throw new IllegalStateException("sessions have no slices");
        };
        return end <= last ? end : NONE;
    }

    /** The end of the last window that covers a slice; before the slice when there is none. Rises with the slices. */
    public long lastEnd(long sliceEnd) {
        return switch (kind) {
            case TUMBLE -> sliceEnd;
            case HOP -> floor(sliceEnd - slice, slide, offset) + size;
            case CUMULATE -> startOf(sliceEnd) + size;
            case SESSION -> throw new IllegalStateException("sessions have no slices");
        };
    }

    /** Where the window with this end begins. */
    public long start(long windowEnd) {
        return kind == WindowSpec.Kind.CUMULATE ? startOf(windowEnd) : windowEnd - size;
    }

    private long startOf(long end) {
        return floor(end - 1, size, offset);
    }

    private static long floor(long time, long step, long origin) {
        return time - Math.floorMod(time - origin, step);
    }

    private static long ceil(long time, long step, long origin) {
        return time + Math.floorMod(origin - time, step);
    }
}
