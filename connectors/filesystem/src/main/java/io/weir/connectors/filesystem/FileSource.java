// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The lines of a file, or of all files in a folder and the folders below it; each file is a split.
 *
 * <p>The path need not be there before the table is read, since tables are declared before others write to them.
 *
 * @param pathText the table's path as it was written
 * @param root the file or folder it names
 * @param schema all columns of the table
 * @param physical those that are in the files
 * @param partitions those that are in the names of folders
 * @param metadataKeys by column the key of those that are not
 * @param monitorInterval empty to read the files that are there once
 */
record FileSource(
        String tableName,
        String pathText,
        Path root,
        Schema schema,
        Schema physical,
        Partitions partitions,
        Map<Integer, String> metadataKeys,
        Optional<Duration> monitorInterval,
        Format format,
        ConnectorContext context)
        implements Source {
    private static final int SAMPLE_BYTES = 64 << 10;

    static FileSource of(TableSpec table, Format format, ConnectorContext context) {
        String pathText = table.get(FilesystemOptions.PATH);
        Path root = context.resolve(pathText);
        Schema schema = table.schema();
        Partitions partitions = Partitions.of(table);
        List<Field> physical = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            if (!table.metadataKeys().containsKey(column) && !partitions.contains(column)) {
                physical.add(schema.columns().get(column));
            }
        }
        // Says at once when the format cannot have a column's type.
        format.decoder(new Schema(physical), IntStream.range(0, physical.size()).toArray());
        return new FileSource(
                table.name(),
                pathText,
                root,
                schema,
                new Schema(physical),
                partitions,
                table.metadataKeys(),
                table.find(FilesystemOptions.MONITOR_INTERVAL),
                format,
                context);
    }

    @Override
    public boolean bounded() {
        return monitorInterval.isEmpty();
    }

    @Override
    public Map<String, DataType> metadata() {
        return FileMetadata.types();
    }

    @Override
    public Optional<Duration> discoveryInterval() {
        return monitorInterval;
    }

    /** Bytes of all files by the length of the first lines of the first. */
    @Override
    public OptionalLong estimatedRows() {
        if (!bounded() || !Files.exists(root)) {
            return OptionalLong.empty();
        }
        try {
            long bytes = 0;
            double rowBytes = 0;
            for (Split split : splits()) {
                Path file = Files.isRegularFile(root) ? root : root.resolve(split.id());
                bytes += Files.size(file);
                rowBytes = rowBytes == 0 ? meanLine(file) : rowBytes;
            }
            return OptionalLong.of(rowBytes == 0 ? 0 : Math.round(bytes / rowBytes));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Bytes per line at the start of a file; 0 when it is empty. */
    private static double meanLine(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] sample = in.readNBytes(SAMPLE_BYTES);
            int lines = 0;
            int end = sample.length;
            for (int i = 0; i < sample.length; i++) {
                if (sample[i] == '\n') {
                    lines++;
                    end = i + 1;
                }
            }
            return (double) end / Math.max(1, lines);
        }
    }

    /** Every file, in the order of their names; the id is its place below the root. */
    @Override
    public List<Split> splits() {
        if (!Files.exists(root)) {
            throw SqlException.report(ErrorCode.FILE_NOT_FOUND)
                    .says("path \"%s\" does not exist", pathText)
                    .hint("Create it, or correct the option \"path\" of table \"%s\".", tableName)
                    .toException();
        }
        if (Files.isRegularFile(root)) {
            return List.of(new Split(String.valueOf(root.getFileName())));
        }
        TreeSet<String> names = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(root) && isHidden(folder) && !isPartition(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // A link may lead to a file, which must itself be one that may be read; links to folders are left
                    // out.
                    if (!isHidden(file)
                            && (attributes.isRegularFile()
                                    || attributes.isSymbolicLink()
                                            && Files.isRegularFile(context.resolve(file.toString())))) {
                        names.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    // One that is gone between being listed and being looked at was never there.
                    if (Files.notExists(file) && !file.equals(root)) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw SqlException.report(ErrorCode.SOURCE_FAILED)
                    .says("folder \"%s\" could not be listed", pathText)
                    .causedBy(e)
                    .toException();
        }
        return names.stream().map(Split::new).toList();
    }

    /** Whether a column is in the files. */
    boolean isInFiles(int column) {
        return !metadataKeys.containsKey(column) && !partitions.contains(column);
    }

    private boolean isPartition(Path folder) {
        return partitions.isFolder(
                String.valueOf(folder.getFileName()), root.relativize(folder).getNameCount() - 1);
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || name.startsWith("_");
    }

    @Override
    public Reader open(ReadRequest request) {
        String id = request.split().id();
        boolean single = Files.isRegularFile(root);
        Path file = single ? root : context.resolve(root.resolve(id).toString());
        String shownPath = single ? pathText : pathText + (pathText.endsWith("/") ? "" : "/") + id;
        return new FileReader(this, request, file, shownPath, partitions.values(single ? "" : id, shownPath));
    }
}
