// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.VectorBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The wanted fields of an object, found by name.
 *
 * <p>Records tend to have their fields in the same order, so the field that followed the last one the time before is
 * tried first; what it is not, is looked up in a table by hash.
 */
final class JsonFields {
    private static final int UNWANTED = -1;
    private static final byte[] NO_NAME = {};

    private final JsonSettings settings;
    private final List<byte[]> names = new ArrayList<>();
    /** The names between quotes; empty for one that has escapes when it stands in an object. */
    private final List<byte[]> quoted = new ArrayList<>();

    private final List<JsonValue> values = new ArrayList<>();

    private int[] table = new int[8];
    private int[] following = new int[1];
    private boolean[] seen = {};

    JsonFields(JsonSettings settings) {
        this.settings = settings;
        Arrays.fill(table, UNWANTED);
    }

    void add(String name, JsonValue value) {
        names.add(name.getBytes(StandardCharsets.UTF_8));
        quoted.add(quoted(name));
        values.add(value);
        seen = new boolean[names.size()];
        following = new int[names.size() + 1];
        table = new int[Integer.highestOneBit(names.size()) * 4];
        Arrays.fill(table, UNWANTED);
        for (int i = 0; i < names.size(); i++) {
            byte[] bytes = names.get(i);
            int slot = hash(bytes, 0, bytes.length) & table.length - 1;
            while (table[slot] != UNWANTED) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = i;
        }
    }

    private static byte[] quoted(String name) {
        boolean plain = name.chars().allMatch(each -> each >= ' ' && each != '"' && each != '\\');
        return plain ? ('"' + name + '"').getBytes(StandardCharsets.UTF_8) : NO_NAME;
    }

    int size() {
        return names.size();
    }

    /**
     * Reads an object and appends one value to each column.
     *
     * @param rows rows that the columns have
     */
    void read(JsonInput in, VectorBuilder[] columns, int rows) {
        Arrays.fill(seen, false);
        int last = 0;
        in.enter('{');
        if (!in.leavesEmpty('}')) {
            do {
                int field = name(in, following[last]);
                in.expect(':');
                if (field == UNWANTED) {
                    in.skipValue();
                } else {
                    following[last] = field;
                    last = field + 1;
                    VectorBuilder column = columns[field];
                    if (seen[field]) {
                        // Of a field that stands twice the last one counts.
                        column.truncate(rows);
                    }
                    seen[field] = true;
                    values.get(field).read(in, column);
                }
            } while (in.more('}'));
        }
        for (int field = 0; field < seen.length; field++) {
            if (!seen[field]) {
                if (settings.failOnMissingField()) {
                    throw values.get(field).missing();
                }
                values.get(field).appendMissing(columns[field]);
            }
        }
    }

    /** Reads a name and gives its field, which may well be the one guessed. */
    private int name(JsonInput in, int guess) {
        if (guess < quoted.size()) {
            byte[] guessed = quoted.get(guess);
            if (guessed.length > 0 && in.name(guessed)) {
                return guess;
            }
        }
        in.string();
        return find(in.text(), in.textStart(), in.textEnd());
    }

    private int find(byte[] bytes, int start, int end) {
        int slot = hash(bytes, start, end) & table.length - 1;
        while (table[slot] != UNWANTED) {
            if (is(names.get(table[slot]), bytes, start, end)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        return UNWANTED;
    }

    private static boolean is(byte[] name, byte[] bytes, int start, int end) {
        return Arrays.equals(name, 0, name.length, bytes, start, end);
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
