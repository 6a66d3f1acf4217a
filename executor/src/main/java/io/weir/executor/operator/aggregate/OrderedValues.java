// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** All values of a group in order, each with its count: what MIN and MAX need when values can be taken back. */
final class OrderedValues implements Accumulator {
    private final int argument;
    private final DataType type;
    private final Intake intake;
    private final OrderedTable values;

    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    /** @param values by group and value; its word is the count */
    OrderedValues(Intake intake, int argument, DataType type, OrderedTable values) {
        this.intake = intake;
        this.argument = argument;
        this.type = type;
        this.values = values;
        cursor = values.cursor();
    }

    @Override
    public List<ValueType> columns() {
        return List.of();
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        int[] weights = intake.weights();
        Vector column = intake.column(argument);
        for (int i = 0; i < intake.count(); i++) {
            entry.clear();
            values.keyOf(table, groups[i], entry);
            CanonicalBytes.encode(column, intake.row(i), entry);
            values.add(entry, weights == null ? 1 : weights[i]);
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        int[] weights = intake.weights();
        Vector column = intake.column(argument);
        entry.clear();
        values.keyOf(table, row, entry);
        int keyLength = entry.length();
        for (int i = 0; i < intake.count(); i++) {
            entry.setLength(keyLength);
            CanonicalBytes.encode(column, intake.row(i), entry);
            values.add(entry, weights == null ? 1 : weights[i]);
        }
    }

    AggregateResult extreme(boolean greatest) {
        return (table, groups, from, to, out, errors) -> {
            for (int i = from; i < to; i++) {
                append(table, groups[i], greatest, out);
            }
        };
    }

    private void append(StateTable table, int row, boolean greatest, VectorBuilder out) {
        entry.clear();
        values.keyOf(table, row, entry);
        if (!(greatest ? values.last(entry, cursor) : values.first(entry, cursor))) {
            out.appendNull();
            return;
        }
        if (cursor.word(0) < 0) {
            throw NegativeMultiplicity.ofValue();
        }
        cursor.sort(piece);
        CanonicalBytes.decode(type, piece.bytes(), piece.start(), out);
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        throw new IllegalStateException("ordered values do not travel with a group's row");
    }
}
