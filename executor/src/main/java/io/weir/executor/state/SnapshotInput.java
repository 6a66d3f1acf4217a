// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link SnapshotOutput} wrote; what does not check is {@link ErrorCode#SNAPSHOT_CORRUPT}. */
final class SnapshotInput {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final DataInputStream in;
    private byte[] frame = {};
    private int at;

    SnapshotInput(InputStream in) {
        this.in = new DataInputStream(in);
    }

    int getByte() throws IOException {
        int start = need(1); // may change the frame
        return frame[start] & 0xFF;
    }

    int getInt() throws IOException {
        int start = need(Integer.BYTES);
        return (int) INTS.get(frame, start);
    }

    long getLong() throws IOException {
        int start = need(Long.BYTES);
        return (long) LONGS.get(frame, start);
    }

    int getCount() throws IOException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int next = getByte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw corrupt("a count in it is out of range");
    }

    /** Reads bytes; they lie in {@link #bytes} from the answer on, until the next read. */
    int getBytes(int length) throws IOException {
        return length == 0 ? 0 : need(length);
    }

    byte[] bytes() {
        return frame;
    }

    String getText() throws IOException {
        int length = getCount();
        int start = getBytes(length);
        return new String(frame, start, length, StandardCharsets.UTF_8);
    }

    /** Reads the end of a section. */
    void endSection() throws IOException {
        if (at < frame.length || readFrame()) {
            throw corrupt("a section of it is longer than its content");
        }
    }

    /** Passes over the rest of a section. */
    void skipSection() throws IOException {
        do {
            at = frame.length;
        } while (readFrame());
    }

    /** The place of the next bytes, all in one frame. */
    private int need(int length) throws IOException {
        if (at == frame.length && !readFrame()) {
            throw corrupt("a section of it ends early");
        }
        if (frame.length - at < length) {
            throw corrupt("an entry of it ends early");
        }
        at += length;
        return at - length;
    }

    /** Whether there was one more frame; else the section is at its end. */
    private boolean readFrame() throws IOException {
        int length;
        int checksum;
        byte[] bytes;
        try {
            length = in.readInt();
            checksum = in.readInt();
            bytes = length > 0 ? in.readNBytes(length) : new byte[0];
        } catch (EOFException e) {
            throw corrupt("it ends early");
        }
        if (length < 0 || bytes.length != length) {
            throw corrupt("it ends early");
        }
        if (SnapshotOutput.checksum(bytes, length) != checksum) {
            throw corrupt("a checksum in it is wrong");
        }
        frame = bytes;
        at = 0;
        return length > 0;
    }

    static SqlException corrupt(String why) {
        return SqlException.report(ErrorCode.SNAPSHOT_CORRUPT)
                .says("the snapshot is damaged: %s", why)
                .hint("Restore from another checkpoint.")
                .toException();
    }
}
