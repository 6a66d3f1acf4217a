// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.executor.state.ValueType.Sql;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;

/** Reads and writes single columns of rows; key columns are counted first. */
final class RowColumns {
    private final PagedRows rows;
    private final RowLayout layout;
    private final GrowableBytes encoded = new GrowableBytes();

    RowColumns(PagedRows rows) {
        this.rows = rows;
        layout = rows.layout;
    }

    private long[] page(int row) {
        return rows.words[row >> layout.pageShift];
    }

    private int base(int row) {
        return (row & layout.rowMask) * layout.stride;
    }

    long word(int row, int column, int part) {
        return page(row)[base(row) + layout.offsets[column] + part];
    }

    void setWord(int row, int column, int part, long word) {
        rows.touch(row);
        long[] page = page(row);
        int base = base(row);
        page[base + layout.offsets[column] + part] = word;
        page[base + layout.nullOffsets[column]] &= ~layout.nullMasks[column];
    }

    boolean isNull(int row, int column) {
        return (page(row)[base(row) + layout.nullOffsets[column]] & layout.nullMasks[column]) != 0;
    }

    void setNull(int row, int column) {
        if (layout.nullMasks[column] == 0) {
            throw new IllegalArgumentException(layout.types[column].text() + " has no NULL");
        }
        rows.touch(row);
        if (layout.types[column].isVariable()) {
            rows.writeBytes(row, column, EMPTY, 0, 0);
        } else {
            for (int part = 0; part < layout.types[column].words(); part++) {
                page(row)[base(row) + layout.offsets[column] + part] = 0;
            }
        }
        page(row)[base(row) + layout.nullOffsets[column]] |= layout.nullMasks[column];
    }

    private static final byte[] EMPTY = {};

    Utf8 readBytes(int row, int column, Utf8 piece) {
        long place = word(row, column, 0);
        return piece.set(rows.bytesOf(row), (int) (place >>> 32), (int) place);
    }

    void writeBytes(int row, int column, byte[] bytes, int start, int length) {
        rows.writeBytes(row, column, bytes, start, length);
        page(row)[base(row) + layout.nullOffsets[column]] &= ~layout.nullMasks[column];
    }

    void set(int row, int column, Vector vector, int at) {
        if (vector instanceof ConstantVector constant) {
            setFlat(row, column, constant.value(), 0);
        } else if (vector instanceof DictionaryVector dictionary) {
            setFlat(row, column, dictionary.values(), dictionary.indexes()[at]);
        } else {
            setFlat(row, column, vector, at);
        }
    }

    private void setFlat(int row, int column, Vector vector, int at) {
        if (vector.isNull(at)) {
            setNull(row, column);
        } else if (vector instanceof LongVector v) {
            setWord(row, column, 0, v.values()[at]);
        } else if (vector instanceof IntVector v) {
            setWord(row, column, 0, v.values()[at]);
        } else if (vector instanceof DoubleVector v) {
            setWord(row, column, 0, Double.doubleToRawLongBits(v.values()[at]));
        } else if (vector instanceof FloatVector v) {
            setWord(row, column, 0, Float.floatToRawIntBits(v.values()[at]));
        } else if (vector instanceof BooleanVector v) {
            setWord(row, column, 0, v.values()[at] ? 1 : 0);
        } else if (vector instanceof Int128Vector v) {
            setWord(row, column, 0, v.high()[at]);
            setWord(row, column, 1, v.low()[at]);
        } else if (vector instanceof BytesVector v) {
            writeBytes(row, column, v.block(at), v.starts()[at], v.lengths()[at]);
        } else {
            encoded.clear();
            CanonicalBytes.encode(vector, at, encoded);
            writeBytes(row, column, encoded.bytes(), 0, encoded.length());
        }
    }

    /** The type of a column that holds a SQL value. */
    DataType sqlType(int column) {
        if (layout.types[column] instanceof Sql sql) {
            return sql.type();
        }
        throw new IllegalArgumentException(layout.types[column].text() + " is not a SQL value");
    }

    void append(VectorBuilder out, int row, int column) {
        DataType type = sqlType(column);
        if (isNull(row, column)) {
            out.appendNull();
            return;
        }
        long word = word(row, column, 0);
        switch (type.storage()) {
            case BOOLEAN -> out.appendBoolean(word != 0);
            case INT -> out.appendInt((int) word);
            case LONG -> out.appendLong(word);
            case FLOAT -> out.appendFloat(Float.intBitsToFloat((int) word));
            case DOUBLE -> out.appendDouble(Double.longBitsToDouble(word));
            case INT128 -> out.appendInt128(word, word(row, column, 1));
            case BYTES -> out.appendBytes(rows.bytesOf(row), (int) (word >>> 32), (int) word);
            case ROW, ARRAY, MAP -> CanonicalBytes.decode(type, rows.bytesOf(row), (int) (word >>> 32), out);
        }
    }

    void encode(int row, int column, GrowableBytes out) {
        if (isNull(row, column)) {
            out.putByte(CanonicalBytes.NULL);
            return;
        }
        long word = word(row, column, 0);
        DataType type = sqlType(column);
        switch (type.storage()) {
            case BOOLEAN -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putByte((int) word);
            }
            case INT -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putInt((int) word ^ Integer.MIN_VALUE);
            }
            case LONG -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putLong(word ^ Long.MIN_VALUE);
            }
            case FLOAT -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putInt(CanonicalBytes.ordered(Float.intBitsToFloat((int) word)));
            }
            case DOUBLE -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putLong(CanonicalBytes.ordered(Double.longBitsToDouble(word)));
            }
            case INT128 -> {
                out.putByte(CanonicalBytes.PRESENT);
                out.putLong(word ^ Long.MIN_VALUE);
                out.putLong(word(row, column, 1));
            }
            case BYTES -> {
                out.putByte(CanonicalBytes.PRESENT);
                CanonicalBytes.putText(rows.bytesOf(row), (int) (word >>> 32), (int) word, out);
            }
            case ROW, ARRAY, MAP -> out.put(rows.bytesOf(row), (int) (word >>> 32), (int) word);
        }
    }

    /** What {@link KeyHash} gives for a key column. */
    long hash(int row, int column) {
        if (isNull(row, column)) {
            return HashOf.NULL;
        }
        long word = word(row, column, 0);
        return switch (sqlType(column).storage()) {
            case BOOLEAN, INT, LONG -> HashOf.ofLong(word);
            case FLOAT -> {
                double widened = Float.intBitsToFloat((int) word);
                yield HashOf.doubleBits(CanonicalBytes.canonicalBits(widened));
            }
            case DOUBLE -> HashOf.doubleBits(word);
            case INT128 -> HashOf.int128(word, word(row, column, 1));
            case BYTES, ROW, ARRAY, MAP -> HashOf.bytes(rows.bytesOf(row), (int) (word >>> 32), (int) word);
        };
    }
}
