// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.executor.kernel.compile.CompilerThread;
import io.weir.executor.kernel.compile.KernelCompiler;
import io.weir.executor.kernel.interpret.Interpreter;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Kernels that are interpreted, compiled, or one after the other. A kernel that does not compile stays interpreted. */
final class ExpressionKernels implements Kernels {
    private static final System.Logger LOG = System.getLogger("io.weir.executor.kernel");

    private final KernelMode mode;
    private final Interpreter interpreter;
    private final KernelCompiler compiler;

    ExpressionKernels(KernelMode mode, FunctionRegistry functions, RandomGenerator random) {
        this.mode = mode;
        interpreter = new Interpreter(functions, random);
        compiler = new KernelCompiler(functions, random);
    }

    @Override
    public RowFilter filter(Expression condition, List<DataType> inputTypes) {
        RowFilter interpreted = interpreter.filter(condition);
        Callable<RowFilter> compiling = () -> compiler.filter(condition);
        return switch (mode) {
            case INTERPRETED -> interpreted;
            case COMPILED -> orElse(compile(compiling), interpreted);
            case ADAPTIVE -> new AdaptiveFilter(new Adaptive<>(interpreted, compiling));
        };
    }

    @Override
    public Projection projection(List<Expression> expressions, List<DataType> inputTypes) {
        return DirectColumns.around(expressions, this::computed);
    }

    private Projection computed(List<Expression> expressions) {
        Projection interpreted = interpreter.projection(expressions);
        Callable<Projection> compiling = () -> compiler.projection(expressions);
        return switch (mode) {
            case INTERPRETED -> interpreted;
            case COMPILED -> orElse(compile(compiling), interpreted);
            case ADAPTIVE -> new AdaptiveProjection(new Adaptive<>(interpreted, compiling));
        };
    }

    private static <T> T orElse(@Nullable T compiled, T interpreted) {
        return compiled == null ? interpreted : compiled;
    }

    private static <T> @Nullable T compile(Callable<T> compiling) {
        try {
            return CompilerThread.submit(compiling).join();
        } catch (CompletionException e) {
            givenUp(e.getCause());
            return null;
        }
    }

    static void givenUp(@Nullable Throwable reason) {
        LOG.log(System.Logger.Level.WARNING, "a kernel does not compile and stays interpreted", reason);
    }
}
