// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Int128Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exact sum of long decimals, in 192 bits. */
final class SumInt128s implements Accumulator, Total.Of {
    private final int column;
    private final int argument;
    private final Intake intake;

    SumInt128s(int column, Intake intake, int argument) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
    }

    @Override
    public void read(StateTable table, int row, Total into) {
        into.set(table.word(row, column, 0), table.word(row, column, 1), table.word(row, column, 2));
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.Raw.INT192);
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        int[] weights = intake.weights();
        Int128Vector values = (Int128Vector) intake.column(argument);
        int count = intake.count();
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        for (int i = 0; i < count; i++) {
            int row = intake.row(i);
            int at = (groups[i] & mask) * stride + offset;
            addTimes(pages[groups[i] >> shift], at, values.high()[row], values.low()[row], weightOf(weights, i));
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int[] weights = intake.weights();
        Int128Vector values = (Int128Vector) intake.column(argument);
        long[] page = table.pages()[row >> table.pageShift()];
        int at = (row & table.rowMask()) * table.stride() + table.offsetOfValue(column);
        for (int i = 0; i < intake.count(); i++) {
            int from = intake.row(i);
            addTimes(page, at, values.high()[from], values.low()[from], weightOf(weights, i));
        }
    }

    private static int weightOf(int @Nullable [] weights, int index) {
        return weights == null ? 1 : weights[index];
    }

    private static void addTimes(long[] page, int at, long high, long low, int weight) {
        long add0 = low * weight;
        long carried = Wide.multiplyHighUnsigned(low, weight);
        long product = high * weight;
        long add1 = product + carried;
        long add2 = Math.multiplyHigh(high, (long) weight) + (carried >> 63) + Wide.carry(product, carried, add1);
        add(page, at, add2, add1, add0);
    }

    private static void add(long[] page, int at, long add2, long add1, long add0) {
        long old0 = page[at + 2];
        long sum0 = old0 + add0;
        long carry0 = Wide.carry(old0, add0, sum0);
        long old1 = page[at + 1];
        long part1 = old1 + add1;
        long sum1 = part1 + carry0;
        page[at] += add2 + Wide.carry(old1, add1, part1) + Wide.carry(part1, carry0, sum1);
        page[at + 1] = sum1;
        page[at + 2] = sum0;
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] highs = from.words(column, 0);
        long[] middles = from.words(column, 1);
        long[] lows = from.words(column, 2);
        long[][] pages = table.pages();
        for (int i = 0; i < count; i++) {
            long[] page = pages[rows[i] >> table.pageShift()];
            int at = (rows[i] & table.rowMask()) * table.stride() + table.offsetOfValue(column);
            if (sign > 0) {
                add(page, at, highs[i], middles[i], lows[i]);
            } else {
                long middle = Wide.negatedHigh(middles[i], lows[i]);
                long high = (middles[i] | lows[i]) == 0 ? -highs[i] : ~highs[i];
                add(page, at, high, middle, -lows[i]);
            }
        }
    }
}
