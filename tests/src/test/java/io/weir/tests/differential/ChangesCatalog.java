// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.runtime.Tables;
import io.weir.plan.TableDefinition;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.TableTraits;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The one connector of the random tests, {@code changes}. */
final class ChangesCatalog implements ConnectorCatalog, Tables {
    private final Map<String, ChangesSource> sources = new HashMap<>();
    private final boolean bounded;

    /** @param bounded whether the planner is told that the tables end */
    ChangesCatalog(boolean bounded) {
        this.bounded = bounded;
    }

    void add(String table, ChangesSource source) {
        sources.put(table, source);
    }

    @Override
    public TableTraits check(TableDefinition table) {
        return new TableTraits(
                Optional.of(new TableTraits.SourceTraits(
                        bounded, ChangeMode.valueOf(table.options().get("changes")), Map.of())),
                Optional.empty(),
                Set.of());
    }

    @Override
    public Source source(TableDefinition table) {
        return Objects.requireNonNull(sources.get(table.name()), table.name());
    }

    @Override
    public Sink sink(TableDefinition table) {
        throw new IllegalStateException("nothing is written");
    }
}
