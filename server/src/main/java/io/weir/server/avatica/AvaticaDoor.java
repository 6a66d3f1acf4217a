// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.weir.server.Door;
import io.weir.server.Liveness;
import io.weir.server.NativeDoor;
import io.weir.server.Request;
import io.weir.server.ServerLimits;
import io.weir.server.ServerSession;
import io.weir.server.Sessions;
import io.weir.server.StatementRun;
import io.weir.server.Work;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Engine;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.jspecify.annotations.Nullable;

/**
 * The door of Avatica's protocol: its messages, answered from sessions.
 *
 * <p>A client of that protocol chooses the id of its connection itself. It is taken only if it is a random UUID, which nobody
 * else can guess, and not while another has it.
 */
public final class AvaticaDoor implements Door {
    static final Service.RpcMetadataResponse RPC = new Service.RpcMetadataResponse("weir");

    private static final String CONTENT_TYPE = "application/x-google-protobuf";
    private static final Pattern RANDOM_UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    /** Keeps these ids apart from those that the server gives. */
    private static final String ID_PREFIX = "avatica:";

    private final ProtobufTranslation translation = new ProtobufTranslationImpl();
    private final Engine engine;
    private final Sessions sessions;
    private final Work work;
    private final ServerLimits limits;
    private final Set<String> properties;

    /** What makes an answer; may take its time. */
    private interface Answering {
        Service.Response make();
    }

    /**
     * Makes the door.
     *
     * @param properties the keys of the options that a client may set; what else it sends is not looked at
     */
    public AvaticaDoor(Engine engine, Sessions sessions, Work work, ServerLimits limits, Set<String> properties) {
        this.engine = engine;
        this.sessions = sessions;
        this.work = work;
        this.limits = limits;
        this.properties = properties;
    }

    @Override
    public void enter(Request request) {
        Service.Request message;
        try {
            message = translation.parseRequest(request.body());
        } catch (IOException | RuntimeException e) {
            boolean json = request.body().length > 0 && request.body()[0] == '{';
            fail(
                    request,
                    SqlException.report(ErrorCode.PROTOCOL)
                            .says("request is not a message of Avatica in protobuf")
                            .hint(
                                    json
                                            ? "Add serialization=protobuf to the URL of the driver."
                                            : "Connect with jdbc:weir://HOST:PORT or an Avatica driver.")
                            .toException());
            return;
        }
        try {
            answer(message, request);
        } catch (RuntimeException e) {
            fail(request, NativeDoor.asSqlException(e));
        }
    }

    private void answer(Service.Request message, Request request) {
        if (message instanceof Service.OpenConnectionRequest open) {
            open(open, request);
        } else if (message instanceof Service.CloseConnectionRequest close) {
            ServerSession session = sessions.find(ID_PREFIX + close.connectionId);
            later(request, () -> {
                if (session != null) {
                    sessions.remove(session);
                    session.close();
                }
                return new Service.CloseConnectionResponse(RPC);
            });
        } else if (message instanceof Service.ConnectionSyncRequest sync) {
            session(sync.connectionId, request);
            ConnectionPropertiesImpl kept = new ConnectionPropertiesImpl();
            kept.merge(sync.connProps);
            send(request, new Service.ConnectionSyncResponse(kept.setDirty(false), RPC));
        } else if (message instanceof Service.CreateStatementRequest create) {
            AvaticaStatement statement = add(session(create.connectionId, request), null);
            send(request, new Service.CreateStatementResponse(create.connectionId, statement.id(), RPC));
        } else if (message instanceof Service.CloseStatementRequest close) {
            ServerSession session = session(close.connectionId, request);
            if (session.statement(close.statementId) instanceof AvaticaStatement statement) {
                session.remove(close.statementId, statement);
                statement.free();
            }
            send(request, new Service.CloseStatementResponse(RPC));
        } else if (message instanceof Service.PrepareRequest prepare) {
            prepare(prepare, request);
        } else if (message instanceof Service.PrepareAndExecuteRequest execute) {
            ServerSession session = session(execute.connectionId, request);
            AvaticaStatement statement = statement(session, execute.statementId);
            if (statement == null) {
                send(request, new Service.ExecuteResponse(List.of(), true, RPC));
            } else {
                execute(session, execute.connectionId, statement, execute.sql, List.of(), execute.maxRowCount, request);
            }
        } else if (message instanceof Service.ExecuteRequest execute) {
            String connection = execute.statementHandle.connectionId;
            ServerSession session = session(connection, request);
            AvaticaStatement statement = statement(session, execute.statementHandle.id);
            Prepared prepared = statement == null ? null : statement.prepared();
            if (statement == null || prepared == null) {
                send(request, new Service.ExecuteResponse(List.of(), true, RPC));
            } else {
                List<@Nullable Object> values =
                        AvaticaValues.parameters(execute.parameterValues, prepared.parameters());
                execute(session, connection, statement, prepared.sql(), values, -1, request);
            }
        } else if (message instanceof Service.FetchRequest fetch) {
            fetch(fetch, request);
        } else if (message instanceof Service.SyncResultsRequest sync) {
            AvaticaStatement statement = statement(session(sync.connectionId, request), sync.statementId);
            send(
                    request,
                    new Service.SyncResultsResponse(statement != null && statement.hasRows(), statement == null, RPC));
        } else if (message instanceof Service.CommitRequest commit) {
            session(commit.connectionId, request);
            send(request, empty("CommitResponse"));
        } else if (message instanceof Service.RollbackRequest rollback) {
            session(rollback.connectionId, request);
            send(request, empty("RollbackResponse"));
        } else {
            new AvaticaBatches(this).answerOr(message, request, this::catalog);
        }
    }

    private void catalog(Service.Request message, Request request) {
        String connection = connectionOf(message);
        ServerSession session = session(connection, request);
        later(request, () -> {
            Service.Response answer = AvaticaCatalog.answer(
                    message, connection, session.nextNumber(), session.session().metadata());
            if (answer == null) {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("the request is not supported")
                        .toException();
            }
            return answer;
        });
    }

    private static String connectionOf(Service.Request message) {
        if (message instanceof Service.CatalogsRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.SchemasRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.TablesRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.TableTypesRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.TypeInfoRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.ColumnsRequest r) {
            return r.connectionId;
        } else if (message instanceof Service.DatabasePropertyRequest r) {
            return r.connectionId;
        }
        return "";
    }

    // ---- connections

    private void open(Service.OpenConnectionRequest open, Request request) {
        String id = open.connectionId;
        if (id == null || !RANDOM_UUID.matcher(id).matches()) {
            throw SqlException.report(ErrorCode.SESSION_ID_REFUSED)
                    .says("connection id could be guessed")
                    .hint("Let the driver make it as a random UUID, version 4.")
                    .toException();
        }
        Map<String, String> options = new HashMap<>(open.info == null ? Map.of() : open.info);
        options.keySet().retainAll(properties);
        sessions.reserve();
        try {
            later(request, () -> {
                boolean added = false;
                ServerSession session = null;
                try {
                    session = new ServerSession(
                            ID_PREFIX + id,
                            engine.openSession(options),
                            limits.statements(),
                            new Liveness(limits.unused(), limits.orphaned()));
                    attach(session, request);
                    added = sessions.add(session);
                    if (!added) {
                        throw SqlException.report(ErrorCode.SESSION_ID_REFUSED)
                                .says("connection id is in use")
                                .toException();
                    }
                    return new Service.OpenConnectionResponse(RPC);
                } finally {
                    if (!added) {
                        sessions.giveBack();
                        if (session != null) {
                            session.close();
                        }
                    }
                }
            });
        } catch (SqlException e) {
            sessions.giveBack();
            throw e;
        }
    }

    private void attach(ServerSession session, Request request) {
        session.liveness().over(request.channel());
        request.connection().execute(() -> request.connection().idleFor(limits.unused()));
    }

    /** The session that a request names. */
    ServerSession session(@Nullable String id, Request request) {
        ServerSession session = sessions.get(ID_PREFIX + id);
        attach(session, request);
        return session;
    }

    // ---- statements

    private AvaticaStatement add(ServerSession session, @Nullable Prepared prepared) {
        AvaticaStatement statement = new AvaticaStatement(session.nextNumber(), prepared);
        session.add(statement.id(), statement);
        return statement;
    }

    static @Nullable AvaticaStatement statement(ServerSession session, int id) {
        return session.statement(id) instanceof AvaticaStatement statement ? statement : null;
    }

    private void prepare(Service.PrepareRequest prepare, Request request) {
        ServerSession session = session(prepare.connectionId, request);
        later(request, () -> {
            Prepared prepared = session.session().prepare(prepare.sql);
            AvaticaStatement statement = add(session, prepared);
            Meta.Signature signature = signature(
                    prepared.result().orElse(new Schema(List.of())),
                    prepare.sql,
                    prepared.parameters(),
                    switch (prepared.kind()) {
                        case QUERY -> Meta.StatementType.SELECT;
                        case INSERT -> Meta.StatementType.INSERT;
                        case DEFINITION -> Meta.StatementType.OTHER_DDL;
                    });
            return new Service.PrepareResponse(
                    new Meta.StatementHandle(prepare.connectionId, statement.id(), signature), RPC);
        });
    }

    static Meta.Signature signature(
            Schema schema, @Nullable String sql, List<DataType> parameters, Meta.StatementType type) {
        List<AvaticaParameter> known = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            known.add(AvaticaTypes.parameter(i, parameters.get(i)));
        }
        return new Meta.Signature(AvaticaTypes.columns(schema), sql, known, Map.of(), Meta.CursorFactory.LIST, type);
    }

    private void execute(
            ServerSession session,
            String connection,
            AvaticaStatement statement,
            String sql,
            List<@Nullable Object> values,
            long maxRows,
            Request request) {
        StatementRun run = new StatementRun(
                session.session(), sql, values, new ExecuteOptions(Math.max(0, maxRows), Optional.empty()));
        statement.begin(run);
        request.connection().onClosed(run::cancel);
        work.run(() -> run.run(
                outcome ->
                        request.connection().execute(() -> opened(connection, statement, run, sql, outcome, request)),
                error -> request.connection().execute(() -> fail(request, error))));
    }

    private void opened(
            String connection,
            AvaticaStatement statement,
            StatementRun run,
            String sql,
            Outcome outcome,
            Request request) {
        try {
            Service.ResultSetResponse result;
            if (outcome instanceof Outcome.Rows rows) {
                Meta.Signature signature = signature(rows.cursor().schema(), sql, List.of(), Meta.StatementType.SELECT);
                Meta.Frame first = statement.opened(run, rows) ? statement.first(0) : Meta.Frame.EMPTY;
                result = new Service.ResultSetResponse(connection, statement.id(), false, signature, first, -1, RPC);
            } else {
                long count = outcome instanceof Outcome.Count counted ? counted.rows() : 0;
                result = new Service.ResultSetResponse(connection, statement.id(), false, null, null, count, RPC);
            }
            send(request, new Service.ExecuteResponse(List.of(result), false, RPC));
        } catch (RuntimeException e) {
            fail(request, NativeDoor.asSqlException(e));
        }
    }

    private void fetch(Service.FetchRequest fetch, Request request) {
        AvaticaStatement statement = statement(session(fetch.connectionId, request), fetch.statementId);
        if (statement == null) {
            // the driver's own answer to a missing statement is to run the query again, from its beginning
            throw SqlException.report(ErrorCode.CURSOR_CLOSED)
                    .says("result was closed")
                    .toException();
        }
        statement.fetch(
                fetch.offset,
                fetch.fetchMaxRowCount,
                new AvaticaStatement.Reply() {
                    @Override
                    public void frame(Meta.Frame frame) {
                        onLoop(request, () -> send(request, new Service.FetchResponse(frame, false, false, RPC)));
                    }

                    @Override
                    public void failed(SqlException error) {
                        onLoop(request, () -> fail(request, error));
                    }
                },
                request.connection());
    }

    // ---- answers

    private static void onLoop(Request request, Runnable action) {
        if (request.channel().eventLoop().inEventLoop()) {
            action.run();
        } else {
            request.connection().execute(action);
        }
    }

    /** Makes an answer on another thread. */
    private void later(Request request, Answering answering) {
        work.run(() -> {
            try {
                Service.Response response = answering.make();
                onLoop(request, () -> send(request, response));
            } catch (RuntimeException | StackOverflowError e) {
                SqlException error = NativeDoor.asSqlException(e);
                onLoop(request, () -> fail(request, error));
            }
        });
    }

    void send(Request request, Service.Response response) {
        answer(request, HttpResponseStatus.OK, response);
    }

    void fail(Request request, SqlException error) {
        // Avatica's own code for a session that is unknown makes its driver open another by itself
        int code = error.code() == ErrorCode.SESSION_UNKNOWN
                ? Service.ErrorResponse.MISSING_CONNECTION_ERROR_CODE
                : error.code().number();
        answer(
                request,
                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                new Service.ErrorResponse(
                        List.of(), error.render(null), code, error.code().sqlState(), AvaticaSeverity.ERROR, RPC));
    }

    private void answer(Request request, HttpResponseStatus status, Service.Response response) {
        byte[] bytes;
        try {
            bytes = translation.serializeResponse(response);
        } catch (IOException | RuntimeException e) {
            if (!(response instanceof Service.ErrorResponse)) {
                fail(request, NativeDoor.asSqlException(e));
            }
            return;
        }
        request.connection().answer(status, CONTENT_TYPE, bytes, bytes.length, false);
    }

    private static void send(Request request, byte[] bytes) {
        request.connection().answer(HttpResponseStatus.OK, CONTENT_TYPE, bytes, bytes.length, false);
    }

    /** A response without fields, whose class Avatica lets nobody make: a wire message with its name alone. */
    private static byte[] empty(String response) {
        byte[] name = ("org.apache.calcite.avatica.proto.Responses$" + response).getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[name.length + 2];
        message[0] = 0x0a; // field 1, bytes
        message[1] = (byte) name.length;
        System.arraycopy(name, 0, message, 2, name.length);
        return message;
    }

    Work work() {
        return work;
    }
}
