// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks;

import io.weir.connectors.nexmark.NexmarkConnector;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.Predicate.Comparison;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nexmark events per second of one thread, by the columns that a query reads; each event of any kind counts. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class NexmarkGeneration {
    private static final int EVENTS = 1_000_000;
    private static final int BID = 2;

    @Param({
        "bid_price",
        "bid_auction,bid_price",
        "bid_auction,bid_bidder,bid_price,date_time",
        "bid_auction,bid_bidder,bid_price,date_time,bid_extra",
        "bid_auction,bid_bidder,bid_price,bid_channel,bid_url,date_time,bid_extra"
    })
    public String columns = "";

    /** Whether {@code event_type = 2} is pushed down. */
    @Param({"true", "false"})
    public boolean bidsOnly;

    private Source source = source(new Schema(List.of()));
    private int[] indexes = {};

    @Setup
    public void openTable() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("event_type", DataType.integer()));
        for (String name : columns.split(",")) {
            fields.add(new Field(name, type(name)));
        }
        source = source(new Schema(fields));
        indexes = new int[fields.size() - 1];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = i + 1;
        }
        long rows = readEvents();
        long expected = bidsOnly ? EVENTS / 50 * 46 : EVENTS;
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows, not " + expected);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long readEvents() {
        List<Predicate> predicates = bidsOnly ? List.of(new Predicate(0, Comparison.EQUAL, BID)) : List.of();
        Reader reader = source.open(new ReadRequest(
                source.splits().get(0), null, indexes, predicates, (r, start, length, where, e) -> {}, () -> {}));
        byte[] end = Positions.of(EVENTS);
        long rows = 0;
        while (reader.poll(Batch.MAX_ROWS, end) instanceof Poll.Rows polled) {
            rows += polled.batch().size();
            polled.batch().release();
        }
        return rows;
    }

    private static DataType type(String column) {
        return switch (column) {
            case "bid_channel", "bid_url", "bid_extra" -> DataType.text();
            case "date_time" -> DataType.timestamp(3);
            default -> DataType.bigint();
        };
    }

    private static Source source(Schema schema) {
        Connector connector = new NexmarkConnector();
        Options options = Options.check("nexmark", Map.of(), connector.options(schema));
        TableSpec table = new TableSpec("nexmark", schema, Map.of(), List.of(), List.of(), options, Optional.empty());
        return connector.source(table, new NoOutside()).orElseThrow();
    }

    private record NoOutside() implements ConnectorContext {
        @Override
        public long nowMicros() {
            return 0;
        }

        @Override
        public Path resolve(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PrintStream out() {
            throw new UnsupportedOperationException();
        }
    }
}
