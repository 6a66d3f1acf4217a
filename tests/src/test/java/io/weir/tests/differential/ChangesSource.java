// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A table whose changes are known beforehand: each split a list, given in batches of random sizes with pauses between. */
final class ChangesSource implements Source {
    private final RandomTable table;
    private final List<List<Delta>> splits;
    private final SplittableRandom random;

    ChangesSource(RandomTable table, List<List<Delta>> splits, long seed) {
        this.table = table;
        this.splits = splits;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public ChangeMode changeMode() {
        return table.changes();
    }

    @Override
    public List<Split> splits() {
        List<Split> names = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            names.add(new Split(table.name() + ":" + i));
        }
        return names;
    }

    private static int number(String split) {
        return Integer.parseInt(split.substring(split.indexOf(':') + 1));
    }

    /** The changes of a split between two positions. */
    List<Delta> between(String split, long from, long to) {
        return splits.get(number(split)).subList((int) from, (int) to);
    }

    @Override
    public Reader open(ReadRequest request) {
        List<Delta> changes = splits.get(number(request.split().id()));
        List<DataType> types = new ArrayList<>();
        for (int column : request.columns()) {
            types.add(table.schema().type(column));
        }
        SplittableRandom own = random.split();
        return new Reader() {
            private int next = request.position() == null ? 0 : (int) Positions.number(request.position());

            @Override
            public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
                int until = untilPosition == null
                        ? changes.size()
                        : (int) Math.min(changes.size(), Positions.number(untilPosition));
                if (next == changes.size()) {
                    return Poll.END;
                }
                if (next >= until) {
                    return Poll.NOTHING;
                }
                if (untilPosition == null && own.nextInt(4) == 0) {
                    return new Poll.Nothing(0); // ask again at once: a pause in which a barrier may come
                }
                int count = Math.min(Math.min(maxRows, until - next), 1 + own.nextInt(own.nextInt(8) == 0 ? 200 : 6));
                BatchBuilder builder = new BatchBuilder(types);
                for (int i = 0; i < count; i++) {
                    Delta delta = changes.get(next++);
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int column : request.columns()) {
                        row.add(delta.row().get(column));
                    }
                    builder.append(row, (int) delta.weight());
                }
                return new Poll.Rows(builder.build());
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
