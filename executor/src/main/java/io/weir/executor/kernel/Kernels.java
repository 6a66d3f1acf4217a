// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import java.util.List;

/** Makes kernels out of expressions over an input of the given column types. */
public interface Kernels {
    RowFilter filter(Expression condition, List<DataType> inputTypes);

    Projection projection(List<Expression> expressions, List<DataType> inputTypes);
}
