// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.format.Encoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes one value as a whole record; NULL writes nothing. */
final class RawEncoder implements Encoder {
    private final DataType type;
    private final Charset charset;
    private final ByteBuffer number;

    RawEncoder(DataType type, Charset charset, ByteOrder order) {
        this.type = type;
        this.charset = charset;
        this.number = ByteBuffer.allocate(Long.BYTES).order(order);
    }

    @Override
    public void encode(Batch batch, int row, OutputStream out) throws IOException {
        if (batch.column(0).isNull(row)) {
            return;
        }
        Vector vector = ScalarWriter.resolve(batch.column(0));
        int at = ScalarWriter.resolve(batch.column(0), row);
        if (vector instanceof BytesVector bytes) {
            bytes(bytes, at, out);
            return;
        }
        number.clear();
        switch (type.kind()) {
            case BOOLEAN -> number.put((byte) (((BooleanVector) vector).values()[at] ? 1 : 0));
            case TINYINT -> number.put((byte) ((IntVector) vector).values()[at]);
            case SMALLINT -> number.putShort((short) ((IntVector) vector).values()[at]);
            case INTEGER -> number.putInt(((IntVector) vector).values()[at]);
            case BIGINT -> number.putLong(((LongVector) vector).values()[at]);
            case FLOAT -> number.putFloat(((FloatVector) vector).values()[at]);
            case DOUBLE -> number.putDouble(((DoubleVector) vector).values()[at]);
            case NULL,
                    VARCHAR,
                    VARBINARY,
                    DECIMAL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw new IllegalStateException(type.sql());
        }
        out.write(number.array(), 0, number.position());
    }

    private void bytes(BytesVector vector, int row, OutputStream out) throws IOException {
        byte[] block = vector.block(row);
        int start = vector.starts()[row];
        int length = vector.lengths()[row];
        if (type.kind() == TypeKind.VARCHAR && !charset.equals(StandardCharsets.UTF_8)) {
            out.write(new String(block, start, length, StandardCharsets.UTF_8).getBytes(charset));
        } else {
            out.write(block, start, length);
        }
    }
}
