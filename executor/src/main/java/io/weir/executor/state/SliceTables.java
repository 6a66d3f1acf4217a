// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table for each slice of time, named by its end, in the order of ends; dropped whole. */
public final class SliceTables implements AutoCloseable {
    private final List<? extends ValueType> keyTypes;
    private final int groupKeys;
    private final List<? extends ValueType> valueTypes;
    /** Whether rows are found by their key; if not, keys may be equal. */
    private final boolean indexed;

    private final MemoryBudget budget;

    private long[] ends = new long[8];
    private @Nullable StateTable[] tables = new StateTable[8];
    private int count;
    /** Where the last search ended, which is where the next most likely ends too. */
    private int last;

    SliceTables(
            List<? extends ValueType> keyTypes,
            int groupKeys,
            List<? extends ValueType> valueTypes,
            boolean indexed,
            MemoryBudget budget) {
        this.keyTypes = keyTypes;
        this.groupKeys = groupKeys;
        this.valueTypes = valueTypes;
        this.indexed = indexed;
        this.budget = budget;
    }

    /** How many slices there are. */
    public int count() {
        return count;
    }

    /** The end of the slice at a place, 0 being the earliest. */
    public long end(int place) {
        if (place >= count) {
            throw new IndexOutOfBoundsException(place);
        }
        return ends[place];
    }

    public StateTable table(int place) {
        StateTable table = tables[place];
        if (table == null) {
            throw new IndexOutOfBoundsException(place);
        }
        return table;
    }

    /** The table of a slice, or null when there is none. */
    public @Nullable StateTable find(long end) {
        int place = placeOf(end);
        return place < 0 ? null : tables[place];
    }

    /** The table of a slice, made when missing. */
    public StateTable at(long end) {
        int place = placeOf(end);
        return place < 0 ? insert(~place, end) : table(place);
    }

    /** The place of a slice, or the complement of the place it would have. */
    private int placeOf(long end) {
        if (last < count && ends[last] == end) {
            return last;
        }
        int place = Arrays.binarySearch(ends, 0, count, end);
        last = place < 0 ? last : place;
        return place;
    }

    private StateTable insert(int place, long end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            tables = Arrays.copyOf(tables, 2 * count);
        }
        System.arraycopy(ends, place, ends, place + 1, count - place);
        System.arraycopy(tables, place, tables, place + 1, count - place);
        StateTable table = new StateTable(keyTypes, groupKeys, valueTypes, indexed, TableShape.NORMAL, budget);
        if (place > 0 && indexed) {
            // neighbours are alike: a slice that has what its predecessor had need not grow
            StateTable before = tables[place - 1];
            table.expect(before == null ? 0 : before.size() + before.size() / 8);
        }
        ends[place] = end;
        tables[place] = table;
        count++;
        last = place;
        return table;
    }

    /** Drops a slice with all its rows; nothing when there is none. */
    public void drop(long end) {
        int place = placeOf(end);
        if (place >= 0) {
            table(place).close();
            count--;
            System.arraycopy(ends, place + 1, ends, place, count - place);
            System.arraycopy(tables, place + 1, tables, place, count - place);
            tables[count] = null;
        }
    }

    /** Bytes held by all slices. */
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table(i).bytes();
        }
        return sum;
    }

    /** Drops all slices. */
    @Override
    public void close() {
        for (int i = 0; i < count; i++) {
            table(i).close();
            tables[i] = null;
        }
        count = 0;
    }
}
