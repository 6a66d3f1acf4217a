// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import java.util.Collections;
import java.util.List;

/** How many values have each of the 64 bits, so that OR and AND can take values back; AND counts the bits that are missing. */
final class BitCounts implements Accumulator {
    private final int column;
    private final Intake intake;
    private final LongColumn argument;
    private final long inversion;

    BitCounts(int column, Intake intake, LongColumn argument, boolean inverted) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
        inversion = inverted ? -1 : 0;
    }

    long bits(StateTable table, int row) {
        long bits = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (table.word(row, column + bit) > 0) {
                bits |= 1L << bit;
            }
        }
        return bits ^ inversion;
    }

    @Override
    public List<ValueType> columns() {
        return Collections.nCopies(Long.SIZE, ValueType.Raw.LONG);
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
        for (long rest = value; rest != 0; rest &= rest - 1) {
            int at = column + Long.numberOfTrailingZeros(rest);
            table.setWord(row, at, table.word(row, at) + weight);
        }
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long[] counts = from.words(column + bit, 0);
            for (int i = 0; i < count; i++) {
                table.setWord(rows[i], column + bit, table.word(rows[i], column + bit) + sign * counts[i]);
            }
        }
    }
}
