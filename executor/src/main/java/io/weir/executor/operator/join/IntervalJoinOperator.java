// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.MultisetKeys;
import io.weir.executor.state.MultisetTable;
import io.weir.executor.state.MultisetTable.Form;
import io.weir.executor.state.MultisetTable.Kind;
import io.weir.executor.state.TableScan;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins rows whose times are near each other: pairs pass at once, and a row goes, padded if it has had no partner, when the
 * watermark says that none can come.
 *
 * <p>Rows are kept by key and stretch of time, and found in the two stretches that can hold partners. Which rows go when
 * follows from their times; it is not in snapshots, and made out of the rows by the first barrier that needs it.
 */
final class IntervalJoinOperator implements Operator {
    /** The note of a row that has had a partner. */
    private static final int MATCHED = 0;

    private static final Batch NONE = new Batch(0);

    private final OperatorContext context;
    private final boolean semi;
    private final int groupKeys;
    private final List<JoinSide> sides;
    private final List<MultisetTable> tables;
    private final MultisetKeys keys;
    private final int[] timeColumns;
    private final List<Interval> intervals;
    private final List<IntervalRows> sorted;
    private final List<Pairing> pairings;
    private final @Nullable LoneRows[] lone = new @Nullable LoneRows[2];
    private final List<DueRows> due;
    /** Whether all rows lie in {@link #due}. */
    private boolean indexed;

    // ---- the batch
    private final KeyHash hash = new KeyHash();
    private long[] keyHashes = {};
    private long[] hashes = {};
    private int[] batchKeys = {};
    private int[] first = {};
    private int[] ownRows = {};
    private int own;
    private Batch batch = NONE;
    private @Nullable Batch lonely;
    private Probe probe = Probe.NONE;

    private enum Probe {
        FIRST,
        LAST,
        NONE
    }

    // ---- the barrier
    private long watermark;
    private boolean atBarrier;
    private int side;
    private @Nullable TableScan scan;
    private final int[] gone = new int[Batch.MAX_ROWS];
    private int goneCount;

    IntervalJoinOperator(Join plan, JoinTime.Interval time, OperatorContext context) {
        this.context = context;
        JoinType type = plan.type();
        semi = type == JoinType.SEMI;
        groupKeys = plan.leftKeys().size();
        sides = JoinSide.divided(plan);
        List<DataType> leftTypes = plan.left().schema().types();
        List<DataType> rightTypes = plan.right().schema().types();
        boolean leftAlone = type.keepsLeft() || semi;
        tables = context.state()
                .multisets(
                        "rows",
                        sides.get(0).keyTypes(),
                        groupKeys,
                        List.of(
                                new Form(sides.get(0).rowTypes(), leftAlone ? 1 : 0, Kind.DROPPED, false),
                                new Form(sides.get(1).rowTypes(), type.keepsRight() ? 1 : 0, Kind.DROPPED, false)));
        keys = tables.get(0).keys();
        timeColumns = new int[] {time.leftTime(), time.rightTime()};
        intervals = List.of(Interval.ofPartners(time, JoinSide.LEFT), Interval.ofPartners(time, JoinSide.RIGHT));
        if (leftAlone) {
            lone[0] = new LoneRows(sides.get(0), tables.get(0), semi, false, type.leftOnly() ? List.of() : rightTypes);
        }
        if (type.keepsRight()) {
            lone[1] = new LoneRows(sides.get(1), tables.get(1), false, false, leftTypes);
        }
        sorted = List.of(sorted(JoinSide.LEFT), sorted(JoinSide.RIGHT));
        due = List.of(
                new DueRows(intervals.get(0).partWidth(), type.keepsLeft()),
                new DueRows(intervals.get(1).partWidth(), type.keepsRight()));
        PairFilter filter = PairFilter.of(plan, context);
        pairings = List.of(
                pairing(JoinSide.LEFT, filter, !type.leftOnly()), pairing(JoinSide.RIGHT, filter, !type.leftOnly()));
    }

    private IntervalRows sorted(int of) {
        return new IntervalRows(sides.get(of), timeColumns[of], intervals.get(of), showsUnmatched(of), context);
    }

    private boolean showsUnmatched(int of) {
        LoneRows rows = lone[of];
        return rows != null && rows.showsUnmatched();
    }

    private Pairing pairing(int of, @Nullable PairFilter filter, boolean sends) {
        boolean notes = lone[0] != null || lone[1] != null;
        return new Pairing(
                sides.get(of), sides.get(1 - of), tables.get(1 - of), filter, notes ? this::matched : null, sends);
    }

    // ---- rows

    @Override
    public Progress onBatch(int input, Batch rows, Output out) {
        own = input;
        IntervalRows taken = sorted.get(input);
        taken.sort(rows);
        LoneRows alone = lone[input];
        if (taken.timelessCount > 0 && alone != null && alone.showsUnmatched()) {
            lonely = new Batch(
                    rows.rowCount(),
                    alone.padded(rows.columns(), rows.rowCount()),
                    taken.timeless,
                    taken.timelessCount,
                    rows.weights(),
                    rows,
                    null);
        }
        if (taken.count > 0) {
            batch = rows.withSelection(taken.rows, taken.count);
            add(taken);
            begin(Probe.FIRST);
        }
        return resume(out);
    }

    private void add(IntervalRows taken) {
        room(taken.count);
        JoinSide mine = sides.get(own);
        Batch divided = taken.withOwnStretches(batch);
        hash.hash(divided, groupColumns(mine), keyHashes);
        hash.extend(divided, mine.keyColumns, groupKeys, keyHashes, hashes);
        keys.resolve(divided, mine.keyColumns, hashes, batchKeys, true);
        tables.get(own).add(divided, mine.keyColumns, mine.rowColumns, hashes, batchKeys, ownRows, null);
        divided.release();
        if (indexed) {
            DueRows index = due.get(own);
            for (int i = 0; i < taken.count; i++) {
                index.add(taken.times[i], ownRows[i]);
            }
        }
    }

    private int[] groupColumns(JoinSide of) {
        return Arrays.copyOf(of.keyColumns, groupKeys);
    }

    /** Finds the chains of rows in the first or the last stretch. */
    private void begin(Probe of) {
        probe = of;
        IntervalRows taken = sorted.get(own);
        JoinSide mine = sides.get(own);
        Batch divided = taken.withPartnerStretches(batch, of == Probe.FIRST);
        hash.extend(divided, mine.keyColumns, groupKeys, keyHashes, hashes);
        keys.resolve(divided, mine.keyColumns, hashes, batchKeys, false);
        divided.release();
        keys.first(batchKeys, taken.count, 1 - own, first);
        taken.leaveOut(first, of == Probe.FIRST);
        pairings.get(own).begin(batch, first);
    }

    private void room(int count) {
        if (hashes.length < count) {
            int length = Math.max(Batch.MAX_ROWS, count);
            keyHashes = new long[length];
            hashes = new long[length];
            batchKeys = new int[length];
            first = new int[length];
            ownRows = new int[length];
        }
    }

    /** Takes note of rows that have got a partner; those of a SEMI join are shown with their first. */
    private boolean matched(PairRows pairs, int from) {
        LoneRows mine = lone[own];
        LoneRows others = lone[1 - own];
        for (int i = from; i < pairs.count; i++) {
            if (mine != null) {
                matched(mine, tables.get(own), ownRows[pairs.indexes[i]]);
            }
            if (others != null) {
                matched(others, tables.get(1 - own), pairs.rows[i]);
            }
        }
        return toShow() != null;
    }

    private void matched(LoneRows rows, MultisetTable table, int row) {
        if (table.note(row, MATCHED) == 0) {
            table.setNote(row, MATCHED, 1);
            if (semi) {
                rows.take(row);
            }
        }
    }

    /** The left rows of a SEMI join that have got their first partner, if there are any. */
    private @Nullable LoneRows toShow() {
        LoneRows rows = lone[JoinSide.LEFT];
        return semi && rows != null && !rows.isEmpty() ? rows : null;
    }

    @Override
    public Progress resume(Output out) {
        if (atBarrier) {
            return resumeBarrier(out);
        }
        if (lonely != null) {
            if (out.full()) {
                return Progress.MORE;
            }
            out.send(lonely);
            lonely = null;
        }
        Pairing pairing = pairings.get(own);
        int visited = batch.size();
        while (probe != Probe.NONE) {
            LoneRows toShow = toShow();
            if (toShow != null || pairing.ready()) {
                if (out.full()) {
                    return Progress.MORE;
                }
                if (toShow != null) {
                    toShow.send(out);
                } else {
                    pairing.send(out);
                }
            } else if (pairing.done()) {
                next();
                visited += batch.size();
            } else if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            } else {
                visited += pairing.find(TableScan.SLICE - visited);
            }
        }
        return Progress.DONE;
    }

    private void next() {
        if (probe == Probe.FIRST) {
            begin(Probe.LAST);
        } else {
            probe = Probe.NONE;
            pairings.get(own).end();
            batch.release();
            batch = NONE;
        }
    }

    // ---- the watermark

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        watermark = context.watermark(barrier);
        if (!barrier.emit() || watermark == Barrier.NO_WATERMARK) {
            return Progress.DONE;
        }
        atBarrier = true;
        side = JoinSide.LEFT;
        scan = indexed ? null : tables.get(side).scan();
        return resumeBarrier(out);
    }

    private Progress resumeBarrier(Output out) {
        int visited = 0;
        while (side <= JoinSide.RIGHT) {
            if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            TableScan from = scan;
            if (from != null) {
                visited += index(from);
            } else if (goneCount > 0) {
                if (!send(out)) {
                    return Progress.MORE;
                }
            } else {
                goneCount = due.get(side).take(intervals.get(side).complete(watermark), gone);
                visited += goneCount + 1;
                if (goneCount == 0) {
                    side++;
                    scan = indexed || side > JoinSide.RIGHT
                            ? null
                            : tables.get(side).scan();
                }
            }
        }
        indexed = true;
        atBarrier = false;
        return Progress.DONE;
    }

    /** Enters some rows by their times. */
    private int index(TableScan from) {
        int count = from.next(gone);
        LongVector times = (LongVector) sides.get(side).column(tables.get(side), timeColumns[side], gone, 0, count);
        for (int i = 0; i < count; i++) {
            due.get(side).add(times.values()[i], gone[i]);
        }
        if (from.done()) {
            scan = null;
        }
        return count == 0 ? TableScan.SLICE : count;
    }

    /** Sends those of the rows that go which have had no partner, and drops them all; false when there is no room. */
    private boolean send(Output out) {
        LoneRows rows = lone[side];
        MultisetTable table = tables.get(side);
        if (rows != null && rows.showsUnmatched()) {
            if (out.full()) {
                return false;
            }
            for (int i = 0; i < goneCount; i++) {
                if (table.note(gone[i], MATCHED) == 0) {
                    rows.take(gone[i]);
                }
            }
            if (!rows.isEmpty()) {
                rows.send(out);
            }
        }
        for (int i = 0; i < goneCount; i++) {
            table.drop(gone[i]);
        }
        goneCount = 0;
        return true;
    }

    @Override
    public void close() {
        if (batch != NONE) {
            batch.release();
            batch = NONE;
        }
        if (lonely != null) {
            lonely.release();
            lonely = null;
        }
    }
}
