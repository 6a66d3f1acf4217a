// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.executor.kernel.Projection;
import io.weir.executor.kernel.RowFilter;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import java.util.List;
import java.util.random.RandomGenerator;

/** Turns expressions into compiled kernels; slow, deeply recursive, and to be called on a {@link CompilerThread}. */
public final class KernelCompiler {
    private final FunctionRegistry functions;
    private final RandomGenerator random;

    public KernelCompiler(FunctionRegistry functions, RandomGenerator random) {
        this.functions = functions;
        this.random = random;
    }

    /** Throws whatever comes up when a kernel cannot be compiled. */
    public RowFilter filter(Expression condition) throws ReflectiveOperationException {
        KernelText kernel = new KernelText(functions, random);
        return KernelClass.of(new FilterText(kernel, condition).write()).create(RowFilter.class, kernel.constants());
    }

    /** Throws whatever comes up when a kernel cannot be compiled. */
    public Projection projection(List<Expression> expressions) throws ReflectiveOperationException {
        KernelText kernel = new KernelText(functions, random);
        return KernelClass.of(new ProjectionText(kernel, expressions).write())
                .create(Projection.class, kernel.constants());
    }

    /** The source of a filter, for tests. */
    String filterSource(Expression condition) {
        return new FilterText(new KernelText(functions, random), condition).write();
    }

    /** The source of a projection, for tests. */
    String projectionSource(List<Expression> expressions) {
        return new ProjectionText(new KernelText(functions, random), expressions).write();
    }
}
