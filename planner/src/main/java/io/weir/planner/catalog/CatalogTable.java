// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.catalog;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.planner.TableTraits;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of an outside system.
 *
 * @param columns in the order of the DDL
 * @param options all texts of {@code WITH (...)}, the connector's name included
 * @param traits what its connector says of it
 */
public record CatalogTable(
        String name,
        boolean temporary,
        List<CatalogColumn> columns,
        List<String> primaryKey,
        Optional<TimeColumn> time,
        List<String> partitionedBy,
        @Nullable String comment,
        Map<String, String> options,
        TableTraits traits,
        String createSql)
        implements CatalogObject {
    /**
     * The column whose progress the watermark tells.
     *
     * @param column index into {@link #columns()}
     * @param sql the watermark as it was written
     * @param watermark the same over the columns of {@link #definition()}
     */
    public record TimeColumn(int column, String sql, Expression watermark) {}

    public CatalogTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        partitionedBy = List.copyOf(partitionedBy);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    @Override
    public Schema schema() {
        return new Schema(columns.stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
    }

    @Override
    public String kind() {
        return "table";
    }

    /** The table as it is read: its physical and metadata columns. */
    public TableDefinition definition() {
        return definition(true);
    }

    /** The table as it is written: without virtual columns. */
    public TableDefinition writtenDefinition() {
        return definition(false);
    }

    private TableDefinition definition(boolean withVirtual) {
        List<Field> fields = new ArrayList<>();
        Map<Integer, String> keys = new HashMap<>();
        for (CatalogColumn column : columns) {
            if (column instanceof CatalogColumn.Computed) {
                continue;
            }
            if (column instanceof CatalogColumn.Metadata metadata) {
                if (metadata.virtual() && !withVirtual) {
                    continue;
                }
                keys.put(fields.size(), metadata.key());
            }
            fields.add(new Field(column.name(), column.type()));
        }
        return new TableDefinition(name, new Schema(fields), keys, primaryKey, partitionedBy, options);
    }
}
