// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.SliceSplit;
import io.weir.executor.state.SliceTables;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one side of a window join, with their weights, by the end of their window. */
final class HeldRows {
    private static final int WEIGHT = 0;

    private final JoinSide side;
    private final int endColumn;
    private final boolean distinct;
    /** Columns of the input as they lie in the tables: key columns first. */
    private final int[] columns;

    private final SliceTables windows;
    private final OperatorContext context;

    private final SliceSplit split = new SliceSplit();
    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private long[] ends = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];

    private @Nullable TableScan scan;
    private int visited;

    /** @param distinct whether equal rows are one, as they must be when rows are taken back */
    HeldRows(JoinSide side, String name, int endColumn, boolean distinct, OperatorContext context) {
        this.side = side;
        this.endColumn = endColumn;
        this.distinct = distinct;
        this.context = context;
        columns = IntStream.concat(IntStream.of(side.keyColumns), IntStream.of(side.rowColumns))
                .toArray();
        List<DataType> types = Stream.concat(side.keyTypes().stream(), side.rowTypes().stream())
                .toList();
        List<ValueType> weight = List.of(ValueType.Raw.LONG);
        windows = distinct
                ? context.state().slices(name, types, side.keyColumns.length, weight)
                : context.state().sliceBags(name, types, side.keyColumns.length, weight);
    }

    // ---- rows

    /** Holds the rows of a batch but for the late ones, which are counted. */
    void add(Batch batch) {
        int count = batch.size();
        if (ends.length < count) {
            ends = new long[count];
            hashes = new long[count];
            found = new int[count];
        }
        Batch open = open(batch);
        int parts = split.split(open, ends);
        for (int i = 0; i < parts; i++) {
            add(split.part(i), windows.at(split.end(i)));
        }
        split.release();
        open.release();
    }

    /** The rows whose windows have not fired, with {@link #ends}. */
    private Batch open(Batch batch) {
        Vector vector = batch.column(endColumn).flat();
        long[] values = ((LongVector) vector).values();
        long watermark = context.openWatermark();
        int[] rows = new int[batch.size()];
        int count = 0;
        long late = 0;
        long timeless = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (vector.isNull(row)) {
                timeless += Math.abs(batch.weight(row));
            } else if (values[row] - 1 <= watermark) {
                late += Math.abs(batch.weight(row));
            } else {
                ends[count] = values[row];
                rows[count++] = row;
            }
        }
        if (late > 0) {
            context.counters().addLate(late);
        }
        if (timeless > 0) {
            context.counters().addDropped(timeless);
        }
        return count == batch.size() ? batch.retain() : batch.withSelection(rows, count);
    }

    private void add(Batch batch, StateTable table) {
        int count = batch.size();
        if (distinct) {
            hash.hash(batch, columns, side.keyColumns.length, hashes);
            table.resolve(batch, columns, hashes, found, true, null);
        } else {
            hash.hash(batch, side.keyColumns, hashes);
            table.append(batch, columns, hashes, found);
        }
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(WEIGHT);
        boolean gone = false;
        for (int i = 0; i < count; i++) {
            long[] page = pages[found[i] >> shift];
            int at = (found[i] & mask) * stride + offset;
            page[at] += batch.weight(batch.row(i));
            gone |= page[at] == 0;
        }
        if (gone) {
            free(table, count);
        }
    }

    private void free(StateTable table, int count) {
        for (int i = 0; i < count; i++) {
            if (table.isLive(found[i]) && table.word(found[i], WEIGHT) == 0) {
                table.free(found[i]);
            }
        }
    }

    // ---- windows

    /** The end of the earliest window, or {@code Long.MAX_VALUE}. */
    long firstEnd() {
        return windows.count() == 0 ? Long.MAX_VALUE : windows.end(0);
    }

    /** The next rows of a window, or null when there are none left. */
    @Nullable
    Batch next(long end) {
        StateTable table = windows.find(end);
        if (table == null) {
            return null;
        }
        TableScan from = scan == null ? table.scan() : scan;
        scan = from;
        visited = 0;
        int count = 0;
        while (count == 0) {
            if (from.done()) {
                scan = null;
                return null;
            }
            count = from.next(found);
            visited += count == 0 ? TableScan.SLICE : count;
            if (count == 0 && !from.done()) {
                return new Batch(0, new Vector[side.types.size()]);
            }
        }
        return batch(table, count);
    }

    /** How many places the last {@link #next} has visited. */
    int visited() {
        return visited;
    }

    private Batch batch(StateTable table, int count) {
        Vector[] vectors = new Vector[columns.length];
        for (int i = 0; i < columns.length; i++) {
            vectors[columns[i]] = table.keyVector(i, found, 0, count);
        }
        int[] weights = new int[count];
        boolean ones = true;
        for (int i = 0; i < count; i++) {
            long weight = table.word(found[i], WEIGHT);
            if (weight < 0) {
                throw NegativeMultiplicity.ofRow();
            }
            weights[i] = Math.toIntExact(weight);
            ones &= weight == 1;
        }
        return new Batch(count, vectors, null, count, ones ? null : weights, null, null);
    }

    /** Drops a window. */
    void drop(long end) {
        windows.drop(end);
        scan = null;
    }
}
