// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of FLOATs or DOUBLEs in a double-double, with {@link OddDoubles} beside it, so that everything added can be
 * taken back.
 */
final class SumDoubles implements Accumulator {
    private final int column;
    private final Intake intake;
    private final Addends argument;
    private final OddDoubles odd;

    SumDoubles(int column, Intake intake, Addends argument) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
        odd = new OddDoubles(column + 2);
    }

    double total(StateTable table, int row) {
        double high = Double.longBitsToDouble(table.word(row, column));
        double low = Double.longBitsToDouble(table.word(row, column + 1));
        return table.isNull(row, column + 2) ? high + low : odd.total(table, row, high, low);
    }

    /** The sum in one double; NaN when there are values in it that are not of ordinary size. */
    double high(StateTable table, int row) {
        return table.isNull(row, column + 2) ? Double.longBitsToDouble(table.word(row, column)) : Double.NaN;
    }

    /** What {@link #high} lacks of the sum. */
    double low(StateTable table, int row) {
        return Double.longBitsToDouble(table.word(row, column + 1));
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.Raw.DOUBLE, ValueType.Raw.DOUBLE, ValueType.of(DataType.bytes()));
    }

    @Override
    public void add(StateTable table) {
        add(table, intake.groups(), 0);
    }

    @Override
    public void addToOne(StateTable table, int row) {
        add(table, null, row);
    }

    private void add(StateTable table, int @Nullable [] groups, int single) {
        int[] weights = intake.weights();
        double[] values = argument.values();
        double[] lost = argument.errors();
        int count = intake.count();
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        for (int i = 0; i < count; i++) {
            int row = groups == null ? single : groups[i];
            double value = values[i];
            if (OddDoubles.isOdd(value)) {
                odd.add(table, row, value, weights == null ? 1 : weights[i]);
                pages = table.pages();
                continue;
            }
            double error = lost == null ? 0 : lost[i];
            if (weights != null && weights[i] != 1) {
                double product = value * weights[i];
                error = Math.fma(value, (double) weights[i], -product) + error * weights[i];
                value = product;
            }
            DoubleDouble.add(pages[row >> shift], (row & mask) * stride + offset, value, error);
        }
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] highs = from.words(column, 0);
        long[] lows = from.words(column + 1, 0);
        long[][] pages = table.pages();
        for (int i = 0; i < count; i++) {
            int at = (rows[i] & table.rowMask()) * table.stride() + table.offsetOfValue(column);
            double high = sign * Double.longBitsToDouble(highs[i]);
            DoubleDouble.add(pages[rows[i] >> table.pageShift()], at, high, sign * Double.longBitsToDouble(lows[i]));
        }
        boolean[] none = from.nulls(column + 2);
        BytesVector odds = from.bytes(column + 2);
        for (int i = 0; i < count; i++) {
            if (none == null || !none[i]) {
                odd.merge(table, rows[i], odds.block(i), odds.starts()[i], sign);
            }
        }
    }
}
