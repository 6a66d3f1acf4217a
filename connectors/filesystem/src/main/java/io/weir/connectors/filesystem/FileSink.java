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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that files are written to: each under a hidden name first, and under its final name once it is committed.
 *
 * @param pathText the table's path as it was written
 */
record FileSink(String pathText, Path folder, Schema schema, Format format, long rollingBytes) implements Sink {
    static FileSink of(TableSpec table, Format format, ConnectorContext context) {
        String pathText = table.get(FilesystemOptions.PATH);
        Path folder = context.resolve(pathText);
        // Says at once when the format cannot have a column's type.
        format.encoder(table.schema());
        return new FileSink(
                pathText, folder, table.schema(), format, Math.max(1, table.get(FilesystemOptions.ROLLING_SIZE)));
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
        for (PartName part : PartName.decode(committable)) {
            Path hidden = folder.resolve(part.hidden());
            Path shown = folder.resolve(part.shown());
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
        syncFolder();
    }

    /** Makes the names in the folder durable. */
    void syncFolder() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failed("folder \"" + pathText + "\" could not be made durable", e);
        }
    }

    static SqlException failed(String says, @Nullable IOException cause) {
        return SqlException.report(ErrorCode.SINK_FAILED)
                .says("%s", says)
                .causedBy(cause)
                .toException();
    }
}
