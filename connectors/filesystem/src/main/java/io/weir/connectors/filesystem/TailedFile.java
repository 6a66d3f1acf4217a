// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read from some place on and may grow while it is.
 *
 * <p>It is open only while there is something to read. Each time it is opened its head is compared with what was read
 * before, so that another file in its place is not taken for its continuation.
 */
final class TailedFile implements AutoCloseable {
    private final Path path;
    private final String shownPath;

    private final byte[] head = new byte[FilePosition.HEAD_BYTES];
    private int headLength;
    private FilePosition start = FilePosition.START;
    private boolean startChecked;
    private long offset;
    private @Nullable FileChannel channel;

    /** @param shownPath what errors call the file */
    TailedFile(Path path, String shownPath) {
        this.path = path;
        this.shownPath = shownPath;
    }

    /** Goes to where reading ended before; the file is looked at when it is read. */
    void seek(FilePosition position) {
        start = position;
        offset = position.offset();
    }

    /** The hash of the head of what lies before an offset up to which the file was read. */
    long headHash(long before) {
        return startChecked ? FilePosition.hash(head, (int) Math.min(before, headLength)) : start.head();
    }

    FileMetadata metadata() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileMetadata(
                    shownPath, attributes.size(), attributes.lastModifiedTime().toMillis() * 1000);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether there may be bytes that were not read yet. */
    boolean hasGrown() {
        if (channel != null) {
            return true;
        }
        long size;
        try {
            size = Files.size(path);
        } catch (NoSuchFileException e) {
            // What was read stays valid. If another file takes its place, its head tells.
            return false;
        } catch (IOException e) {
            throw failed(e);
        }
        if (size < offset) {
            throw shorter();
        }
        return size > offset;
    }

    /** Reads at most {@code count} bytes; -1 at the end of the file, which is closed then. */
    int read(byte[] into, int start, int count) {
        try {
            FileChannel file = channel;
            if (file == null) {
                file = open();
                channel = file;
            }
            int read = file.read(ByteBuffer.wrap(into, start, count));
            if (read < 0) {
                close();
                return -1;
            }
            if (headLength < head.length) {
                int more = Math.min(head.length - headLength, read);
                System.arraycopy(into, start, head, headLength, more);
                headLength += more;
            }
            offset += read;
            return read;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            checkHead(file);
            return file.position(offset);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void checkHead(FileChannel file) throws IOException {
        if (file.size() < offset) {
            throw shorter();
        }
        int length = startChecked ? headLength : (int) Math.min(start.offset(), FilePosition.HEAD_BYTES);
        byte[] present = new byte[FilePosition.HEAD_BYTES];
        readHead(file, present, length);
        long expected = startChecked ? FilePosition.hash(head, length) : start.head();
        if (FilePosition.hash(present, length) != expected) {
            throw replaced();
        }
        System.arraycopy(present, 0, head, 0, length);
        headLength = length;
        startChecked = true;
    }

    private static void readHead(FileChannel file, byte[] into, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining() && file.read(buffer, buffer.position()) >= 0) {
            // reads on until the buffer is full
        }
    }

    private SqlException shorter() {
        return SqlException.report(ErrorCode.SOURCE_FAILED)
                .says("file \"%s\" is shorter than what has been read of it", shownPath)
                .detail("Files may grow, but what was read must stay.")
                .hint("Write new data to a file with a new name.")
                .toException();
    }

    private SqlException replaced() {
        return SqlException.report(ErrorCode.SOURCE_FAILED)
                .says("file \"%s\" is not the one that was read before", shownPath)
                .detail("Its first bytes have changed.")
                .hint("Write new data to a file with a new name.")
                .toException();
    }

    private SqlException failed(IOException e) {
        return e instanceof NoSuchFileException
                ? SqlException.report(ErrorCode.FILE_NOT_FOUND)
                        .says("file \"%s\" does not exist", shownPath)
                        .detail("It was there when the files were listed.")
                        .causedBy(e)
                        .toException()
                : SqlException.report(ErrorCode.SOURCE_FAILED)
                        .says("file \"%s\" could not be read", shownPath)
                        .causedBy(e)
                        .toException();
    }

    @Override
    public void close() {
        FileChannel file = channel;
        channel = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
