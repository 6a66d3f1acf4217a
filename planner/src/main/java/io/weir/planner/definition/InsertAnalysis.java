// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.definition;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.query.Places;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.Insert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what an INSERT writes against the columns of its target. */
public final class InsertAnalysis {
    private final Insert statement;
    private final CatalogTable table;
    private final Schema written;

    /** By column of the target, which column of the query goes there; -1 for none. */
    private final int[] sources;

    private final List<Integer> targets = new ArrayList<>();

    public InsertAnalysis(Insert statement, Catalog catalog) {
        this.statement = statement;
        this.table = target(catalog);
        this.written = table.writtenDefinition().schema();
        this.sources = new int[written.size()];
        Arrays.fill(sources, -1);
        if (statement.columns().isEmpty()) {
            for (int i = 0; i < written.size(); i++) {
                sources[i] = i;
                targets.add(i);
            }
        } else {
            statement.columns().forEach(this::addTarget);
        }
    }

    private CatalogTable target(Catalog catalog) {
        String name = statement.target().toString();
        SourceSpan span = statement.target().span();
        CatalogObject object = catalog.find(name).orElseThrow(() -> catalog.notFound("table", name, span));
        if (!(object instanceof CatalogTable found)) {
            throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                    .says("view \"%s\" cannot be written", object.name())
                    .at(span)
                    .hint("Insert into the table that the view reads.")
                    .toException();
        }
        if (found.traits().sink().isEmpty()) {
            throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                    .says("table \"%s\" can only be read", found.name())
                    .at(span)
                    .hint(
                            "Its connector \"%s\" writes nothing.",
                            found.options().get("connector"))
                    .toException();
        }
        return found;
    }

    private void addTarget(Identifier name) {
        int index = written.indexOf(name.name());
        if (index < 0) {
            throw noSuchColumn(name);
        }
        if (sources[index] >= 0) {
            throw SqlException.report(ErrorCode.DUPLICATE_COLUMN)
                    .says("column \"%s\" is given twice", name)
                    .at(name.span())
                    .toException();
        }
        sources[index] = targets.size();
        targets.add(index);
    }

    private SqlException noSuchColumn(Identifier name) {
        for (CatalogColumn column : table.columns()) {
            if (column.name().equalsIgnoreCase(name.name())) {
                return SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("column \"%s\" cannot be written", column.name())
                        .at(name.span())
                        .detail(
                                column instanceof CatalogColumn.Computed
                                        ? "It is computed when the table is read."
                                        : "It is virtual metadata.")
                        .toException();
            }
        }
        return SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                .says("column \"%s\" does not exist", name)
                .at(name.span())
                .detail("Table \"%s\" has the columns %s.", table.name(), String.join(", ", written.names()))
                .hint("%s", Nearest.hint(name.name(), written.names(), "Name one of them."))
                .toException();
    }

    public CatalogTable table() {
        return table;
    }

    public TableDefinition definition() {
        return table.writtenDefinition();
    }

    /** The types that the columns of the query are written as, in order. */
    public List<DataType> targetTypes() {
        return targets.stream().map(written::type).toList();
    }

    /** The rows of the query as the target takes them. */
    public LogicalPlan assign(LogicalPlan query, String zone) {
        checkCount(query);
        if (query instanceof LogicalPlan.Values values) {
            LogicalPlan literals = assignLiterals(values, zone);
            if (literals != null) {
                return literals;
            }
        }
        List<Expression> given = query instanceof LogicalPlan.Project project ? project.expressions() : columns(query);
        LogicalPlan input = query instanceof LogicalPlan.Project project ? project.input() : query;
        List<Expression> assigned = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            assigned.add(assign(sources[i] < 0 ? null : given.get(sources[i]), i, zone));
        }
        return new LogicalPlan.Project(input, assigned, written);
    }

    private void checkCount(LogicalPlan query) {
        int given = query.schema().size();
        if (given != targets.size()) {
            throw SqlException.report(ErrorCode.VALIDATION)
                    .says("INSERT has %d columns for %d of table \"%s\"", given, targets.size(), table.name())
                    .at(statement.query().span())
                    .detail(
                            "They are %s.",
                            String.join(
                                    ", ", targets.stream().map(written::name).toList()))
                    .toException();
        }
    }

    private SourceSpan place(int column) {
        List<@Nullable SourceSpan> places = Places.ofColumns(statement.query().node());
        SourceSpan place = column < places.size() ? places.get(column) : null;
        return place == null ? statement.query().span() : place;
    }

    private static List<Expression> columns(LogicalPlan query) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < query.schema().size(); i++) {
            columns.add(new ColumnRef(i, query.schema().type(i)));
        }
        return columns;
    }

    /** Rows of literals that stay literals; null when one of them must be checked when it is written. */
    private @Nullable LogicalPlan assignLiterals(LogicalPlan.Values values, String zone) {
        List<List<Literal>> rows = new ArrayList<>();
        for (List<Literal> row : values.rows()) {
            List<Literal> assigned = new ArrayList<>();
            for (int i = 0; i < written.size(); i++) {
                Literal given = sources[i] < 0 ? null : row.get(sources[i]);
                if (!(assign(given, i, zone) instanceof Literal literal)) {
                    return null;
                }
                assigned.add(literal);
            }
            rows.add(assigned);
        }
        return new LogicalPlan.Values(rows, written);
    }

    private Expression assign(@Nullable Expression given, int index, String zone) {
        DataType type = written.type(index);
        if (given == null) {
            if (!type.nullable()) {
                throw SqlException.report(ErrorCode.NULL_NOT_ALLOWED)
                        .says("column \"%s\" is NOT NULL and gets no value", written.name(index))
                        .at(statement.target().span())
                        .hint("Add it to the columns of the INSERT.")
                        .toException();
            }
            return new Literal(null, type);
        }
        Optional<Expression> assigned = Assignment.of(given, type, zone);
        return assigned.orElseThrow(() -> SqlException.report(ErrorCode.TYPE_MISMATCH)
                .says(
                        "column \"%s\" is of type %s but gets %s",
                        written.name(index), type.sql(), given.type().sql())
                .at(place(sources[index]))
                .hint("Convert the value with CAST(... AS %s).", type.sql())
                .toException());
    }
}
