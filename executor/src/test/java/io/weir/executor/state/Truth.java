// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.Collections;
import java.util.IdentityHashMap;
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

    static void of(OrderedTable table, Set<Object> arrays) {
        for (OrderedNode.Leaf leaf = table.firstLeaf(); leaf != null; leaf = leaf.next) {
            of(leaf.page(), arrays);
        }
    }

    private static void of(OrderedPage page, Set<Object> arrays) {
        arrays.add(page.slots);
        arrays.add(page.block.bytes);
    }

    static void of(KeyedState.Frozen frozen, Set<Object> arrays) {
        if (frozen instanceof OrderedState.FrozenOrdered ordered) {
            ordered.pages.forEach(page -> of(page, arrays));
            return;
        }
        FrozenTable table = (FrozenTable) frozen;
        for (Page page : table.pages) {
            of(page, arrays);
        }
        if (table.rows != null) {
            arrays.add(table.rows);
        }
    }

    /** Bytes of the elements of arrays. */
    static long bytes(Set<Object> arrays) {
        long sum = 0;
        for (Object array : arrays) {
            sum += array instanceof long[] longs
                    ? 8L * longs.length
                    : array instanceof int[] ints ? 4L * ints.length : ((byte[]) array).length;
        }
        return sum;
    }

    static Set<Object> arrays() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
