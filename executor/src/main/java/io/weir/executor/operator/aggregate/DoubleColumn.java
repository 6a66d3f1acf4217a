// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Vector;
import org.jspecify.annotations.Nullable;

/** A FLOAT or DOUBLE argument as one {@code double} for each row of an intake. */
final class DoubleColumn implements Addends {
    private final Intake intake;
    private final int column;

    private long turn;
    private double[] values = {};
    private double[] own = {};

    DoubleColumn(Intake intake, int column) {
        this.intake = intake;
        this.column = column;
    }

    @Override
    public double @Nullable [] errors() {
        return null;
    }

    @Override
    public double[] values() {
        if (turn != intake.turn()) {
            turn = intake.turn();
            values = read();
        }
        return values;
    }

    private double[] read() {
        Vector vector = intake.column(column);
        int count = intake.count();
        if (vector instanceof DoubleVector doubles && intake.rows() == null) {
            return doubles.values();
        }
        if (own.length < count) {
            own = new double[Math.max(Batch.MAX_ROWS, count)];
        }
        double[] to = own;
        if (vector instanceof DoubleVector doubles) {
            double[] from = doubles.values();
            for (int i = 0; i < count; i++) {
                to[i] = from[intake.row(i)];
            }
        } else {
            float[] from = ((FloatVector) vector).values();
            for (int i = 0; i < count; i++) {
                to[i] = from[intake.row(i)];
            }
        }
        return to;
    }
}
