// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Instants (TIMESTAMP_LTZ) and what clocks in a time zone show then (TIMESTAMP).
 *
 * <p>A local time that a change of the clocks leaves out is moved behind the gap by its length; of one that comes twice
 * the earlier is meant.
 */
public final class Zones {
    private static final int ID_BYTES_MAX = 64;
    private static final LiteralCache<Zone> ZONES = new LiteralCache<>(Zones::make);

    private Zones() {}

    /** What clocks in the zone show at an instant. */
    public static long toLocal(long instant, Utf8 zoneId) {
        return ZONES.get(zoneId).toLocal(instant);
    }

    /** The instant at which clocks in the zone show a timestamp. */
    public static long toInstant(long local, Utf8 zoneId) {
        return ZONES.get(zoneId).toInstant(local);
    }

    /** Fails with INVALID_ARGUMENT when there is no such zone. */
    static Zone zone(Utf8 zoneId) {
        return ZONES.get(zoneId);
    }

    private static Zone make(Utf8 zoneId) {
        if (zoneId.length() > ID_BYTES_MAX) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        try {
            return new Zone(ZoneId.of(zoneId.toString()).getRules());
        } catch (DateTimeException e) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /**
     * A zone with the stretches of equal offset that were asked for last.
     *
     * <p>A stretch of two transitions spans some months. Slots are found by the number of a stretch of about 50 days, so
     * that about nine years of instants find theirs without asking the rules.
     */
    static final class Zone {
        private static final int SLOTS = 64;
        /** 2^42 microseconds are 51 days. */
        private static final int SLOT_BITS = 42;

        /** Instants in {@code [from, to)}, and the local times that are read with this offset. */
        private record Stretch(long from, long to, long localFrom, long localTo, long offset) {}

        private final ZoneRules rules;
        private final @Nullable Stretch[] byInstant = new Stretch[SLOTS];
        private final @Nullable Stretch[] byLocal = new Stretch[SLOTS];

        Zone(ZoneRules rules) {
            this.rules = rules;
        }

        long toLocal(long instant) {
            int slot = (int) (instant >> SLOT_BITS) & SLOTS - 1;
            Stretch stretch = byInstant[slot];
            if (stretch == null || instant < stretch.from || instant >= stretch.to) {
                stretch = stretchAt(Times.checkTimestamp(instant));
                byInstant[slot] = stretch;
            }
            return Times.checkTimestamp(instant + stretch.offset);
        }

        long toInstant(long local) {
            int slot = (int) (local >> SLOT_BITS) & SLOTS - 1;
            Stretch stretch = byLocal[slot];
            if (stretch == null || local < stretch.localFrom || local >= stretch.localTo) {
                long offset = offsetOfLocal(Times.checkTimestamp(local));
                stretch = stretchAt(local - offset);
                if (stretch.offset != offset) {
                    // In a gap: the offset is that of the stretch before.
                    stretch = stretchAt(stretch.from - 1);
                }
                byLocal[slot] = stretch;
            }
            return Times.checkTimestamp(local - stretch.offset);
        }

        private long offsetOfLocal(long local) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(local, Times.MICROS_PER_SECOND),
                    (int) Math.floorMod(local, Times.MICROS_PER_SECOND) * 1_000,
                    ZoneOffset.UTC);
            ZoneOffsetTransition transition = rules.getTransition(time);
            return micros(transition != null ? transition.getOffsetBefore() : rules.getOffset(time));
        }

        private Stretch stretchAt(long micros) {
            Instant instant = Instant.ofEpochSecond(
                    Math.floorDiv(micros, Times.MICROS_PER_SECOND),
                    Math.floorMod(micros, Times.MICROS_PER_SECOND) * 1_000);
            long offset = micros(rules.getOffset(instant));
            // previousTransition is strictly before the instant.
            ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            long from = before == null ? Long.MIN_VALUE / 2 : micros(before);
            long to = after == null ? Long.MAX_VALUE / 2 : micros(after);
            return new Stretch(
                    from,
                    to,
                    from + Math.max(offset, before == null ? offset : micros(before.getOffsetBefore())),
                    to + Math.max(offset, after == null ? offset : micros(after.getOffsetAfter())),
                    offset);
        }

        private static long micros(ZoneOffset offset) {
            return offset.getTotalSeconds() * Times.MICROS_PER_SECOND;
        }

        private static long micros(ZoneOffsetTransition transition) {
            return transition.toEpochSecond() * Times.MICROS_PER_SECOND;
        }
    }
}
