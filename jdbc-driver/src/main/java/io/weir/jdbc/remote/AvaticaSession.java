// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.ErrorCode;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** A session on a server that speaks Avatica's protocol and not ours: its queries run, with what that protocol can tell. */
final class AvaticaSession implements Session {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofDays(1);
    private static final long NO_LIMIT = -1;

    private final RemoteEngine engine;
    private final AvaticaCalls calls;
    private final String id = UUID.randomUUID().toString();
    private volatile boolean closed;

    AvaticaSession(RemoteEngine engine, AvaticaCalls calls, Map<String, String> properties) {
        this.engine = engine;
        this.calls = calls;
        call(new Service.OpenConnectionRequest(id, properties), Service.OpenConnectionResponse.class);
    }

    AvaticaCalls calls() {
        return calls;
    }

    void watch(Runnable wait) {
        engine.watch(wait);
    }

    private <T extends Service.Response> T call(Service.Request request, Class<T> wanted) {
        if (closed) {
            throw SqlException.report(ErrorCode.CONNECTION_CLOSED)
                    .says("session has been closed")
                    .toException();
        }
        return calls.call(request, wanted, SHORT);
    }

    private Meta.StatementHandle described(String sql, long maxRows) {
        return call(new Service.PrepareRequest(id, sql, maxRows), Service.PrepareResponse.class).statement;
    }

    private static Prepared prepared(String sql, Meta.StatementHandle handle) {
        Meta.Signature signature = handle.signature;
        List<DataType> parameters =
                signature.parameters.stream().map(AvaticaRows::parameter).toList();
        Optional<Schema> result = signature.columns == null || signature.columns.isEmpty()
                ? Optional.empty()
                : Optional.of(AvaticaRows.schema(signature.columns));
        StatementKind kind = result.isPresent()
                ? StatementKind.QUERY
                : signature.statementType != null && signature.statementType.canUpdate()
                        ? StatementKind.INSERT
                        : StatementKind.DEFINITION;
        return new Prepared(sql, kind, parameters, result);
    }

    @Override
    public Prepared prepare(String sql) {
        Meta.StatementHandle handle = described(sql, NO_LIMIT);
        free(handle);
        return prepared(sql, handle);
    }

    @Override
    public Outcome execute(String sql, List<? extends @Nullable Object> parameters, ExecuteOptions options) {
        long maxRows = options.maxRows() == 0 ? NO_LIMIT : options.maxRows();
        Meta.StatementHandle handle;
        Service.Request request;
        if (parameters.isEmpty()) {
            int statement =
                    call(new Service.CreateStatementRequest(id), Service.CreateStatementResponse.class).statementId;
            handle = new Meta.StatementHandle(id, statement, null);
            request = new Service.PrepareAndExecuteRequest(id, statement, sql, maxRows);
        } else {
            handle = described(sql, maxRows);
            List<DataType> types = prepared(sql, handle).parameters();
            List<TypedValue> values = new ArrayList<>();
            for (int i = 0; i < types.size() && i < parameters.size(); i++) {
                values.add(AvaticaRows.typed(parameters.get(i), types.get(i)));
            }
            request = new Service.ExecuteRequest(handle, values, Math.toIntExact(Math.min(Integer.MAX_VALUE, maxRows)));
        }
        try {
            return outcome(calls.call(request, Service.ExecuteResponse.class, LONG), handle);
        } catch (SqlException e) {
            free(handle);
            throw e;
        }
    }

    private Outcome outcome(Service.ExecuteResponse response, Meta.StatementHandle handle) {
        if (response.missingStatement || response.results.isEmpty()) {
            throw SqlException.report(ErrorCode.STATEMENT_CLOSED)
                    .says("server has lost the statement")
                    .toException();
        }
        Service.ResultSetResponse result = response.results.get(0);
        if (result.updateCount >= 0 || result.signature == null) {
            free(handle);
            return new Outcome.Count(Math.max(0, result.updateCount), List.of());
        }
        return new Outcome.Rows(
                new AvaticaCursor(this, handle, AvaticaRows.schema(result.signature.columns), result.firstFrame),
                List.of());
    }

    /** Ends a statement on the server. */
    void free(Meta.StatementHandle handle) {
        try {
            call(
                    new Service.CloseStatementRequest(handle.connectionId, handle.id),
                    Service.CloseStatementResponse.class);
        } catch (SqlException e) {
            // it ends with its connection
        }
    }

    /** The script as one statement: only a server of Weir knows where one of its statements ends. */
    @Override
    public List<ScriptStatement> split(String script) {
        String text = script.strip();
        String one = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        return one.isEmpty() ? List.of() : List.of(new ScriptStatement(one, 1, 1));
    }

    @Override
    public Metadata metadata() {
        return new Metadata() {
            @Override
            public List<Table> tables() {
                Map<String, List<DataType.Field>> columns = new LinkedHashMap<>();
                Service.ResultSetResponse all =
                        call(new Service.ColumnsRequest(id, null, null, null, null), Service.ResultSetResponse.class);
                for (Object row : all.firstFrame.rows) {
                    List<?> values = (List<?>) row;
                    columns.computeIfAbsent(String.valueOf(values.get(2)), t -> new ArrayList<>())
                            .add(new DataType.Field(String.valueOf(values.get(3)), DataType.text()));
                }
                List<Table> tables = new ArrayList<>();
                columns.forEach((name, fields) -> tables.add(new Table(name, "TABLE", new Schema(fields), List.of())));
                return tables;
            }

            @Override
            public List<Function> functions() {
                return List.of();
            }

            @Override
            public List<String> keywords() {
                return List.of();
            }
        };
    }

    @Override
    public boolean awaitJobs(Duration maxWait) {
        return true; // such a server starts none
    }

    /** Whether the session is open and its server answers within the time. */
    public boolean ping(Duration maxWait) {
        try {
            return !closed
                    && calls.call(
                                    new Service.DatabasePropertyRequest(id),
                                    Service.DatabasePropertyResponse.class,
                                    maxWait)
                            != null;
        } catch (SqlException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            call(new Service.CloseConnectionRequest(id), Service.CloseConnectionResponse.class);
        } catch (SqlException e) {
            // the server has lost it already
        }
        closed = true;
        calls.close();
    }
}
