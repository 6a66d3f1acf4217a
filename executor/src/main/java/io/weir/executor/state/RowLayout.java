// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of a table lie in its rows; key columns come first, and are counted with the values from 0 on.
 *
 * <pre>
 *   header word: bit 63 live | bit 62 marked | bits 46 to 61 the top of the key's hash | NULL bits 0 to 45
 *   further words of 64 NULL bits, if there are more columns; then the columns
 *   header of a freed row: 0 | place of the next freed row of the page, plus 1
 * </pre>
 */
final class RowLayout {
    static final long LIVE = 1L << 63;
    static final long MARKED = 1L << 62;
    static final int HASH_SHIFT = 46;
    static final long HASH_MASK = 0xFFFFL << HASH_SHIFT;
    /** Words of the first page before it grows. */
    static final int FIRST_PAGE_WORDS = 512;
    /** The most rows of a page when rows own bytes, so that its block keeps to some hundred kilobytes. */
    private static final int ROWS_WITH_BYTES = 1_024;

    private static final int HEADER_NULLS = HASH_SHIFT;

    final int keyCount;
    final ValueType[] types;
    final int[] offsets;
    /** Per column the word of its NULL bit. */
    final int[] nullOffsets;
    /** Per column its NULL bit; 0 when it has none. */
    final long[] nullMasks;
    /** The NULL words of a new row: its SQL values are NULL. */
    final long[] newNulls;
    /** The columns that lie in the byte block. */
    final int[] variable;

    final int stride;
    final int pageShift;
    final int rowMask;

    RowLayout(List<? extends ValueType> keyTypes, List<? extends ValueType> valueTypes, int pageWords) {
        List<ValueType> all = new ArrayList<>(keyTypes);
        all.addAll(valueTypes);
        keyCount = keyTypes.size();
        int count = all.size();
        types = all.toArray(new ValueType[0]);
        offsets = new int[count];
        nullOffsets = new int[count];
        nullMasks = new long[count];
        int nullBits = 0;
        for (int i = 0; i < count; i++) {
            if (types[i].isNullable()) {
                int behindHeader = nullBits - HEADER_NULLS;
                nullOffsets[i] = behindHeader < 0 ? 0 : 1 + behindHeader / Long.SIZE;
                nullMasks[i] = 1L << (behindHeader < 0 ? nullBits : behindHeader % Long.SIZE);
                nullBits++;
            }
        }
        int words = nullBits <= HEADER_NULLS ? 1 : 1 + (nullBits - HEADER_NULLS + Long.SIZE - 1) / Long.SIZE;
        newNulls = new long[words];
        List<Integer> inBlock = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i >= keyCount) {
                newNulls[nullOffsets[i]] |= nullMasks[i];
            }
            offsets[i] = words;
            words += types[i].words();
            if (types[i].isVariable()) {
                inBlock.add(i);
            }
        }
        stride = words;
        variable = inBlock.stream().mapToInt(Integer::intValue).toArray();
        int most = variable.length == 0 ? pageWords / stride : Math.min(pageWords / stride, ROWS_WITH_BYTES);
        int rows = Math.max(1, Integer.highestOneBit(most));
        pageShift = Integer.numberOfTrailingZeros(rows);
        rowMask = rows - 1;
    }

    int rowsPerPage() {
        return rowMask + 1;
    }

    int columnCount() {
        return types.length;
    }

    /** Begins a row whose words are 0. */
    void begin(long[] page, int base, long hash) {
        page[base] = LIVE | hashBits(hash) | newNulls[0];
        for (int i = 1; i < newNulls.length; i++) {
            page[base + i] = newNulls[i];
        }
    }

    /** The top of a hash as it stands in the header. */
    static long hashBits(long hash) {
        return (hash >>> 48) << HASH_SHIFT;
    }

    static int groupOf(long header, int maxGroups) {
        return KeyGroups.groupOf(header << (Long.SIZE - HASH_SHIFT - 16), maxGroups);
    }
}
