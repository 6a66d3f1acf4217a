// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.definition;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.PlannerOptions;
import io.weir.planner.TableTraits;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogTable.TimeColumn;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import io.weir.sqlparser.statement.Column;
import io.weir.sqlparser.statement.CreateTable;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.OptionSetting;
import io.weir.sqlparser.statement.PrimaryKey;
import io.weir.sqlparser.statement.SqlText;
import io.weir.sqlparser.statement.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks CREATE TABLE and makes the table that the catalog keeps. */
public final class TableAnalysis {
    /** Plans {@code SELECT expression FROM table} for a table that is not in the catalog. */
    public interface ExpressionPlanner {
        LogicalPlan plan(SqlText expression, CatalogTable table);
    }

    private final CreateTable statement;
    private final ExpressionPlanner planner;
    private final ConnectorCatalog connectors;
    private final Nature nature;
    private final Map<String, String> options = new LinkedHashMap<>();

    public TableAnalysis(CreateTable statement, ExpressionPlanner planner, ConnectorCatalog connectors, Nature nature) {
        this.statement = statement;
        this.planner = planner;
        this.connectors = connectors;
        this.nature = nature;
        statement.options().forEach(option -> options.put(option.name(), option.value()));
    }

    public CatalogTable table() {
        if (statement.columns().size() > PlannerOptions.COLUMNS_MAX) {
            throw SqlException.report(ErrorCode.TOO_MANY_COLUMNS)
                    .says("a table has at most %d columns", PlannerOptions.COLUMNS_MAX)
                    .at(statement
                            .columns()
                            .get(PlannerOptions.COLUMNS_MAX)
                            .name()
                            .span())
                    .toException();
        }
        checkConnector();
        List<String> key = primaryKey();
        CatalogTable physical = table(readColumns(key), key, Optional.empty(), none(), "");
        if (physical.columns().isEmpty()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("table \"%s\" has computed columns only", statement.name())
                    .at(statement.name().span())
                    .toException();
        }
        statement.partitionedBy().forEach(this::checkPartition);
        CatalogTable whole = table(allColumns(physical), key, Optional.empty(), none(), "");
        Optional<TimeColumn> time = Optional.ofNullable(statement.watermark()).map(mark -> time(mark, whole));
        TableTraits traits = traits(whole.definition());
        return table(whole.columns(), key, time, traits, createSql(traits.secretOptions()));
    }

    private void checkPartition(Identifier name) {
        Column column = column(name);
        boolean written = !(column instanceof Column.Computed)
                && !(column instanceof Column.Metadata metadata && metadata.virtual());
        if (!written) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("partition column \"%s\" is not written", name)
                    .at(name.span())
                    .detail("A partition is told by a value that rows are written with.")
                    .hint("Name a column that is neither computed nor virtual metadata.")
                    .toException();
        }
    }

    private static TableTraits none() {
        return new TableTraits(Optional.empty(), Optional.empty(), Set.of());
    }

    private CatalogTable table(
            List<CatalogColumn> columns,
            List<String> key,
            Optional<TimeColumn> time,
            TableTraits traits,
            String createSql) {
        return new CatalogTable(
                statement.name().name(),
                statement.temporary(),
                columns,
                key,
                time,
                statement.partitionedBy().stream().map(Identifier::name).toList(),
                statement.comment(),
                options,
                traits,
                createSql);
    }

    private void checkConnector() {
        if (statement.option("connector").isEmpty()) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a table without a connector is not supported yet")
                    .at(statement.name().span())
                    .hint("Say where its rows are, such as WITH ('connector' = 'datagen').")
                    .toException();
        }
    }

    private List<String> primaryKey() {
        PrimaryKey key = statement.primaryKey();
        if (key == null) {
            return List.of();
        }
        if (key.enforced()) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a primary key that is enforced is not supported yet")
                    .at(key.span())
                    .detail("The rows are kept outside, where Weir cannot watch over them.")
                    .hint("Write PRIMARY KEY (...) NOT ENFORCED.")
                    .toException();
        }
        for (Identifier name : key.columns()) {
            if (column(name) instanceof Column.Computed) {
                throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                        .says("column \"%s\" of the primary key is computed", name)
                        .at(name.span())
                        .hint("A key is made of columns that are read.")
                        .toException();
            }
        }
        return key.columns().stream().map(name -> column(name).name().name()).toList();
    }

    private Column column(Identifier name) {
        return statement.columns().stream()
                .filter(column -> column.name().matches(name))
                .findFirst()
                .orElseThrow(() -> SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                        .says("column \"%s\" does not exist", name)
                        .at(name.span())
                        .hint(
                                "%s",
                                Nearest.hint(
                                        name.name(),
                                        statement.columns().stream()
                                                .map(each -> each.name().name())
                                                .toList(),
                                        "Name a column of the table."))
                        .toException());
    }

    /** The columns that are read; those of the key are NOT NULL. */
    private List<CatalogColumn> readColumns(List<String> key) {
        List<CatalogColumn> columns = new ArrayList<>();
        for (Column column : statement.columns()) {
            String name = column.name().name();
            if (column instanceof Column.Physical physical) {
                DataType type = physical.type().type();
                columns.add(new CatalogColumn.Physical(
                        name, key.contains(name) ? type.withNullable(false) : type, column.comment()));
            } else if (column instanceof Column.Metadata metadata) {
                DataType type = metadata.type().type();
                columns.add(new CatalogColumn.Metadata(
                        name,
                        key.contains(name) ? type.withNullable(false) : type,
                        Optional.ofNullable(metadata.key()).orElse(name),
                        metadata.virtual(),
                        column.comment()));
            }
        }
        return columns;
    }

    private List<CatalogColumn> allColumns(CatalogTable physical) {
        List<CatalogColumn> columns = new ArrayList<>();
        int read = 0;
        for (Column column : statement.columns()) {
            if (column instanceof Column.Computed computed) {
                Expression expression = expression(computed.expression(), physical);
                if (expression.type().kind() == TypeKind.NULL) {
                    throw SqlException.report(ErrorCode.INVALID_TYPE)
                            .says("the type of column \"%s\" cannot be told", column.name())
                            .at(computed.expression().span())
                            .hint("Say it with CAST(... AS type).")
                            .toException();
                }
                columns.add(new CatalogColumn.Computed(
                        column.name().name(),
                        expression.type(),
                        computed.expression().text(),
                        expression,
                        column.comment()));
            } else {
                columns.add(physical.columns().get(read++));
            }
        }
        return columns;
    }

    /** An expression over the columns that are read. */
    private Expression expression(SqlText text, CatalogTable table) {
        LogicalPlan plan = planner.plan(text, table);
        if (!(plan instanceof LogicalPlan.Project project)
                || project.expressions().size() != 1) {
            throw notAnExpression(text.span());
        }
        Expression expression = project.expressions().get(0);
        LogicalPlan below = project.input();
        while (below instanceof LogicalPlan.Project computed) {
            expression = Expressions.substitute(expression, computed.expressions());
            below = computed.input();
        }
        if (!(below instanceof LogicalPlan.Scan)) {
            throw notAnExpression(text.span());
        }
        return Expressions.withoutSpans(expression);
    }

    private static SqlException notAnExpression(SourceSpan span) {
        return SqlException.report(ErrorCode.INVALID_DEFINITION)
                .says("a column cannot be computed from more than its own row")
                .at(span)
                .hint("Aggregates belong into a query or view over the table.")
                .toException();
    }

    private TimeColumn time(Watermark mark, CatalogTable table) {
        Identifier name = mark.column().get(0);
        if (mark.column().size() > 1) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a watermark for a field of a ROW is not supported yet")
                    .at(name.span())
                    .hint("Add a computed column for the field, and the watermark for that column.")
                    .toException();
        }
        int index = table.schema().indexOf(name.name());
        DataType type = table.schema().type(index);
        if (type.kind() != TypeKind.TIMESTAMP && type.kind() != TypeKind.TIMESTAMP_LTZ) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("watermark column \"%s\" is of type %s", name, type.sql())
                    .at(name.span())
                    .hint(
                            "It must be a TIMESTAMP or TIMESTAMP_LTZ; add a computed column such as ts AS TO_TIMESTAMP(text).")
                    .toException();
        }
        Expression expression = expression(mark.expression(), table);
        if (expression.type().kind() != type.kind()) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "the watermark of a %s column is of type %s",
                            type.sql(), expression.type().sql())
                    .at(mark.expression().span())
                    .hint("Write ts - INTERVAL '5' SECOND.")
                    .toException();
        }
        if (!nature.isDeterministic(expression)) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("a watermark must follow from the row alone")
                    .at(mark.expression().span())
                    .hint("Write ts - INTERVAL '5' SECOND.")
                    .toException();
        }
        return new TimeColumn(index, mark.expression().text(), uncut(expression));
    }

    /** A watermark that was only cut to fewer digits may as well keep them. */
    private static Expression uncut(Expression expression) {
        return expression instanceof Cast cast
                        && cast.input().type().kind() == cast.type().kind()
                ? cast.input()
                : expression;
    }

    private TableTraits traits(TableDefinition definition) {
        TableTraits traits;
        try {
            traits = connectors.check(definition);
        } catch (SqlException e) {
            throw e.span() == null ? e.at(placeOfOption(e)) : e;
        }
        traits.source().ifPresent(source -> checkMetadata(source.metadata()));
        if (traits.source().isEmpty() && traits.sink().isEmpty()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("table \"%s\" can neither be read nor written", statement.name())
                    .at(statement.name().span())
                    .toException();
        }
        return traits;
    }

    /** The option or partition that an error of the connector names, or the table. */
    private SourceSpan placeOfOption(SqlException error) {
        String message = String.valueOf(error.getMessage());
        for (OptionSetting option : statement.options()) {
            if (message.contains("\"" + option.name() + "\"")) {
                return error.code() == ErrorCode.OPTION_VALUE
                        ? option.valueSpan()
                        : option.key().span();
            }
        }
        for (Identifier name : statement.partitionedBy()) {
            if (message.contains("PARTITIONED BY") || message.contains("partition column \"" + name + "\"")) {
                return name.span();
            }
        }
        return statement
                .option(error.code() == ErrorCode.CONNECTOR_NOT_FOUND ? "connector" : "")
                .map(OptionSetting::valueSpan)
                .orElse(statement.name().span());
    }

    private void checkMetadata(Map<String, DataType> known) {
        for (Column column : statement.columns()) {
            if (!(column instanceof Column.Metadata metadata)) {
                continue;
            }
            String key =
                    Optional.ofNullable(metadata.key()).orElse(column.name().name());
            DataType given = known.get(key);
            if (given == null) {
                throw SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                        .says("metadata \"%s\" does not exist", key)
                        .at(column.name().span())
                        .detail(
                                known.isEmpty() ? "The connector has no metadata." : "The connector has %s.",
                                String.join(
                                        ", ", known.keySet().stream().sorted().toList()))
                        .hint("%s", Nearest.hint(key, known.keySet(), "Leave the column out."))
                        .toException();
            }
            DataType wanted = metadata.type().type();
            if (given.kind() != wanted.kind()) {
                throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("metadata \"%s\" is of type %s", key, given.sql())
                        .at(metadata.type().span())
                        .hint("Give the column this type, and convert it in a computed column.")
                        .toException();
            }
        }
    }

    private String createSql(Set<String> secrets) {
        List<OptionSetting> masked = statement.options().stream()
                .map(option -> secrets.contains(option.name())
                        ? new OptionSetting(option.key(), "***", option.valueSpan())
                        : option)
                .toList();
        return new CreateTable(
                        statement.name(),
                        statement.temporary(),
                        false,
                        statement.columns(),
                        statement.primaryKey(),
                        statement.watermark(),
                        statement.comment(),
                        statement.partitionedBy(),
                        masked)
                .toSql();
    }
}
