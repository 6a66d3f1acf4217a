// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.executor.kernel.interpret.Interpreter;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes kernels out of expressions over an input of the given column types. */
public interface Kernels {
    RowFilter filter(Expression condition, List<DataType> inputTypes);

    Projection projection(List<Expression> expressions, List<DataType> inputTypes);

    /** Kernels over the built-in functions, with a source of chance for those that ask for it. */
    static Kernels of(KernelMode mode, RandomGenerator random) {
        Interpreter interpreter = new Interpreter(FunctionRegistry.builtIn(), random);
        return new Kernels() {
            @Override
            public RowFilter filter(Expression condition, List<DataType> inputTypes) {
                return interpreter.filter(condition);
            }

            @Override
            public Projection projection(List<Expression> expressions, List<DataType> inputTypes) {
                return DirectColumns.around(expressions, interpreter::projection);
            }
        };
    }
}
