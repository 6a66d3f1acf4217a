// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;

/**
 * MIN and MAX out of a column that holds the extreme value, or NULL.
 *
 * @param loser what a value of one word is XORed with
 */
record ExtremeResult(int column, long loser, DataType type, Utf8 piece) implements AggregateResult {
    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            int row = groups[i];
            if (table.isNull(row, column)) {
                out.appendNull();
            } else {
                append(table, row, out);
            }
        }
    }

    private void append(StateTable table, int row, VectorBuilder out) {
        long word = table.word(row, column) ^ loser;
        switch (type.storage()) {
            case BOOLEAN -> out.appendBoolean(word != 0);
            case INT -> out.appendInt((int) word);
            case LONG -> out.appendLong(word);
            case FLOAT -> out.appendFloat((float) LongColumn.unordered(word));
            case DOUBLE -> out.appendDouble(LongColumn.unordered(word));
            case INT128 -> out.appendInt128(word, table.word(row, column, 1));
            case BYTES -> {
                table.readBytes(row, column, piece);
                out.appendBytes(piece.bytes(), piece.start(), piece.length());
            }
            case ROW, ARRAY, MAP -> {
                table.readBytes(row, column, piece);
                CanonicalBytes.decode(type, piece.bytes(), piece.start(), out);
            }
        }
    }
}
