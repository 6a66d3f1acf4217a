// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random aggregations: every function, DISTINCT, FILTER and orders; plain keys and grouping sets. */
final class RandomAggregates {
    private final Grammar grammar;

    RandomAggregates(Grammar grammar) {
        this.grammar = grammar;
    }

    /** An aggregate: its text and the type of its value; the type NULL when nothing may look at it. */
    private record Call(String sql, DataType type) {}

    /** @param top whether nothing looks at the result, so that sums may fail and doubles differ a little */
    Piece aggregation(int depth, boolean top) {
        Piece from = grammar.from(depth);
        Schema schema = from.schema();
        List<String> keys = new ArrayList<>();
        List<Field> columns = new ArrayList<>();
        List<String> items = new ArrayList<>();
        int keyCount = grammar.random.nextInt(3);
        for (int i = 0; i < keyCount; i++) {
            Field key = grammar.column(schema, Grammar::equatable);
            if (key != null && !keys.contains(key.name())) {
                String name = grammar.name("g");
                keys.add(key.name());
                columns.add(new Field(name, key.type().withNullable(true)));
                items.add(key.name() + " AS " + name);
            }
        }
        String where = grammar.maybeWhere(schema);
        if (!keys.isEmpty() && grammar.oneIn(8)) {
            return new Piece("SELECT DISTINCT " + Draft.list(items) + " FROM " + from.sql() + where, columns);
        }
        String grouping = String.join(", ", keys);
        if (!keys.isEmpty() && grammar.oneIn(4)) {
            grouping = switch (grammar.random.nextInt(4)) {
                case 0 -> "ROLLUP (" + grouping + ")";
                case 1 -> "CUBE (" + grouping + ")";
                case 2 -> "GROUPING SETS ((" + grouping + "), ())";
                default -> "GROUPING SETS ((" + grouping + "), (" + keys.get(0) + "))";
            };
            String name = grammar.name("r");
            items.add("GROUPING(" + keys.get(0) + ") AS " + name);
            columns.add(new Field(name, DataType.bigint().withNullable(false)));
        }
        addCalls(schema, items, columns, top);
        String having = grammar.oneIn(4) ? Draft.maybe(" HAVING COUNT(*) > " + grammar.random.nextInt(4)) : "";
        return new Piece(
                "SELECT " + Draft.list(items) + " FROM " + from.sql() + where
                        + (keys.isEmpty() ? "" : " GROUP BY " + grouping) + having,
                columns);
    }

    void addCalls(Schema schema, List<String> items, List<Field> columns, boolean top) {
        int count = 1 + grammar.random.nextInt(grammar.shared ? 3 : grammar.dense ? 12 : 5);
        for (int i = 0; i < count; i++) {
            Call call = null;
            while (call == null) {
                call = call(schema, top);
            }
            String sql = call.sql();
            DataType type = call.type();
            if (grammar.oneIn(5) && !sql.startsWith("JSON")) {
                sql += Draft.maybe(
                        " FILTER (WHERE " + grammar.expressions(schema, false).predicate(1) + ")");
                type = type.kind() == TypeKind.NULL || sql.startsWith("COUNT") ? type : type.withNullable(true);
            }
            String name = grammar.name(sql.startsWith("APPROX") ? "approx" : "a");
            items.add(sql + " AS " + name);
            columns.add(new Field(name, type));
        }
    }

    private String distinct() {
        return grammar.oneIn(4) ? Draft.maybe("DISTINCT ") : "";
    }

    /** Null when the schema has no column for it. */
    private @Nullable Call call(Schema schema, boolean top) {
        DataType count = DataType.bigint().withNullable(false);
        DataType unusable = DataType.ofNull();
        switch (grammar.shared ? grammar.pick(0, 2, 4, 4, 12, 13, 14) : grammar.random.nextInt(top ? 16 : 11)) {
            case 0, 1:
                return new Call("COUNT(*)", count);
            case 2, 3: {
                Field column = grammar.column(schema, Grammar::equatable);
                return column == null ? null : new Call("COUNT(" + distinct() + column.name() + ")", count);
            }
            case 4, 5, 6: {
                Field column = grammar.column(schema, Grammar::ordered);
                return column == null
                        ? null
                        : new Call(
                                grammar.pick("MIN", "MAX", "MIN", "MAX", grammar.shared ? "MIN" : "ANY_VALUE") + "("
                                        + column.name() + ")",
                                column.type().withNullable(true));
            }
            case 7: {
                Field column = grammar.column(schema, type -> type.kind() != TypeKind.MAP);
                return column == null
                        ? null
                        : new Call(
                                grammar.pick("FIRST_VALUE", "LAST_VALUE") + "(" + column.name() + ")",
                                column.type().withNullable(true));
            }
            case 8: {
                Field column = grammar.column(schema, type -> type.kind() == TypeKind.VARCHAR);
                return column == null ? null : new Call(listagg(schema, column), DataType.text());
            }
            case 9: {
                Field column = grammar.column(schema, type -> switch (type.kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
                    default -> false;
                });
                return column == null
                        ? null
                        : new Call(
                                grammar.pick("BIT_AND", "BIT_OR", "BIT_XOR") + "(" + column.name() + ")",
                                column.type().withNullable(true));
            }
            case 10: {
                String of = grammar.expressions(schema, false).predicate(1);
                return new Call(grammar.pick("EVERY", "SOME", "BOOL_AND", "BOOL_OR") + "(" + of + ")", DataType.bool());
            }
            case 11: {
                Field column = grammar.column(schema, type -> type.kind() != TypeKind.MAP);
                return column == null ? null : new Call(arrayAgg(schema, column), unusable);
            }
            case 12: {
                Field column = grammar.column(schema, DataType::isNumeric);
                boolean average =
                        column != null && !(grammar.shared && column.type().kind() == TypeKind.DECIMAL);
                return column == null
                        ? null
                        : new Call(
                                grammar.pick("SUM", average ? "AVG" : "SUM") + "(" + distinct() + column.name() + ")",
                                unusable);
            }
            case 13: {
                String of = grammar.squared(schema);
                return of == null
                        ? null
                        : new Call(
                                grammar.pick("VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP") + "("
                                        + (grammar.shared ? "" : distinct()) + of
                                        + ")",
                                unusable);
            }
            case 14: {
                String a = grammar.squared(schema);
                String b = grammar.squared(schema);
                if (a == null || b == null) {
                    return null;
                }
                // without a spread there is no correlation, which the last digit of a rounded sum would decide
                boolean correlates = !grammar.shared && !a.startsWith("CASE") && !b.startsWith("CASE");
                return new Call(
                        grammar.pick(
                                        "COVAR_POP",
                                        "COVAR_SAMP",
                                        correlates ? "CORR" : "COVAR_POP",
                                        "REGR_COUNT",
                                        "REGR_SXX",
                                        "REGR_SYY")
                                + "(" + a + ", " + b + ")",
                        unusable);
            }
            default: {
                Field key = grammar.column(schema, type -> type.kind() == TypeKind.VARCHAR);
                Field value = grammar.column(schema, RandomAggregates::jsonable);
                Field column = grammar.column(schema, Grammar::equatable);
                if (grammar.oneIn(3)) {
                    return column == null ? null : new Call("APPROX_COUNT_DISTINCT(" + column.name() + ")", unusable);
                }
                return key == null || value == null
                        ? null
                        : new Call(
                                grammar.random.nextBoolean()
                                        ? "JSON_OBJECTAGG(KEY " + key.name() + " VALUE " + value.name()
                                                + grammar.pick("", " NULL ON NULL", " ABSENT ON NULL") + ")"
                                        : "JSON_ARRAYAGG(" + value.name() + grammar.pick("", " NULL ON NULL") + ")",
                                unusable);
            }
        }
    }

    private static boolean jsonable(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, VARCHAR -> true;
            default -> false;
        };
    }

    private String listagg(Schema schema, Field column) {
        boolean distinct = grammar.oneIn(4);
        String order = distinct || grammar.random.nextBoolean() ? "" : within(schema);
        return "LISTAGG(" + (distinct ? "DISTINCT " : "") + column.name() + grammar.pick("", ", '; '", ", '|'") + ")"
                + order;
    }

    private String within(Schema schema) {
        Field by = grammar.column(schema, Grammar::ordered);
        return by == null ? "" : Draft.maybe(" WITHIN GROUP (ORDER BY " + by.name() + grammar.pick("", " DESC") + ")");
    }

    private String arrayAgg(Schema schema, Field column) {
        Field by = grammar.column(schema, Grammar::ordered);
        if (by == null || grammar.random.nextBoolean()) {
            return "ARRAY_AGG(" + column.name() + ")";
        }
        return "ARRAY_AGG(" + column.name() + " ORDER BY " + by.name() + grammar.pick("", " DESC") + ")";
    }
}
