// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.catalog;

import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import org.jspecify.annotations.Nullable;

/** A column of a table. */
public sealed interface CatalogColumn {
    String name();

    DataType type();

    @Nullable
    String comment();

    /** Read from and written to the outside. */
    record Physical(String name, DataType type, @Nullable String comment) implements CatalogColumn {}

    /**
     * Read from what the connector knows of a record, by a key.
     *
     * @param virtual only read, never written
     */
    record Metadata(
            String name,
            DataType type,
            String key,
            boolean virtual,
            @Nullable String comment) implements CatalogColumn {}

    /**
     * Computed when the table is read.
     *
     * @param sql the expression as it was written
     * @param expression the same over the columns of {@link CatalogTable#definition()}
     */
    record Computed(
            String name,
            DataType type,
            String sql,
            Expression expression,
            @Nullable String comment) implements CatalogColumn {}
}
