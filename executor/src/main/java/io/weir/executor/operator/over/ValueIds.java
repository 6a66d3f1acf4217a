// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/** Numbers for the values of entries, from 0 on: equal values have the same. */
final class ValueIds {
    private final int[] arguments;
    private final ValueKeys[] keys;

    private int[] ids = {};
    /** By hash the first entry of a value, or of another with the same place; -1 for none. */
    private int[] table = {};

    private int count;

    ValueIds(List<Integer> columns, List<DataType> types) {
        arguments = columns.stream().mapToInt(Integer::intValue).toArray();
        keys = columns.stream().map(column -> new ValueKeys(types.get(column))).toArray(ValueKeys[]::new);
    }

    void begin(Entries entries) {
        int size = entries.size();
        for (int i = 0; i < keys.length; i++) {
            keys[i].begin(entries.columns()[arguments[i]], size);
        }
        if (ids.length < size) {
            ids = new int[Math.max(64, 2 * size)];
        }
        int room = Integer.highestOneBit(Math.max(1, size)) << 2;
        if (table.length < room) {
            table = new int[room];
        }
        Arrays.fill(table, 0, room, -1);
        count = 0;
        for (int i = 0; i < size; i++) {
            int at = hash(i) & (room - 1);
            while (table[at] >= 0 && !same(table[at], i)) {
                at = (at + 1) & (room - 1);
            }
            if (table[at] < 0) {
                table[at] = i;
                ids[i] = count++;
            } else {
                ids[i] = ids[table[at]];
            }
        }
    }

    private int hash(int entry) {
        long hash = 0;
        for (ValueKeys each : keys) {
            hash = (hash ^ each.hash(entry)) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32);
    }

    private boolean same(int a, int b) {
        for (ValueKeys each : keys) {
            if (each.isNull(a) != each.isNull(b) || !each.isNull(a) && each.compare(a, b) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many different values there are. */
    int count() {
        return count;
    }

    int id(int entry) {
        return ids[entry];
    }
}
