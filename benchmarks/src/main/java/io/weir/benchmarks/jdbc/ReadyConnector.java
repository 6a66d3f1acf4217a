// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.jdbc;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Gives the same few batches, made beforehand, again and again, so that reading is all that costs. */
public final class ReadyConnector implements Connector {
    private static final int BATCHES = 16;
    private static final long MICROS_2026 = 1_767_225_600_000_000L;
    private static final Option<Long> ROWS =
            Option.integer("number-of-rows", 1, Long.MAX_VALUE).required().doc("How many rows, to a whole batch.");

    @Override
    public String name() {
        return "ready";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(ROWS);
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        long rows = table.get(ROWS);
        Schema schema = table.schema();
        return Optional.of(new Source() {
            @Override
            public boolean bounded() {
                return true;
            }

            @Override
            public List<Split> splits() {
                return List.of(new Split("ready"));
            }

            @Override
            public Reader open(ReadRequest request) {
                return new ReadyReader(batches(schema, request.columns()), rows);
            }
        });
    }

    private static Vector[][] batches(Schema schema, int[] columns) {
        SplittableRandom random = new SplittableRandom(1);
        Vector[][] ready = new Vector[BATCHES][columns.length];
        for (Vector[] batch : ready) {
            for (int c = 0; c < columns.length; c++) {
                DataType type = schema.type(columns[c]);
                VectorBuilder builder = VectorBuilder.of(type, Batch.MAX_ROWS);
                for (int i = 0; i < Batch.MAX_ROWS; i++) {
                    builder.appendValue(value(type, random));
                }
                batch[c] = builder.build();
            }
        }
        return ready;
    }

    private static Object value(DataType type, SplittableRandom random) {
        return switch (type.kind()) {
            case BIGINT -> random.nextLong(1_000_000_000);
            case INTEGER -> random.nextInt(1_000_000);
            case DOUBLE -> random.nextDouble(1_000);
            case TIMESTAMP -> MICROS_2026 + random.nextLong(86_400_000_000L);
            case VARCHAR -> "customer " + random.nextInt(100_000);
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    FLOAT,
                    DECIMAL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP ->
                throw new IllegalArgumentException(
                        Arrays.asList("no ready values of", type).toString());
        };
    }

    private static final class ReadyReader implements Reader {
        private final Vector[][] ready;
        private final long most;
        private long rows;
        private int next;

        ReadyReader(Vector[][] ready, long most) {
            this.ready = ready;
            this.most = most;
        }

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            if (rows >= most) {
                return Poll.END;
            }
            next = (next + 1) % BATCHES;
            rows += Batch.MAX_ROWS;
            return new Poll.Rows(new Batch(Batch.MAX_ROWS, ready[next]));
        }

        @Override
        public byte[] position() {
            return Positions.of(rows);
        }

        @Override
        public void close() {}
    }
}
