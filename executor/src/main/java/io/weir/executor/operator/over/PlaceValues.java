// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.plan.OverCall;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.Storage;

/** The functions that tell where a row stands in its partition: ranks and tiles. */
record PlaceValues(OverCall call) implements CallValues {
    @Override
    public void append(Sequence rows, VectorBuilder out, ErrorMask errors) {
        for (int row = rows.wantedFrom(); row < rows.wantedTo(); row++) {
            switch (call.function()) {
                case ROW_NUMBER -> whole(row + 1L, out);
                case RANK -> whole(rows.peersFrom(row) + 1L, out);
                case DENSE_RANK -> whole(rows.group(row) + 1L, out);
                case PERCENT_RANK ->
                    fraction(rows.size() == 1 ? 0 : (double) rows.peersFrom(row) / (rows.size() - 1), out);
                case CUME_DIST -> fraction((double) rows.peersTo(row) / rows.size(), out);
                case NTILE -> whole(tile(row, rows.size()), out);
                default -> throw new IllegalStateException(call.function().name());
            }
        }
    }

    /** The first tiles have a row more when the rows cannot be divided evenly. */
    private long tile(long row, long size) {
        long tiles = ((Number) RangeKeys.value(call.constants().get(0))).longValue();
        long small = size / tiles;
        long large = size % tiles;
        long inLarge = large * (small + 1);
        return 1 + (row < inLarge ? row / (small + 1) : large + (row - inLarge) / small);
    }

    private void whole(long value, VectorBuilder out) {
        if (call.type().storage() == Storage.INT) {
            out.appendInt(Math.toIntExact(value));
        } else {
            out.appendLong(value);
        }
    }

    private void fraction(double value, VectorBuilder out) {
        if (call.type().storage() == Storage.FLOAT) {
            out.appendFloat((float) value);
        } else {
            out.appendDouble(value);
        }
    }
}
