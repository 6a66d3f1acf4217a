// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of PARTITIONED BY, whose values are not in the files but in the names of their folders.
 *
 * <pre>
 *   PARTITIONED BY (day, shop)     path/day=2026-03-01/shop=a%2Fb/part-...
 * </pre>
 *
 * <p>A NULL has a name of its own; a text that is like that name is written with its first character escaped.
 */
final class Partitions {
    private final Schema schema;
    private final List<Integer> columns;
    private final String nameOfNull;

    private Partitions(Schema schema, List<Integer> columns, String nameOfNull) {
        this.schema = schema;
        this.columns = columns;
        this.nameOfNull = nameOfNull;
    }

    static Partitions of(TableSpec table) {
        Schema schema = table.schema();
        List<Integer> columns = new ArrayList<>();
        for (String name : table.partitionedBy()) {
            int column = schema.indexOf(name);
            if (column < 0 || table.metadataKeys().containsKey(column)) {
                throw SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                        .says("partition column \"%s\" does not exist", name)
                        .detail("Columns that are computed or metadata are not written.")
                        .toException();
            }
            if (!PartitionValues.canHave(schema.type(column))) {
                throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says(
                                "partition column \"%s\" is of type %s",
                                schema.name(column), schema.type(column).sql())
                        .detail("Its values would have to stand in the names of folders.")
                        .hint("Use a column of text, whole numbers, DECIMAL, BOOLEAN, DATE, TIME or TIMESTAMP.")
                        .toException();
            }
            columns.add(column);
        }
        if (!columns.isEmpty()
                && columns.size() == schema.size() - table.metadataKeys().size()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("all columns of table \"%s\" are in PARTITIONED BY", table.name())
                    .detail("Nothing would be left for the files.")
                    .toException();
        }
        return new Partitions(schema, columns, table.get(FilesystemOptions.PARTITION_DEFAULT_NAME));
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    boolean contains(int column) {
        return columns.contains(column);
    }

    /** The folder of a row below the table's path, with a slash at its end; empty when there are no partitions. */
    String folder(Batch batch, int row) {
        if (columns.isEmpty()) {
            return "";
        }
        StringBuilder folder = new StringBuilder();
        for (int column : columns) {
            DataType type = schema.type(column);
            Object value = Vectors.value(batch.column(column), type, row);
            folder.append(PartitionNames.escape(schema.name(column)))
                    .append('=')
                    .append(value == null ? nameOfNull : escape(PartitionValues.text(value, type)))
                    .append('/');
        }
        return folder.toString();
    }

    private String escape(String text) {
        String escaped = PartitionNames.escape(text);
        return escaped.equals(nameOfNull) && !text.isEmpty()
                ? PartitionNames.hex(text.charAt(0)) + PartitionNames.escape(text.substring(1))
                : escaped;
    }

    /** Whether a folder's name may be that of a partition at a depth, and so is not hidden. */
    boolean isFolder(String name, int depth) {
        return depth < columns.size() && valueName(name, depth) != null;
    }

    /** What stands behind the name of the column, or null when it is another name. */
    private @Nullable String valueName(String folder, int depth) {
        int equals = folder.indexOf('=');
        boolean own = equals > 0
                && PartitionNames.unescape(folder.substring(0, equals))
                        .equalsIgnoreCase(schema.name(columns.get(depth)));
        return own ? folder.substring(equals + 1) : null;
    }

    /**
     * The values of a file's partition by column of the table; null where there are none.
     *
     * @param file its place below the table's path
     */
    @Nullable
    Object[] values(String file, String shownPath) {
        @Nullable Object[] values = new Object[schema.size()];
        String[] parts = file.split("/", -1);
        for (int i = 0; i < columns.size(); i++) {
            String name = i < parts.length - 1 ? valueName(parts[i], i) : null;
            int column = columns.get(i);
            if (name == null) {
                throw SqlException.report(ErrorCode.SOURCE_FAILED)
                        .says("file \"%s\" is in no folder of a partition", shownPath)
                        .detail("The table is PARTITIONED BY \"%s\".", schema.name(column))
                        .hint("Move it into a folder such as %s=value.", schema.name(column))
                        .toException();
            }
            values[column] = value(name, column, shownPath);
        }
        return values;
    }

    private @Nullable Object value(String name, int column, String shownPath) {
        DataType type = schema.type(column);
        if (!name.equals(nameOfNull)) {
            return PartitionValues.value(PartitionNames.unescape(name), type);
        }
        if (!type.nullable()) {
            throw SqlException.report(ErrorCode.SOURCE_FAILED)
                    .says("partition column \"%s\" of file \"%s\" is NULL", schema.name(column), shownPath)
                    .detail("The column is NOT NULL.")
                    .toException();
        }
        return null;
    }
}
