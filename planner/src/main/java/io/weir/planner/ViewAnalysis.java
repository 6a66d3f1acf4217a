// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.Planning.Rows;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.query.Places;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import io.weir.sqlparser.statement.CreateView;
import io.weir.sqlparser.statement.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks CREATE VIEW and makes the view that the catalog keeps. */
final class ViewAnalysis {
    private final CreateView statement;
    private final Planning planning;
    private final Catalog catalog;

    ViewAnalysis(CreateView statement, Planning planning, Catalog catalog) {
        this.statement = statement;
        this.planning = planning;
        this.catalog = catalog;
    }

    CatalogView view() {
        Rows rows = planning.query(statement.query());
        if (!rows.parameters().isEmpty()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("a view has no parameters")
                    .at(statement.query().span())
                    .hint("Put ? into the queries that read the view.")
                    .toException();
        }
        Schema schema = schema(rows.plan());
        Set<String> dependencies = dependencies();
        CreateView plain = new CreateView(
                statement.name(),
                false,
                statement.temporary(),
                false,
                statement.columns(),
                statement.comment(),
                statement.query());
        return new CatalogView(
                statement.name().name(),
                statement.temporary(),
                schema,
                statement.query().text(),
                dependencies,
                statement.comment(),
                plain.toSql());
    }

    private Set<String> dependencies() {
        Set<String> names = new TreeSet<>(planning.read());
        for (String name : names) {
            if (name.equalsIgnoreCase(statement.name().name())) {
                throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                        .says("view \"%s\" would read itself", statement.name())
                        .at(statement.query().span())
                        .toException();
            }
            CatalogObject object = catalog.get(name, null);
            if (object.temporary() && !statement.temporary()) {
                throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                        .says(
                                "view \"%s\" would outlive the temporary %s \"%s\"",
                                statement.name(), object.kind(), object.name())
                        .at(statement.query().span())
                        .hint("Write CREATE TEMPORARY VIEW.")
                        .toException();
            }
        }
        return names;
    }

    private Schema schema(LogicalPlan plan) {
        Schema query = plan.schema();
        List<Identifier> names = statement.columns();
        if (!names.isEmpty() && names.size() != query.size()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says(
                            "view \"%s\" names %d columns, its query has %d",
                            statement.name(), names.size(), query.size())
                    .at(names.get(0).span())
                    .toException();
        }
        Set<String> seen = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < query.size(); i++) {
            String name = names.isEmpty() ? query.name(i) : names.get(i).name();
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw SqlException.report(ErrorCode.DUPLICATE_COLUMN)
                        .says("column \"%s\" is given twice", name)
                        .at(
                                names.isEmpty()
                                        ? statement.query().span()
                                        : names.get(i).span())
                        .hint("Give the column another name with AS.")
                        .toException();
            }
            if (query.type(i).kind() == TypeKind.NULL) {
                List<@Nullable SourceSpan> places =
                        Places.ofColumns(statement.query().node());
                throw SqlException.report(ErrorCode.INVALID_TYPE)
                        .says("the type of column \"%s\" cannot be told", name)
                        .at(
                                i < places.size()
                                        ? places.get(i)
                                        : statement.query().span())
                        .hint("Say it with CAST(NULL AS type).")
                        .toException();
            }
            fields.add(new Field(name, query.type(i)));
        }
        return new Schema(fields);
    }
}
