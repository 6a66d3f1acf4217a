// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.executor.kernel.compile.CompilerThread;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The interpreted kernel until the compiled one is there, which is asked for when enough rows have come.
 *
 * <p>A small query never pays for compilation: the first of a process takes some 300 ms, later ones 3 to 30.
 */
final class Adaptive<T> {
    static final int ROWS_INTERPRETED = 10_000;

    private final Callable<T> compiling;
    private T kernel;
    private int rowsLeft = ROWS_INTERPRETED;
    private @Nullable CompletableFuture<T> pending;

    Adaptive(T interpreted, Callable<T> compiling) {
        this.kernel = interpreted;
        this.compiling = compiling;
    }

    /** The kernel for a batch of some rows. */
    T forBatch(int rows) {
        if (rowsLeft > 0) {
            rowsLeft -= rows;
            if (rowsLeft <= 0) {
                pending = CompilerThread.submit(compiling);
            }
        } else if (pending != null && pending.isDone()) {
            try {
                kernel = pending.join();
            } catch (CompletionException e) {
                ExpressionKernels.givenUp(e.getCause());
            }
            pending = null;
        }
        return kernel;
    }
}
