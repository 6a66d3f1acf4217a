// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import io.weir.spi.batch.BatchBuilder;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A table of one BIGINT column without an end, as fast as it is read; it counts what was read, and who reads. */
public final class FloodConnector implements Connector {
    static final AtomicLong READ = new AtomicLong();
    static final AtomicInteger READERS = new AtomicInteger();

    static final String TABLE = "CREATE TABLE flood (n BIGINT) WITH ('connector' = 'flood')";

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.of(new Source() {
            @Override
            public boolean bounded() {
                return false;
            }

            @Override
            public List<Split> splits() {
                return List.of(new Split("0"));
            }

            @Override
            public Reader open(ReadRequest request) {
                READERS.incrementAndGet();
                return new FloodReader(request.columns().length);
            }
        });
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }

    private static final class FloodReader implements Reader {
        private final int columns;
        private long next;

        FloodReader(int columns) {
            this.columns = columns;
        }

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            List<DataType> types = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                types.add(DataType.bigint());
            }
            BatchBuilder builder = new BatchBuilder(types);
            while (builder.size() < maxRows && !builder.full()) {
                for (int i = 0; i < columns; i++) {
                    builder.column(i).appendLong(next * 0x9E3779B97F4A7C15L); // of no narrow range
                }
                next++;
                builder.endRow(1);
            }
            READ.addAndGet(builder.size());
            return new Poll.Rows(builder.build());
        }

        @Override
        public byte[] position() {
            return Positions.of(next);
        }

        @Override
        public void close() {
            READERS.decrementAndGet();
        }
    }
}
