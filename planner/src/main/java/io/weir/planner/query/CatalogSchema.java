// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** A catalog as the validator sees it; remembers what it was asked for. */
final class CatalogSchema extends AbstractSchema {
    private final Catalog catalog;
    private final Set<String> used = new TreeSet<>();

    CatalogSchema(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The names of the tables and views that were found. */
    Set<String> used() {
        return used;
    }

    @Override
    public Lookup<Table> tables() {
        return new Tables();
    }

    @Override
    public Lookup<? extends Schema> subSchemas() {
        return Lookup.empty();
    }

    private final class Tables implements Lookup<Table> {
        @Override
        public @Nullable Table get(String name) {
            Named<Table> found = getIgnoreCase(name);
            return found == null ? null : found.entity();
        }

        @Override
        public @Nullable Named<Table> getIgnoreCase(String name) {
            CatalogObject object = catalog.find(name).orElse(null);
            if (object == null) {
                return null;
            }
            used.add(object.name());
            return new Named<>(object.name(), new TableSource(object));
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
            return catalog.list().stream().map(CatalogObject::name).collect(Collectors.toSet());
        }
    }
}
