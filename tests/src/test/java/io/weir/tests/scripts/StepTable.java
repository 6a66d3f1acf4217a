// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table fed step by step. The rows that a step gives to a split are never parted by a barrier, and the table knows when an epoch
 * has been cut behind them.
 */
final class StepTable implements Source {
    private final Schema schema;
    private final boolean updating;
    private final boolean bounded;
    private final List<Part> parts = new ArrayList<>();

    /** A row and how often it is added. */
    record Row(int weight, List<@Nullable Object> values) {}

    private static final class Part {
        final List<Row> rows = new ArrayList<>();
        /** How many of the rows lie in epochs that have been cut. */
        int cut;

        final List<Runnable> wakes = new ArrayList<>();
    }

    StepTable(Schema schema, boolean updating, boolean bounded, int splits) {
        this.schema = schema;
        this.updating = updating;
        this.bounded = bounded;
        for (int i = 0; i < splits; i++) {
            parts.add(new Part());
        }
    }

    Schema schema() {
        return schema;
    }

    /** Gives the rows of a step; equal rows go to the same split, so that none is taken back before it was given. */
    void add(List<Row> rows) {
        List<Runnable> wakes = new ArrayList<>();
        synchronized (parts) {
            for (Row row : rows) {
                parts.get(Math.floorMod(row.values().hashCode(), parts.size()))
                        .rows
                        .add(row);
            }
            parts.forEach(part -> wakes.addAll(part.wakes));
        }
        wakes.forEach(Runnable::run);
    }

    /** Waits until each row lies in an epoch that is closed to further rows; false when that takes too long. */
    boolean awaitCut(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        synchronized (parts) {
            while (parts.stream().anyMatch(part -> part.cut < part.rows.size())) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    parts.wait(left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return true;
    }

    @Override
    public boolean bounded() {
        return bounded;
    }

    @Override
    public ChangeMode changeMode() {
        return updating ? ChangeMode.RETRACT : ChangeMode.APPEND;
    }

    @Override
    public List<Split> splits() {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            splits.add(new Split("" + i));
        }
        return splits;
    }

    @Override
    public Reader open(ReadRequest request) {
        Part part = parts.get(Integer.parseInt(request.split().id()));
        List<DataType> types = new ArrayList<>();
        for (int column : request.columns()) {
            types.add(schema.type(column));
        }
        synchronized (parts) {
            part.wakes.add(request.wake());
        }
        return new Reader() {
            private int read = request.position() == null ? 0 : (int) Positions.number(request.position());

            @Override
            public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
                BatchBuilder builder = new BatchBuilder(types);
                boolean all;
                synchronized (parts) {
                    while (read < part.rows.size() && builder.size() < maxRows) {
                        Row row = part.rows.get(read++);
                        List<@Nullable Object> values = new ArrayList<>();
                        for (int column : request.columns()) {
                            values.add(row.values().get(column));
                        }
                        builder.append(values, row.weight());
                    }
                    all = read == part.rows.size();
                }
                if (!builder.isEmpty()) {
                    return new Poll.Rows(builder.build(), all);
                }
                return bounded ? Poll.END : Poll.NOTHING;
            }

            /** Asked when an epoch is cut behind rows that were given. */
            @Override
            public byte[] position() {
                synchronized (parts) {
                    part.cut = Math.max(part.cut, read);
                    parts.notifyAll();
                }
                return Positions.of(read);
            }

            @Override
            public void close() {
                synchronized (parts) {
                    part.wakes.remove(request.wake());
                }
            }
        };
    }
}
