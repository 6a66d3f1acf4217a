// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.WindowSpec;
import io.weir.spi.type.DataType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Windows of local time at every change of every clock from 1970 to 2050, against {@code java.time}. */
class TransitionsTest {
    private static final Instant FROM = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2050-01-01T00:00:00Z");
    /** In the build fewer windows and fewer rows beside the same changes. */
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("exhaustive");

    private static final List<Duration> SIZES = EXHAUSTIVE
            ? List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1))
            : List.of(Duration.ofHours(1), Duration.ofDays(1));
    /** How far from a change rows lie, in minutes, on both sides. */
    private static final int[] DISTANCES = EXHAUSTIVE
            ? new int[] {0, 1, 7, 15, 29, 30, 31, 45, 60, 61, 90, 119, 120, 121, 180, 240, 720, 1380, 1440, 1500, 2880}
            : new int[] {0, 30, 60, 24 * 60};

    /** One zone of each set of rules that has changes. */
    private static Map<ZoneRules, ZoneId> zones() {
        Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
        new TreeSet<>(ZoneId.getAvailableZoneIds()).forEach(name -> {
            ZoneId zone = ZoneId.of(name);
            if (!changes(zone.getRules()).isEmpty()) {
                zones.putIfAbsent(zone.getRules(), zone);
            }
        });
        return zones;
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (ZoneOffsetTransition next = rules.nextTransition(FROM);
                next != null && next.getInstant().isBefore(TO);
                next = rules.nextTransition(next.getInstant())) {
            changes.add(next);
        }
        return changes;
    }

    /** Times around a change, in order. */
    private static TreeSet<Instant> around(Instant change) {
        TreeSet<Instant> times = new TreeSet<>();
        for (int minutes : DISTANCES) {
            for (int micros = -1; micros <= 1; micros++) {
                times.add(change.plus(minutes, ChronoUnit.MINUTES).plus(micros, ChronoUnit.MICROS));
                times.add(change.minus(minutes, ChronoUnit.MINUTES).plus(micros, ChronoUnit.MICROS));
            }
        }
        return times;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(LocalDateTime local) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), local);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static WindowSpec tumble(Duration size, ZoneId zone) {
        long micros = size.toNanos() / 1000;
        return new WindowSpec(WindowSpec.Kind.TUMBLE, 0, micros, micros, 0, zone.getId());
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static LocalDateTime start(LocalDateTime time, Duration size) {
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        long past = Duration.between(day, time).toNanos();
        return day.plusNanos(past - past % size.toNanos());
    }

    @Test
    void everyRowLiesInTheOneWindowOfItsLocalTime() {
        long rows = 0;
        for (ZoneId zone : zones().values()) {
            for (Duration size : SIZES) {
                WindowSpec spec = tumble(size, zone);
                Windows windows = new Windows(spec);
                Timeline timeline = Timeline.of(spec, DataType.timestampLtz(6));
                for (ZoneOffsetTransition change : changes(zone.getRules())) {
                    for (Instant at : around(change.getInstant())) {
                        check(at, zone, size, windows, timeline);
                        rows++;
                    }
                }
            }
        }
        assertThat(rows).isGreaterThan(EXHAUSTIVE ? 10_000_000 : 500_000);
    }

    private static void check(Instant at, ZoneId zone, Duration size, Windows windows, Timeline timeline) {
        LocalDateTime local = local(at, zone);
        LocalDateTime start = start(local, size);
        LocalDateTime end = start.plus(size);
        long slice = windows.sliceEnd(timeline.local(micros(at)));
        long only = windows.nextEnd(slice, Long.MIN_VALUE);
        if (only != micros(end)
                || windows.start(only) != micros(start)
                || windows.nextEnd(slice, only) != Windows.NONE) {
            assertThat(only).as("window of %s (%s, %s)", at, zone, size).isEqualTo(micros(end));
            assertThat(windows.start(only)).isEqualTo(micros(start));
            assertThat(windows.nextEnd(slice, only)).isEqualTo(Windows.NONE);
        }
        Instant first = instant(timeline.instantOfStart(micros(start)));
        Instant last = instant(timeline.instantOfEnd(micros(end)));
        boolean right = !first.isAfter(at)
                && last.isAfter(at)
                && isFirst(first, start, zone)
                && isEnd(last, end, zone)
                && (size.toDays() != 1
                        || first.equals(start.toLocalDate().atStartOfDay(zone).toInstant()));
        assertThat(right)
                .as("window of %s (%s, %s) goes from %s to %s", at, zone, size, first, last)
                .isTrue();
        long closed = timeline.closed(micros(at));
        if (closed != leastAfter(at, zone)) {
            assertThat(closed).as("closed at %s (%s)", at, zone).isEqualTo(leastAfter(at, zone));
        }
    }

    /** Whether no instant before has this local time or a later one; between changes local time only grows. */
    private static boolean isFirst(Instant first, LocalDateTime start, ZoneId zone) {
        boolean right = !local(first, zone).isBefore(start);
        Instant before = first;
        for (int i = 0; right && i < 4 && before != null; i++) {
            right = local(before.minusNanos(1000), zone).isBefore(start);
            ZoneOffsetTransition previous = zone.getRules().previousTransition(before);
            before = previous == null ? null : previous.getInstant();
        }
        return right;
    }

    /** Whether the instant before it has an earlier local time, and none from it on has. */
    private static boolean isEnd(Instant end, LocalDateTime local, ZoneId zone) {
        boolean right = local(end.minusNanos(1000), zone).isBefore(local);
        Instant after = end;
        for (int i = 0; right && i < 4 && after != null; i++) {
            right = !local(after, zone).isBefore(local);
            ZoneOffsetTransition next = zone.getRules().nextTransition(after);
            after = next == null ? null : next.getInstant();
        }
        return right;
    }

    /** The least local time that comes after an instant. */
    private static long leastAfter(Instant at, ZoneId zone) {
        Instant after = at.plusNanos(1000);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4 && after != null; i++) {
            least = Math.min(least, micros(local(after, zone)));
            ZoneOffsetTransition next = zone.getRules().nextTransition(after);
            after = next == null ? null : next.getInstant();
        }
        return least;
    }
}
