// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/**
 * The sizes of a table's parts; tests make them small to see many of them.
 *
 * @param pageWords words of a page, unless a single row has more
 * @param mostSlots slots of an index segment before it splits
 * @param pageEntries entries of an ordered page before it splits
 * @param hashMask anded to hashes that are computed from rows, which makes them poor
 */
record TableShape(int pageWords, int mostSlots, int pageEntries, long hashMask) {
    /** Pages of 64 KB, segments of 256 KB, ordered pages of some 10 KB. */
    static final TableShape NORMAL = new TableShape(8_192, 32_768, 256, -1L);
}
