// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.clock;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.runtime.ChangeKind;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.JobStart;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.SimulatedRuntime;
import io.weir.executor.runtime.Tables;
import io.weir.executor.state.MemoryBudget;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.TableDefinition;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.TableTraits;
import io.weir.planner.catalog.Catalog;
import io.weir.reference.Cut;
import io.weir.reference.Delta;
import io.weir.reference.ReferenceQuery;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.sqlparser.StatementParser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A query that never ends, over tables that a test feeds, in one thread under virtual time. */
public final class VirtualQuery implements ConnectorCatalog, Tables {
    /** Whole minutes since 1970. */
    public static final long START_MICROS = 1_699_999_980_000_000L;

    private static final long SETTLED_MICROS = 50_000;

    private final Map<String, FedTable> tables = new HashMap<>();
    private final Planned.Query planned;
    private final SimulatedRuntime runtime;
    private final JobSettings settings;
    /** What was shown, by epoch. */
    private final TreeMap<Long, Map<List<@Nullable Object>, Integer>> shown = new TreeMap<>();

    private EpochJournal journal = EpochJournal.inMemory(Integer.MAX_VALUE);
    private Job job;
    private boolean ended;

    /**
     * Plans and starts the last statement of a script.
     *
     * @param script statements that end in semicolons; tables with the option {@code updating} take rows back, those with
     *     {@code bounded} end
     */
    public VirtualQuery(long seed, ZoneId zone, String script) {
        SqlPlanner planner = new SqlPlanner(FunctionRegistry.builtIn(), this, PlannerOptions.defaults());
        Catalog names = Catalog.shared().forSession();
        PlanContext context = new PlanContext(names, zone, true, Map.of(), () -> false);
        Planned last = null;
        for (var statement : StatementParser.parse(script)) {
            last = planner.plan(statement, context);
            if (last instanceof Planned.Definition definition) {
                definition.change().apply(names);
            }
        }
        planned = (Planned.Query) Objects.requireNonNull(last);
        JobSettings defaults = JobSettings.defaults();
        settings = new JobSettings(
                1 + (int) (seed % 3),
                defaults.epochIntervalMicros(),
                defaults.epochMaxBytes(),
                defaults.epochMaxMicros(),
                false,
                true,
                false,
                defaults.resultBufferBytes());
        runtime = new SimulatedRuntime(seed, START_MICROS, this, MemoryBudget.unlimited());
        job = runtime.start("virtual", planned.job(), settings, JobStart.fresh().writing(journal));
    }

    /** The table to feed. */
    public FedTable table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    public long nowMicros() {
        return runtime.clock().nowMicros();
    }

    /** Lets time pass, and takes what has come of it into the answer. */
    public void advance(Duration by) {
        long until = nowMicros() + by.toNanos() / 1000;
        while (!ended && nowMicros() < until) {
            runtime.advance(Duration.ofNanos(Math.min(until - nowMicros(), 1_000_000) * 1000));
            ResultFrame frame = job.results().get(0).poll(Duration.ZERO);
            while (frame != null) {
                take(frame);
                frame = ended ? null : job.results().get(0).poll(Duration.ZERO);
            }
        }
    }

    /** Lets time pass until what the last barrier brings has come. */
    void settle() {
        for (int i = 0; i < 1_000; i++) {
            List<JournalEntry> entries = journal.after(-1);
            long last = entries.get(entries.size() - 1).barrier().timeMicros();
            if (ended || nowMicros() - last > SETTLED_MICROS) {
                return;
            }
            advance(Duration.ofMillis(10));
        }
        throw new IllegalStateException("the query does not come to rest");
    }

    boolean ended() {
        return ended;
    }

    private void take(ResultFrame frame) {
        Batch rows = frame.rows();
        if (rows != null) {
            byte[] kinds = frame.kinds();
            List<List<@Nullable Object>> values = rows.rows(planned.schema().types());
            Map<List<@Nullable Object>, Integer> epoch = shown.computeIfAbsent(frame.epoch(), e -> new HashMap<>());
            for (int i = 0; i < values.size(); i++) {
                ChangeKind kind = kinds == null ? ChangeKind.INSERT : ChangeKind.values()[kinds[i]];
                boolean removal = kind == ChangeKind.DELETE || kind == ChangeKind.UPDATE_BEFORE;
                add(epoch, values.get(i), removal ? -1 : 1);
            }
            rows.release();
        }
        ended |= frame.last();
    }

    /** All rows so far, folded, with how often each is there. */
    public Map<List<@Nullable Object>, Integer> answer() {
        Map<List<@Nullable Object>, Integer> answer = new HashMap<>();
        shown.values().forEach(epoch -> epoch.forEach((row, count) -> add(answer, row, count)));
        return answer;
    }

    private static void add(Map<List<@Nullable Object>, Integer> rows, List<@Nullable Object> row, int count) {
        rows.merge(row, count, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** What the reference answers to the same epochs, for a query of one table without a watermark. */
    Map<List<@Nullable Object>, Integer> expected(String name) {
        ReferenceQuery reference = new ReferenceQuery(planned.logical(), START_MICROS, false);
        int read = 0;
        for (JournalEntry entry : journal.after(-1)) {
            List<Delta> rows = new ArrayList<>();
            for (SplitProgress split : entry.moved().values()) {
                byte[] position = split.position();
                int to = position == null ? 0 : (int) Positions.number(position);
                table(name).rows(read, to).forEach(row -> rows.add(new Delta(row, 1)));
                read = to;
            }
            reference.step(new Cut(
                    Map.of(name, rows),
                    Map.of(),
                    entry.barrier().timeMicros(),
                    false,
                    entry.barrier().emit(),
                    entry.barrier().last()));
        }
        Map<List<@Nullable Object>, Integer> folded = new HashMap<>();
        reference.answer().deltas().forEach(delta -> add(folded, delta.row(), (int) delta.weight()));
        return folded;
    }

    /** The rows as texts, sorted; times since the start in seconds. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        answer().forEach((row, count) -> {
            StringBuilder line = new StringBuilder();
            for (Object value : row) {
                boolean time = value instanceof Long micros && micros > START_MICROS / 2;
                line.append(line.isEmpty() ? "" : " ")
                        .append(time ? (((Long) value) - START_MICROS) / 1e6 + "s" : value);
            }
            lines.add(count == 1 ? line.toString() : count + " x " + line);
        });
        lines.sort(null);
        return lines;
    }

    /** Writes a snapshot, ends the job, and goes on from the snapshot some time later; the epochs after it are made again. */
    void restart(Path snapshot, Duration pause) {
        CompletableFuture<Void> written = job.snapshot(snapshot);
        for (int i = 0; i < 100 && !written.isDone(); i++) {
            advance(Duration.ofMillis(100));
        }
        written.join();
        job.stop();
        runtime.advance(pause);
        List<JournalEntry> entries = journal.after(-1);
        long cut = entries.stream()
                .filter(entry -> entry.barrier().checkpoint() > 0)
                .mapToLong(JournalEntry::epoch)
                .max()
                .orElseThrow();
        shown.keySet().removeIf(epoch -> epoch > cut);
        EpochJournal later = EpochJournal.inMemory(Integer.MAX_VALUE);
        entries.stream().filter(entry -> entry.epoch() <= cut).forEach(later::append);
        JobStart start = JobStart.from(snapshot).repeating(journal.after(cut)).writing(later);
        journal = later;
        job = runtime.start("virtual", planned.job(), settings, start);
    }

    // ---- the engine's side

    @Override
    public TableTraits check(TableDefinition table) {
        boolean updating = Boolean.parseBoolean(table.options().get("updating"));
        boolean bounded = Boolean.parseBoolean(table.options().get("bounded"));
        ChangeMode changes = updating ? ChangeMode.RETRACT : ChangeMode.APPEND;
        tables.computeIfAbsent(table.name(), name -> new FedTable(changes, bounded))
                .declared(table.schema());
        return new TableTraits(
                Optional.of(new TableTraits.SourceTraits(bounded, changes, Map.of())), Optional.empty(), Set.of());
    }

    @Override
    public Source source(TableDefinition table) {
        return table(table.name());
    }

    @Override
    public Sink sink(TableDefinition table) {
        throw new IllegalStateException("nothing is written");
    }
}
