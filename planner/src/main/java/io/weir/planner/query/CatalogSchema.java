// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import java.util.Collection;
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

/** A catalog, or the part of it below a schema, as the validator sees it; remembers what it was asked for. */
final class CatalogSchema extends AbstractSchema {
    private final Catalog catalog;
    private final String prefix;
    private final Set<String> used;

    CatalogSchema(Catalog catalog) {
        this(catalog, "", new TreeSet<>());
    }

    private CatalogSchema(Catalog catalog, String prefix, Set<String> used) {
        this.catalog = catalog;
        this.prefix = prefix;
        this.used = used;
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
        return prefix.isEmpty() && !catalog.system().isEmpty() ? new Schemas() : Lookup.empty();
    }

    private final class Tables implements Lookup<Table> {
        @Override
        public @Nullable Table get(String name) {
            Named<Table> found = getIgnoreCase(name);
            return found == null ? null : found.entity();
        }

        @Override
        public @Nullable Named<Table> getIgnoreCase(String name) {
            CatalogObject object = catalog.find(prefix + name).orElse(null);
            if (object == null) {
                return null;
            }
            used.add(object.name());
            return new Named<>(object.name().substring(prefix.length()), new TableSource(object));
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
            Collection<CatalogObject> all = prefix.isEmpty() ? catalog.list() : catalog.system();
            return all.stream()
                    .map(object -> object.name().substring(prefix.length()))
                    .collect(Collectors.toSet());
        }
    }

    /** The one schema that there is beside the names without one. */
    private final class Schemas implements Lookup<Schema> {
        private final CatalogSchema system = new CatalogSchema(catalog, Catalog.SYSTEM + ".", used);

        @Override
        public @Nullable Schema get(String name) {
            return name.equals(Catalog.SYSTEM) ? system : null;
        }

        @Override
        public @Nullable Named<Schema> getIgnoreCase(String name) {
            return name.equalsIgnoreCase(Catalog.SYSTEM) ? new Named<>(Catalog.SYSTEM, system) : null;
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
            return Set.of(Catalog.SYSTEM);
        }
    }
}
