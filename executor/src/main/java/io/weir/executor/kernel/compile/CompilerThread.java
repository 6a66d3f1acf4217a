// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of the process that compiles kernels: with a deep stack, at work behind the tasks, gone when idle. */
public final class CompilerThread {
    private static final long STACK_BYTES = 16L << 20;
    private static final int WAITING_MAX = 1_000;
    private static final long IDLE_SECONDS = 10;

    private static final ThreadPoolExecutor EXECUTOR = executor();

    private CompilerThread() {}

    private static ThreadPoolExecutor executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), runnable -> {
                    Thread thread = new Thread(null, runnable, "weir-kernel-compiler", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Runs the work later; fails with what it throws, errors such as a stack overflow included, or when too much is waiting. */
    public static <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            EXECUTOR.execute(() -> {
                try {
                    result.complete(work.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }
}
