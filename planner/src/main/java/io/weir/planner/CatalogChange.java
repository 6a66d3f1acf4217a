// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogView;
import io.weir.spi.error.SourceSpan;
import org.jspecify.annotations.Nullable;

/** What a definition does to the catalog it was planned with. */
public sealed interface CatalogChange {
    /** Makes the change, or fails when the catalog has changed since so that it no longer can be made. */
    void apply(Catalog catalog);

    /** CREATE of a table or view. */
    record Create(
            CatalogObject object,
            boolean ifNotExists,
            @Nullable SourceSpan span) implements CatalogChange {
        @Override
        public void apply(Catalog catalog) {
            if (!catalog.add(object) && !ifNotExists) {
                throw Catalog.exists(catalog.find(object.name()).orElse(object), span);
            }
        }
    }

    /** CREATE OR REPLACE of a view. */
    record Replace(CatalogView view) implements CatalogChange {
        @Override
        public void apply(Catalog catalog) {
            catalog.addOrReplace(view);
        }
    }

    /** DROP of a table or view. */
    record Drop(CatalogObject object) implements CatalogChange {
        @Override
        public void apply(Catalog catalog) {
            catalog.remove(object);
        }
    }

    /** Nothing, since IF EXISTS or IF NOT EXISTS has said so. */
    record Nothing() implements CatalogChange {
        @Override
        public void apply(Catalog catalog) {}
    }
}
