// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import io.weir.spi.type.Schema;
import io.weir.spi.wire.WireProtocol;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.Service;
import org.jspecify.annotations.Nullable;

/** A result on a server of Avatica's protocol, fetched frame by frame; it tells neither epochs nor watermarks. */
final class AvaticaCursor implements Cursor {
    private static final int ROWS_PER_FETCH = 1000;
    /** Between two fetches that found nothing, if the server did not wait itself. */
    private static final long PAUSE_NANOS = 10_000_000;

    private final AvaticaSession session;
    private final Meta.StatementHandle handle;
    private final Schema schema;
    private volatile @Nullable ErrorCode ended;
    private volatile @Nullable HttpLink fetching;

    // ---- guarded by this
    private Iterator<Object> rows;
    private long offset;
    private boolean done;

    AvaticaCursor(AvaticaSession session, Meta.StatementHandle handle, Schema schema, Meta.@Nullable Frame first) {
        this.session = session;
        this.handle = handle;
        this.schema = schema;
        this.rows = first == null ? Collections.emptyIterator() : first.rows.iterator();
        this.done = first != null && first.done;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean changing() {
        return false;
    }

    @Override
    public synchronized Frame poll(int maxRows, Duration maxWait) {
        checkOpen();
        long deadline = System.nanoTime() + maxWait.toNanos();
        while (!rows.hasNext() && !done) {
            long before = System.nanoTime();
            if (!fetch(Duration.ofNanos(Math.max(0, deadline - before)))) {
                return new Frame(null, 0, Long.MIN_VALUE, false, false);
            }
            long now = System.nanoTime();
            if (!rows.hasNext() && !done && now - before < PAUSE_NANOS) {
                java.util.concurrent.locks.LockSupport.parkNanos(Math.min(PAUSE_NANOS, Math.max(0, deadline - now)));
            }
        }
        BatchBuilder builder = new BatchBuilder(schema.types());
        try {
            while (rows.hasNext() && builder.size() < maxRows && !builder.full()) {
                builder.append(AvaticaRows.row(rows.next(), schema), 1);
                offset++;
            }
        } catch (ClassCastException | IndexOutOfBoundsException | ArithmeticException e) {
            throw AvaticaRows.broken();
        }
        boolean last = done && !rows.hasNext();
        return new Frame(builder.isEmpty() ? null : builder.build(), 0, Long.MIN_VALUE, last, last);
    }

    /** Asks for the next frame, or goes on waiting for it; false when it did not come in time. */
    private boolean fetch(Duration maxWait) {
        HttpLink link = fetching;
        if (link == null) {
            link = session.calls()
                    .begin(new Service.FetchRequest(handle.connectionId, handle.id, offset, ROWS_PER_FETCH));
            fetching = link;
            checkOpen();
        }
        try {
            if (!link.awaitAnswer(maxWait)) {
                return false;
            }
            link.awaitHead(WireProtocol.SILENCE_MAX);
            fetching = null;
            Service.FetchResponse response = session.calls().end(link, Service.FetchResponse.class);
            if (response.frame == null) {
                throw SqlException.report(ErrorCode.CURSOR_CLOSED)
                        .says("server has lost the result")
                        .toException();
            }
            rows = response.frame.rows.iterator();
            done = response.frame.done;
            return true;
        } catch (IOException e) {
            fetching = null;
            link.close();
            checkOpen();
            throw session.calls().lost(e);
        }
    }

    private void checkOpen() {
        ErrorCode code = ended;
        if (code != null) {
            throw SqlException.report(code)
                    .says(code == ErrorCode.CANCELLED ? "query was cancelled" : "result was closed")
                    .toException();
        }
    }

    @Override
    public void whenReady(Runnable wake) {
        session.watch(() -> {
            synchronized (this) {
                try {
                    while (ended == null && !rows.hasNext() && !done) {
                        fetch(Duration.ofSeconds(1));
                    }
                } catch (SqlException e) {
                    // the next poll tells
                }
            }
            wake.run();
        });
    }

    @Override
    public void cancel() {
        end(ErrorCode.CANCELLED);
    }

    @Override
    public void close() {
        end(ErrorCode.CURSOR_CLOSED);
    }

    private void end(ErrorCode code) {
        if (ended != null) {
            return;
        }
        ended = code;
        HttpLink link = fetching;
        if (link != null) {
            link.close();
        }
        session.free(handle);
    }
}
