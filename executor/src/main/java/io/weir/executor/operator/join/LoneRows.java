// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Output;
import io.weir.executor.state.MultisetTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * The rows of one side that stand in the result without a partner's columns: padded, or the left rows of a SEMI or ANTI
 * join. Knows of each how often it has been shown, and gathers the differences to how often it is due.
 */
final class LoneRows {
    /** The note of how often a row has been shown. */
    private static final int SHOWN = 0;
    /** The note of how many partners a row has, when that depends on a condition. */
    private static final int MATCHES = 1;

    final JoinSide side;
    private final MultisetTable table;
    private final int otherNumber;
    /** Whether rows are shown that have a partner, else those that have none. */
    private final boolean whenMatched;
    /** Whether partners are counted by row, and not by key. */
    private final boolean counted;
    /** Rows of one NULL for the columns of the other side. */
    private final Vector[] padding;

    // ---- differences to be sent
    private final int[] rows = new int[Batch.MAX_ROWS];
    private int[] weights = new int[Batch.MAX_ROWS];
    private boolean ones = true;
    private int count;

    LoneRows(JoinSide side, MultisetTable table, boolean whenMatched, boolean counted, List<DataType> padTypes) {
        this.side = side;
        this.table = table;
        otherNumber = 1 - side.number;
        this.whenMatched = whenMatched;
        this.counted = counted;
        padding = padTypes.stream().map(type -> Vectors.of(type, null)).toArray(Vector[]::new);
    }

    /** How many notes the rows of a side have. */
    static int notes(boolean counted) {
        return counted ? 2 : 1;
    }

    void addMatches(int row, long weight) {
        table.setNote(row, MATCHES, table.note(row, MATCHES) + weight);
    }

    /** Whether a row that can have no partner is shown. */
    boolean showsUnmatched() {
        return !whenMatched;
    }

    private long due(int row) {
        boolean matched = counted ? table.note(row, MATCHES) > 0 : table.keys().total(table.key(row), otherNumber) > 0;
        return matched == whenMatched ? table.weight(row) : 0;
    }

    boolean isFull() {
        return count == rows.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Takes the difference of a row; false when there is no room for all of it, and it must be given again. */
    boolean settle(int row) {
        long due = due(row);
        long shown = table.note(row, SHOWN);
        if (due == shown) {
            return true;
        }
        while (due != shown && count < rows.length) {
            int part = PairRows.part(due - shown);
            rows[count] = row;
            weights[count++] = part;
            ones &= part == 1;
            shown += part;
        }
        table.setNote(row, SHOWN, shown);
        return due == shown;
    }

    /** Takes a row as it is; there must be room. */
    void take(int row) {
        rows[count] = row;
        weights[count] = Math.toIntExact(table.weight(row));
        ones &= weights[count] == 1;
        count++;
    }

    /** Sends what has been taken. */
    void send(Output out) {
        Vector[] own = new Vector[side.types.size()];
        for (int c = 0; c < own.length; c++) {
            own[c] = side.column(table, c, rows, 0, count);
        }
        out.send(new Batch(count, padded(own, count), null, count, ones ? null : weights, null, null));
        weights = new int[Batch.MAX_ROWS];
        ones = true;
        count = 0;
    }

    /** The columns of the side, with NULLs for those of the other. */
    Vector[] padded(Vector[] own, int rowCount) {
        Vector[] all = new Vector[own.length + padding.length];
        System.arraycopy(own, 0, all, side.number == JoinSide.LEFT ? 0 : padding.length, own.length);
        int at = side.number == JoinSide.LEFT ? own.length : 0;
        for (int i = 0; i < padding.length; i++) {
            all[at + i] = new ConstantVector(rowCount, padding[i]);
        }
        return all;
    }
}
