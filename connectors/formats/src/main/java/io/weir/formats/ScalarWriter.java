// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;

/** Writes a value that is neither nested nor text the way {@link Scalar} reads it. */
final class ScalarWriter {
    private ScalarWriter() {}

    /** The vector that holds the values of another. */
    static Vector resolve(Vector vector) {
        if (vector instanceof ConstantVector constant) {
            return constant.value();
        }
        return vector instanceof DictionaryVector dictionary ? dictionary.values() : vector;
    }

    /** The row of {@link #resolve}d vector that a row refers to. */
    static int resolve(Vector vector, int row) {
        if (vector instanceof ConstantVector) {
            return 0;
        }
        return vector instanceof DictionaryVector dictionary ? dictionary.indexes()[row] : row;
    }

    /**
     * Writes a value that is not NULL.
     *
     * @param vector a flat vector
     * @param separator what stands between date and time
     */
    static void write(Vector vector, DataType type, int row, char separator, Output out) {
        switch (type.kind()) {
            case BOOLEAN -> out.ascii(((BooleanVector) vector).values()[row] ? "true" : "false");
            case TINYINT, SMALLINT, INTEGER, INTERVAL_MONTHS -> out.number(((IntVector) vector).values()[row]);
            case BIGINT, INTERVAL_MICROS -> out.number(((LongVector) vector).values()[row]);
            case FLOAT -> out.ascii(Float.toString(((FloatVector) vector).values()[row]));
            case DOUBLE -> out.ascii(Double.toString(((DoubleVector) vector).values()[row]));
            case DECIMAL -> decimal(vector, (DecimalType) type, row, out);
            case VARBINARY -> base64((BytesVector) vector, row, out);
            case DATE -> {
                int at = out.reserve(DateTimeText.MAX_LENGTH);
                out.advanceTo(DateTimeText.writeDate(((IntVector) vector).values()[row], out.bytes(), at));
            }
            case TIME -> {
                int at = out.reserve(DateTimeText.MAX_LENGTH);
                out.advanceTo(DateTimeText.writeTime(((LongVector) vector).values()[row], 0, 6, out.bytes(), at));
            }
            case TIMESTAMP, TIMESTAMP_LTZ -> {
                int at = out.reserve(DateTimeText.MAX_LENGTH);
                long micros = ((LongVector) vector).values()[row];
                out.advanceTo(DateTimeText.writeTimestamp(micros, separator, 0, 6, out.bytes(), at));
                if (type.kind() == TypeKind.TIMESTAMP_LTZ) {
                    out.write('Z');
                }
            }
            case NULL, VARCHAR, ROW, ARRAY, MAP -> throw new IllegalArgumentException(type.sql());
        }
    }

    private static void decimal(Vector vector, DecimalType type, int row, Output out) {
        if (vector instanceof LongVector longs && type.scale() == 0) {
            out.number(longs.values()[row]);
        } else {
            BigDecimal value = vector instanceof LongVector longs
                    ? BigDecimal.valueOf(longs.values()[row], type.scale())
                    : new BigDecimal(((Int128Vector) vector).value(row), type.scale());
            out.ascii(value.toPlainString());
        }
    }

    private static void base64(BytesVector vector, int row, Output out) {
        int start = vector.starts()[row];
        byte[] bytes = Arrays.copyOfRange(vector.block(row), start, start + vector.lengths()[row]);
        out.write(Base64.getEncoder().encode(bytes));
    }
}
