// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.KeyGroups;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the groups of rows by their key columns. */
final class GroupKeys {
    private static final int[] NO_COLUMNS = {};

    private final int[] columns;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[1];
    private int[] groups = new int[1];

    GroupKeys(List<Integer> columns) {
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Keys that are the first columns of their batches. */
    static GroupKeys first(int count) {
        return new GroupKeys(IntStream.range(0, count).boxed().toList());
    }

    static List<DataType> types(List<Integer> columns, List<DataType> inputTypes) {
        return columns.stream().map(inputTypes::get).toList();
    }

    boolean none() {
        return columns.length == 0;
    }

    /** The table's row of each row that counts, made when missing; good until the next call. */
    int[] resolve(StateTable table, Batch batch) {
        if (groups.length < batch.size()) {
            groups = new int[Math.max(Batch.MAX_ROWS, batch.size())];
            hashes = new long[groups.length];
        }
        hash.hash(batch, columns, hashes);
        table.resolve(batch, columns, hashes, groups, true, null);
        return groups;
    }

    /** The only row of a table without keys, made when missing. */
    int single(StateTable table) {
        Batch one = new Batch(1);
        hash.hash(one, NO_COLUMNS, hashes);
        table.resolve(one, NO_COLUMNS, hashes, groups, true, null);
        return groups[0];
    }

    /** Whether the only row of a table without keys belongs to a task that has these key groups. */
    boolean singleIsIn(KeyRange range) {
        hash.hash(new Batch(1), NO_COLUMNS, hashes);
        return range.contains(KeyGroups.groupOf(hashes[0], range.maxGroups()));
    }
}
