// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes files under hidden names, one for each partition; a file ends when it is large enough, when too many are open, or when a
 * checkpoint comes.
 */
final class FileWriter implements Writer {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int OPEN_MAX = 64;

    private final FileSink sink;
    private final String prefix;
    private final Encoder encoder;
    private final List<PartName> ended = new ArrayList<>();

    /** By folder, the one used last at the end. */
    private final LinkedHashMap<String, OpenPart> open = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> foldersSeen = new HashSet<>();
    private long nextNumber;

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
        Vector[] columns = new Vector[sink.written().length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(sink.written()[i]);
        }
        Batch written = batch.withColumns(columns);
        try {
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                int weight = batch.weight(row);
                if (weight < 0) {
                    throw SqlException.internal("a file was told to take a row back", null);
                }
                String folder = sink.partitions().folder(batch, row);
                for (int copy = 0; copy < weight; copy++) {
                    write(folder, written, row);
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw FileSink.failed("a file in \"" + sink.pathText() + "\" could not be written", e);
        }
    }

    private void write(String folder, Batch batch, int row) throws IOException {
        OpenPart part = open.get(folder);
        if (part == null) {
            if (open.size() == OPEN_MAX) {
                end(open.values().iterator().next());
            }
            part = begin(folder);
            open.put(folder, part);
        }
        encoder.encode(batch, row, part.out);
        if (part.bytes >= sink.rollingBytes()) {
            end(part);
        }
    }

    private OpenPart begin(String folder) throws IOException {
        Path path = sink.folder().resolve(folder);
        Files.createDirectories(path);
        if (foldersSeen.add(folder)) {
            nextNumber = Math.max(nextNumber, firstFreeNumber(path));
        }
        while (true) {
            PartName name =
                    PartName.of(folder, prefix, nextNumber++, sink.format().fileSuffix());
            if (Files.exists(path.resolve(name.shown()))) {
                continue;
            }
            try {
                FileChannel channel =
                        FileChannel.open(sink.hidden(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OpenPart part = new OpenPart(name, channel);
                encoder.header(part.out);
                return part;
            } catch (FileAlreadyExistsException e) {
                // An earlier attempt of the same writer, which may be committed yet.
            }
        }
    }

    /** A number behind those of earlier attempts, whose files are kept: they may be committed, now or later. */
    private long firstFreeNumber(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> PartName.number(String.valueOf(file.getFileName()), prefix))
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }

    /** Makes the file durable under its hidden name. */
    private void end(OpenPart part) throws IOException {
        open.remove(part.name.folder());
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
        try {
            for (OpenPart part : List.copyOf(open.values())) {
                end(part);
            }
        } catch (IOException e) {
            throw FileSink.failed("a file in \"" + sink.pathText() + "\" could not be made durable", e);
        }
        if (ended.isEmpty()) {
            return new byte[0];
        }
        sink.syncFolders(ended);
        byte[] committable = PartName.encode(ended);
        ended.clear();
        return committable;
    }

    @Override
    public void close() {
        try {
            for (OpenPart part : open.values()) {
                part.channel.close();
                Files.deleteIfExists(sink.hidden(part.name));
            }
            open.clear();
            for (PartName name : ended) {
                Files.deleteIfExists(sink.hidden(name));
            }
            ended.clear();
        } catch (IOException e) {
            throw FileSink.failed(
                    "files that were not needed could not be removed from \"" + sink.pathText() + "\"", e);
        }
    }
}
