// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made from texts that are nearly always literals: patterns, formats, zones.
 *
 * <p>It holds at most 256 of them, in sets of four; a full set forgets one by turns. Threads share it without locks: a
 * race costs at most that a value is made again, since entries are immutable.
 */
final class LiteralCache<V> {
    private static final int SETS = 64;
    private static final int WAYS = 4;

    private record Entry<V>(Utf8 text, V value) {}

    private final Function<Utf8, V> maker;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable Entry<V>[] entries = new Entry[SETS * WAYS];

    private @Nullable Entry<V> last;
    private int turn;

    /** The maker gets a copy of the text, which it may keep; what it throws is thrown each time. */
    LiteralCache(Function<Utf8, V> maker) {
        this.maker = maker;
    }

    V get(Utf8 text) {
        Entry<V> used = last;
        if (used != null && used.text.equals(text)) {
            return used.value;
        }
        int set = (text.hashCode() * 0x9E3779B9 >>> 26) * WAYS;
        for (int i = set; i < set + WAYS; i++) {
            Entry<V> entry = entries[i];
            if (entry != null && entry.text.equals(text)) {
                last = entry;
                return entry.value;
            }
        }
        return make(text, set);
    }

    private V make(Utf8 text, int set) {
        Utf8 copy = Utf8.of(text.toByteArray());
        V value = maker.apply(copy);
        int free = set;
        while (free < set + WAYS && entries[free] != null) {
            free++;
        }
        Entry<V> entry = new Entry<>(copy, value);
        entries[free < set + WAYS ? free : set + (turn++ & WAYS - 1)] = entry;
        last = entry;
        return value;
    }
}
