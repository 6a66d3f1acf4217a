// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.operator.TouchedRows;
import io.weir.executor.state.MultisetTable;
import io.weir.executor.state.TableScan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends for the rows that depend on whether they have a partner how often each is due now, less how often it has been
 * shown: a cursor over the rows that may have changed, or over all.
 *
 * <p>Those that may have changed are the rows that were touched, and all rows of a key of which the other side has got its
 * first row or lost its last.
 */
final class Settlement {
    private static final int CHUNK = 1_024;

    private enum Phase {
        SCAN,
        KEYS,
        ROWS,
        SENDING,
        FREE_ROWS,
        FREE_KEYS
    }

    private final List<MultisetTable> tables;
    private final @Nullable LoneRows[] lone;
    private final TouchedKeys keys;
    private final TouchedRows[] touched = {new TouchedRows(), new TouchedRows()};

    private Phase phase = Phase.SCAN;
    private int side;
    private int at;
    /** In a chain, the row to settle next. */
    private int chained = -1;

    private @Nullable TableScan scan;
    private final int[] scanned = new int[CHUNK];
    private int scannedCount;
    private int visited;

    /** @param lone by side; null when its rows do not depend on partners */
    Settlement(List<MultisetTable> tables, @Nullable LoneRows[] lone) {
        this.tables = tables;
        this.lone = lone;
        keys = new TouchedKeys(tables.get(0).keys());
    }

    /** Takes note of keys whose rows are about to change. */
    void touchKeys(int[] of, int count) {
        keys.touch(of, count);
    }

    /** Takes note of rows of a side that have changed. */
    void touchRows(int ofSide, int[] rows, int count) {
        TouchedRows list = touched[ofSide];
        list.setCount(tables.get(ofSide).mark(rows, count, list.room(count), list.count()));
    }

    /** Whether it is time to settle before the barrier. */
    boolean full() {
        return keys.count() + touched[JoinSide.LEFT].count() + touched[JoinSide.RIGHT].count() > TouchedRows.MAX;
    }

    void begin(boolean all) {
        side = JoinSide.LEFT;
        startSide(all ? Phase.SCAN : Phase.KEYS);
    }

    private void startSide(Phase first) {
        phase = first;
        at = 0;
        chained = -1;
        scannedCount = 0;
        scan = first == Phase.SCAN && side <= JoinSide.RIGHT ? tables.get(side).scan() : null;
    }

    Progress run(Output out) {
        visited = 0;
        while (side <= JoinSide.RIGHT) {
            LoneRows rows = lone[side];
            if (rows == null) {
                side++;
                startSide(scan != null ? Phase.SCAN : Phase.KEYS);
            } else if (rows.isFull() || (phase == Phase.SENDING && !rows.isEmpty())) {
                if (out.full()) {
                    return Progress.MORE;
                }
                rows.send(out);
            } else if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            } else {
                visited += step(rows);
            }
        }
        return freeKeys();
    }

    private int step(LoneRows rows) {
        return switch (phase) {
            case SCAN -> scan(rows);
            case KEYS -> keys(rows);
            case ROWS -> rows(rows);
            case SENDING -> {
                phase = Phase.FREE_ROWS;
                at = 0;
                yield 1;
            }
            case FREE_ROWS -> freeRows();
            case FREE_KEYS -> throw new IllegalStateException();
        };
    }

    private int scan(LoneRows rows) {
        TableScan from = scan;
        if (from == null) {
            throw new IllegalStateException();
        }
        int visits = 0;
        if (at == scannedCount) {
            if (from.done()) {
                phase = Phase.SENDING;
                return 1;
            }
            at = 0;
            scannedCount = from.next(scanned);
            visits = scannedCount == 0 ? TableScan.SLICE : scannedCount;
        }
        while (at < scannedCount && rows.settle(scanned[at])) {
            at++;
        }
        return visits;
    }

    private int keys(LoneRows rows) {
        MultisetTable table = tables.get(side);
        int visits = 0;
        while (visits < CHUNK) {
            if (chained >= 0) {
                if (!rows.settle(chained)) {
                    return visits;
                }
                chained = table.next(chained);
            } else if (at == keys.count()) {
                phase = Phase.ROWS;
                at = 0;
                return visits + 1;
            } else {
                chained = keys.turned(at, 1 - side) ? table.keys().first(keys.key(at), side) : -1;
                at++;
            }
            visits++;
        }
        return visits;
    }

    private int rows(LoneRows rows) {
        TouchedRows list = touched[side];
        int end = Math.min(list.count(), at + CHUNK);
        int from = at;
        while (at < end && rows.settle(list.rows()[at])) {
            at++;
        }
        if (at == list.count()) {
            phase = Phase.SENDING;
        }
        return at - from + 1;
    }

    private int freeRows() {
        TouchedRows list = touched[side];
        int end = Math.min(list.count(), at + CHUNK);
        int from = at;
        tables.get(side).unmark(list.rows(), from, end);
        for (; at < end; at++) {
            tables.get(side).release(list.rows()[at]);
        }
        if (at == list.count()) {
            list.clear();
            side++;
            startSide(scan != null ? Phase.SCAN : Phase.KEYS);
        }
        return at - from + 1;
    }

    /** How many rows and keys the last run has visited. */
    int visited() {
        return visited;
    }

    private Progress freeKeys() {
        if (phase != Phase.FREE_KEYS) {
            phase = Phase.FREE_KEYS;
            at = 0;
        }
        int end = Math.min(keys.count(), at + Math.max(CHUNK, TableScan.SLICE - visited));
        visited += end - at;
        keys.release(at, end);
        at = end;
        if (at < keys.count()) {
            return Progress.MORE;
        }
        keys.clear();
        scan = null;
        return Progress.DONE;
    }
}
