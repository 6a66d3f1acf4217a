// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.Projection;
import io.weir.executor.kernel.RowFilter;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;

/** Kernels that know nothing but columns: all that a runtime without operators needs. */
final class ColumnKernels implements Kernels {
    @Override
    public RowFilter filter(Expression condition, List<DataType> inputTypes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Projection projection(List<Expression> expressions, List<DataType> inputTypes) {
        int[] columns = expressions.stream()
                .mapToInt(each -> ((ColumnRef) each).index())
                .toArray();
        return (batch, time, errors) -> {
            Vector[] vectors = new Vector[columns.length];
            for (int i = 0; i < columns.length; i++) {
                vectors[i] = batch.column(columns[i]);
            }
            return vectors;
        };
    }
}
