// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that plan statements and do whatever else of a session takes its time. */
public final class Work implements AutoCloseable {
    private static final int QUEUE_MAX = 4096;
    /** Planning is recursive. */
    private static final long STACK_BYTES = 16L << 20;

    private final ThreadPoolExecutor threads;

    public Work(int count) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE_MAX), action -> {
                    Thread thread = new Thread(null, action, "weir-session-" + number.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    public void run(Runnable action) {
        try {
            threads.execute(action);
        } catch (RejectedExecutionException e) {
            throw SqlException.report(threads.isShutdown() ? ErrorCode.SHUTTING_DOWN : ErrorCode.TOO_MANY_CONNECTIONS)
                    .says(threads.isShutdown() ? "server is shutting down" : "server has too much to do")
                    .toException();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
