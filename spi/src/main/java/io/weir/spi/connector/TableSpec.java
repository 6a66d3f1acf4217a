// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.format.Format;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as a connector sees it.
 *
 * @param schema the physical columns followed by the metadata columns, in the order of the DDL; computed columns are not
 *     among them
 * @param metadataKeys by column index the connector's metadata key, for metadata columns
 * @param primaryKey names of the key's columns; empty when none is declared
 * @param partitionedBy names of the columns of PARTITIONED BY
 * @param options checked against the connector's and the format's declarations and the common ones
 * @param format the format named by {@code 'format'}, ready for use
 * @param formats those named by the connector's {@link Connector#formatKeys()}, by key
 */
public record TableSpec(
        String name,
        Schema schema,
        Map<Integer, String> metadataKeys,
        List<String> primaryKey,
        List<String> partitionedBy,
        Options options,
        Optional<Format> format,
        Map<String, Format> formats) {
    /** A table of a connector that knows no further formats. */
    public TableSpec(
            String name,
            Schema schema,
            Map<Integer, String> metadataKeys,
            List<String> primaryKey,
            List<String> partitionedBy,
            Options options,
            Optional<Format> format) {
        this(name, schema, metadataKeys, primaryKey, partitionedBy, options, format, Map.of());
    }

    public <T> T get(Option<T> option) {
        return options.get(option);
    }

    public <T> Optional<T> find(Option<T> option) {
        return options.find(option);
    }
}
