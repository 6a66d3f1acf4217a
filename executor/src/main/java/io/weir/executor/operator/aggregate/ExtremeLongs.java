// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * The least or greatest of values that are never taken back, as {@link LongColumn} orders them.
 *
 * <p>What is kept is XORed with the value that loses against every other; so a new row, which is zero and NULL, holds that
 * value, and the loop only compares.
 */
final class ExtremeLongs implements Accumulator {
    private final int column;
    private final Intake intake;
    private final LongColumn argument;
    private final boolean greatest;
    private final long loser;

    ExtremeLongs(int column, Intake intake, LongColumn argument, boolean greatest) {
        this.column = column;
        this.intake = intake;
        this.argument = argument;
        this.greatest = greatest;
        loser = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    int column() {
        return column;
    }

    /** What the word of the column is XORed with. */
    long loser() {
        return loser;
    }

    @Override
    public List<ValueType> columns() {
        return List.of(ValueType.of(DataType.bigint()));
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
                if (values[i] >= (page[base + offset] ^ loser)) {
                    page[base + offset] = values[i] ^ loser;
                    page[base + nullOffset] &= notNull;
                }
            }
        } else {
            for (int i = 0; i < count; i++) {
                long[] page = pages[groups[i] >> shift];
                int base = (groups[i] & mask) * stride;
                if (values[i] <= (page[base + offset] ^ loser)) {
                    page[base + offset] = values[i] ^ loser;
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
        long best = table.word(row, column) ^ loser;
        if (greatest) {
            for (int i = 0; i < count; i++) {
                best = Math.max(best, values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                best = Math.min(best, values[i]);
            }
        }
        table.setWord(row, column, best ^ loser);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        long[] words = from.words(column, 0);
        boolean[] nulls = from.nulls(column);
        for (int i = 0; i < count; i++) {
            if (nulls == null || !nulls[i]) {
                long old = table.word(rows[i], column) ^ loser;
                long value = words[i] ^ loser;
                table.setWord(rows[i], column, (greatest ? Math.max(old, value) : Math.min(old, value)) ^ loser);
            }
        }
    }
}
