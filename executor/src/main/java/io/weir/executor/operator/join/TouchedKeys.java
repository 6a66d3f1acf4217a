// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.state.MultisetKeys;
import java.util.Arrays;

/** Keys that have been touched since they were last settled, each with the sides that had rows of it then. */
final class TouchedKeys {
    private final MultisetKeys keys;
    private int[] touched = new int[64];
    private byte[] had = new byte[64];
    private int count;

    TouchedKeys(MultisetKeys keys) {
        this.keys = keys;
    }

    /** Takes note of keys before rows are added to them or taken away. */
    void touch(int[] of, int length) {
        if (touched.length < count + length) {
            touched = Arrays.copyOf(touched, Math.max(2 * touched.length, count + length));
            had = Arrays.copyOf(had, touched.length);
        }
        int end = keys.mark(of, length, touched, count);
        for (int i = count; i < end; i++) {
            had[i] = (byte) ((has(i, JoinSide.LEFT) ? 1 : 0) | (has(i, JoinSide.RIGHT) ? 2 : 0));
        }
        count = end;
    }

    int count() {
        return count;
    }

    int key(int index) {
        return touched[index];
    }

    /** Whether a side has now got its first row of a key, or has lost its last. */
    boolean turned(int index, int side) {
        return has(index, side) != ((had[index] >> side & 1) != 0);
    }

    private boolean has(int index, int side) {
        return keys.total(touched[index], side) > 0;
    }

    /** Lets some keys go. */
    void release(int from, int to) {
        keys.unmark(touched, from, to);
        for (int i = from; i < to; i++) {
            keys.release(touched[i]);
        }
    }

    void clear() {
        if (touched.length > 65_536) {
            touched = new int[64];
            had = new byte[64];
        }
        count = 0;
    }
}
