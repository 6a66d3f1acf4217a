// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call one by one, in its order, each with its count.
 *
 * <pre>
 *   entry = group, order keys in their directions, arguments -> count
 * </pre>
 */
final class CollectedRows implements Accumulator {
    private final Intake intake;
    private final List<SortKey> order;
    private final List<Integer> arguments;
    private final List<DataType> types;
    private final OrderedTable rows;

    private final OrderedCursor cursor;
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    /** @param types of the input's columns */
    CollectedRows(
            Intake intake, List<SortKey> order, List<Integer> arguments, List<DataType> types, OrderedTable rows) {
        this.intake = intake;
        this.order = order;
        this.arguments = arguments;
        this.types = types;
        this.rows = rows;
        cursor = rows.cursor();
    }

    /** The types of an entry behind its group. */
    static List<DataType> entryTypes(List<SortKey> order, List<Integer> arguments, List<DataType> types) {
        List<DataType> entry = new ArrayList<>();
        order.forEach(key -> entry.add(types.get(key.column())));
        arguments.forEach(argument -> entry.add(types.get(argument)));
        return entry;
    }

    @Override
    public List<ValueType> columns() {
        return List.of();
    }

    @Override
    public void add(StateTable table) {
        add(table, intake.groups(), 0);
    }

    @Override
    public void addToOne(StateTable table, int row) {
        add(table, null, row);
    }

    private void add(StateTable table, int @Nullable [] groups, int single) {
        int[] weights = intake.weights();
        Vector[] ordered =
                order.stream().map(key -> intake.column(key.column())).toArray(Vector[]::new);
        Vector[] given = arguments.stream().map(intake::column).toArray(Vector[]::new);
        for (int i = 0; i < intake.count(); i++) {
            int row = intake.row(i);
            entry.clear();
            rows.keyOf(table, groups == null ? single : groups[i], entry);
            for (int k = 0; k < ordered.length; k++) {
                SortKey key = order.get(k);
                CanonicalBytes.encode(ordered[k], row, key.descending(), !key.nullsFirst(), entry);
            }
            for (Vector argument : given) {
                CanonicalBytes.encode(argument, row, entry);
            }
            rows.add(entry, weights == null ? 1 : weights[i]);
        }
    }

    @Override
    public void merge(StateTable table, int[] groups, int count, Partials from, int sign) {
        throw new IllegalStateException("collected rows do not travel with a group's row");
    }

    // ---- reading a group

    /** Goes to the first row of a group; false when it has none. */
    boolean first(StateTable table, int group) {
        entry.clear();
        rows.keyOf(table, group, entry);
        return rows.first(entry, cursor);
    }

    /** Goes to the last row of a group; false when it has none. */
    boolean last(StateTable table, int group) {
        entry.clear();
        rows.keyOf(table, group, entry);
        return rows.last(entry, cursor);
    }

    boolean next() {
        return cursor.next();
    }

    /** How often the present row is there. */
    long count() {
        long count = cursor.word(0);
        if (count < 0) {
            throw NegativeMultiplicity.ofValue();
        }
        return count;
    }

    /** Where the arguments of the present row begin in {@link #bytes}. */
    int argumentsAt() {
        Utf8 sort = cursor.sort(piece);
        int at = sort.start();
        for (SortKey key : order) {
            at = CanonicalBytes.skip(types.get(key.column()), sort.bytes(), at, key.descending());
        }
        return at;
    }

    /** The bytes that {@link #argumentsAt} is a place in. */
    byte[] bytes() {
        return piece.bytes();
    }

    int argumentCount() {
        return arguments.size();
    }

    DataType argumentType(int argument) {
        return types.get(arguments.get(argument));
    }
}
