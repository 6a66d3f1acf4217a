// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.weir.server.NativeDoor;
import io.weir.server.Request;
import io.weir.server.ServerSession;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** Batches of statements, run one after the other; the first that fails ends the batch. */
final class AvaticaBatches {
    private static final int STATEMENTS_MAX = 10_000;

    private final AvaticaDoor door;

    private record Step(String sql, List<@Nullable Object> parameters) {}

    AvaticaBatches(AvaticaDoor door) {
        this.door = door;
    }

    /** Runs a batch, or lets another answer what is none. */
    void answerOr(Service.Request message, Request request, BiConsumer<Service.Request, Request> other) {
        List<Step> steps = new ArrayList<>();
        if (message instanceof Service.PrepareAndExecuteBatchRequest batch) {
            ServerSession session = door.session(batch.connectionId, request);
            batch.sqlCommands.forEach(sql -> steps.add(new Step(sql, List.of())));
            run(session, batch.connectionId, batch.statementId, steps, request);
        } else if (message instanceof Service.ExecuteBatchRequest batch) {
            ServerSession session = door.session(batch.connectionId, request);
            AvaticaStatement statement = AvaticaDoor.statement(session, batch.statementId);
            Prepared prepared = statement == null ? null : statement.prepared();
            if (prepared == null) {
                door.send(
                        request,
                        new Service.ExecuteBatchResponse(
                                batch.connectionId, batch.statementId, new long[0], true, AvaticaDoor.RPC));
                return;
            }
            for (Requests.UpdateBatch update : batch.getProtoUpdateBatches()) {
                List<TypedValue> values = update.getParameterValuesList().stream()
                        .map(TypedValue::fromProto)
                        .toList();
                steps.add(new Step(prepared.sql(), AvaticaValues.parameters(values, prepared.parameters())));
            }
            run(session, batch.connectionId, batch.statementId, steps, request);
        } else {
            other.accept(message, request);
        }
    }

    private void run(ServerSession session, String connection, int statement, List<Step> steps, Request request) {
        if (steps.size() > STATEMENTS_MAX) {
            throw SqlException.report(ErrorCode.TOO_MANY_STATEMENTS)
                    .says("batch has more than %d statements", STATEMENTS_MAX)
                    .toException();
        }
        long[] counts = new long[steps.size()];
        next(
                session.session(),
                steps,
                0,
                counts,
                request,
                () -> door.send(
                        request,
                        new Service.ExecuteBatchResponse(connection, statement, counts, false, AvaticaDoor.RPC)));
    }

    private void next(Session session, List<Step> steps, int index, long[] counts, Request request, Runnable end) {
        if (index == steps.size()) {
            request.connection().execute(end);
            return;
        }
        door.work().run(() -> {
            Step step = steps.get(index);
            CompletableFuture<Outcome> outcome;
            try {
                outcome = session.start(step.sql, step.parameters, ExecuteOptions.none());
            } catch (RuntimeException | StackOverflowError e) {
                outcome = CompletableFuture.failedFuture(e);
            }
            outcome.whenComplete((result, error) -> {
                SqlException wrong = error == null ? null : NativeDoor.asSqlException(error);
                if (result instanceof Outcome.Rows rows) {
                    rows.cursor().close();
                    wrong = SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                            .says("a statement of a batch gives rows")
                            .toException();
                }
                if (wrong == null) {
                    counts[index] = result instanceof Outcome.Count count ? count.rows() : 0;
                    next(session, steps, index + 1, counts, request, end);
                } else {
                    SqlException reason = wrong;
                    request.connection().execute(() -> door.fail(request, reason));
                }
            });
        });
    }
}
