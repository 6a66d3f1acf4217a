// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.Pace;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one split; its position is the index of the next row. */
final class DatagenReader implements Reader {
    private final DatagenSource source;
    private final List<ValueGenerator> columns;
    private final long batchRows;
    private final @Nullable Pace pace;

    private long next;

    DatagenReader(DatagenSource source, long split, List<ValueGenerator> columns, byte @Nullable [] position) {
        this.source = source;
        this.columns = columns;
        long width = columns.stream().mapToLong(ValueGenerator::width).sum();
        batchRows = Math.max(1, Math.min(Batch.MAX_ROWS, Batch.MAX_BYTES / Math.max(1, width)));
        pace = source.rowsPerSecond().map(Pace::new).orElse(null);
        next = position == null ? split : Positions.number(position);
    }

    @Override
    public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
        long end = source.rowCount();
        if (untilPosition != null) {
            // Rows up to a known position were due once already.
            long until = Positions.number(untilPosition);
            if (next >= until) {
                return Poll.NOTHING;
            }
            end = Math.min(end, until);
            if (pace != null) {
                pace.restart();
            }
        } else if (next >= end) {
            return Poll.END;
        } else if (pace != null) {
            long now = source.context().nowMicros();
            long due = pace.due(next, now);
            if (next >= due) {
                return new Poll.Nothing(pace.retryAt(next, now));
            }
            end = Math.min(end, due);
        }
        if (next >= end) {
            return Poll.END;
        }
        return new Poll.Rows(rows(Math.min(Math.min(maxRows, batchRows), (end - 1 - next) / source.splitCount() + 1)));
    }

    private Batch rows(long count) {
        long[] indexes = new long[(int) count];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = next + i * source.splitCount();
        }
        Rows rows = new Rows(indexes.length, indexes, indexes);
        Vector[] vectors = new Vector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = columns.get(i).values(rows);
        }
        next += indexes.length * source.splitCount();
        return new Batch(indexes.length, vectors);
    }

    @Override
    public byte[] position() {
        return Positions.of(next);
    }

    @Override
    public void close() {}
}
