// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.util.Arrays;
import java.util.Queue;

/** Rows chosen to be sent: of entries, with values of segments, and how often. */
final class Picks {
    private int count;
    private int[] entries = new int[64];
    private int[] segments = new int[64];
    private int[] weights = new int[64];
    private boolean once;

    void clear() {
        count = 0;
        once = true;
    }

    /** Adds a row, if it is there at all; as several when it is there more often than a batch can say. */
    void add(int entry, int segment, long weight) {
        for (long left = weight; left > 0; left -= Integer.MAX_VALUE) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
                segments = Arrays.copyOf(segments, 2 * count);
                weights = Arrays.copyOf(weights, 2 * count);
            }
            entries[count] = entry;
            segments[count] = segment;
            weights[count] = (int) Math.min(Integer.MAX_VALUE, left);
            once &= weights[count] == 1;
            count++;
        }
    }

    /** Puts the rows into batches, all with weights of the same sign. */
    void batches(Entries of, Vector[] values, int sign, Queue<Batch> out) {
        Vector[] columns = of.columns();
        for (int from = 0; from < count; from += Batch.MAX_ROWS) {
            int size = Math.min(Batch.MAX_ROWS, count - from);
            int[] ofEntries = Arrays.copyOfRange(entries, from, from + size);
            int[] ofSegments = Arrays.copyOfRange(segments, from, from + size);
            Vector[] all = new Vector[columns.length + values.length];
            for (int i = 0; i < columns.length; i++) {
                all[i] = Vectors.gather(columns[i], ofEntries, size);
            }
            for (int i = 0; i < values.length; i++) {
                all[columns.length + i] = Vectors.gather(values[i], ofSegments, size);
            }
            int[] signed = null;
            if (sign < 0 || !once) {
                signed = new int[size];
                for (int i = 0; i < size; i++) {
                    signed[i] = sign * weights[from + i];
                }
            }
            out.add(new Batch(size, all, null, size, signed, null, null));
        }
    }
}
