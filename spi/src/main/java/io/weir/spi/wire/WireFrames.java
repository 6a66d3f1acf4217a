// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.session.Frame;
import io.weir.spi.type.Schema;

/** Frames of a result as bytes: epoch, watermark, and the rows by column. */
public final class WireFrames {
    private static final int ROWS = 1;
    private static final int EPOCH_COMPLETE = 2;
    private static final int LAST = 4;

    private WireFrames() {}

    public static void write(Frame frame, WireOutput out) {
        Batch rows = frame.rows();
        out.oneByte(
                (rows == null ? 0 : ROWS) | (frame.epochComplete() ? EPOCH_COMPLETE : 0) | (frame.last() ? LAST : 0));
        out.eightBytes(frame.epoch());
        out.eightBytes(frame.watermark());
        if (rows == null) {
            return;
        }
        Batch dense = rows.dense();
        out.length(dense.size());
        for (Vector column : dense.columns()) {
            WireVectors.write(column, dense.size(), out);
        }
        if (dense != rows) {
            dense.release();
        }
    }

    public static Frame read(Schema schema, WireInput in) {
        int flags = in.oneByte();
        long epoch = in.eightBytes();
        long watermark = in.eightBytes();
        Batch rows = null;
        if ((flags & ROWS) != 0) {
            int count = in.length();
            if (count > Batch.MAX_ROWS) {
                throw WireInput.broken("a batch has too many rows");
            }
            WireVectorReader reader = new WireVectorReader(in);
            Vector[] columns = new Vector[schema.size()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = reader.read(schema.type(i), count);
            }
            rows = new Batch(count, columns);
        }
        in.atEnd();
        return new Frame(rows, epoch, watermark, (flags & EPOCH_COMPLETE) != 0, (flags & LAST) != 0);
    }
}
