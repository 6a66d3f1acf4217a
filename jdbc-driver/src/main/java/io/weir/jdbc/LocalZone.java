// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DateTimeText;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The zone in which a wall clock time becomes one of {@code java.sql}, with the offset of the times read last.
 *
 * <p>Times between two transitions of the zone have one offset, so that the next of them is an addition. Times before 1900 go
 * the long way, since {@code java.sql} counts the old ones by the Julian calendar.
 */
final class LocalZone {
    static final long MICROS_PER_DAY = DateTimeText.MICROS_PER_DAY;
    private static final long MICROS_PER_SECOND = DateTimeText.MICROS_PER_SECOND;
    private static final long FROM_1900 = -25_567L * MICROS_PER_DAY;
    private static final long TO_9999 = 2_932_896L * MICROS_PER_DAY;

    private final @Nullable ZoneId given;
    private final ZoneRules rules;
    private long from;
    private long to;
    private long offsetSeconds;

    /** @param zone that of a calendar; null for the JVM's */
    LocalZone(@Nullable ZoneId zone) {
        given = zone;
        rules = (zone == null ? ZoneId.systemDefault() : zone).getRules();
    }

    static Timestamp instant(long micros) {
        long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
        Timestamp stamp = new Timestamp(seconds * 1000);
        stamp.setNanos((int) (micros - seconds * MICROS_PER_SECOND) * 1000);
        return stamp;
    }

    /** The timestamp that shows this wall clock time in the zone. */
    Timestamp timestamp(long micros) {
        if (covers(micros)) {
            return instant(micros - offsetSeconds * MICROS_PER_SECOND);
        }
        LocalDateTime time = JdbcValues.dateTimeOf(micros);
        if (given == null) {
            return Timestamp.valueOf(time);
        }
        Timestamp stamp = new Timestamp(time.atZone(given).toInstant().toEpochMilli());
        stamp.setNanos(time.getNano());
        return stamp;
    }

    /** The date of this wall clock time, at the midnight of the zone. */
    Date date(long micros) {
        long midnight = Math.floorDiv(micros, MICROS_PER_DAY) * MICROS_PER_DAY;
        if (covers(midnight)) {
            return new Date((midnight / MICROS_PER_SECOND - offsetSeconds) * 1000);
        }
        LocalDateTime time = JdbcValues.dateTimeOf(midnight);
        return given == null
                ? Date.valueOf(time.toLocalDate())
                : new Date(time.atZone(given).toInstant().toEpochMilli());
    }

    /** The time of day on 1970-01-01, to the millisecond. */
    Time time(long micros) {
        long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
        ZoneId zone = given == null ? ZoneId.systemDefault() : given;
        return new Time(JdbcValues.dateTimeOf(ofDay).atZone(zone).toInstant().toEpochMilli());
    }

    /** The wall clock time of an instant. */
    long localOf(long instantMicros) {
        long seconds = Math.floorDiv(instantMicros, MICROS_PER_SECOND);
        return instantMicros + rules.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds() * MICROS_PER_SECOND;
    }

    private boolean covers(long micros) {
        if (micros >= from && micros < to) {
            return true;
        }
        if (micros < FROM_1900 || micros >= TO_9999) {
            return false;
        }
        LocalDateTime time = JdbcValues.dateTimeOf(micros);
        if (rules.getTransition(time) != null) {
            return false;
        }
        offsetSeconds = rules.getOffset(time).getTotalSeconds();
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND) - offsetSeconds);
        // a day away from the transitions, whose hours are ambiguous
        ZoneOffsetTransition before = rules.previousTransition(instant);
        ZoneOffsetTransition after = rules.nextTransition(instant);
        from = before == null
                ? FROM_1900
                : Math.max(FROM_1900, (before.toEpochSecond() + 86_400 + offsetSeconds) * MICROS_PER_SECOND);
        to = after == null
                ? TO_9999
                : Math.min(TO_9999, (after.toEpochSecond() - 86_400 + offsetSeconds) * MICROS_PER_SECOND);
        return micros >= from && micros < to;
    }
}
