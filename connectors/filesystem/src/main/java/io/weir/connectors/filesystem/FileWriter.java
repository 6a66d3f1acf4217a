// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Encoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes files under hidden names; a file ends when it is large enough or a checkpoint comes. */
final class FileWriter implements Writer {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileSink sink;
    private final String prefix;
    private final Encoder encoder;
    private final List<PartName> ended = new ArrayList<>();

    private long nextNumber = -1;
    private @Nullable OpenPart current;

    FileWriter(FileSink sink, String prefix) {
        this.sink = sink;
        this.prefix = prefix;
        encoder = sink.format().encoder(sink.schema());
    }

    /** The file that is written to. */
    private static final class OpenPart {
        private final PartName name;
        private final FileChannel channel;
        private final OutputStream out;
        private long bytes;

        OpenPart(PartName name, FileChannel channel) {
            this.name = name;
            this.channel = channel;
            out = new BufferedOutputStream(new CountedOutput(), BUFFER_BYTES);
        }

        /** Passes bytes to the channel, which is what makes them durable later. */
        private final class CountedOutput extends OutputStream {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int start, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(from, start, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                bytes += length;
            }
        }
    }

    @Override
    public void write(Batch batch) {
        try {
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                int weight = batch.weight(row);
                if (weight < 0) {
                    throw SqlException.internal("a file was told to take a row back", null);
                }
                for (int copy = 0; copy < weight; copy++) {
                    write(batch, row);
                }
            }
        } catch (IOException e) {
            throw FileSink.failed("a file in \"" + sink.pathText() + "\" could not be written", e);
        }
    }

    private void write(Batch batch, int row) throws IOException {
        OpenPart part = current;
        if (part == null) {
            part = begin();
            current = part;
        }
        encoder.encode(batch, row, part.out);
        if (part.bytes >= sink.rollingBytes()) {
            end(part);
        }
    }

    private OpenPart begin() throws IOException {
        Files.createDirectories(sink.folder());
        if (nextNumber < 0) {
            nextNumber = firstFreeNumber();
        }
        while (true) {
            PartName name = PartName.of(prefix, nextNumber++, sink.format().fileSuffix());
            if (Files.exists(sink.folder().resolve(name.shown()))) {
                continue;
            }
            try {
                FileChannel channel = FileChannel.open(
                        sink.folder().resolve(name.hidden()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OpenPart part = new OpenPart(name, channel);
                encoder.header(part.out);
                return part;
            } catch (FileAlreadyExistsException e) {
                // An earlier attempt of the same writer, which may be committed yet.
            }
        }
    }

    /** A number behind those of earlier attempts, whose files are kept: they may be committed, now or later. */
    private long firstFreeNumber() throws IOException {
        try (Stream<Path> files = Files.list(sink.folder())) {
            return files.mapToLong(file -> PartName.number(String.valueOf(file.getFileName()), prefix))
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }

    /** Makes the file durable under its hidden name. */
    private void end(OpenPart part) throws IOException {
        current = null;
        try (FileChannel channel = part.channel) {
            part.out.flush();
            channel.force(true);
        }
        ended.add(part.name);
    }

    /** Shows nothing: rows are seen once they are committed. */
    @Override
    public void flush() {}

    @Override
    public byte[] prepare(long checkpoint) {
        OpenPart part = current;
        try {
            if (part != null) {
                end(part);
            }
        } catch (IOException e) {
            throw FileSink.failed("a file in \"" + sink.pathText() + "\" could not be made durable", e);
        }
        if (ended.isEmpty()) {
            return new byte[0];
        }
        sink.syncFolder();
        byte[] committable = PartName.encode(ended);
        ended.clear();
        return committable;
    }

    @Override
    public void close() {
        OpenPart part = current;
        current = null;
        try {
            if (part != null) {
                part.channel.close();
                Files.deleteIfExists(sink.folder().resolve(part.name.hidden()));
            }
            for (PartName name : ended) {
                Files.deleteIfExists(sink.folder().resolve(name.hidden()));
            }
            ended.clear();
        } catch (IOException e) {
            throw FileSink.failed(
                    "files that were not needed could not be removed from \"" + sink.pathText() + "\"", e);
        }
    }
}
