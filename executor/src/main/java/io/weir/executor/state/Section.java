// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;

/**
 * The beginning of a section of a snapshot.
 *
 * <pre>
 *   snapshot  = section*, end section
 *   section   = "WST1", kind: byte, number: int32, content
 *   unkeyed   = (name, schema)* of the keyed states, empty text, (name, schema, values)* of the cells, empty text
 *   group     = maxGroups: int32, (name, schema, entries)*, empty text
 *   end       = nothing; its number says how many sections stand before it
 * </pre>
 *
 * @param number of a group section the group, of the end section the sections before it
 */
record Section(Kind kind, int number) {
    /** "WST", and the version of the format. */
    private static final int BEGIN = ('W' << 24) | ('S' << 16) | ('T' << 8) | '1';

    enum Kind {
        UNKEYED('u'),
        GROUP('g'),
        END('e');

        private final int mark;

        Kind(char mark) {
            this.mark = mark;
        }
    }

    void write(SnapshotOutput out) {
        out.putInt(BEGIN);
        out.putByte(kind.mark);
        out.putInt(number);
    }

    static Section read(SnapshotInput in) throws IOException {
        int begin = in.getInt();
        int mark = in.getByte();
        int number = in.getInt();
        for (Kind kind : Kind.values()) {
            if (begin == BEGIN && kind.mark == mark) {
                return new Section(kind, number);
            }
        }
        throw SnapshotInput.corrupt("a section of it does not begin as one of a version this release reads");
    }
}
