// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobStart;
import io.weir.functions.FunctionRegistry;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.rule.Optimizer;
import io.weir.reference.Cut;
import io.weir.reference.Delta;
import io.weir.reference.ReferenceQuery;
import io.weir.reference.ZSet;
import io.weir.spi.connector.Positions;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.StatementParser;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One random query over random changes, run by the executor and by the reference, and what came of it.
 *
 * <p>Where the executor cut its inputs is in its journal; the reference is given the same cuts and must have the same answer after
 * each of them.
 */
final class Trial {
    private final List<RandomTable> tables;
    private final Map<String, List<List<Delta>>> changes;
    private final String sql;
    private final long seed;

    /** How a trial ended. */
    enum Outcome {
        EQUAL,
        EQUAL_BUT_STILL,
        NOT_SUPPORTED
    }

    Trial(List<RandomTable> tables, Map<String, List<List<Delta>>> changes, String sql, long seed) {
        this.tables = tables;
        this.changes = changes;
        this.sql = sql;
        this.seed = seed;
    }

    /** A trial all of whose parts are decided by the seed. */
    static Trial random(long seed, int changesPerSplit) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RandomTable> tables = new ArrayList<>();
        Map<String, List<List<Delta>>> changes = new HashMap<>();
        for (String name : random.nextBoolean() ? List.of("t") : List.of("t", "u")) {
            RandomTable table = RandomTable.random(name, random);
            tables.add(table);
            changes.put(name, RandomChanges.of(table, changesPerSplit, random));
        }
        return new Trial(tables, changes, new RandomQuery(tables, random).sql(), seed);
    }

    /** The same query over fewer changes. */
    Trial with(Map<String, List<List<Delta>>> fewer) {
        return new Trial(tables, fewer, sql, seed);
    }

    /** How many changes there are in all. */
    int size() {
        return changes.values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
    }

    Map<String, List<List<Delta>>> changes() {
        return changes;
    }

    /** Throws an {@link AssertionError} that says how the answers differ. */
    Outcome run() {
        return run(null);
    }

    /** The same with a mistake in the plan that the executor gets. */
    Outcome run(@Nullable PlantedBug bug) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        ChangesCatalog catalog = new ChangesCatalog();
        Map<String, ChangesSource> sources = new HashMap<>();
        Catalog names = Catalog.shared().forSession();
        Set<String> disabled = new HashSet<>();
        Optimizer.names().forEach(rule -> {
            if (random.nextInt(6) == 0) {
                disabled.add(rule);
            }
        });
        SqlPlanner planner = new SqlPlanner(
                FunctionRegistry.builtIn(),
                catalog,
                new PlannerOptions(disabled, PlannerOptions.defaults().deadline()));
        PlanContext context = new PlanContext(names, ZoneId.of("UTC"), true, Map.of(), () -> false);
        for (RandomTable table : tables) {
            ChangesSource source = new ChangesSource(table, changes.get(table.name()), random.nextLong());
            sources.put(table.name(), source);
            catalog.add(table.name(), source);
            Planned made = planner.plan(StatementParser.parse(table.createSql()).get(0), context);
            ((Planned.Definition) made).change().apply(names);
        }
        Planned.Query query;
        try {
            query = (Planned.Query) planner.plan(StatementParser.parse(sql).get(0), context);
        } catch (SqlException e) {
            if (e.code() == ErrorCode.NOT_SUPPORTED) {
                return Outcome.NOT_SUPPORTED;
            }
            throw new AssertionError("not planned: " + e.render(sql), e);
        }
        EpochJournal journal = new WholeJournal();
        Simulation first = new Simulation(catalog, bug == null ? query.job() : bug.in(query.job()), query, random);
        boolean restart = random.nextInt(4) == 0;
        Job job = first.start(JobStart.fresh().writing(journal));
        Map<Long, ZSet> shown = new TreeMap<>();
        long started = Simulation.START_MICROS;
        if (restart) {
            try {
                first.readToSnapshot(job, shown, random.nextInt(6));
            } catch (Simulation.EndedEarly e) {
                return Outcome.EQUAL_BUT_STILL;
            }
            return afterRestart(first, journal, shown, catalog, query, bug, sources, random);
        }
        first.readToEnd(job, shown);
        Outcome outcome = compare(query, journal.after(-1), shown, sources, started);
        // A row and its removal within an epoch are two late rows to the executor and none to the reference, which also
        // counts a row of overlapping windows once for each that has closed; and a filter that a rule has moved below
        // the
        // window takes rows away before they are late.
        boolean comparable =
                tables.stream().noneMatch(RandomTable::updating) && !sql.contains("HOP(") && !sql.contains("FROM (");
        if (comparable && job.metrics().late() != lastLate) {
            throw new AssertionError("late rows: executor " + job.metrics().late() + ", reference " + lastLate);
        }
        first.checkAllReturned();
        return outcome;
    }

    /** Goes on from the snapshot in another process, so to speak, and makes the epochs after it again. */
    private Outcome afterRestart(
            Simulation first,
            EpochJournal journal,
            Map<Long, ZSet> shown,
            ChangesCatalog catalog,
            Planned.Query query,
            @Nullable PlantedBug bug,
            Map<String, ChangesSource> sources,
            SplittableRandom random) {
        List<JournalEntry> entries = new ArrayList<>(journal.after(-1));
        long cut = entries.stream()
                .filter(e -> e.barrier().checkpoint() > 0)
                .mapToLong(JournalEntry::epoch)
                .findFirst()
                .orElseThrow();
        EpochJournal later = new WholeJournal();
        Simulation second = new Simulation(catalog, bug == null ? query.job() : bug.in(query.job()), query, random);
        Map<Long, ZSet> again = new TreeMap<>();
        second.readToEnd(
                second.start(JobStart.from(first.snapshot())
                        .repeating(journal.after(cut))
                        .writing(later)),
                again);
        long lastRepeated = entries.get(entries.size() - 1).epoch();
        // the last epoch may not have been shown whole when the job was stopped
        long lastShown = shown.keySet().stream().mapToLong(e -> e).max().orElse(0);
        shown.forEach((epoch, rows) -> {
            if (epoch > cut && epoch < lastShown && !rows.equals(again.getOrDefault(epoch, new ZSet()))) {
                throw new AssertionError("epoch " + epoch + " was made again with other rows; before\n" + rows
                        + "after\n" + again.get(epoch));
            }
        });
        shown.keySet().removeIf(epoch -> epoch > cut);
        shown.putAll(again);
        long have = lastRepeated;
        later.after(-1).stream().filter(e -> e.epoch() > have).forEach(entries::add);
        return compare(query, entries, shown, sources, Simulation.START_MICROS);
    }

    private long lastLate;

    private Outcome compare(
            Planned.Query query,
            List<JournalEntry> entries,
            Map<Long, ZSet> shown,
            Map<String, ChangesSource> sources,
            long startMicros) {
        ReferenceQuery reference = new ReferenceQuery(query.logical(), startMicros, true);
        Map<SplitId, Long> positions = new HashMap<>();
        Set<String> finished = new HashSet<>();
        TableTimes times = new TableTimes(tables, sources);
        ZSet answer = new ZSet();
        int changed = 0;
        for (JournalEntry entry : entries) {
            Map<String, List<Delta>> rows = new HashMap<>();
            for (Map.Entry<SplitId, SplitProgress> moved : entry.moved().entrySet()) {
                SplitId split = moved.getKey();
                String table = tableOf(split);
                byte[] position = moved.getValue().position();
                long from = positions.getOrDefault(split, 0L);
                long to = position == null ? 0 : Positions.number(position);
                rows.computeIfAbsent(table, t -> new ArrayList<>())
                        .addAll(sources.get(table).between(split.split(), from, to));
                positions.put(split, to);
                if (moved.getValue().finished()) {
                    finished.add(split.split());
                }
            }
            Map<Set<String>, Long> watermarks = times.at(entry, positions, finished);
            ZSet change = reference.step(new Cut(
                    rows,
                    watermarks,
                    entry.barrier().timeMicros(),
                    entry.barrier().emit(),
                    entry.barrier().last()));
            changed += change.isEmpty() ? 0 : 1;
            ZSet epoch = shown.remove(entry.epoch());
            if (epoch != null) {
                answer.addAll(epoch);
            }
            if (!answer.equals(reference.answer())) {
                throw new AssertionError("after epoch " + entry.epoch() + " of " + entries.size()
                        + " the answers differ;"
                        + " the executor's is more by\n" + answer.minus(reference.answer()) + "watermarks " + watermarks
                        + ", the barrier's "
                        + java.util.Arrays.toString(entry.barrier().watermarks()) + "\nthis epoch's rows: " + rows);
            }
            if (answer.anyNegative()) {
                throw new AssertionError("a row is there less than not at all:\n" + answer);
            }
        }
        if (!shown.isEmpty()) {
            throw new AssertionError("rows of epochs that were never closed: " + shown.keySet());
        }
        lastLate = reference.late();
        return changed > 1 ? Outcome.EQUAL : Outcome.EQUAL_BUT_STILL;
    }

    private static String tableOf(SplitId split) {
        return split.split().substring(0, split.split().indexOf(':'));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + "\n");
        tables.forEach(t -> text.append(t.createSql()).append(";\n"));
        text.append(sql).append(";\n");
        if (size() <= 20) {
            changes.forEach((table, splits) ->
                    text.append(table).append(": ").append(splits).append('\n'));
        }
        return text.toString();
    }
}
