// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Utf8;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Words as bytes, short where there are runs of 0 or of -1, as in wide numbers.
 *
 * <pre>
 *   run = kind in two bits and length in six | for the kind OTHER the words
 * </pre>
 */
final class PackedWords {
    private static final int ZEROS = 0;
    private static final int ONES = 1;
    private static final int OTHER = 2;
    private static final int LENGTH_BITS = 6;
    private static final int MOST = (1 << LENGTH_BITS) - 1;

    private PackedWords() {}

    static void write(long[] words, GrowableBytes out) {
        out.clear();
        int from = 0;
        while (from < words.length) {
            int kind = kind(words[from]);
            int to = from + 1;
            while (to < words.length && to - from < MOST && kind(words[to]) == kind) {
                to++;
            }
            out.putByte(kind << LENGTH_BITS | to - from);
            for (int i = from; i < to && kind == OTHER; i++) {
                out.putLong(words[i]);
            }
            from = to;
        }
    }

    private static int kind(long word) {
        return word == 0 ? ZEROS : word == -1 ? ONES : OTHER;
    }

    static void read(Utf8 piece, long[] words) {
        ByteBuffer from = ByteBuffer.wrap(piece.bytes(), piece.start(), piece.length());
        int at = 0;
        while (at < words.length) {
            int run = from.get() & 0xFF;
            int end = at + (run & MOST);
            if (run >>> LENGTH_BITS == OTHER) {
                while (at < end) {
                    words[at++] = from.getLong();
                }
            } else {
                Arrays.fill(words, at, end, run >>> LENGTH_BITS == ONES ? -1 : 0);
                at = end;
            }
        }
    }
}
