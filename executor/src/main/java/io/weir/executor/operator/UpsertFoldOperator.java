// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.physical.PhysicalPlan.UpsertFold;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns upserts into deltas: takes back the row that a key had, and adds the one it has now.
 *
 * <pre>
 *   rows: key columns -&gt; [present, the other columns]
 * </pre>
 */
public final class UpsertFoldOperator implements Operator {
    private static final int PRESENT = 0;

    // ---- settings
    private final int[] keys;
    private final int[] values;
    private final StateTable table;

    // ---- state
    private final KeyHash hash = new KeyHash();
    private final BatchBuilder builder;
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] places = new int[Batch.MAX_ROWS];
    private @Nullable Batch batch;
    private int next;

    public UpsertFoldOperator(UpsertFold plan, OperatorContext context) {
        List<DataType> types = plan.schema().types();
        keys = plan.keys().stream().mapToInt(each -> each).toArray();
        List<DataType> keyTypes = Arrays.stream(keys).mapToObj(types::get).toList();
        List<ValueType> valueTypes = new ArrayList<>();
        valueTypes.add(ValueType.Raw.LONG);
        List<Integer> others = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
            if (!plan.keys().contains(column)) {
                others.add(column);
                valueTypes.add(ValueType.of(types.get(column).withNullable(true)));
            }
        }
        values = others.stream().mapToInt(each -> each).toArray();
        table = context.state().table("rows", keyTypes, valueTypes);
        builder = new BatchBuilder(types, Batch.MAX_ROWS);
    }

    @Override
    public Progress onBatch(int input, Batch upserts, Output out) {
        if (places.length < upserts.size()) {
            places = new int[upserts.size()];
            hashes = new long[upserts.size()];
        }
        hash.hash(upserts, keys, hashes);
        table.resolve(upserts, keys, hashes, places, true, null);
        batch = upserts;
        next = 0;
        return resume(out);
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return Progress.DONE;
    }

    @Override
    public Progress resume(Output out) {
        Batch upserts = batch;
        if (upserts == null) {
            return Progress.DONE;
        }
        while (next < upserts.size()) {
            if (out.full()) {
                return Progress.MORE;
            }
            // A row may give two.
            while (next < upserts.size() && builder.size() < Batch.MAX_ROWS - 1 && !builder.full()) {
                int row = upserts.row(next);
                change(upserts, row, places[next]);
                next++;
            }
            if (!builder.isEmpty()) {
                out.send(builder.build());
            }
        }
        forget(upserts.size());
        batch = null;
        return Progress.DONE;
    }

    private void change(Batch upserts, int row, int place) {
        boolean was = table.word(place, PRESENT) != 0;
        if (was) {
            for (int i = 0; i < keys.length; i++) {
                table.appendKey(builder.column(keys[i]), place, i);
            }
            for (int i = 0; i < values.length; i++) {
                table.appendValue(builder.column(values[i]), place, 1 + i);
            }
            builder.endRow(-1);
        }
        boolean is = upserts.weight(row) > 0;
        if (is) {
            for (int i = 0; i < values.length; i++) {
                table.set(place, 1 + i, upserts.column(values[i]), row);
            }
            // The key as it was first seen: two that are equal, such as 0.0 and -0.0, are taken back as one.
            for (int i = 0; i < keys.length; i++) {
                table.appendKey(builder.column(keys[i]), place, i);
            }
            for (int value : values) {
                builder.column(value).append(upserts.column(value), row);
            }
            builder.endRow(1);
        }
        if (was != is) {
            table.setWord(place, PRESENT, is ? 1 : 0);
        }
    }

    /** Frees the keys of the batch that have no row any more; not before, since one key may stand in it more than once. */
    private void forget(int count) {
        for (int i = 0; i < count; i++) {
            if (table.isLive(places[i]) && table.word(places[i], PRESENT) == 0) {
                table.free(places[i]);
            }
        }
    }
}
