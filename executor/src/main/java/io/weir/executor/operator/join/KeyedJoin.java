// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.Cell;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.MultisetKeys;
import io.weir.executor.state.MultisetTable;
import io.weir.executor.state.MultisetTable.Form;
import io.weir.executor.state.MultisetTable.Kind;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.JoinType;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join of two multisets by key: pairs pass at once, in whatever order their rows come, and rows that stand alone are
 * settled when asked.
 *
 * <p>Without a condition a row has a partner when the other side has rows of its key, so the sums of weights per key say
 * so. With one the partners of each row are counted.
 */
final class KeyedJoin {
    private static final int EMITTED = 0;
    private static final Batch NONE = new Batch(0);

    private final List<JoinSide> sides;
    private final List<MultisetTable> tables;
    private final MultisetKeys keys;
    private final @Nullable LoneRows[] lone = new @Nullable LoneRows[2];
    private final @Nullable Pairing[] pairings = new @Nullable Pairing[2];
    private final @Nullable Settlement settlement;
    /** Whether anything has been settled; until then nothing is remembered, and all rows are looked at. */
    private final @Nullable Cell progress;
    /** Whether partners are counted by row. */
    private final boolean counted;
    /** Whether left rows are looked up only when they are new. */
    private final boolean onlyNew;

    private final boolean keeps;

    // ---- the batch
    private final KeyHash hash = new KeyHash();
    private long[] hashes = {};
    private int[] batchKeys = {};
    private int[] first = {};
    private int[] ownRows = {};
    private boolean[] isNew = {};
    private int[] matchedRows = {};

    private int own;
    private Batch batch = NONE;
    private @Nullable Batch lonely;
    private @Nullable Pairing pairing;
    private boolean settles;

    private int visited;

    /**
     * @param keeps whether rows are kept beyond a barrier that settles
     * @param leftKind how the left rows are told apart, if they have other columns than their key
     * @param rightKind the same of the right side
     */
    KeyedJoin(Join plan, List<JoinSide> sides, boolean keeps, Kind leftKind, Kind rightKind, OperatorContext context) {
        this.sides = sides;
        this.keeps = keeps;
        JoinType type = plan.type();
        List<DataType> leftTypes = plan.left().schema().types();
        List<DataType> rightTypes = plan.right().schema().types();
        counted = plan.condition() != null;
        onlyNew = counted && type.leftOnly();
        boolean byKey = type.leftOnly() && !counted;
        boolean leftAlone = type.keepsLeft() || type == JoinType.SEMI;
        tables = context.state()
                .multisets(
                        "rows",
                        sides.get(0).keyTypes(),
                        plan.leftKeys().size(),
                        List.of(
                                form(JoinSide.LEFT, leftKind, leftAlone, type.keepsRight()),
                                byKey
                                        ? new Form(List.of(), 0, Kind.ONE_BY_KEY, true)
                                        : form(JoinSide.RIGHT, rightKind, type.keepsRight(), leftAlone)));
        keys = tables.get(0).keys();
        if (leftAlone) {
            lone[0] = new LoneRows(
                    sides.get(0),
                    tables.get(0),
                    type == JoinType.SEMI,
                    counted,
                    type.leftOnly() ? List.of() : rightTypes);
        }
        if (type.keepsRight()) {
            lone[1] = new LoneRows(sides.get(1), tables.get(1), false, counted, leftTypes);
        }
        settlement = leftAlone || type.keepsRight() ? new Settlement(tables, lone) : null;
        progress = settlement == null || !keeps
                ? null
                : context.state().cell("progress", List.of(ValueType.Raw.LONG), Cell.Merge.GREATEST);
        if (!byKey) {
            PairFilter filter = PairFilter.of(plan, context);
            for (int side = 0; side < 2; side++) {
                pairings[side] = new Pairing(
                        sides.get(side),
                        sides.get(1 - side),
                        tables.get(1 - side),
                        filter,
                        counted && settlement != null ? this::countMatches : null,
                        !type.leftOnly());
            }
        }
    }

    /**
     * @param alone whether rows of the side are shown without a partner's columns
     * @param otherAlone whether those of the other side are, which depends on the sums of this one
     */
    private Form form(int side, Kind kind, boolean alone, boolean otherAlone) {
        List<DataType> rowTypes = sides.get(side).rowTypes();
        return new Form(
                rowTypes,
                alone ? LoneRows.notes(counted) : 0,
                rowTypes.isEmpty() ? Kind.ONE_BY_KEY : kind,
                otherAlone && !counted);
    }

    private boolean remembers() {
        return progress != null && progress.word(EMITTED) != 0;
    }

    // ---- rows

    Progress onBatch(int input, Batch rows, Output out) {
        own = input;
        JoinSide side = sides.get(input);
        batch = side.mayHaveNulls(rows) ? withoutNulls(side, rows) : rows.retain();
        pairing = null;
        if (batch.size() > 0) {
            add(side);
        }
        return resume(out);
    }

    /** Takes the rows with NULL in their keys out, and lets them pass alone if they are to be shown. */
    private Batch withoutNulls(JoinSide side, Batch rows) {
        int size = rows.size();
        int[] some = new int[size];
        int[] none = new int[size];
        int count = side.part(rows, some, none);
        LoneRows alone = lone[own];
        if (count < size && alone != null && alone.showsUnmatched()) {
            lonely = new Batch(
                    rows.rowCount(),
                    alone.padded(rows.columns(), rows.rowCount()),
                    none,
                    size - count,
                    rows.weights(),
                    rows,
                    null);
        }
        return count == size ? rows.retain() : rows.withSelection(some, count);
    }

    private void add(JoinSide side) {
        int count = batch.size();
        room(count);
        hash.hash(batch, side.keyColumns, hashes);
        keys.resolve(batch, side.keyColumns, hashes, batchKeys, true);
        boolean remembers = remembers();
        if (remembers && settlement != null && !counted) {
            settlement.touchKeys(batchKeys, count);
        }
        MultisetTable table = tables.get(own);
        int[] rowColumns = pairings[0] == null && own == JoinSide.RIGHT ? NO_COLUMNS : side.rowColumns;
        table.add(batch, side.keyColumns, rowColumns, hashes, batchKeys, ownRows, isNew);
        if (remembers && settlement != null && lone[own] != null) {
            settlement.touchRows(own, ownRows, count);
        }
        pairing = pairings[own];
        if (pairing != null) {
            keys.first(batchKeys, count, 1 - own, first);
            if (onlyNew && own == JoinSide.LEFT) {
                for (int i = 0; i < count; i++) {
                    first[i] = isNew[i] ? first[i] : -1;
                }
            }
            pairing.begin(batch, first);
        }
    }

    private static final int[] NO_COLUMNS = {};

    private void room(int count) {
        if (hashes.length < count) {
            int length = Math.max(Batch.MAX_ROWS, count);
            hashes = new long[length];
            batchKeys = new int[length];
            first = new int[length];
            ownRows = new int[length];
            isNew = new boolean[length];
            matchedRows = new int[length];
        }
    }

    /** Counts the partners that rows have got or lost. */
    private boolean countMatches(PairRows pairs, int from) {
        LoneRows mine = lone[own];
        if (mine != null) {
            MultisetTable other = tables.get(1 - own);
            for (int i = from; i < pairs.count; i++) {
                int index = pairs.indexes[i];
                if (isNew[index]) {
                    mine.addMatches(ownRows[index], other.weight(pairs.rows[i]));
                }
            }
        }
        LoneRows others = lone[1 - own];
        if (others != null) {
            for (int i = from; i < pairs.count; i++) {
                others.addMatches(pairs.rows[i], batch.weight(batch.row(pairs.indexes[i])));
            }
            if (remembers() && settlement != null) {
                int count = pairs.count - from;
                System.arraycopy(pairs.rows, from, matchedRows, 0, count);
                settlement.touchRows(1 - own, matchedRows, count);
            }
        }
        return false;
    }

    /** Sends the pairs of the batch. */
    Progress resume(Output out) {
        if (settles) {
            return settleOn(out);
        }
        if (lonely != null) {
            if (out.full()) {
                return Progress.MORE;
            }
            out.send(lonely);
            lonely = null;
        }
        visited = batch.size();
        while (pairing != null && !pairing.done()) {
            if (pairing.ready()) {
                if (out.full()) {
                    return Progress.MORE;
                }
                pairing.send(out);
            } else if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            } else {
                visited += pairing.find(TableScan.SLICE - visited);
            }
        }
        endBatch();
        if (settlement != null && settlement.full()) {
            return settle(out);
        }
        return Progress.DONE;
    }

    /** How many rows the last call has visited. */
    int visited() {
        return visited;
    }

    private void endBatch() {
        if (pairing != null) {
            pairing.end();
            pairing = null;
        }
        tables.get(own).release(ownRows, batch.size());
        batch.release();
        batch = NONE;
    }

    // ---- rows that stand alone

    /** At a barrier: sends what has changed of rows that stand alone, if that is shown by now. */
    Progress onBarrier(boolean emit, Output out) {
        if (!emit && settlement != null && !remembers()) {
            return Progress.DONE;
        }
        return settle(out);
    }

    private Progress settle(Output out) {
        visited = 0;
        if (settlement == null) {
            forget();
            return Progress.DONE;
        }
        settles = true;
        settlement.begin(!remembers());
        return settleOn(out);
    }

    private Progress settleOn(Output out) {
        if (settlement != null) {
            Progress result = settlement.run(out);
            visited = settlement.visited();
            if (result == Progress.MORE) {
                return Progress.MORE;
            }
        }
        settles = false;
        if (progress != null) {
            progress.setWord(EMITTED, 1);
        }
        forget();
        return Progress.DONE;
    }

    private void forget() {
        if (!keeps && keys.size() > 0) {
            tables.forEach(MultisetTable::clear);
        }
    }

    void close() {
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
