// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.executor.operator.Barrier;
import io.weir.plan.WindowSpec;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The line on which windows lie: local time of a zone for TIMESTAMP_LTZ, else the times as they are.
 *
 * <p>Where a zone's clock is put back, local times come twice: both belong to the same window, which therefore closes
 * only when none of its local times can come again. Where it is put forward, local times are left out, and a window that
 * begins or ends among them begins or ends with the transition.
 */
public final class Timeline {
    private static final long SECOND = 1_000_000;
    /** Longer than any clock was ever put back at once. */
    private static final long TWO_DAYS = 2 * 86_400 * SECOND;

    private final boolean shifted;
    private final ZoneRules rules;

    // the stretch of instants that has the offset used last
    private long offset;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    private Timeline(ZoneRules rules) {
        this.rules = rules;
        shifted = !rules.isFixedOffset() || rules.getOffset(Instant.EPOCH).getTotalSeconds() != 0;
    }

    public static Timeline of(WindowSpec spec, DataType timeType) {
        return new Timeline(
                timeType.kind() == TypeKind.TIMESTAMP_LTZ
                        ? ZoneId.of(spec.zone()).getRules()
                        : ZoneOffset.UTC.getRules());
    }

    /** Whether local times differ from instants. */
    public boolean isShifted() {
        return shifted;
    }

    /** The local time of an instant. */
    public long local(long instant) {
        if (!shifted) {
            return instant;
        }
        if (instant < from || instant >= to) {
            find(instant);
        }
        return instant + offset;
    }

    private void find(long instant) {
        Instant at = toInstant(instant);
        offset = rules.getOffset(at).getTotalSeconds() * SECOND;
        // a stretch is closed at both ends by transitions; seen from just inside
        ZoneOffsetTransition next = rules.nextTransition(at);
        ZoneOffsetTransition previous = rules.previousTransition(at.plusNanos(1));
        from = previous == null ? Long.MIN_VALUE : toMicros(previous.getInstant());
        to = next == null ? Long.MAX_VALUE : toMicros(next.getInstant());
    }

    /** The local time below or at which every window has closed: those that end up to it get no more rows. */
    public long closed(long watermark) {
        if (watermark == Barrier.NO_WATERMARK || watermark == Barrier.END_OF_TIME) {
            return watermark;
        }
        long next = watermark + 1;
        if (!shifted) {
            return next;
        }
        long least = local(next);
        long until = next + TWO_DAYS;
        ZoneOffsetTransition transition = rules.nextTransition(toInstant(next));
        while (transition != null && toMicros(transition.getInstant()) < until) {
            long after = toMicros(transition.getInstant());
            least = Math.min(least, after + transition.getOffsetAfter().getTotalSeconds() * SECOND);
            transition = rules.nextTransition(transition.getInstant());
        }
        return least;
    }

    /** The first instant with this local time or a later one. */
    public long instantOfStart(long local) {
        if (!shifted) {
            return local;
        }
        LocalDateTime wall = toWall(local);
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty() ? transition(wall) : local - offsets.get(0).getTotalSeconds() * SECOND;
    }

    /** The instant after the last one with an earlier local time. */
    public long instantOfEnd(long local) {
        if (!shifted) {
            return local;
        }
        LocalDateTime last = toWall(local - 1);
        List<ZoneOffset> offsets = rules.getValidOffsets(last);
        return offsets.isEmpty()
                ? transition(last)
                : local - offsets.get(offsets.size() - 1).getTotalSeconds() * SECOND;
    }

    private long transition(LocalDateTime gap) {
        return toMicros(rules.getTransition(gap).getInstant());
    }

    private static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }

    private static long toMicros(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
    }

    private static LocalDateTime toWall(long local) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, SECOND), (int) Math.floorMod(local, SECOND) * 1_000, ZoneOffset.UTC);
    }
}
