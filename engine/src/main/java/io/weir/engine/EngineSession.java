// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.Job;
import io.weir.executor.schedule.Scheduler;
import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.Parameters;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Metadata;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.Session;
import io.weir.spi.session.StatementKind;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.Keywords;
import io.weir.sqlparser.ParsedStatement;
import io.weir.sqlparser.StatementParser;
import io.weir.sqlparser.text.SourceText;
import io.weir.sqlparser.text.StatementSplitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A session of this engine. */
final class EngineSession implements Session {
    private final WeirEngine engine;
    private final Catalog catalog;
    private final Set<JobCursor> cursors = ConcurrentHashMap.newKeySet();
    private final List<JobRegistry.Entry> started = new CopyOnWriteArrayList<>();
    private volatile SessionOptions options;
    private volatile boolean closed;

    EngineSession(WeirEngine engine, SessionOptions options) {
        this.engine = engine;
        this.options = options;
        this.catalog = engine.catalog().forSession();
    }

    @Override
    public Prepared prepare(String sql) {
        return guarded(() -> {
            Planned planned = plan(single(sql), options);
            if (planned instanceof Planned.Query query) {
                return new Prepared(
                        sql, StatementKind.QUERY, query.parameters(), Optional.of(shown(query.schema(), query)));
            } else if (planned instanceof Planned.Insert insert) {
                return new Prepared(sql, StatementKind.INSERT, insert.parameters(), Optional.empty());
            } else if (planned instanceof Planned.Answer answer) {
                return new Prepared(sql, StatementKind.QUERY, List.of(), Optional.of(answer.schema()));
            } else if (planned instanceof Planned.Command command) {
                return new Prepared(
                        sql, StatementKind.DEFINITION, List.of(), SessionCommands.schema(command.statement()));
            }
            return new Prepared(sql, StatementKind.DEFINITION, List.of(), Optional.empty());
        });
    }

    private static Schema shown(Schema rows, Planned.Query query) {
        return changing(query) ? JobCursor.withOp(rows) : rows;
    }

    /** Whether the cursor shows {@code op}: over inputs that end there is one answer, in which nothing is taken back. */
    private static boolean changing(Planned.Query query) {
        return query.changes() != ChangeMode.APPEND
                && (query.streaming() || !query.job().bounded());
    }

    @Override
    public Outcome execute(String sql, List<? extends @Nullable Object> parameters, ExecuteOptions limits) {
        CompletableFuture<Outcome> outcome = start(sql, parameters, limits);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw JobRegistry.asSqlException(e);
        } catch (InterruptedException e) {
            outcome.cancel(false);
            Thread.currentThread().interrupt();
            throw JobCursor.ended(ErrorCode.CANCELLED);
        }
    }

    @Override
    public CompletableFuture<Outcome> start(
            String sql, List<? extends @Nullable Object> parameters, ExecuteOptions limits) {
        return guarded(() -> {
            SessionOptions under = options;
            Planned planned = plan(single(sql), under);
            if (planned instanceof Planned.Insert insert) {
                return insert(insert, sql, parameters, limits, under);
            }
            return CompletableFuture.completedFuture(run(planned, sql, parameters, limits, under));
        });
    }

    private Outcome run(
            Planned planned,
            String sql,
            List<? extends @Nullable Object> parameters,
            ExecuteOptions limits,
            SessionOptions under) {
        if (planned instanceof Planned.Query query) {
            return open(query, sql, parameters, limits, under);
        } else if (planned instanceof Planned.Definition definition) {
            definition.change().apply(catalog);
            return new Outcome.Done(definition.warnings());
        } else if (planned instanceof Planned.Answer answer) {
            return new Outcome.Rows(new RowsCursor(answer.schema(), answer.rows()), List.of());
        } else if (planned instanceof Planned.Command command) {
            return SessionCommands.run(command.statement(), this);
        }
        throw new IllegalStateException(planned.getClass().getName());
    }

    /** Lets nothing out but our errors. */
    private <T> T guarded(java.util.function.Supplier<T> work) {
        if (closed) {
            throw SqlException.report(ErrorCode.CONNECTION_CLOSED)
                    .says("session has been closed")
                    .toException();
        }
        try {
            return work.get();
        } catch (SqlException e) {
            if (e.code() == ErrorCode.INTERNAL) {
                log(e);
            }
            throw e;
        } catch (StackOverflowError e) {
            throw SqlException.report(ErrorCode.TOO_COMPLEX)
                    .says("statement is nested too deeply")
                    .hint("Split it into views.")
                    .causedBy(e)
                    .toException();
        } catch (RuntimeException | AssertionError | LinkageError e) {
            log(e);
            throw SqlException.internal("statement failed for a reason that is Weir's own; the log says more", e);
        }
    }

    private static void log(Throwable error) {
        System.getLogger(EngineSession.class.getName()).log(System.Logger.Level.ERROR, "a statement failed", error);
    }

    private static ParsedStatement single(String sql) {
        List<ParsedStatement> statements = StatementParser.parse(sql);
        if (statements.size() != 1) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says(
                            statements.isEmpty()
                                    ? "the text holds no statement"
                                    : "the text holds more than one statement")
                    .at(
                            statements.isEmpty()
                                    ? SourceSpan.at(1, 1)
                                    : statements.get(1).span())
                    .hint("Give one statement at a time.")
                    .toException();
        }
        return statements.get(0);
    }

    private Planned plan(ParsedStatement statement, SessionOptions under) {
        PlanContext context = new PlanContext(
                catalog, under.zone(), under.streaming(), under.all(), Thread.currentThread()::isInterrupted);
        try {
            return engine.planner().plan(statement, context);
        } catch (SqlException e) {
            throw statement.inScript(e);
        }
    }

    private Outcome open(
            Planned.Query query,
            String sql,
            List<? extends @Nullable Object> parameters,
            ExecuteOptions limits,
            SessionOptions under) {
        JobPlan plan = bind(query.job(), query.parameters(), parameters);
        String id = engine.jobs().nextId();
        Job job = engine.runtime().start(id, plan, under.jobSettings(query.streaming(), false));
        JobCursor[] self = new JobCursor[1];
        JobCursor cursor = new JobCursor(job, job.results().get(0), query.schema(), changing(query), limits, () -> {
            cursors.remove(self[0]);
            engine.jobs().forget(id);
        });
        self[0] = cursor;
        cursors.add(cursor);
        limits.timeout().ifPresent(wait -> cursor.endAfter(wait, engine.runtime()));
        if (!plan.bounded()) {
            engine.jobs().addQuery(id, sql, job, cursor::cancel);
        }
        if (closed) { // meanwhile
            cursor.close();
        }
        return new Outcome.Rows(cursor, query.warnings());
    }

    private static JobPlan bind(JobPlan plan, List<DataType> types, List<? extends @Nullable Object> values) {
        if (values.size() < types.size()) {
            throw SqlException.report(ErrorCode.PARAMETER_MISSING)
                    .says("parameter %d has no value", values.size() + 1)
                    .hint("Use a prepared statement and set every parameter.")
                    .toException();
        }
        return types.isEmpty() ? plan : Parameters.bind(plan, values);
    }

    private CompletableFuture<Outcome> insert(
            Planned.Insert insert,
            String sql,
            List<? extends @Nullable Object> parameters,
            ExecuteOptions limits,
            SessionOptions under) {
        JobPlan plan = bind(insert.job(), insert.parameters(), parameters);
        String id = engine.jobs().nextId();
        Job job = engine.runtime().start(id, plan, under.jobSettings(insert.streaming(), !plan.bounded()));
        JobRegistry.Entry entry = engine.jobs().add(id, sql, job);
        if (!plan.bounded()) {
            started.add(entry);
            List<String> said = new ArrayList<>(insert.warnings());
            said.addAll(engine.tables().guarantees(plan));
            return CompletableFuture.completedFuture(new Outcome.Started(id, said));
        }
        return end(entry, insert.warnings(), limits);
    }

    /** The rows that a job has written at its end; cancelled or late, it is stopped. */
    private CompletableFuture<Outcome> end(JobRegistry.Entry entry, List<String> warnings, ExecuteOptions limits) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        entry.ended.whenComplete((metrics, error) -> {
            if (error == null) {
                List<String> all = new ArrayList<>(warnings);
                all.addAll(LeftOut.warnings(metrics));
                outcome.complete(new Outcome.Count(metrics.rowsWritten(), all));
            } else {
                outcome.completeExceptionally(JobRegistry.asSqlException(error));
            }
        });
        limits.timeout().ifPresent(wait -> {
            Scheduler.Timer limit = engine.runtime().after(wait, () -> {
                if (outcome.completeExceptionally(SqlException.report(ErrorCode.TIMED_OUT)
                        .says("statement ran longer than its time limit")
                        .toException())) {
                    entry.job.stop();
                }
            });
            outcome.whenComplete((o, error) -> limit.cancel());
        });
        outcome.whenComplete((o, error) -> {
            if (outcome.isCancelled()) {
                entry.job.stop();
            }
        });
        return outcome;
    }

    @Override
    public List<ScriptStatement> split(String script) {
        SourceText source = new SourceText(script);
        List<ScriptStatement> statements = new ArrayList<>();
        for (StatementSplitter.Piece piece : StatementSplitter.split(script)) {
            SourceSpan span = source.span(piece.start(), piece.end());
            statements.add(
                    new ScriptStatement(script.substring(piece.start(), piece.end()), span.line(), span.column()));
        }
        return statements;
    }

    @Override
    public boolean awaitJobs(Duration maxWait) {
        long deadline = System.nanoTime() + maxWait.toNanos();
        for (JobRegistry.Entry entry : started) {
            try {
                entry.ended.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                started.remove(entry);
            } catch (ExecutionException e) {
                started.remove(entry);
                throw JobRegistry.asSqlException(e);
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean ping(Duration maxWait) {
        return !closed;
    }

    SessionOptions options() {
        return options;
    }

    void options(SessionOptions changed) {
        options = changed;
    }

    JobRegistry jobs() {
        return engine.jobs();
    }

    private static Metadata.Table described(CatalogObject object) {
        if (object instanceof CatalogTable table) {
            return new Metadata.Table(
                    table.name(),
                    "TABLE",
                    table.schema(),
                    table.primaryKey(),
                    table.comment() == null ? "" : table.comment(),
                    table.columns().stream()
                            .map(column -> column.comment() == null ? "" : column.comment())
                            .toList());
        }
        String comment = object instanceof CatalogView view ? view.comment() : null;
        return new Metadata.Table(
                object.name(),
                "VIEW",
                object.schema(),
                List.of(),
                comment == null ? "" : comment,
                Collections.nCopies(object.schema().size(), ""));
    }

    @Override
    public Metadata metadata() {
        return new Metadata() {
            @Override
            public List<Table> tables() {
                List<Table> tables = new ArrayList<>();
                for (CatalogObject object : catalog.list()) {
                    tables.add(described(object));
                }
                return tables;
            }

            @Override
            public List<Function> functions() {
                Map<String, List<String>> signatures = new LinkedHashMap<>();
                Map<String, String> docs = new LinkedHashMap<>();
                for (FunctionSignature function : FunctionRegistry.builtIn().functions()) {
                    if (!function.internal()) {
                        signatures
                                .computeIfAbsent(function.name(), n -> new ArrayList<>())
                                .add(function.text());
                        docs.putIfAbsent(function.name(), function.doc());
                    }
                }
                List<Function> functions = new ArrayList<>();
                signatures.forEach((name, ids) -> functions.add(new Function(name, ids, docs.getOrDefault(name, ""))));
                return functions;
            }

            @Override
            public List<String> keywords() {
                return Keywords.all();
            }
        };
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cursors.forEach(JobCursor::close);
            engine.forget(this);
        }
    }
}
