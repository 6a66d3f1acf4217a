// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import java.util.List;

/** The sum of the weights of an intake's rows. */
final class CountRows implements Accumulator {
    private final int column;
    private final Intake intake;

    CountRows(int column, Intake intake) {
        this.column = column;
        this.intake = intake;
    }

    long count(StateTable table, int row) {
        return table.word(row, column);
    }

    int column() {
        return column;
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.Raw.LONG);
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        int[] weights = intake.weights();
        int count = intake.count();
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        if (weights == null) {
            for (int i = 0; i < count; i++) {
                pages[groups[i] >> shift][(groups[i] & mask) * stride + offset]++;
            }
        } else {
            for (int i = 0; i < count; i++) {
                pages[groups[i] >> shift][(groups[i] & mask) * stride + offset] += weights[i];
            }
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int[] weights = intake.weights();
        long sum = intake.count();
        if (weights != null) {
            sum = 0;
            for (int i = 0; i < intake.count(); i++) {
                sum += weights[i];
            }
        }
        table.setWord(row, column, table.word(row, column) + sum);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] counts = from.words(column, 0);
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        for (int i = 0; i < count; i++) {
            pages[rows[i] >> shift][(rows[i] & mask) * stride + offset] += sign * counts[i];
        }
    }
}
