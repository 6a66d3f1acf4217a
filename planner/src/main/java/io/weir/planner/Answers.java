// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.explain.PlanText;
import io.weir.planner.explain.PlanTree;
import io.weir.planner.explain.RowEstimates;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.statement.Explain;
import io.weir.sqlparser.statement.ShowCreate;
import io.weir.sqlparser.statement.ShowObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements that the catalog alone answers. */
final class Answers {
    private Answers() {}

    private static Planned.Answer answer(List<String> columns, Stream<List<@Nullable Object>> rows) {
        List<Field> fields =
                columns.stream().map(name -> new Field(name, DataType.text())).toList();
        return new Planned.Answer(new Schema(fields), rows.toList());
    }

    @SafeVarargs
    private static List<@Nullable Object> row(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    static Planned describe(CatalogObject object) {
        List<String> columns = List.of("name", "type", "null", "key", "extras", "watermark", "comment");
        if (object instanceof CatalogTable table) {
            return answer(columns, table.columns().stream().map(column -> describe(table, column)));
        }
        return answer(
                columns,
                object.schema().columns().stream()
                        .map(column -> row(
                                column.name(),
                                column.type().sql(),
                                String.valueOf(column.type().nullable()),
                                null,
                                null,
                                null,
                                null)));
    }

    private static List<@Nullable Object> describe(CatalogTable table, CatalogColumn column) {
        String extras = null;
        if (column instanceof CatalogColumn.Computed computed) {
            extras = "AS " + computed.sql();
        } else if (column instanceof CatalogColumn.Metadata metadata) {
            extras = "METADATA FROM '" + metadata.key() + "'" + (metadata.virtual() ? " VIRTUAL" : "");
        }
        String watermark = table.time()
                .filter(time -> table.columns().get(time.column()) == column)
                .map(CatalogTable.TimeColumn::sql)
                .orElse(null);
        return row(
                column.name(),
                column.type().sql(),
                String.valueOf(column.type().nullable()),
                table.primaryKey().contains(column.name())
                        ? "PRI(" + String.join(", ", table.primaryKey()) + ")"
                        : null,
                extras,
                watermark,
                column.comment());
    }

    static Planned showCreate(CatalogObject object, ShowCreate statement) {
        boolean table = statement.kind() == ShowCreate.Kind.TABLE;
        if (object instanceof CatalogTable != table) {
            throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                    .says("\"%s\" is a %s", object.name(), object.kind())
                    .at(statement.name().span())
                    .hint("Write SHOW CREATE %s.", object.kind().toUpperCase(Locale.ROOT))
                    .toException();
        }
        return answer(List.of("sql"), Stream.of(row(object.createSql())));
    }

    static Planned showTables(Catalog catalog, ShowObjects statement) {
        boolean views = statement.kind() == ShowObjects.Kind.VIEWS;
        return answer(
                List.of("name", "kind", "temporary"),
                catalog.list().stream()
                        .filter(object -> !views || object instanceof CatalogView)
                        .filter(object -> NamePattern.of(statement).test(object.name()))
                        .map(object -> row(
                                object.name(),
                                object.kind().toUpperCase(Locale.ROOT),
                                String.valueOf(object.temporary()))));
    }

    static Planned showFunctions(FunctionRegistry functions, ShowObjects statement) {
        Map<String, List<FunctionSignature>> byName = new TreeMap<>();
        for (FunctionSignature function : functions.functions()) {
            if (!function.internal()) {
                function.names()
                        .forEach(name -> byName.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(function));
            }
        }
        return answer(
                List.of("name", "signatures", "doc"),
                byName.entrySet().stream()
                        .filter(entry -> NamePattern.of(statement).test(entry.getKey()))
                        .map(entry -> row(
                                entry.getKey(),
                                String.join(
                                        ", ",
                                        entry.getValue().stream()
                                                .map(FunctionSignature::id)
                                                .toList()),
                                entry.getValue().get(0).doc())));
    }

    static Planned explain(JobPlan job, RowEstimates rows, List<String> warnings, Explain.Format format) {
        return switch (format) {
            case JSON -> answer(List.of("plan"), Stream.of(row(PlanTree.of(job, rows, warnings))));
            case TEXT ->
                answer(
                        List.of("plan"),
                        Stream.concat(
                                        PlanText.of(job, rows).lines(),
                                        warnings.stream().map(each -> "WARNING: " + each))
                                .map(line -> row(line)));
        };
    }
}
