// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Map;

/**
 * A table of an outside system as a plan stores it: enough to make its {@code TableSpec} again.
 *
 * @param schema the physical and metadata columns in the order of the DDL, without computed ones
 * @param metadataKeys by column index the connector's metadata key
 * @param options all texts of {@code WITH (...)}, the connector's name included
 */
public record TableDefinition(
        String name,
        Schema schema,
        Map<Integer, String> metadataKeys,
        List<String> primaryKey,
        List<String> partitionedBy,
        Map<String, String> options) {
    public TableDefinition {
        metadataKeys = Map.copyOf(metadataKeys);
        primaryKey = List.copyOf(primaryKey);
        partitionedBy = List.copyOf(partitionedBy);
        options = Map.copyOf(options);
    }
}
