// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.runtime;

import io.weir.executor.runtime.Tables;
import io.weir.plan.TableDefinition;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.Writer;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A bounded source that gives the same ready-made batches of four BIGINTs again and again, and a sink that takes all. */
final class ReadyTables implements Tables {
    private static final int BATCHES = 64;

    private final int splits;
    private final long rowsPerSplit;
    private final Vector[][] ready = new Vector[BATCHES][4];

    ReadyTables(int splits, long rowsPerSplit) {
        this.splits = splits;
        this.rowsPerSplit = rowsPerSplit;
        SplittableRandom random = new SplittableRandom(1);
        for (int b = 0; b < BATCHES; b++) {
            for (int c = 0; c < 4; c++) {
                long[] values = new long[Batch.MAX_ROWS];
                for (int i = 0; i < values.length; i++) {
                    values[i] = switch (c) {
                        case 0 -> (long) b * Batch.MAX_ROWS + i;
                        case 1 -> random.nextLong(100_000);
                        case 2 -> 1_000_000L * i;
                        default -> random.nextLong(1_000);
                    };
                }
                ready[b][c] = new LongVector(values.length, values, null);
            }
        }
    }

    @Override
    public Source source(TableDefinition table) {
        return new Source() {
            @Override
            public boolean bounded() {
                return true;
            }

            @Override
            public List<Split> splits() {
                return IntStream.range(0, splits)
                        .mapToObj(i -> new Split("split " + i))
                        .toList();
            }

            @Override
            public Reader open(ReadRequest request) {
                return new ReadyReader();
            }
        };
    }

    private final class ReadyReader implements Reader {
        private long rows;
        private int next;

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            if (rows >= rowsPerSplit) {
                return Poll.END;
            }
            next = (next + 1) % BATCHES;
            rows += Batch.MAX_ROWS;
            return new Poll.Rows(new Batch(Batch.MAX_ROWS, ready[next]));
        }

        @Override
        public byte[] position() {
            return ByteBuffer.allocate(8).putLong(rows).array();
        }

        @Override
        public void close() {}
    }

    @Override
    public Sink sink(TableDefinition table) {
        return new Sink() {
            @Override
            public Set<ChangeMode> accepts() {
                return EnumSet.of(ChangeMode.APPEND);
            }

            @Override
            public String guarantee() {
                return "none";
            }

            @Override
            public Writer open(String job, int writer) {
                return new Writer() {
                    @Override
                    public void write(Batch batch) {}

                    @Override
                    public void flush() {}

                    @Override
                    public byte[] prepare(long checkpoint) {
                        return new byte[0];
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void commit(byte[] committable) {}
        };
    }
}
