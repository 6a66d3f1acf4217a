// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * The least or greatest of texts, bytes or nested values that are never taken back.
 *
 * <p>Texts and bytes are kept as they are, nested values as their canonical bytes; both are compared unsigned.
 */
final class ExtremeBytes implements Accumulator {
    private final int column;
    private final int argument;
    private final Intake intake;
    private final boolean greatest;

    private final Utf8 best = new Utf8();
    private final Utf8 candidate = new Utf8();
    private final GrowableBytes encoded = new GrowableBytes();

    ExtremeBytes(int column, Intake intake, int argument, boolean greatest) {
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
        return List.of(ValueType.of(DataType.bytes()));
    }

    @Override
    public void add(StateTable table) {
        int[] groups = intake.groups();
        Vector values = intake.column(argument);
        for (int i = 0; i < intake.count(); i++) {
            offer(table, groups[i], read(values, intake.row(i)));
        }
    }

    @Override
    public void addToOne(StateTable table, int row) {
        Vector values = intake.column(argument);
        for (int i = 0; i < intake.count(); i++) {
            offer(table, row, read(values, intake.row(i)));
        }
    }

    private Utf8 read(Vector values, int row) {
        if (values instanceof BytesVector bytes) {
            return bytes.read(row, candidate);
        }
        encoded.clear();
        CanonicalBytes.encode(values, row, encoded);
        return candidate.set(encoded.bytes(), 0, encoded.length());
    }

    @Override
    public void merge(StateTable table, int[] rows, int count, Partials from, int sign) {
        BytesVector values = from.bytes(column);
        for (int i = 0; i < count; i++) {
            if (!values.isNull(i)) {
                offer(table, rows[i], values.read(i, candidate));
            }
        }
    }

    private void offer(StateTable table, int row, Utf8 value) {
        if (!table.isNull(row, column)) {
            int order = value.compareTo(table.readBytes(row, column, best));
            if (greatest ? order <= 0 : order >= 0) {
                return;
            }
        }
        table.writeBytes(row, column, value.bytes(), value.start(), value.length());
    }
}
