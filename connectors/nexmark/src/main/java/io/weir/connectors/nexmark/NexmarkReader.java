// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.Pace;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.type.DataType;
import org.jspecify.annotations.Nullable;

/** Reads one split; its position is the number of the event to go on with. */
final class NexmarkReader implements Reader {
    private final NexmarkSource source;
    private final NexmarkColumn[] columns;
    private final DataType[] types;
    private final Slice slice;
    private final EventColumns events;
    private final int batchRows;
    private final @Nullable Pace pace;

    private final long first;

    private long next;
    private long given;

    NexmarkReader(NexmarkSource source, ReadRequest request, long split) {
        this.source = source;
        columns = new NexmarkColumn[request.columns().length];
        types = new DataType[columns.length];
        int width = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = source.columns().get(request.columns()[i]);
            types[i] = source.schema().type(request.columns()[i]);
            width += columns[i].width();
        }
        boolean[] wanted = KindFilter.wanted(request.predicates(), source.columns());
        Model model = source.model();
        batchRows = wholeRounds(Math.min(Batch.MAX_ROWS, Batch.MAX_BYTES / Math.max(1, width)), model, wanted);
        slice = new Slice(model, wanted, split, source.splitCount(), batchRows);
        events = new EventColumns(model, source.texts());
        pace = source.eventsPerSecond().map(Pace::new).orElse(null);
        first = request.position() == null ? 0 : Positions.number(request.position());
        next = first;
    }

    /** Lowers a number of rows, so that a batch ends with a round if it can hold one. */
    private static int wholeRounds(int rows, Model model, boolean[] wanted) {
        int perRound = 0;
        for (Kind kind : Kind.values()) {
            perRound += wanted[kind.ordinal()] ? model.count(kind) : 0;
        }
        return perRound == 0 || perRound > rows ? rows : rows - rows % perRound;
    }

    @Override
    public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
        long from = slice.seek(next);
        long end = source.eventCount();
        if (untilPosition != null) {
            // Events up to a known position were due once already.
            long until = Positions.number(untilPosition);
            if (from >= until) {
                next = Math.max(next, until);
                return Poll.NOTHING;
            }
            end = Math.min(end, until);
            if (pace != null) {
                pace.restart();
            }
        } else if (from >= end) {
            return source.bounded() ? Poll.END : Poll.NOTHING;
        } else if (pace != null) {
            long now = source.context().nowMicros();
            long due = pace.due(from, now);
            if (from >= due) {
                return new Poll.Nothing(pace.retryAt(from, now));
            }
            end = Math.min(end, due);
        }
        if (from >= end) {
            return Poll.END;
        }
        next = slice.take(from, end, Math.min(maxRows, batchRows));
        given += slice.rows();
        Vector[] vectors = events.of(slice, columns, types);
        return new Poll.Rows(new Batch(slice.rows(), vectors, null, slice.rows(), null, null, slice.lease()));
    }

    @Override
    public byte[] position() {
        return Positions.of(next);
    }

    @Override
    public long rowsSkipped() {
        return slice.eventsBefore(next) - slice.eventsBefore(first) - given;
    }

    @Override
    public void close() {}
}
