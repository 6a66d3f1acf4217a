// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.JobRuntime;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.functions.FunctionRegistry;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.catalog.Catalog;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Options;
import io.weir.spi.session.Engine;
import io.weir.spi.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A running engine: a catalog, the connectors, the runtime of jobs and the sessions. */
final class WeirEngine implements Engine {
    private final Catalog catalog = Catalog.shared(List.of(DeadLettersTable.table()));
    private final JobRegistry jobs = new JobRegistry();
    private final ConnectorRegistry connectors;
    private final EngineCatalog tables;
    private final SqlPlanner planner;
    private final JobRuntime runtime;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    WeirEngine(Map<String, String> properties) {
        Options options = Options.check("the engine", properties, EngineOptions.ALL);
        JobClock clock = JobClock.system();
        connectors = new ConnectorRegistry(
                new EngineConnectorContext(options.find(EngineOptions.FILE_ROOTS), clock::nowMicros));
        tables = new EngineCatalog(
                connectors,
                new DeadLetterBox(
                        options.get(EngineOptions.DEAD_LETTER_ROWS), options.get(EngineOptions.DEAD_LETTER_BYTES)));
        planner = new SqlPlanner(FunctionRegistry.builtIn(), tables, PlannerOptions.defaults());
        int workers = options.find(EngineOptions.WORKERS)
                .map(Long::intValue)
                .orElse(Runtime.getRuntime().availableProcessors());
        runtime = new JobRuntime(workers, clock, tables, MemoryBudget.unlimited());
    }

    @Override
    public Session openSession(Map<String, String> properties) {
        if (closed) {
            throw SqlException.report(ErrorCode.SHUTTING_DOWN)
                    .says("engine has been closed")
                    .toException();
        }
        EngineSession session = new EngineSession(this, SessionOptions.of(properties));
        sessions.add(session);
        return session;
    }

    Catalog catalog() {
        return catalog;
    }

    EngineCatalog tables() {
        return tables;
    }

    JobRegistry jobs() {
        return jobs;
    }

    SqlPlanner planner() {
        return planner;
    }

    JobRuntime runtime() {
        return runtime;
    }

    void forget(Session session) {
        sessions.remove(session);
    }

    @Override
    public void close() {
        closed = true;
        sessions.forEach(Session::close);
        runtime.close();
    }
}
