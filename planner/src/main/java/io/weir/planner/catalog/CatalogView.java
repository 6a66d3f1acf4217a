// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.catalog;

import io.weir.spi.type.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query under a name.
 *
 * @param query as it was written
 * @param dependencies the names of the tables and views it reads, at any depth
 */
public record CatalogView(
        String name,
        boolean temporary,
        Schema schema,
        String query,
        Set<String> dependencies,
        @Nullable String comment,
        String createSql)
        implements CatalogObject {
    public CatalogView {
        dependencies = Set.copyOf(dependencies);
    }

    @Override
    public String kind() {
        return "view";
    }
}
