// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The wanted rows of a sequence with the values of all calls.
 *
 * @param values by call, for the wanted rows
 * @param failed which wanted rows have a value that cannot be represented
 */
record Shown(Sequence rows, Vector[] values, boolean[] failed) {
    /** How many wanted rows there are. */
    int count() {
        return failed.length;
    }

    /** Puts all rows into batches. */
    void all(Queue<Batch> out) {
        int[] picks = new int[count()];
        int picked = 0;
        for (int i = 0; i < picks.length; i++) {
            if (!failed[i]) {
                picks[picked++] = i;
            }
        }
        batches(picks, picked, 1, out);
    }

    /** Puts into batches how these rows differ from those shown before: first what goes, then what comes. */
    void changesFrom(Shown before, Queue<Batch> out) {
        Map<ByteBuffer, ArrayDeque<Integer>> gone = new HashMap<>();
        GrowableBytes bytes = new GrowableBytes();
        for (int i = 0; i < before.count(); i++) {
            if (!before.failed[i]) {
                gone.computeIfAbsent(before.bytes(i, bytes), row -> new ArrayDeque<>())
                        .add(i);
            }
        }
        int[] come = new int[count()];
        int comeCount = 0;
        for (int i = 0; i < count(); i++) {
            if (failed[i]) {
                continue;
            }
            ArrayDeque<Integer> same = gone.get(bytes(i, bytes));
            if (same == null || same.poll() == null) {
                come[comeCount++] = i;
            }
        }
        int[] goes = gone.values().stream()
                .flatMap(ArrayDeque::stream)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        before.batches(goes, goes.length, -1, out);
        batches(come, comeCount, 1, out);
    }

    private ByteBuffer bytes(int wanted, GrowableBytes out) {
        out.clear();
        for (Vector column : rows.columns()) {
            CanonicalBytes.encode(column, rows.wantedFrom() + wanted, out);
        }
        for (Vector value : values) {
            CanonicalBytes.encode(value, wanted, out);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    private void batches(int[] picks, int count, int weight, Queue<Batch> out) {
        for (int from = 0; from < count; from += Batch.MAX_ROWS) {
            int size = Math.min(Batch.MAX_ROWS, count - from);
            int[] part = Arrays.copyOfRange(picks, from, from + size);
            int[] rowsOf = new int[size];
            for (int i = 0; i < size; i++) {
                rowsOf[i] = rows.wantedFrom() + part[i];
            }
            Vector[] columns = new Vector[rows.columns().length + values.length];
            for (int i = 0; i < rows.columns().length; i++) {
                columns[i] = Vectors.gather(rows.columns()[i], rowsOf, size);
            }
            for (int i = 0; i < values.length; i++) {
                columns[rows.columns().length + i] = Vectors.gather(values[i], part, size);
            }
            int[] weights = null;
            if (weight != 1) {
                weights = new int[size];
                Arrays.fill(weights, weight);
            }
            out.add(new Batch(size, columns, null, size, weights, null, null));
        }
    }
}
