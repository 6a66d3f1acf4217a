// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.clock;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of one split whose rows a test gives while the query runs; all in one thread. */
public final class FedTable implements Source {
    private final ChangeMode changes;
    private final boolean bounded;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Runnable> wakes = new ArrayList<>();
    private @Nullable Schema schema;
    private boolean ended;

    FedTable(ChangeMode changes, boolean bounded) {
        this.changes = changes;
        this.bounded = bounded;
    }

    void declared(Schema columns) {
        schema = columns;
    }

    /** Gives a row; seen when time passes. */
    public void add(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
        List.copyOf(wakes).forEach(Runnable::run);
    }

    List<List<@Nullable Object>> rows(int from, int to) {
        return List.copyOf(rows.subList(from, to));
    }

    /** Says that no further rows will come to a bounded table. */
    void end() {
        ended = true;
        List.copyOf(wakes).forEach(Runnable::run);
    }

    @Override
    public boolean bounded() {
        return bounded;
    }

    @Override
    public ChangeMode changeMode() {
        return changes;
    }

    @Override
    public List<Split> splits() {
        return List.of(new Split("0"));
    }

    @Override
    public Reader open(ReadRequest request) {
        Schema columns = java.util.Objects.requireNonNull(schema);
        List<DataType> types =
                IntStream.of(request.columns()).mapToObj(columns::type).toList();
        wakes.add(request.wake());
        return new Reader() {
            private int read = request.position() == null ? 0 : (int) Positions.number(request.position());

            @Override
            public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
                BatchBuilder builder = new BatchBuilder(types);
                while (read < rows.size() && builder.size() < maxRows) {
                    List<@Nullable Object> row = rows.get(read++);
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int column : request.columns()) {
                        values.add(row.get(column));
                    }
                    builder.append(values, 1);
                }
                if (!builder.isEmpty()) {
                    return new Poll.Rows(builder.build());
                }
                return ended ? Poll.END : Poll.NOTHING;
            }

            @Override
            public byte[] position() {
                return Positions.of(read);
            }

            @Override
            public void close() {
                wakes.remove(request.wake());
            }
        };
    }
}
