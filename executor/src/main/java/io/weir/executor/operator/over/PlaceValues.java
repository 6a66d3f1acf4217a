// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.OverCall;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.Storage;

/** The functions that tell where a row stands in its partition: ranks and tiles. */
record PlaceValues(OverCall call, WordPlaces places) implements CallValues {
    @Override
    public long margin() {
        return switch (call.function()) {
            case ROW_NUMBER, NTILE -> Segments.ALL;
            default -> 0;
        };
    }

    @Override
    public int totalWords() {
        return !places.stores() && countsAll() ? 1 : 0;
    }

    /** Whether the value depends on how many rows there are. */
    private boolean countsAll() {
        return switch (call.function()) {
            case PERCENT_RANK, CUME_DIST, NTILE -> true;
            default -> false;
        };
    }

    @Override
    public void addTotal(GrowableBytes key, Entries entries, long[] weights, long[] total) {
        for (int i = 0; i < entries.size(); i++) {
            total[places.total()] += weights[i];
        }
    }

    @Override
    public boolean sameTotal(long[] was, long[] now) {
        return totalWords() == 0 || was[places.total()] == now[places.total()];
    }

    @Override
    public void begin(Sequence rows) {}

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        long before = rows.before()[Prefix.ROWS];
        long groupsBefore = rows.before()[Prefix.GROUPS];
        long size = totalWords() > 0 ? rows.total()[places.total()] : before + rows.size();
        for (int i = 0; i < wanted.count(); i++) {
            int entry = wanted.entry(i);
            switch (call.function()) {
                case ROW_NUMBER -> whole(before + wanted.place(i) + 1, out);
                case RANK -> whole(before + rows.peersFrom(entry) + 1, out);
                case DENSE_RANK -> whole(groupsBefore + rows.group(entry) + 1, out);
                case PERCENT_RANK ->
                    fraction(size == 1 ? 0 : (double) (before + rows.peersFrom(entry)) / (size - 1), out);
                case CUME_DIST -> fraction((double) (before + rows.peersTo(entry)) / size, out);
                case NTILE -> whole(tile(before + wanted.place(i), size), out);
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
