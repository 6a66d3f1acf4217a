// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.Projection;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** Expressions evaluated one after the other, each row by row. */
final class InterpretedProjection implements Projection {
    private final List<Node> expressions;
    private final List<DataType> types;

    InterpretedProjection(List<Node> expressions, List<DataType> types) {
        this.expressions = expressions;
        this.types = types;
    }

    @Override
    public Vector[] evaluate(Batch batch, long epochTimeMicros, ErrorMask errors) {
        Vector[] results = new Vector[expressions.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = evaluate(expressions.get(i), types.get(i), new Row(batch, epochTimeMicros), errors);
        }
        return results;
    }

    private static Vector evaluate(Node expression, DataType type, Row row, ErrorMask errors) {
        VectorBuilder builder = VectorBuilder.of(type, row.batch().rowCount());
        for (int i = 0; i < row.batch().size(); i++) {
            row.moveTo(row.batch().row(i));
            skipTo(row.index(), builder);
            Object value = expression.at(row);
            if (value instanceof Failure failure) {
                errors.set(row.index(), failure.code(), failure.span());
                builder.appendNull();
            } else {
                Values.append(value, builder);
            }
        }
        skipTo(row.batch().rowCount(), builder);
        return builder.build();
    }

    /** Rows that are not selected hold NULL. */
    private static void skipTo(int row, VectorBuilder builder) {
        while (builder.size() < row) {
            builder.appendNull();
        }
    }
}
