// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import java.util.List;

/** The exact sum of integers or short decimals, in 128 bits: 63 bits of value times 63 bits of multiplicity fit. */
final class SumLongs implements Accumulator, Total.Of {
    private final int column;
    private final Intake intake;
    private final LongColumn argument;

    SumLongs(int column, Intake intake, LongColumn argument) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
    }

    @Override
    public void read(StateTable table, int row, Total into) {
        into.set(table.word(row, column, 0), table.word(row, column, 1));
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.Raw.INT128);
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        int[] weights = intake.weights();
        long[] values = argument.values();
        int count = intake.count();
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        if (weights == null) {
            for (int i = 0; i < count; i++) {
                long[] page = pages[groups[i] >> shift];
                int at = (groups[i] & mask) * stride + offset;
                long value = values[i];
                long low = page[at + 1];
                long sum = low + value;
                page[at + 1] = sum;
                page[at] += (value >> 63) + Wide.carry(low, value, sum);
            }
        } else {
            for (int i = 0; i < count; i++) {
                long[] page = pages[groups[i] >> shift];
                int at = (groups[i] & mask) * stride + offset;
                long value = values[i] * weights[i];
                long low = page[at + 1];
                long sum = low + value;
                page[at + 1] = sum;
                page[at] += Math.multiplyHigh(values[i], weights[i]) + Wide.carry(low, value, sum);
            }
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int[] weights = intake.weights();
        long[] values = argument.values();
        int count = intake.count();
        long high = table.word(row, column, 0);
        long low = table.word(row, column, 1);
        if (weights == null) {
            for (int i = 0; i < count; i++) {
                long value = values[i];
                long sum = low + value;
                high += (value >> 63) + Wide.carry(low, value, sum);
                low = sum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                long value = values[i] * weights[i];
                long sum = low + value;
                high += Math.multiplyHigh(values[i], weights[i]) + Wide.carry(low, value, sum);
                low = sum;
            }
        }
        table.setWord(row, column, 0, high);
        table.setWord(row, column, 1, low);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] highs = from.words(column, 0);
        long[] lows = from.words(column, 1);
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        for (int i = 0; i < count; i++) {
            long[] page = pages[rows[i] >> shift];
            int at = (rows[i] & mask) * stride + offset;
            long value = sign * lows[i];
            long high = sign > 0 ? highs[i] : Wide.negatedHigh(highs[i], lows[i]);
            long low = page[at + 1];
            long sum = low + value;
            page[at + 1] = sum;
            page[at] += high + Wide.carry(low, value, sum);
        }
    }
}
