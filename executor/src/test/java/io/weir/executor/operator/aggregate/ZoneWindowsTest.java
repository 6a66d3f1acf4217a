// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static io.weir.plan.AggregateFunction.COUNT;
import static io.weir.plan.WindowSpec.Property.END;
import static io.weir.plan.WindowSpec.Property.START;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.WindowSpec;
import io.weir.spi.connector.ChangeMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows around every change of a clock, counted per day of its zone as the watermark follows them: none is lost. */
class ZoneWindowsTest {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long DAY = 86_400_000_000L;
    private static final Instant FROM = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2050-01-01T00:00:00Z");

    /** Clocks that change at midnight, by half an hour, by a whole day, twice in a month, or changed their ways often. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "America/Havana",
                "America/Sao_Paulo",
                "America/Caracas",
                "America/Santiago",
                "Africa/Cairo",
                "Africa/Casablanca",
                "Africa/Monrovia",
                "Antarctica/Troll",
                "Asia/Amman",
                "Asia/Gaza",
                "Asia/Kathmandu",
                "Asia/Pyongyang",
                "Asia/Tehran",
                "Atlantic/Azores",
                "Australia/Lord_Howe",
                "Europe/Dublin",
                "Europe/Moscow",
                "Pacific/Apia",
                "Pacific/Chatham",
                "Pacific/Kwajalein"
            })
    void days(String name) {
        ZoneId zone = ZoneId.of(name);
        WindowSpec days = new WindowSpec(WindowSpec.Kind.TUMBLE, 0, DAY, DAY, 0, name);
        OperatorHarness harness = OperatorHarness.of(AggregatePlan.over("at timestamp_ltz", ChangeMode.APPEND)
                .call(COUNT)
                .windows(days, START, END));
        List<String> rows = new ArrayList<>();
        Map<LocalDate, Integer> counts = new TreeMap<>();
        TreeSet<Instant> times = new TreeSet<>();
        for (ZoneOffsetTransition change : changes(zone)) {
            for (int minutes : new int[] {-24 * 60, -61, -60, -30, 0, 29, 30, 60, 24 * 60}) {
                times.add(change.getInstant().plus(minutes, ChronoUnit.MINUTES));
                times.add(change.getInstant().plus(minutes, ChronoUnit.MINUTES).minusSeconds(1));
            }
        }
        for (Instant each : times) {
            rows.add("+ " + text(each));
            counts.merge(LocalDate.ofInstant(each, zone), 1, Integer::sum);
            if (rows.size() == 9) {
                harness.input(rows.toArray(String[]::new)).watermark(text(each));
                rows.clear();
            }
        }
        harness.input(rows.toArray(String[]::new));
        List<String> expected = new ArrayList<>();
        counts.forEach((day, count) -> expected.add(
                "+ %s | %s | %d".formatted(text(day.atStartOfDay(zone).toInstant()), text(end(day, zone)), count)));
        harness.lastBarrier().leaves(expected.toArray(String[]::new)).counts(0, 0, 0);
    }

    /** The changes of a clock; 16 of them in the build, all with {@code -Dexhaustive=true}. */
    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        List<ZoneOffsetTransition> all = new ArrayList<>();
        for (ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
                next != null && next.getInstant().isBefore(TO);
                next = zone.getRules().nextTransition(next.getInstant())) {
            all.add(next);
        }
        int step = Boolean.getBoolean("exhaustive") ? 1 : all.size() / 16 + 1;
        return IntStream.range(0, all.size())
                .filter(each -> each % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Behind the last second of a day, which may come twice. */
    private static Instant end(LocalDate day, ZoneId zone) {
        LocalDateTime last = day.atTime(23, 59, 59);
        ZoneOffsetTransition change = zone.getRules().getTransition(last);
        return change != null && change.isGap()
                ? change.getInstant()
                : last.atZone(zone).withLaterOffsetAtOverlap().toInstant().plusSeconds(1);
    }

    private static String text(Instant instant) {
        return TEXT.format(instant.atOffset(ZoneOffset.UTC));
    }
}
