// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.deadletter.DeadLetters;
import io.weir.executor.runtime.Tables;
import io.weir.plan.TableDefinition;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.TableTraits;
import io.weir.planner.TableTraits.SinkTraits;
import io.weir.planner.TableTraits.SourceTraits;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the planner and the executor ask of tables, answered by the connectors. */
final class EngineCatalog implements ConnectorCatalog, Tables {
    private final ConnectorRegistry registry;
    private final DeadLetterBox letters;

    EngineCatalog(ConnectorRegistry registry, DeadLetterBox letters) {
        this.registry = registry;
        this.letters = letters;
    }

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }

    @Override
    public TableTraits check(TableDefinition table) {
        Connector connector = registry.connector(table);
        TableSpec spec = registry.spec(table);
        Optional<Source> source = connector.source(spec, registry.context());
        Optional<Sink> sink = connector.sink(spec, registry.context());
        Set<String> secrets = new HashSet<>();
        for (Option<?> option : connector.options(table.schema())) {
            if (option.isSecret()) {
                secrets.add(option.key());
            }
        }
        return new TableTraits(
                source.map(s -> new SourceTraits(s.bounded(), s.changeMode(), s.metadata())),
                sink.map(s -> new SinkTraits(s.accepts())),
                secrets);
    }

    @Override
    public OptionalLong estimatedRows(TableDefinition table) {
        try {
            return source(table).estimatedRows();
        } catch (SqlException e) {
            return OptionalLong.empty(); // running the query tells it
        }
    }

    @Override
    public Source source(TableDefinition table) {
        if (DeadLettersTable.is(table)) {
            return new DeadLettersTable(letters);
        }
        return registry.connector(table)
                .source(registry.spec(table), registry.context())
                .orElseThrow(() -> SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("table \"%s\" can only be written", table.name())
                        .toException());
    }

    @Override
    public Sink sink(TableDefinition table) {
        return registry.connector(table)
                .sink(registry.spec(table), registry.context())
                .orElseThrow(() -> SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("table \"%s\" can only be read", table.name())
                        .toException());
    }

    /** What a reader of the tables that a job writes is not promised, in words. */
    List<String> guarantees(JobPlan plan) {
        List<String> said = new ArrayList<>();
        for (PhysicalPlan root : plan.roots()) {
            if (root instanceof PhysicalPlan.Sink into) {
                String guarantee = sink(into.table()).guarantee();
                if (guarantee.startsWith("at-least-once")) {
                    said.add("rows reach table \"" + into.table().name() + "\" " + guarantee
                            + "; after a failure some are written again");
                }
            }
        }
        return said;
    }
}
