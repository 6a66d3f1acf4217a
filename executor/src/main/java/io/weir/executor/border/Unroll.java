// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shows weighted rows one by one: a row of weight 3 stands three times, and so does one of weight -3. */
final class Unroll {
    private final Batch batch;
    private final byte @Nullable [] kinds;
    private int[] rows = {};
    private int index;
    private int shownOfRow;

    /** Takes the batch with its reference. */
    Unroll(HeldRows.Delta delta) {
        this.batch = delta.rows();
        this.kinds = delta.kinds();
    }

    boolean done() {
        return index == batch.size();
    }

    /** The next rows, dense and without weights; the caller owns them. */
    HeldRows.Delta next() {
        int[] weights = batch.weights();
        if (weights == null && kinds == null) {
            index = batch.size();
            return new HeldRows.Delta(batch.selection() == null ? batch.retain() : batch.dense(), null);
        }
        if (rows.length == 0) {
            rows = new int[Batch.MAX_ROWS];
        }
        int count = 0;
        while (index < batch.size() && count < rows.length) {
            int row = batch.row(index);
            int all = Math.abs(batch.weight(row));
            int copies = Math.min(all - shownOfRow, rows.length - count);
            Arrays.fill(rows, count, count + copies, row);
            count += copies;
            shownOfRow += copies;
            if (shownOfRow == all) {
                shownOfRow = 0;
                index++;
            }
        }
        Vector[] columns = new Vector[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Vectors.gather(batch.column(i), rows, count);
        }
        return new HeldRows.Delta(new Batch(count, columns, null, count, null, batch, null), kindsOf(count));
    }

    private byte @Nullable [] kindsOf(int count) {
        if (kinds == null) {
            return null;
        }
        byte[] shown = new byte[count];
        for (int i = 0; i < count; i++) {
            shown[i] = kinds[rows[i]];
        }
        return shown;
    }

    void close() {
        batch.release();
    }
}
