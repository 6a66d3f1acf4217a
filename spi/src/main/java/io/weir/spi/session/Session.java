// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection to an engine: its options, temporary objects and running statements.
 *
 * <p>May be used from several threads. Every failure is a {@link io.weir.spi.error.SqlException}.
 */
public interface Session extends AutoCloseable {
    /** Parses and plans a text of one statement, without running it. */
    Prepared prepare(String sql);

    /**
     * Runs a text of one statement.
     *
     * @param parameters values of its {@code ?}, as the Java objects of their types
     */
    Outcome execute(String sql, List<? extends @Nullable Object> parameters, ExecuteOptions options);

    /**
     * Runs a text of one statement and returns as soon as it has been started: an INSERT that ends goes on without the calling
     * thread, and the future completes when {@link #execute} would have returned. What is wrong before is thrown. Cancelling
     * the future ends the statement.
     */
    default CompletableFuture<Outcome> start(
            String sql, List<? extends @Nullable Object> parameters, ExecuteOptions options) {
        return CompletableFuture.completedFuture(execute(sql, parameters, options));
    }

    /** Splits a script into the texts of its statements with their places; runs nothing. */
    List<ScriptStatement> split(String script);

    Metadata metadata();

    /**
     * Waits for the jobs that this session has started.
     *
     * @return whether all have ended
     * @throws io.weir.spi.error.SqlException the failure of the first that failed and was not told yet
     */
    boolean awaitJobs(Duration maxWait);

    /** Whether the session is open and its engine answers within the time. */
    boolean ping(Duration maxWait);

    /** The longest that one call may take on its way to an engine elsewhere and back; zero for no limit. */
    default void callTimeout(Duration limit) {}

    @Override
    void close();
}
