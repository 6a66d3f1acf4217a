// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the present batch that the calls of one {@link Lens} see, moved together: their groups, weights and
 * arguments are arrays of {@link #count()} entries.
 *
 * <p>A dense batch without NULLs goes through as it is; nothing is copied.
 */
final class Intake {
    private final int[] notNull;
    private final int filter;
    private final @Nullable DistinctValues distinct;
    private final @Nullable StateTable values;

    private @Nullable Batch batch;
    /** Tells one batch from the next. */
    private long turn;

    private int count;
    private int @Nullable [] groups;
    private int @Nullable [] weights;
    /** Physical rows; null when they are 0, 1, 2 ... */
    private int @Nullable [] rows;

    private int[] ownGroups = {};
    private int[] ownWeights = {};
    private int[] ownRows = {};

    /** @param values where the values of a distinct lens are counted; null when its rows are given once each */
    Intake(Lens lens, @Nullable DistinctValues distinct, @Nullable StateTable values) {
        notNull = lens.notNull().stream().mapToInt(Integer::intValue).toArray();
        filter = lens.filter();
        this.distinct = distinct;
        this.values = values;
    }

    // ---- what accumulators read

    int count() {
        return count;
    }

    /** The row of the state table that each row belongs to; nothing when all go to one. */
    int[] groups() {
        if (groups == null) {
            throw new IllegalStateException("the rows have no groups of their own");
        }
        return groups;
    }

    /** Null when every weight is 1. */
    int @Nullable [] weights() {
        return weights;
    }

    /** The physical rows in the batch, or null when they are 0, 1, 2 ... */
    int @Nullable [] rows() {
        return rows;
    }

    int row(int index) {
        return rows == null ? index : rows[index];
    }

    /** A column of the batch, flat. */
    Vector column(int column) {
        return batch().column(column).flat();
    }

    Batch batch() {
        if (batch == null) {
            throw new IllegalStateException("no batch");
        }
        return batch;
    }

    long turn() {
        return turn;
    }

    // ---- how they come there

    /**
     * Takes the rows of a batch.
     *
     * @param groupOf the state row of the i-th row that counts; null when all go to one
     */
    void take(Batch from, int @Nullable [] groupOf) {
        batch = from;
        turn++;
        count = from.size();
        rows = from.selection();
        groups = groupOf;
        for (int column : notNull) {
            boolean[] nulls = from.column(column).nulls();
            if (nulls != null) {
                keep(nulls, false);
            }
        }
        if (filter >= 0) {
            BooleanVector condition = (BooleanVector) from.column(filter).flat();
            if (condition.nulls() != null) {
                keep(condition.nulls(), false);
            }
            keep(condition.values(), true);
        }
        gatherWeights(from.weights());
        if (distinct != null && values != null) {
            distinct.narrow(this, values);
        }
    }

    /** Takes rows whose conditions have been checked, such as the values of a distinct call. */
    void takeAll(Batch from, int @Nullable [] groupOf) {
        batch = from;
        turn++;
        count = from.size();
        rows = from.selection();
        groups = groupOf;
        gatherWeights(from.weights());
    }

    /** Lets go of the batch. */
    void drop() {
        batch = null;
        rows = null;
        groups = null;
        weights = null;
        count = 0;
    }

    /** Narrows to some of the rows with weights of their own; {@code kept} rises. */
    void narrow(int[] kept, int[] newWeights, int newCount) {
        int[] oldGroups = groups;
        int[] oldRows = rows;
        room(newCount);
        for (int k = 0; k < newCount; k++) {
            ownRows[k] = oldRows == null ? kept[k] : oldRows[kept[k]];
        }
        rows = ownRows;
        if (oldGroups != null) {
            for (int k = 0; k < newCount; k++) {
                ownGroups[k] = oldGroups[kept[k]];
            }
            groups = ownGroups;
        }
        weights = newWeights;
        count = newCount;
    }

    /** Keeps the rows for which the mask says {@code wanted}. */
    private void keep(boolean[] mask, boolean wanted) {
        room(count);
        int[] fromRows = rows;
        int[] toRows = ownRows;
        int[] fromGroups = groups;
        int[] toGroups = ownGroups;
        int kept = 0;
        if (fromGroups == null) {
            for (int i = 0; i < count; i++) {
                int row = fromRows == null ? i : fromRows[i];
                toRows[kept] = row;
                kept += mask[row] == wanted ? 1 : 0;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int row = fromRows == null ? i : fromRows[i];
                toRows[kept] = row;
                toGroups[kept] = fromGroups[i];
                kept += mask[row] == wanted ? 1 : 0;
            }
        }
        rows = toRows;
        if (fromGroups != null) {
            groups = toGroups;
        }
        count = kept;
    }

    private void gatherWeights(int @Nullable [] from) {
        int[] at = rows;
        if (from == null || at == null) {
            weights = from;
            return;
        }
        if (ownWeights.length < count) {
            ownWeights = new int[Math.max(Batch.MAX_ROWS, count)];
        }
        for (int i = 0; i < count; i++) {
            ownWeights[i] = from[at[i]];
        }
        weights = ownWeights;
    }

    private void room(int size) {
        if (ownRows.length < size) {
            int length = Math.max(Batch.MAX_ROWS, size);
            ownRows = Arrays.copyOf(ownRows, length);
            ownGroups = Arrays.copyOf(ownGroups, length);
        }
    }
}
