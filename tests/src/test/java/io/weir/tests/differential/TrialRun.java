// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobStart;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.rule.Optimizer;
import io.weir.reference.Cut;
import io.weir.reference.Delta;
import io.weir.reference.ReferenceQuery;
import io.weir.reference.ZSet;
import io.weir.spi.connector.Positions;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.StatementParser;
import io.weir.tests.differential.Trial.Outcome;
import io.weir.tests.differential.TrialFailure.Kind;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial run by the executor and by the reference.
 *
 * <p>Where the executor cut its inputs is in its journal; the reference is given the same cuts and must have the same answer after
 * each of them.
 */
final class TrialRun {
    private final Trial trial;
    private final @Nullable PlantedBug bug;
    private final SplittableRandom random;
    private final Map<String, ChangesSource> sources = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final ChangesCatalog catalog;

    private TrialRun(Trial trial, @Nullable PlantedBug bug) {
        this.trial = trial;
        this.bug = bug;
        this.random = new SplittableRandom(trial.seed() ^ 0x5DEECE66DL);
        this.catalog = new ChangesCatalog(trial.bounded());
    }

    /** Throws a {@link TrialFailure} that says how the answers differ. */
    static Outcome of(Trial trial, Coverage coverage) {
        return new TrialRun(trial, null).run(coverage);
    }

    /**
     * Whether the trial fails with a mistake in the plan that the executor gets; empty when its plan has no place for the mistake. That
     * it passes without the mistake is not known by this.
     */
    static Optional<Boolean> notices(Trial trial, PlantedBug bug) {
        TrialRun run = new TrialRun(trial, bug);
        Planned.Query query = run.planned();
        if (query == null || bug.in(query.job()).equals(query.job())) {
            return Optional.empty();
        }
        try {
            run.execute(query);
            return Optional.of(false);
        } catch (TrialFailure | RuntimeException e) {
            return Optional.of(true);
        }
    }

    private Planned.@Nullable Query planned() {
        try {
            return plan();
        } catch (TrialFailure e) {
            return null;
        }
    }

    /** What the executor answers in the end, with the schema of the rows; empty when it cannot. */
    static Optional<Answer> answer(Trial trial) {
        TrialRun run = new TrialRun(trial, null);
        Planned.Query query = run.plan();
        if (query == null) {
            return Optional.empty();
        }
        Map<Long, ZSet> shown = new TreeMap<>();
        try {
            Simulation simulation = run.simulation(query);
            simulation.readToEnd(simulation.start(JobStart.fresh()), shown);
        } catch (SqlException e) {
            return Optional.empty();
        }
        ZSet rows = new ZSet();
        shown.values().forEach(rows::addAll);
        return Optional.of(new Answer(rows, query.schema()));
    }

    /** Rows and their columns. */
    record Answer(ZSet rows, Schema schema) {}

    private Outcome run(Coverage coverage) {
        Planned.Query query = plan();
        if (query == null) {
            return Outcome.NOT_SUPPORTED;
        }
        try {
            Outcome outcome = execute(query);
            coverage.add(query, leftOut, outcome);
            return outcome;
        } catch (SqlException e) {
            if (e.code() == ErrorCode.NOT_SUPPORTED) {
                return Outcome.NOT_SUPPORTED;
            }
            throw new TrialFailure(Kind.NOT_RUN, e.render(null), e);
        } catch (RuntimeException e) {
            throw new TrialFailure(Kind.NOT_RUN, String.valueOf(e), e);
        }
    }

    /** Null when the planner cannot do it yet. */
    private Planned.@Nullable Query plan() {
        Catalog names = Catalog.shared().forSession();
        Stream.concat(Optimizer.names().stream(), JobPlanner.passes().stream()).forEach(rule -> {
            if (random.nextInt(6) == 0) {
                leftOut.add(rule);
            }
        });
        SqlPlanner planner = new SqlPlanner(
                FunctionRegistry.builtIn(),
                catalog,
                new PlannerOptions(leftOut, PlannerOptions.defaults().deadline()));
        PlanContext context = new PlanContext(names, ZoneId.of("UTC"), !trial.bounded(), Map.of(), () -> false);
        for (RandomTable table : trial.tables()) {
            ChangesSource source = new ChangesSource(table, trial.changes().get(table.name()), random.nextLong());
            sources.put(table.name(), source);
            catalog.add(table.name(), source);
            Planned made = planner.plan(StatementParser.parse(table.createSql()).get(0), context);
            ((Planned.Definition) made).change().apply(names);
        }
        try {
            return (Planned.Query)
                    planner.plan(StatementParser.parse(trial.sql()).get(0), context);
        } catch (SqlException e) {
            if (e.code() == ErrorCode.NOT_SUPPORTED) {
                return null;
            }
            throw new TrialFailure(Kind.NOT_PLANNED, e.render(trial.sql()), e);
        } catch (RuntimeException e) {
            throw new TrialFailure(Kind.NOT_PLANNED, String.valueOf(e), e);
        }
    }

    private Simulation simulation(Planned.Query query) {
        JobPlan job = bug == null ? query.job() : bug.in(query.job());
        return new Simulation(catalog, job, query, !trial.bounded(), random);
    }

    private Outcome execute(Planned.Query query) {
        EpochJournal journal = new WholeJournal();
        Simulation first = simulation(query);
        boolean restart = random.nextInt(4) == 0;
        Job job = first.start(JobStart.fresh().writing(journal));
        Map<Long, ZSet> shown = new TreeMap<>();
        if (!restart) {
            first.readToEnd(job, shown);
        } else if (first.readToSnapshot(job, shown, random.nextInt(6))) {
            return afterRestart(first, journal, shown, query);
        }
        ReferenceQuery reference = new ReferenceQuery(query.logical(), Simulation.START_MICROS, true);
        Outcome outcome = compare(query, reference, journal.after(-1), shown);
        if (lateRowsCompare() && job.metrics().late() != reference.late()) {
            throw new TrialFailure(
                    Kind.OTHER_ANSWER,
                    "late rows: executor " + job.metrics().late() + ", reference " + reference.late(),
                    null);
        }
        first.checkAllReturned();
        return outcome;
    }

    /**
     * Whether both count late rows alike. A row and its removal within an epoch are two late rows to the executor and none to the
     * reference, which also counts a row of overlapping windows once for each that has closed; and a filter that a rule has moved
     * takes rows away before they are late.
     */
    private boolean lateRowsCompare() {
        String sql = trial.sql();
        return trial.tables().stream().noneMatch(RandomTable::updating)
                && Stream.of(
                                "HOP(",
                                "CUMULATE(",
                                ")) WHERE ",
                                "FROM (",
                                "JOIN",
                                "(SELECT",
                                "UNION",
                                "EXCEPT",
                                "INTERSECT")
                        .noneMatch(sql::contains);
    }

    /** Goes on from the snapshot in another process, so to speak, and makes the epochs after it again. */
    private Outcome afterRestart(Simulation first, EpochJournal journal, Map<Long, ZSet> shown, Planned.Query query) {
        List<JournalEntry> entries = new ArrayList<>(journal.after(-1));
        long cut = entries.stream()
                .filter(e -> e.barrier().checkpoint() > 0)
                .mapToLong(JournalEntry::epoch)
                .findFirst()
                .orElseThrow();
        EpochJournal later = new WholeJournal();
        Simulation second = simulation(query);
        Map<Long, ZSet> again = new TreeMap<>();
        second.readToEnd(
                second.start(JobStart.from(first.snapshot())
                        .repeating(journal.after(cut))
                        .writing(later)),
                again);
        long lastRepeated = entries.get(entries.size() - 1).epoch();
        // the last epoch may not have been shown whole when the job was stopped
        long lastShown = shown.keySet().stream().mapToLong(e -> e).max().orElse(0);
        List<String> columns = query.schema().names();
        shown.forEach((epoch, rows) -> {
            if (epoch > cut
                    && epoch < lastShown
                    && !Likeness.of(rows, again.getOrDefault(epoch, new ZSet()), columns)) {
                throw new TrialFailure(
                        Kind.OTHER_ANSWER,
                        "epoch " + epoch + " was made again with other rows; before\n" + rows + "after\n"
                                + again.get(epoch),
                        null);
            }
        });
        shown.keySet().removeIf(epoch -> epoch > cut);
        shown.putAll(again);
        later.after(-1).stream().filter(e -> e.epoch() > lastRepeated).forEach(entries::add);
        ReferenceQuery reference = new ReferenceQuery(query.logical(), Simulation.START_MICROS, true);
        return compare(query, reference, entries, shown);
    }

    private Outcome compare(
            Planned.Query query, ReferenceQuery reference, List<JournalEntry> entries, Map<Long, ZSet> shown) {
        Map<SplitId, Long> positions = new HashMap<>();
        Set<String> finished = new HashSet<>();
        TableTimes times = new TableTimes(trial.tables(), sources);
        Map<String, UpsertsFolded> upserts = UpsertsFolded.of(trial.tables());
        List<String> columns = query.schema().names();
        ZSet answer = new ZSet();
        ZSet difference = new ZSet();
        boolean constants = false;
        int changed = 0;
        for (JournalEntry entry : entries) {
            Map<String, List<Delta>> rows = new HashMap<>();
            for (Map.Entry<SplitId, SplitProgress> moved : entry.moved().entrySet()) {
                SplitId split = moved.getKey();
                if (split.split().equals("values")) {
                    byte[] given = moved.getValue().position();
                    constants |= given != null && ByteBuffer.wrap(given).getInt() > 0;
                    continue;
                }
                String table = split.split().substring(0, split.split().indexOf(':'));
                byte[] position = moved.getValue().position();
                long from = positions.getOrDefault(split, 0L);
                long to = position == null ? 0 : Positions.number(position);
                List<Delta> read = sources.get(table).between(split.split(), from, to);
                UpsertsFolded fold = upserts.get(table);
                rows.computeIfAbsent(table, t -> new ArrayList<>()).addAll(fold == null ? read : fold.fold(read));
                positions.put(split, to);
                if (moved.getValue().finished()) {
                    finished.add(split.split());
                }
            }
            // while nothing is emitted time stands still
            Map<Set<String>, Long> watermarks =
                    entry.barrier().emit() ? times.at(entry, positions, finished) : Map.of();
            ZSet change = reference.step(new Cut(
                    rows,
                    watermarks,
                    entry.barrier().timeMicros(),
                    constants,
                    entry.barrier().emit(),
                    entry.barrier().last()));
            changed += change.isEmpty() ? 0 : 1;
            difference.subtractAll(change);
            ZSet epoch = shown.remove(entry.epoch());
            if (epoch != null) {
                answer.addAll(epoch);
                difference.addAll(epoch);
            }
            if (entry.barrier().emit() && !Likeness.ofAll(difference, columns)) {
                throw new TrialFailure(
                        Kind.OTHER_ANSWER,
                        "after epoch " + entry.epoch() + " of " + entries.size()
                                + " the answers differ; the executor's is more by\n" + difference
                                + "watermarks " + watermarks + ", the barrier's "
                                + java.util.Arrays.toString(entry.barrier().watermarks()) + "\nthis epoch's rows: "
                                + rows,
                        null);
            }
            if (epoch != null && answer.anyNegativeOf(epoch)) {
                throw new TrialFailure(Kind.OTHER_ANSWER, "a row is there less than not at all:\n" + answer, null);
            }
        }
        if (!shown.isEmpty()) {
            throw new TrialFailure(Kind.OTHER_ANSWER, "rows of epochs that were never closed: " + shown.keySet(), null);
        }
        return changed > (trial.bounded() ? 0 : 1) ? Outcome.EQUAL : Outcome.STILL;
    }
}
