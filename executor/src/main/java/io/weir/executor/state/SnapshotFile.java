// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * One file that holds a manifest and named parts, such as the states of all tasks: there whole, or not at all.
 *
 * <pre>
 *   "WEIRSNP1"
 *   the bytes of each part
 *   directory: manifest, then name, length and CRC32C of each part in order
 *   length of the directory: int32, CRC32C of it: int32, "WEIRSNP1"
 * </pre>
 *
 * <p>A file is written beside its place, synced, and moved there. When it is opened every byte is checked.
 */
public final class SnapshotFile implements AutoCloseable {
    private static final byte[] MARK = "WEIRSNP1".getBytes(StandardCharsets.US_ASCII);
    private static final int FOOTER_BYTES = 2 * Integer.BYTES + MARK.length;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileChannel file;
    private final byte[] manifest;
    private final Map<String, Extent> parts;

    private record Extent(long offset, long length, int checksum) {}

    /** Writes the bytes of a part. */
    @FunctionalInterface
    public interface Part {
        void write(OutputStream out) throws IOException;
    }

    private SnapshotFile(FileChannel file, byte[] manifest, Map<String, Extent> parts) {
        this.file = file;
        this.manifest = manifest;
        this.parts = parts;
    }

    // ---- writing

    /** Writes a file; when it fails there is none, and a file that was there before is still there. */
    public static void write(Path path, byte[] manifest, Map<String, Part> parts) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeAll(Channels.newOutputStream(out), manifest, parts);
                out.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static void writeAll(OutputStream file, byte[] manifest, Map<String, Part> parts) throws IOException {
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        DataOutputStream entries = new DataOutputStream(directory);
        entries.writeInt(manifest.length);
        entries.write(manifest);
        entries.writeInt(parts.size());
        BufferedOutputStream out = new BufferedOutputStream(file, BUFFER_BYTES); // not closed: the file is synced first
        out.write(MARK);
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            Measured measured = new Measured(out);
            part.getValue().write(measured);
            entries.writeUTF(part.getKey());
            entries.writeLong(measured.length);
            entries.writeInt((int) measured.checksum.getValue());
        }
        byte[] bytes = directory.toByteArray();
        out.write(bytes);
        ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES);
        out.write(footer.putInt(bytes.length).putInt(checksum(bytes)).put(MARK).array());
        out.flush();
    }

    /** Counts and sums up what goes through it, and does not close what is behind it. */
    private static final class Measured extends FilterOutputStream {
        private final CRC32C checksum = new CRC32C();
        private long length;

        Measured(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            checksum.update(value);
            length++;
        }

        @Override
        public void write(byte[] bytes, int start, int count) throws IOException {
            out.write(bytes, start, count);
            checksum.update(bytes, start, count);
            length += count;
        }

        @Override
        public void close() {
            // the file goes on
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }

    // ---- reading

    /** Opens a file and checks all of it; what is missing or damaged is {@link ErrorCode#SNAPSHOT_CORRUPT}. */
    public static SnapshotFile open(Path path) throws IOException {
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw corrupt("it does not exist");
        }
        try {
            return check(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static SnapshotFile check(FileChannel file) throws IOException {
        long size = file.size();
        if (size < MARK.length + FOOTER_BYTES) {
            throw corrupt("it ends early");
        }
        ByteBuffer footer = ByteBuffer.wrap(read(file, size - FOOTER_BYTES, FOOTER_BYTES));
        int length = footer.getInt();
        int checksum = footer.getInt();
        byte[] mark = new byte[MARK.length];
        footer.get(mark);
        if (!Arrays.equals(mark, MARK) || !Arrays.equals(read(file, 0, MARK.length), MARK)) {
            throw corrupt("it does not begin and end as one of a version this release reads");
        }
        long directoryAt = size - FOOTER_BYTES - length;
        if (length < 0 || directoryAt < MARK.length) {
            throw corrupt("it ends early");
        }
        byte[] directory = read(file, directoryAt, length);
        if (checksum(directory) != checksum) {
            throw corrupt("the checksum of its directory is wrong");
        }
        SnapshotFile snapshot = readDirectory(file, directory);
        long end = MARK.length;
        for (Map.Entry<String, Extent> part : snapshot.parts.entrySet()) {
            snapshot.checkPart(part.getKey(), part.getValue());
            end += part.getValue().length;
        }
        if (end != directoryAt) {
            throw corrupt("its parts are not as long as its directory says");
        }
        return snapshot;
    }

    private static SnapshotFile readDirectory(FileChannel file, byte[] directory) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(directory));
        byte[] manifest = in.readNBytes(in.readInt());
        Map<String, Extent> parts = new LinkedHashMap<>();
        long offset = MARK.length;
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            Extent extent = new Extent(offset, in.readLong(), in.readInt());
            parts.put(name, extent);
            offset += extent.length;
        }
        return new SnapshotFile(file, manifest, parts);
    }

    private void checkPart(String name, Extent extent) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = extent.length;
        try (InputStream in = new Ranged(file, extent)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
                left -= read;
            }
        }
        if (left != 0 || (int) checksum.getValue() != extent.checksum) {
            throw corrupt("the checksum of its part " + name + " is wrong");
        }
    }

    private static byte[] read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.array();
    }

    /** The bytes of one part; closing it leaves the file open. */
    private static final class Ranged extends InputStream {
        private final FileChannel file;
        private long at;
        private final long end;

        Ranged(FileChannel file, Extent extent) {
            this.file = file;
            at = extent.offset;
            end = extent.offset + extent.length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int start, int count) throws IOException {
            if (at >= end) {
                return -1;
            }
            int most = (int) Math.min(count, end - at);
            int read = file.read(ByteBuffer.wrap(bytes, start, most), at);
            at += Math.max(0, read);
            return read;
        }
    }

    public byte[] manifest() {
        return manifest.clone();
    }

    /** The names of the parts in the order they were written. */
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    /** Reads a part from its beginning; any number may be read at once. */
    public InputStream read(String part) {
        Extent extent = parts.get(part);
        if (extent == null) {
            throw corrupt("it has no part " + part);
        }
        return new BufferedInputStream(new Ranged(file, extent), BUFFER_BYTES);
    }

    private static SqlException corrupt(String why) {
        return SqlException.report(ErrorCode.SNAPSHOT_CORRUPT)
                .says("the snapshot file is damaged: %s", why)
                .hint("Restore from another checkpoint.")
                .toException();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
