// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.plan.AggregateCall;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * A DISTINCT aggregate of all rows of a partition: of another that is told of a value when its first row comes and when its
 * last one goes.
 *
 * <pre>
 *   partition, arguments -> how many rows have them
 * </pre>
 */
final class DistinctTotal implements CallValues {
    private final CallValues plain;
    private final OrderedTable values;
    private final int[] arguments;
    private final CountedEntries counted;

    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();
    private long[] changes = {};

    /** @param plain of the same arguments, of which each row counts */
    DistinctTotal(CallValues plain, AggregateCall aggregate, List<DataType> types, OrderedTable values) {
        this.plain = plain;
        this.values = values;
        arguments = aggregate.arguments().stream().mapToInt(Integer::intValue).toArray();
        counted = new CountedEntries(aggregate, types);
        cursor = values.cursor();
    }

    @Override
    public int totalWords() {
        return plain.totalWords();
    }

    @Override
    public void addTotal(GrowableBytes key, Entries entries, long[] weights, long[] total) {
        int size = entries.size();
        if (changes.length < size) {
            changes = new long[Math.max(64, 2 * size)];
        }
        counted.begin(entries);
        for (int i = 0; i < size; i++) {
            changes[i] = counted.counts(i) ? change(key, entries, i, weights[i]) : 0;
        }
        plain.addTotal(key, entries, changes, total);
    }

    /** Enters a value so often; says +1 when it has come with that, -1 when it has gone. */
    private int change(GrowableBytes key, Entries entries, int row, long weight) {
        entry.clear();
        entry.put(key);
        for (int argument : arguments) {
            CanonicalBytes.encode(entries.columns()[argument], row, entry);
        }
        long now = values.add(entry, weight);
        return (now > 0 ? 1 : 0) - (now > weight ? 1 : 0);
    }

    @Override
    public void forgetTotal(GrowableBytes key) {
        while (values.first(key, cursor)) {
            entry.clear();
            entry.put(cursor.entry(piece));
            values.remove(entry);
        }
    }

    @Override
    public boolean sameTotal(long[] was, long[] now) {
        return plain.sameTotal(was, now);
    }

    @Override
    public long margin() {
        return plain.margin();
    }

    @Override
    public void begin(Sequence rows) {
        plain.begin(rows);
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        plain.append(rows, wanted, out, errors);
    }
}
