// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.epoch.JournalEntry;
import io.weir.executor.epoch.SplitId;
import io.weir.reference.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The watermarks of tables at each barrier, worked out from the rows themselves.
 *
 * <p>When all splits of a table have ended, the barrier says whether that was known to be the table's end, or whether the splits counted
 * as idle: of the two, that is taken which explains the barrier.
 */
final class TableTimes {
    private final List<RandomTable> tables;
    private final Map<String, ChangesSource> sources;
    private final Map<Set<String>, Long> watermarks = new HashMap<>();

    TableTimes(List<RandomTable> tables, Map<String, ChangesSource> sources) {
        this.tables = tables;
        this.sources = sources;
    }

    /** How far the splits of a table have been read, and which of them have ended. */
    private record Reading(RandomTable table, boolean ended, long least, long greatest) {}

    /**
     * By set of tables the watermark of a barrier.
     *
     * @param finished the splits that have ended
     */
    Map<Set<String>, Long> at(JournalEntry entry, Map<SplitId, Long> positions, Set<String> finished) {
        List<Reading> readings = new ArrayList<>();
        for (RandomTable table : tables) {
            readings.add(reading(table, positions, finished));
        }
        Map<Set<String>, Long> best = Map.of();
        int bestScore = -1;
        for (int atEnd = 0; atEnd < 1 << tables.size(); atEnd++) {
            Map<Set<String>, Long> guess = watermarks(readings, atEnd);
            int score = score(guess, entry.barrier().watermarks());
            if (score > bestScore) {
                bestScore = score;
                best = guess;
            }
        }
        watermarks.putAll(best);
        return best;
    }

    private static int score(Map<Set<String>, Long> guess, long[] barrier) {
        Set<Long> there = new HashSet<>();
        Arrays.stream(barrier).forEach(there::add);
        int score = 0;
        for (long watermark : guess.values()) {
            score += there.contains(watermark) ? 1 : 0;
        }
        for (long watermark : there) {
            score += guess.containsValue(watermark) ? 1 : 0;
        }
        return score;
    }

    /** @param atEnd a bit for each table whose end is known, if its splits have ended */
    private Map<Set<String>, Long> watermarks(List<Reading> readings, int atEnd) {
        Map<Set<String>, Long> merged = new HashMap<>();
        for (int members = 1; members < 1 << readings.size(); members++) {
            Set<String> names = new HashSet<>();
            long least = Long.MAX_VALUE;
            long greatest = Long.MIN_VALUE;
            boolean active = false;
            boolean idle = false;
            for (int i = 0; i < readings.size(); i++) {
                if ((members >> i & 1) == 0) {
                    continue;
                }
                Reading reading = readings.get(i);
                names.add(reading.table().name());
                if (!reading.ended()) {
                    active = true;
                    least = Math.min(least, reading.least());
                } else if ((atEnd >> i & 1) == 0) {
                    idle = true;
                    greatest = Math.max(greatest, reading.greatest());
                }
            }
            long watermark = active ? least : idle ? greatest : Long.MAX_VALUE;
            merged.put(names, Math.max(watermark, watermarks.getOrDefault(names, Long.MIN_VALUE)));
        }
        return merged;
    }

    private Reading reading(RandomTable table, Map<SplitId, Long> positions, Set<String> finished) {
        ChangesSource source = sources.get(table.name());
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        boolean ended = true;
        for (var split : source.splits()) {
            long to = positions.entrySet().stream()
                    .filter(entry -> entry.getKey().split().equals(split.id()))
                    .mapToLong(Map.Entry::getValue)
                    .findFirst()
                    .orElse(0);
            long seen = seen(table, source, split.id(), to);
            greatest = Math.max(greatest, seen);
            if (!finished.contains(split.id())) {
                ended = false;
                least = Math.min(least, seen);
            }
        }
        return new Reading(table, ended, least, greatest);
    }

    /** The watermark of a split read up to a position. */
    private static long seen(RandomTable table, ChangesSource source, String split, long to) {
        long greatest = Long.MIN_VALUE;
        for (Delta delta : source.between(split, 0, to)) {
            Object time = delta.row().get(0);
            if (time != null) {
                greatest = Math.max(greatest, (Long) time - table.delayMillis() * 1000L);
            }
        }
        return greatest;
    }
}
