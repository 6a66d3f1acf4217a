// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.planner.TableTraits.SourceTraits;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.EventTime;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.option.Option;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What planning has to know of the tables that a statement reads, by their definitions. */
public final class TableFacts implements EventTime.Tables {
    private static final Option<Duration> IDLE_TIMEOUT =
            Option.duration("scan.watermark.idle-timeout").defaults(Duration.ZERO);
    private static final Option<String> ON_ERROR = Option.oneOf("on-error", "fail", "dead-letter", "drop");
    private static final Option<String> KEY_CONFLICTS =
            Option.oneOf("sink.key-conflicts", "greatest", "refuse").defaults("greatest");

    private static final int NANOS_PER_MICRO = 1_000;

    private final Map<String, CatalogTable> tables = new HashMap<>();

    public void add(CatalogTable table) {
        tables.put(table.name(), table);
    }

    private CatalogTable get(TableDefinition table) {
        CatalogTable known = tables.get(table.name());
        if (known == null) {
            throw new IllegalStateException("table " + table.name() + " was not met before");
        }
        return known;
    }

    private SourceTraits source(TableDefinition table) {
        return get(table).traits().source().orElseThrow();
    }

    public boolean isBounded(TableDefinition table) {
        return source(table).bounded();
    }

    /** How the table's rows come. */
    public ChangeMode changes(TableDefinition table) {
        return source(table).changes();
    }

    @Override
    public boolean isAppendOnly(TableDefinition table) {
        return changes(table) == ChangeMode.APPEND;
    }

    long idleTimeoutMicros(TableDefinition table) {
        return option(table, IDLE_TIMEOUT).toNanos() / NANOS_PER_MICRO;
    }

    /**
     * What becomes of records that cannot be decoded.
     *
     * @param otherwise unless the table says it
     */
    String onError(TableDefinition table, String otherwise) {
        String text = table.options().get(ON_ERROR.key());
        return text == null ? otherwise : ON_ERROR.parse(text);
    }

    /** Whether a query is refused that may have several rows for one key of a table it is written to. */
    public static boolean refusesKeyConflicts(TableDefinition table) {
        return option(table, KEY_CONFLICTS).equals("refuse");
    }

    private static <T> T option(TableDefinition table, Option<T> option) {
        String text = table.options().get(option.key());
        T otherwise = option.defaultValue();
        return text == null && otherwise != null ? otherwise : option.parse(String.valueOf(text));
    }

    /** The column that the table's watermark is for. */
    Optional<String> timeColumnName(TableDefinition definition) {
        CatalogTable table = get(definition);
        return table.time().map(time -> table.columns().get(time.column()).name());
    }

    /** What the time column is computed from, over the columns of the definition; nothing without a watermark. */
    @Override
    public Optional<Expression> timeColumn(TableDefinition definition) {
        CatalogTable table = get(definition);
        return table.time().map(time -> {
            CatalogColumn column = table.columns().get(time.column());
            if (column instanceof CatalogColumn.Computed computed) {
                return Expressions.withoutSpans(computed.expression());
            }
            return new ColumnRef(definition.schema().indexOf(column.name()), column.type());
        });
    }
}
