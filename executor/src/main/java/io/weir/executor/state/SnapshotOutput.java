// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes sections of a snapshot as frames that check themselves.
 *
 * <pre>
 *   frame   = length: int32 above 0, CRC32C of length and bytes: int32, bytes
 *   section = frames, then a frame of length 0
 * </pre>
 *
 * <p>Between entries the caller calls {@link #endEntry}; an entry is never cut by a frame.
 */
final class SnapshotOutput {
    static final int FRAME_BYTES = 64 * 1024;

    private final DataOutputStream out;
    private final GrowableBytes frame = new GrowableBytes(FRAME_BYTES + 4096);

    SnapshotOutput(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    void putByte(int value) {
        frame.putByte(value);
    }

    void putInt(int value) {
        frame.putInt(value);
    }

    void putLong(long value) {
        frame.putLong(value);
    }

    /** Seven bits at a time, low first. */
    void putCount(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            frame.putByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        frame.putByte(rest);
    }

    void putBytes(byte[] bytes, int start, int length) {
        putCount(length);
        frame.put(bytes, start, length);
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8, 0, utf8.length);
    }

    void endEntry() throws IOException {
        if (frame.length() >= FRAME_BYTES) {
            writeFrame();
        }
    }

    void endSection() throws IOException {
        if (frame.length() > 0) {
            writeFrame();
        }
        out.writeInt(0);
        out.writeInt(checksum(frame.bytes(), 0));
        out.flush();
    }

    private void writeFrame() throws IOException {
        out.writeInt(frame.length());
        out.writeInt(checksum(frame.bytes(), frame.length()));
        out.write(frame.bytes(), 0, frame.length());
        frame.clear();
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update((length >>> shift) & 0xFF);
        }
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
