// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.Set;

/** Finds the big arrays that a structure holds, to be compared with what it has leased. */
final class Truth {
    private Truth() {}

    static void of(StateTable table, Set<Object> arrays) {
        for (int i = 0; i < table.rows.pageCount; i++) {
            of(table.rows.pageOrNull(i), arrays);
        }
        for (long[] slots : table.index.directory) {
            arrays.add(slots);
        }
    }

    static void of(Page page, Set<Object> arrays) {
        if (page != null) {
            arrays.add(page.words);
            if (page.block != null) {
                arrays.add(page.block.bytes);
            }
        }
    }

    static void of(KeyedState.Frozen frozen, Set<Object> arrays) {
        FrozenTable table = (FrozenTable) frozen;
        for (Page page : table.pages) {
            of(page, arrays);
        }
        if (table.rows != null) {
            arrays.add(table.rows);
        }
    }
}
