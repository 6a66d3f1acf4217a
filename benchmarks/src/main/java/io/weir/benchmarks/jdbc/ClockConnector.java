// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.jdbc;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Pace;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives rows at an even rate, each with {@code System.nanoTime()} of its making in every column. */
public final class ClockConnector implements Connector {
    private static final Option<Long> RATE =
            Option.integer("rows-per-second", 1, 10_000_000).required().doc("How many rows a second.");

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(RATE);
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        long rate = table.get(RATE);
        return Optional.of(new Source() {
            @Override
            public boolean bounded() {
                return false;
            }

            @Override
            public List<Split> splits() {
                return List.of(new Split("clock"));
            }

            @Override
            public Reader open(ReadRequest request) {
                return new ClockReader(new Pace(rate), context, request.columns().length);
            }
        });
    }

    private static final class ClockReader implements Reader {
        private final Pace pace;
        private final ConnectorContext context;
        private final int columns;
        private long next;

        ClockReader(Pace pace, ConnectorContext context, int columns) {
            this.pace = pace;
            this.context = context;
            this.columns = columns;
        }

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            long now = context.nowMicros();
            int count = (int) Math.min(maxRows, pace.due(next, now) - next);
            if (count <= 0) {
                return new Poll.Nothing(pace.retryAt(next, now));
            }
            long[] values = new long[count];
            Arrays.fill(values, System.nanoTime());
            next += count;
            Vector[] vectors = new Vector[columns];
            Arrays.fill(vectors, new LongVector(count, values, null));
            return new Poll.Rows(new Batch(count, vectors));
        }

        @Override
        public byte[] position() {
            return Positions.of(next);
        }

        @Override
        public void close() {}
    }
}
