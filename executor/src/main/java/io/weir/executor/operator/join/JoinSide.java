// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.state.MultisetTable;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One input of a join: which of its columns are key columns, and where all of them lie in its state. */
final class JoinSide {
    static final int LEFT = 0;
    static final int RIGHT = 1;

    final int number;
    final List<DataType> types;
    /** Columns of the input; the last one is added to it when keys are divided. */
    final int[] keyColumns;
    /** The other columns of the input. */
    final int[] rowColumns;
    /** By column of the input, its place among key columns and then row columns. */
    private final int[] places;
    /** Whether NULL has no partner, by key. */
    private final boolean[] strict;

    private final int keyCount;

    /** @param divided whether keys have one part more, a BIGINT column that is put behind those of the input */
    private JoinSide(int number, List<DataType> types, List<Integer> keys, List<Boolean> nullsMatch, boolean divided) {
        this.number = number;
        this.types = types;
        keyCount = keys.size() + (divided ? 1 : 0);
        keyColumns = IntStream.concat(
                        keys.stream().mapToInt(Integer::intValue),
                        divided ? IntStream.of(types.size()) : IntStream.empty())
                .toArray();
        rowColumns = IntStream.range(0, types.size())
                .filter(column -> !keys.contains(column))
                .toArray();
        places = new int[types.size()];
        for (int i = 0; i < rowColumns.length; i++) {
            places[rowColumns[i]] = keyCount + i;
        }
        strict = new boolean[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            places[keyColumns[i]] = i;
            strict[i] = !nullsMatch.get(i);
        }
    }

    /** The left and the right side of a join. */
    static List<JoinSide> of(Join plan) {
        return of(plan, false);
    }

    /** The sides of a join whose keys are divided: they have one part more, a BIGINT behind the columns of the input. */
    static List<JoinSide> divided(Join plan) {
        return of(plan, true);
    }

    private static List<JoinSide> of(Join plan, boolean divided) {
        List<DataType> left = plan.left().schema().types();
        List<DataType> right = plan.right().schema().types();
        return List.of(
                new JoinSide(LEFT, left, plan.leftKeys(), plan.nullsMatch(), divided),
                new JoinSide(RIGHT, right, plan.rightKeys(), plan.nullsMatch(), divided));
    }

    List<DataType> keyTypes() {
        return Arrays.stream(keyColumns)
                .mapToObj(column -> column < types.size() ? types.get(column) : DataType.bigint())
                .toList();
    }

    List<DataType> rowTypes() {
        return Arrays.stream(rowColumns).mapToObj(types::get).toList();
    }

    /** The key that a column of the input is, or -1. */
    int keyOf(int column) {
        return places[column] < keyCount ? places[column] : -1;
    }

    /** A column of the input out of rows of the state. */
    Vector column(MultisetTable table, int column, int[] rows, int from, int to) {
        int place = places[column];
        return place < keyCount
                ? table.keyVector(place, rows, from, to)
                : table.rowVector(place - keyCount, rows, from, to);
    }

    /**
     * Parts the rows of a batch by whether a key column is NULL where that has no partner.
     *
     * @param some receives the physical rows that may have partners
     * @param none receives the others
     * @return how many may have partners
     */
    int part(Batch batch, int[] some, int[] none) {
        int kept = 0;
        int left = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (hasNull(batch, row)) {
                none[left++] = row;
            } else {
                some[kept++] = row;
            }
        }
        return kept;
    }

    /** Whether there may be NULLs in key columns where NULL has no partner. */
    boolean mayHaveNulls(Batch batch) {
        for (int k = 0; k < strict.length; k++) {
            if (strict[k] && batch.column(keyColumns[k]).nulls() != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a physical row has NULL where that has no partner. */
    boolean hasNull(Batch batch, int row) {
        for (int k = 0; k < strict.length; k++) {
            if (strict[k] && batch.column(keyColumns[k]).isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
