// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import java.util.List;

/**
 * The bits of integers combined in one word: OR and AND of values that are never taken back, XOR of any.
 *
 * <p>AND keeps the OR of the inverted values, so that the zero of a new row stands for no values.
 */
final class BitWord implements Accumulator {
    private final int column;
    private final Intake intake;
    private final LongColumn argument;
    private final boolean exclusive;
    private final long inversion;

    /** @param exclusive XOR; else OR */
    BitWord(int column, Intake intake, LongColumn argument, boolean exclusive, boolean inverted) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
        this.exclusive = exclusive;
        inversion = inverted ? -1 : 0;
    }

    long bits(StateTable table, int row) {
        return table.word(row, column) ^ inversion;
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.Raw.LONG);
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        int[] weights = intake.weights();
        long[] values = argument.values();
        for (int i = 0; i < intake.count(); i++) {
            add(table, groups[i], values[i] ^ inversion, weights == null ? 1 : weights[i]);
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int[] weights = intake.weights();
        long[] values = argument.values();
        for (int i = 0; i < intake.count(); i++) {
            add(table, row, values[i] ^ inversion, weights == null ? 1 : weights[i]);
        }
    }

    private void add(StateTable table, int row, long value, int weight) {
        long word = table.word(row, column);
        table.setWord(row, column, exclusive ? word ^ ((weight & 1) == 0 ? 0 : value) : word | value);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] words = from.words(column, 0);
        for (int i = 0; i < count; i++) {
            long word = table.word(rows[i], column);
            table.setWord(rows[i], column, exclusive ? word ^ words[i] : word | words[i]);
        }
    }
}
