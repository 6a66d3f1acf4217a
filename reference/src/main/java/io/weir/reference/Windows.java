// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.WindowSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which windows a time falls into, found by trying. */
final class Windows {
    private static final long SECOND = 1_000_000;

    private Windows() {}

    /** Start and end of each window, rising by end, in microseconds. */
    static List<long[]> containing(long micros, WindowSpec window) {
        ZoneId zone = ZoneId.of(window.zone());
        long local = toLocal(micros, zone);
        List<long[]> found = new ArrayList<>();
        switch (window.kind()) {
            case SESSION -> throw new IllegalStateException("the windows of a session depend on all its rows");
            case TUMBLE, HOP -> {
                long slide = window.slideMicros();
                long lastStart = window.offsetMicros() + Math.floorDiv(local - window.offsetMicros(), slide) * slide;
                for (long start = lastStart; start > local - window.sizeMicros(); start -= slide) {
                    found.add(0, new long[] {toInstant(start, zone), toInstant(start + window.sizeMicros(), zone)});
                }
            }
            case CUMULATE -> {
                long size = window.sizeMicros();
                long start = window.offsetMicros() + Math.floorDiv(local - window.offsetMicros(), size) * size;
                for (long end = start + window.slideMicros(); end <= start + size; end += window.slideMicros()) {
                    if (local < end) {
                        found.add(new long[] {toInstant(start, zone), toInstant(end, zone)});
                    }
                }
            }
        }
        return found;
    }

    private static long toLocal(long micros, ZoneId zone) {
        if (zone.normalized().equals(ZoneOffset.UTC)) {
            return micros;
        }
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
        return micros + zone.getRules().getOffset(instant).getTotalSeconds() * SECOND;
    }

    private static long toInstant(long local, ZoneId zone) {
        if (zone.normalized().equals(ZoneOffset.UTC)) {
            return local;
        }
        LocalDateTime wall = LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, SECOND), (int) Math.floorMod(local, SECOND) * 1000, ZoneOffset.UTC);
        return local
                - wall.atZone(zone).getOffset().getTotalSeconds() * SECOND
                + (wall.atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC)
                                - wall.toEpochSecond(ZoneOffset.UTC))
                        * SECOND;
    }
}
