// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that files are written to: each under a hidden name first, and under its final name once it is committed.
 *
 * @param pathText the table's path as it was written
 * @param written the columns of the table that are in the files: all but those of its partitions
 * @param schema of the written columns
 */
record FileSink(
        String pathText,
        Path folder,
        int[] written,
        Schema schema,
        Partitions partitions,
        Format format,
        long rollingBytes)
        implements Sink {
    static FileSink of(TableSpec table, Format format, ConnectorContext context) {
        String pathText = table.get(FilesystemOptions.PATH);
        Path folder = context.resolve(pathText);
        Partitions partitions = Partitions.of(table);
        int[] written = IntStream.range(0, table.schema().size())
                .filter(column -> !partitions.contains(column))
                .toArray();
        Schema schema = table.schema().select(written);
        // Says at once when the format cannot have a column's type.
        format.encoder(schema);
        return new FileSink(
                pathText,
                folder,
                written,
                schema,
                partitions,
                format,
                Math.max(1, table.get(FilesystemOptions.ROLLING_SIZE)));
    }

    @Override
    public Set<ChangeMode> accepts() {
        return Set.of(ChangeMode.APPEND);
    }

    @Override
    public String guarantee() {
        return "exactly-once";
    }

    @Override
    public Writer open(String job, int writer) {
        if (Files.isRegularFile(folder)) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"path\" cannot be \"%s\"", pathText)
                    .detail("It is a file, and rows are written to new files in a folder.")
                    .hint("Name a folder.")
                    .toException();
        }
        return new FileWriter(this, PartName.prefix(job, writer));
    }

    @Override
    public void commit(byte[] committable) {
        List<PartName> parts = PartName.decode(committable);
        for (PartName part : parts) {
            Path hidden = hidden(part);
            Path shown = folder.resolve(part.folder() + part.shown());
            try {
                // When it is not there, it was committed before; whether somebody has taken it away since is not our
                // business.
                if (Files.exists(hidden)) {
                    if (Files.exists(shown)) {
                        throw failed("file \"" + part.shown() + "\" is there already", null);
                    }
                    Files.move(hidden, shown, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw failed("file \"" + part.shown() + "\" could not be given its final name", e);
            }
        }
        syncFolders(parts);
    }

    /** Where a file lies until it is committed. */
    Path hidden(PartName part) {
        return folder.resolve(part.folder() + part.hidden());
    }

    /** Makes the names of files durable, and those of the folders they lie in. */
    void syncFolders(List<PartName> parts) {
        TreeSet<Path> folders = new TreeSet<>(List.of(folder));
        for (PartName part : parts) {
            Path below = folder.resolve(part.folder());
            while (!below.equals(folder) && folders.add(below)) {
                below = Objects.requireNonNull(below.getParent());
            }
        }
        folders.forEach(this::sync);
    }

    private void sync(Path one) {
        if (!Files.isDirectory(one)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(one, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failed("folder \"" + pathText + "\" could not be made durable", e);
        }
    }

    static SqlException failed(String says, @Nullable Exception cause) {
        return SqlException.report(ErrorCode.SINK_FAILED)
                .says("%s", says)
                .causedBy(cause)
                .toException();
    }
}
