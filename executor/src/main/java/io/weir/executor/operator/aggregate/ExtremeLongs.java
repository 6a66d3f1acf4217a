// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.NewRow;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * The least or greatest of values that are never taken back, as {@link LongColumn} orders them.
 *
 * <p>A new row is NULL and holds the value that loses against every other, so the loop only compares.
 */
final class ExtremeLongs implements Accumulator {
    private final int column;
    private final Intake intake;
    private final LongColumn argument;
    private final boolean greatest;

    ExtremeLongs(int column, Intake intake, LongColumn argument, boolean greatest) {
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
        return List.of(ValueType.of(DataType.bigint()));
    }

    @Override
    public NewRow start() {
        return (table, row) -> {
            int at = (row & table.rowMask()) * table.stride() + table.offsetOfValue(column);
            table.pages()[row >> table.pageShift()][at] = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
        };
    }

    @Override
    public void add(StateTable table) {
        add(table, intake.groups(), argument.values(), intake.count());
    }

    private void add(StateTable table, int[] groups, long[] values, int count) {
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(column);
        int nullOffset = table.nullOffsetOfValue(column);
        long notNull = ~table.nullMaskOfValue(column);
        if (greatest) {
            for (int i = 0; i < count; i++) {
                long[] page = pages[groups[i] >> shift];
                int base = (groups[i] & mask) * stride;
                if (values[i] >= page[base + offset]) {
                    page[base + offset] = values[i];
                    page[base + nullOffset] &= notNull;
                }
            }
        } else {
            for (int i = 0; i < count; i++) {
                long[] page = pages[groups[i] >> shift];
                int base = (groups[i] & mask) * stride;
                if (values[i] <= page[base + offset]) {
                    page[base + offset] = values[i];
                    page[base + nullOffset] &= notNull;
                }
            }
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int count = intake.count();
        if (count == 0) {
            return;
        }
        long[] values = argument.values();
        long best = table.word(row, column);
        if (greatest) {
            for (int i = 0; i < count; i++) {
                best = Math.max(best, values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                best = Math.min(best, values[i]);
            }
        }
        table.setWord(row, column, best);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        // what is NULL there holds the value that loses, but must not make a row not NULL
        long[] values = from.words(column, 0);
        boolean[] nulls = from.nulls(column);
        if (nulls == null) {
            add(table, rows, values, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!nulls[i]) {
                long old = table.word(rows[i], column);
                table.setWord(rows[i], column, greatest ? Math.max(old, values[i]) : Math.min(old, values[i]));
            }
        }
    }

    @Override
    public boolean isInvertible() {
        return false;
    }
}
