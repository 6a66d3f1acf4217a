// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as entries of an ordered table: the partition, then the order, then all other columns, which break ties.
 *
 * <p>Columns that are in the partition or the order are the same between ties, so leaving them out of the rest makes no
 * difference to the total order of rows.
 */
final class RowEntries {
    /** Bytes of the key's hash that entries begin with. */
    private static final int HASH_BYTES = 2;

    final int[] partition;
    private final SortKey[] order;
    private final int[] rest;
    private final List<DataType> types;

    RowEntries(List<Integer> partition, List<SortKey> order, List<DataType> types) {
        this.types = types;
        this.partition = partition.stream().mapToInt(Integer::intValue).toArray();
        List<SortKey> kept = new ArrayList<>();
        boolean[] there = new boolean[types.size()];
        for (int column : partition) {
            there[column] = true;
        }
        for (SortKey key : order) {
            if (!there[key.column()]) { // else it decides nothing
                there[key.column()] = true;
                kept.add(key);
            }
        }
        this.order = kept.toArray(new SortKey[0]);
        int[] others = new int[types.size()];
        int count = 0;
        for (int c = 0; c < others.length; c++) {
            if (!there[c]) {
                others[count++] = c;
            }
        }
        rest = Arrays.copyOf(others, count);
    }

    List<DataType> partitionTypes() {
        return types(partition);
    }

    List<DataType> sortTypes() {
        List<DataType> sort = new ArrayList<>();
        for (SortKey key : order) {
            sort.add(types.get(key.column()));
        }
        sort.addAll(types(rest));
        return sort;
    }

    private List<DataType> types(int[] columns) {
        List<DataType> of = new ArrayList<>();
        for (int column : columns) {
            of.add(types.get(column));
        }
        return of;
    }

    /** Appends the order of a physical row. */
    void encodeOrder(Batch batch, int row, GrowableBytes out) {
        for (SortKey key : order) {
            CanonicalBytes.encode(batch.column(key.column()), row, key.descending(), !key.nullsFirst(), out);
        }
    }

    /** Appends what breaks ties of a physical row. */
    void encodeRest(Batch batch, int row, GrowableBytes out) {
        CanonicalBytes.encode(batch, rest, row, out);
    }

    /** Appends the columns of an entry's row to a batch. */
    void decode(Utf8 entry, BatchBuilder out) {
        byte[] bytes = entry.bytes();
        int at = entry.start() + HASH_BYTES;
        for (int column : partition) {
            at = CanonicalBytes.decode(types.get(column), bytes, at, out.column(column));
        }
        for (SortKey key : order) {
            at = CanonicalBytes.decode(types.get(key.column()), bytes, at, key.descending(), out.column(key.column()));
        }
        for (int column : rest) {
            at = CanonicalBytes.decode(types.get(column), bytes, at, out.column(column));
        }
    }
}
