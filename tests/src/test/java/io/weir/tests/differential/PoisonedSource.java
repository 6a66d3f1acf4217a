// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A table of one BIGINT column among whose records are some that cannot be decoded. Its readers leave out some of the rows that
 * the query does not want, and some polls give nothing but what they report.
 */
final class PoisonedSource implements Source {
    private final List<List<PoisonedRecord>> splits;
    private final ChangeMode changes;
    private final SplittableRandom random;

    /** @param value null for a record that cannot be decoded */
    record PoisonedRecord(@Nullable Long value, int weight) {}

    PoisonedSource(List<List<PoisonedRecord>> splits, ChangeMode changes, long seed) {
        this.splits = splits;
        this.changes = changes;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Splits of random numbers.
     *
     * @param changes whether some are taken back later
     */
    static List<List<PoisonedRecord>> random(ChangeMode changes, SplittableRandom random) {
        List<List<PoisonedRecord>> splits = new ArrayList<>();
        for (int split = 1 + random.nextInt(3); split > 0; split--) {
            List<PoisonedRecord> records = new ArrayList<>();
            List<Long> present = new ArrayList<>();
            boolean worst = random.nextInt(4) == 0;
            for (int left = random.nextInt(120); left > 0; left--) {
                int kind = random.nextInt(10);
                if (worst || kind == 0) {
                    records.add(new PoisonedRecord(null, 1));
                } else if (changes == ChangeMode.RETRACT && kind < 4 && !present.isEmpty()) {
                    records.add(new PoisonedRecord(present.remove(random.nextInt(present.size())), -1));
                } else {
                    long value = random.nextInt(5);
                    present.add(value);
                    records.add(new PoisonedRecord(value, 1));
                }
            }
            splits.add(records);
        }
        return splits;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public ChangeMode changeMode() {
        return changes;
    }

    @Override
    public List<Split> splits() {
        List<Split> all = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            all.add(new Split("" + i));
        }
        return all;
    }

    @Override
    public Reader open(ReadRequest request) {
        List<PoisonedRecord> records =
                splits.get(Integer.parseInt(request.split().id()));
        SplittableRandom own = random.split();
        return new Reader() {
            private int next = request.position() == null ? 0 : (int) Positions.number(request.position());
            private long skipped;

            @Override
            public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
                int until = untilPosition == null ? records.size() : (int) Positions.number(untilPosition);
                if (next == records.size()) {
                    return Poll.END;
                }
                if (next >= until) {
                    return Poll.NOTHING;
                }
                int end = Math.min(until, next + 1 + own.nextInt(6));
                BatchBuilder rows =
                        new BatchBuilder(request.columns().length == 0 ? List.of() : List.of(DataType.bigint()));
                while (next < end && rows.size() < maxRows) {
                    PoisonedRecord record = records.get(next++);
                    Long value = record.value();
                    if (value == null) {
                        byte[] bytes = ("<" + request.split().id() + ":" + next + ">").getBytes(StandardCharsets.UTF_8);
                        request.errors()
                                .report(
                                        bytes,
                                        1,
                                        bytes.length - 2,
                                        "poisoned/" + request.split().id() + "/" + next,
                                        SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                                                .says("poison")
                                                .toException());
                    } else if (unwanted(value) && own.nextBoolean()) {
                        skipped++;
                    } else {
                        rows.append(request.columns().length == 0 ? List.of() : List.of(value), record.weight());
                    }
                }
                return rows.isEmpty() ? new Poll.Nothing(0) : new Poll.Rows(rows.build());
            }

            private boolean unwanted(long value) {
                for (Predicate predicate : request.predicates()) {
                    if (predicate.comparison() == Predicate.Comparison.GREATER && value <= (Long) predicate.value()) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public long rowsSkipped() {
                return skipped;
            }

            @Override
            public byte[] position() {
                return Positions.of(next);
            }

            @Override
            public void close() {}
        };
    }
}
