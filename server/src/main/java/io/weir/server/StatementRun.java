// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Session;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement being planned and started, on a thread that another one may interrupt for its sake and no other; then, an INSERT
 * that ends, being waited for without a thread.
 */
public final class StatementRun {
    private final Session session;
    private final String sql;
    private final List<@Nullable Object> parameters;
    private final ExecuteOptions options;

    // ---- guarded by this
    private @Nullable Thread thread;
    private @Nullable CompletableFuture<Outcome> started;
    private boolean cancelled;

    public StatementRun(Session session, String sql, List<@Nullable Object> parameters, ExecuteOptions options) {
        this.session = session;
        this.sql = sql;
        this.parameters = parameters;
        this.options = options;
    }

    /** Starts it, and tells what it came to, later and on any thread. */
    public void run(Consumer<Outcome> outcome, Consumer<SqlException> failure) {
        synchronized (this) {
            if (cancelled) {
                failure.accept(cancelled());
                return;
            }
            thread = Thread.currentThread();
        }
        CompletableFuture<Outcome> future = null;
        try {
            future = session.start(sql, parameters, options);
        } catch (RuntimeException | StackOverflowError e) {
            failure.accept(NativeDoor.asSqlException(e));
        }
        synchronized (this) {
            thread = null;
            Thread.interrupted(); // what was meant for this statement is not to hit the next
            started = future;
            if (future == null) {
                return;
            }
            if (cancelled) {
                future.cancel(false);
            }
        }
        future.whenComplete((result, error) -> {
            if (error == null) {
                outcome.accept(result);
            } else {
                failure.accept(error instanceof CancellationException ? cancelled() : NativeDoor.asSqlException(error));
            }
        });
    }

    private static SqlException cancelled() {
        return SqlException.report(ErrorCode.CANCELLED)
                .says("query was cancelled")
                .toException();
    }

    /** Ends the planning or writing, if it has not ended; a cursor that is there already is not touched. */
    public void cancel() {
        CompletableFuture<Outcome> future;
        synchronized (this) {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
            future = started;
        }
        if (future != null) {
            future.cancel(false);
        }
    }
}
