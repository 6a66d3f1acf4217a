// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import java.util.List;

/** The least or greatest of long decimals that are never taken back. */
final class ExtremeInt128s implements Accumulator {
    private final int column;
    private final int argument;
    private final Intake intake;
    private final boolean greatest;

    ExtremeInt128s(int column, Intake intake, int argument, boolean greatest) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
        this.greatest = greatest;
    }

    int column() {
        return column;
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.of(DataType.decimal(DecimalType.MAX_PRECISION, 0)));
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        Int128Vector values = (Int128Vector) intake.column(argument);
        for (int i = 0; i < intake.count(); i++) {
            int from = intake.row(i);
            offer(table, groups[i], values.high()[from], values.low()[from]);
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        Int128Vector values = (Int128Vector) intake.column(argument);
        for (int i = 0; i < intake.count(); i++) {
            int from = intake.row(i);
            offer(table, row, values.high()[from], values.low()[from]);
        }
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] highs = from.words(column, 0);
        long[] lows = from.words(column, 1);
        boolean[] nulls = from.nulls(column);
        for (int i = 0; i < count; i++) {
            if (nulls == null || !nulls[i]) {
                offer(table, rows[i], highs[i], lows[i]);
            }
        }
    }

    private void offer(StateTable table, int row, long high, long low) {
        if (!table.isNull(row, column)) {
            int order = Long.compare(high, table.word(row, column, 0));
            if (order == 0) {
                order = Long.compareUnsigned(low, table.word(row, column, 1));
            }
            if (greatest ? order <= 0 : order >= 0) {
                return;
            }
        }
        table.setWord(row, column, 0, high);
        table.setWord(row, column, 1, low);
    }
}
