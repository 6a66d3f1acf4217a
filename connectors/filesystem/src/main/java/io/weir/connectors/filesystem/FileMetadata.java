// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a table can show of the file that a row comes from.
 *
 * @param path the table's path and the file's place below it
 * @param modifiedMicros when the file was changed last
 */
record FileMetadata(String path, long size, long modifiedMicros) {
    private static final String PATH = "file.path";
    private static final String NAME = "file.name";
    private static final String SIZE = "file.size";
    private static final String MODIFIED = "file.modification-time";

    /** The keys of METADATA columns and their types. */
    static Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put(PATH, DataType.text().withNullable(false));
        types.put(NAME, DataType.text().withNullable(false));
        types.put(SIZE, DataType.bigint().withNullable(false));
        types.put(MODIFIED, DataType.timestampLtz(3).withNullable(false));
        return types;
    }

    /** A column of it, with the type that the table declares. */
    Vector column(String key, DataType type, int rows) {
        Object value = switch (key) {
            case PATH -> path;
            case NAME -> path.substring(path.lastIndexOf('/') + 1);
            case SIZE -> size;
            case MODIFIED -> Math.floorDiv(modifiedMicros, 1000) * 1000;
            default -> throw new IllegalArgumentException(key);
        };
        return Vectors.constant(type, value, rows);
    }
}
