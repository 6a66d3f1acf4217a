// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import io.weir.executor.operator.Barrier;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Puts an operator through steps written as text, in every mode at once.
 *
 * <pre>{@code
 * OperatorHarness.of(new GroupAggregate(rows("shop text | amount bigint"), ...))
 *         .input("+ north | 5",
 *                "+ north | 2",
 *                "- north | 5")
 *         .leaves("+ north | 2");
 * }</pre>
 *
 * Each expectation runs all steps so far anew: row by row and as one batch, with selections and dictionaries, with an output
 * of one batch per call, replaced by a restored one at every barrier, with compiled and interpreted kernels. Every run ends
 * with a check that all batches and all memory were given back. A call may send 65,536 rows at most.
 */
public final class OperatorHarness {
    private static final long START_MICROS = TextRows.micros("2026-01-01 00:00:00");

    private final PhysicalPlan plan;
    private final List<Step> steps = new ArrayList<>();
    private long startMicros = START_MICROS;
    private boolean dropErrors;
    private long epoch;
    private long timeMicros = START_MICROS;
    private long watermark = Barrier.NO_WATERMARK;
    private boolean rowsSinceBarrier;
    private int checked;

    /** Something done to the operator. */
    private interface Step {
        void apply(HarnessRun run);
    }

    private OperatorHarness(PhysicalPlan plan) {
        this.plan = plan;
    }

    public static OperatorHarness of(PhysicalPlan plan) {
        return new OperatorHarness(plan);
    }

    /** A leaf with the columns of a text such as {@code shop text | amount bigint}, to stand below the plan under trial. */
    public static PhysicalPlan rows(String schema) {
        return new PhysicalPlan.Values(List.of(), TextRows.schema(schema));
    }

    /** Drops rows whose expression fails, where a SELECT would end. */
    public OperatorHarness droppingErrors() {
        dropErrors = true;
        return this;
    }

    /** The job's clock at the start, and with it the time of the first epoch. */
    public OperatorHarness startingAt(String time) {
        startMicros = TextRows.micros(time);
        timeMicros = startMicros;
        return this;
    }

    // ---- steps

    /** Rows of the first input. */
    public OperatorHarness input(String... rows) {
        return inputAt(0, rows);
    }

    /** Rows of one of several inputs. */
    public OperatorHarness inputAt(int input, String... rows) {
        Schema schema = plan.inputs().get(input).schema();
        List<TextRows.Row> parsed =
                Arrays.stream(rows).map(row -> TextRows.row(schema, row)).toList();
        return inputAt(input, parsed);
    }

    /** Rows of the first input as Java objects. */
    public OperatorHarness inputRows(List<TextRows.Row> rows) {
        return inputAt(0, rows);
    }

    /** Rows of one of several inputs as Java objects. */
    public OperatorHarness inputRowsAt(int input, List<TextRows.Row> rows) {
        return inputAt(input, rows);
    }

    private OperatorHarness inputAt(int input, List<TextRows.Row> rows) {
        Schema schema = plan.inputs().get(input).schema();
        steps.add(run -> run.input(input, schema, rows));
        rowsSinceBarrier = true;
        return this;
    }

    /** A barrier that emits, a second later, with the same watermark. */
    public OperatorHarness barrier() {
        return barrier(true, false);
    }

    /** A barrier that does not emit. */
    public OperatorHarness silentBarrier() {
        return barrier(false, false);
    }

    /** The last barrier, at the end of time. */
    public OperatorHarness lastBarrier() {
        watermark = Barrier.END_OF_TIME;
        return barrier(true, true);
    }

    /** A barrier that emits with a watermark such as {@code 2026-01-31 12:00:05}. */
    public OperatorHarness watermark(String time) {
        return watermark(TextRows.micros(time));
    }

    public OperatorHarness watermark(long micros) {
        watermark = micros;
        return barrier();
    }

    /** A barrier that emits and brings a time of the job's clock. */
    public OperatorHarness time(String time) {
        timeMicros = TextRows.micros(time) - 1_000_000;
        return barrier();
    }

    private OperatorHarness barrier(boolean emit, boolean last) {
        timeMicros += 1_000_000;
        Barrier barrier = new Barrier(epoch++, new long[] {watermark}, timeMicros, emit, 0, false, last);
        steps.add(run -> run.barrier(barrier));
        rowsSinceBarrier = false;
        return this;
    }

    // ---- expectations

    /** What all output since the last {@code emits} comes to, in any order. */
    public OperatorHarness emits(String... rows) {
        int from = checked;
        checked = steps.size();
        check(from, "emitted", (run, sent) -> same(folded(expected(rows)), folded(sent)));
        return this;
    }

    /** What all output since the last {@code emits} comes to, as Java objects. */
    public OperatorHarness emitsRows(List<TextRows.Row> rows) {
        int from = checked;
        checked = steps.size();
        check(from, "emitted", (run, sent) -> same(folded(rows), folded(sent)));
        return this;
    }

    /** What all output since the last {@code emits} is, in this order. */
    public OperatorHarness emitsInOrder(String... rows) {
        int from = checked;
        checked = steps.size();
        check(from, "emitted in order", (run, sent) -> same(listed(expected(rows)), listed(sent)));
        return this;
    }

    /** What all output from the start comes to, once a barrier has come. */
    public OperatorHarness leaves(String... rows) {
        if (rowsSinceBarrier || epoch == 0) {
            barrier();
        }
        check(0, "left", (run, sent) -> same(folded(expected(rows)), folded(sent)));
        return this;
    }

    /** How many rows the operator has left out, by reason. */
    public OperatorHarness counts(long late, long dropped, long filtered) {
        check(
                0,
                "counted",
                (run, sent) -> same(
                        List.of(late, dropped, filtered),
                        List.of(
                                run.context.counters.late(),
                                run.context.counters.dropped(),
                                run.context.counters.filtered())));
        return this;
    }

    /** How many rows stand behind others with the same key. */
    public OperatorHarness countsConflicts(long rows) {
        check(0, "rows behind others", (run, sent) -> same(rows, run.context.counters.conflicts()));
        return this;
    }

    /** How many rows the operator has left out because they came too late. */
    public OperatorHarness countsLate(long late) {
        check(0, "counted late", (run, sent) -> same(late, run.context.counters.late()));
        return this;
    }

    /** The time that the operator wants to be woken at next. */
    public OperatorHarness wakesAt(String time) {
        check(
                0,
                "asked to be woken",
                (run, sent) -> same(
                        TextRows.micros(time), run.context.wakeUps.isEmpty() ? "never" : run.context.wakeUps.first()));
        return this;
    }

    /** The operator has said that it needs no more rows. */
    public OperatorHarness hasEnough() {
        check(0, "said that it has enough", (run, sent) -> same(true, run.context.enough));
        return this;
    }

    /** Where the operator has gone on from a snapshot, it has looked at what was there in at least so many calls. */
    public OperatorHarness goesOnInCalls(int least) {
        check(0, "went on after a restart", (run, sent) -> {
            int calls = run.callsAfterRestart(least);
            if (calls < least) {
                throw new AssertionError("\n  wanted at least " + least + " calls\n  but is " + calls);
            }
        });
        return this;
    }

    /** The operator's state takes less memory than so many bytes. */
    public OperatorHarness keepsLessThan(long bytes) {
        check(0, "kept", (run, sent) -> {
            long kept = run.context.budget.leasedBytes();
            if (kept >= bytes) {
                throw new AssertionError("\n  wanted less than " + bytes + " bytes\n  but is " + kept);
            }
        });
        return this;
    }

    /** The last step fails with this code. */
    public void fails(ErrorCode code) {
        for (HarnessMode mode : HarnessMode.ALL) {
            HarnessRun run = new HarnessRun(plan, mode, dropErrors, startMicros);
            try {
                steps.forEach(step -> step.apply(run));
            } catch (SqlException e) {
                same(code, e.code());
                continue;
            }
            throw new AssertionError(mode + ": nothing failed");
        }
    }

    private void check(int from, String what, BiConsumer<HarnessRun, List<TextRows.Row>> expectation) {
        for (HarnessMode mode : HarnessMode.ALL) {
            HarnessRun run = new HarnessRun(plan, mode, dropErrors, startMicros);
            try {
                for (int i = 0; i < steps.size(); i++) {
                    if (i == from) {
                        run.takeSent();
                    }
                    steps.get(i).apply(run);
                }
                if (from == steps.size()) {
                    run.takeSent();
                }
                expectation.accept(run, run.takeSent());
                run.close();
            } catch (AssertionError e) {
                throw new AssertionError(mode + ": what was " + what + ": " + e.getMessage(), e);
            }
        }
    }

    private static void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("\n  wanted " + expected + "\n  but is " + actual);
        }
    }

    private List<TextRows.Row> expected(String... rows) {
        return Arrays.stream(rows).map(row -> TextRows.row(plan.schema(), row)).toList();
    }

    private List<String> listed(List<TextRows.Row> rows) {
        return rows.stream()
                .map(row -> sign(row.weight()) + " " + TextRows.text(plan.schema(), row.values()))
                .toList();
    }

    private Map<String, Long> folded(List<TextRows.Row> rows) {
        Map<String, Long> weights = new TreeMap<>();
        for (TextRows.Row row : rows) {
            weights.merge(TextRows.text(plan.schema(), row.values()), (long) row.weight(), Long::sum);
        }
        weights.values().removeIf(weight -> weight == 0);
        return weights;
    }

    private static String sign(int weight) {
        return (weight < 0 ? "-" : "+") + (Math.abs(weight) == 1 ? "" : Math.abs(weight));
    }
}
