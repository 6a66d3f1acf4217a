// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random queries with queries in their expressions, plain and correlated, and with LATERAL. */
final class RandomSubQueries {
    private final Grammar grammar;

    RandomSubQueries(Grammar grammar) {
        this.grammar = grammar;
    }

    Piece filtered(int depth) {
        Piece from = grammar.from(depth);
        Schema schema = from.schema();
        String condition = question(schema);
        condition = switch (grammar.random.nextInt(6)) {
            case 0 -> "NOT (" + condition + ")";
            case 1 -> "(" + condition + ") AND " + grammar.condition(schema);
            case 2 -> "(" + condition + ") OR " + (grammar.dense ? question(schema) : grammar.condition(schema));
            case 3 -> "(" + condition + ") IS NOT TRUE";
            default -> condition;
        };
        return grammar.select(grammar.some(schema, 4), " FROM " + from.sql() + " WHERE " + condition);
    }

    /** A sub-query in the select list. */
    Piece shown(int depth) {
        Piece from = grammar.from(depth);
        Schema schema = from.schema();
        Piece chosen = grammar.select(grammar.some(schema, 3), "");
        List<Field> columns = new ArrayList<>(chosen.schema().columns());
        String name = grammar.name("c");
        String item;
        if (grammar.random.nextBoolean()) {
            item = question(schema);
            columns.add(new Field(name, DataType.bool()));
        } else {
            Field scalar = scalar(schema);
            item = scalar.name();
            columns.add(new Field(name, scalar.type()));
        }
        return new Piece(
                chosen.sql() + ", (" + item + ") AS " + name + " FROM " + from.sql() + grammar.maybeWhere(schema),
                columns);
    }

    /** Rows of a query about each row. */
    Piece lateral(int depth) {
        Piece from = grammar.from(depth);
        Piece inner = Piece.table(grammar.table(), grammar.name("x"));
        Field[] pair = grammar.pair(from.schema(), inner.schema(), Grammar::ordered);
        String where = pair == null ? grammar.condition(inner.schema()) : pair[1].name() + " = " + pair[0].name();
        Piece query;
        Field order = grammar.column(inner.schema(), Grammar::ordered);
        if (!grammar.shared && grammar.random.nextBoolean() && order != null) {
            query = grammar.select(
                    grammar.some(inner.schema(), 2),
                    " FROM " + inner.sql() + " WHERE " + where + " ORDER BY " + order.name() + grammar.pick("", " DESC")
                            + " LIMIT " + (1 + grammar.random.nextInt(3)));
        } else {
            List<String> items = new ArrayList<>();
            List<Field> columns = new ArrayList<>();
            new RandomAggregates(grammar).addCalls(inner.schema(), items, columns, false);
            query = new Piece("SELECT " + Draft.list(items) + " FROM " + inner.sql() + " WHERE " + where, columns);
        }
        Piece item = query.as(grammar.name("x"));
        boolean left = grammar.random.nextBoolean();
        List<Field> all = new ArrayList<>(from.schema().columns());
        item.schema()
                .columns()
                .forEach(c -> all.add(new Field(c.name(), c.type().withNullable(true))));
        return grammar.select(
                grammar.some(new Schema(all), 5),
                " FROM " + from.sql() + (left ? " LEFT JOIN LATERAL " : " CROSS JOIN LATERAL ") + item.sql()
                        + (left ? " ON TRUE" : ""));
    }

    /** A sub-query that is TRUE, FALSE or NULL. */
    private String question(Schema outer) {
        Piece inner = Piece.table(grammar.table(), grammar.name("x"));
        Schema schema = inner.schema();
        boolean correlated = grammar.random.nextBoolean();
        Field[] pair = grammar.pair(outer, schema, Grammar::ordered);
        if (pair == null) {
            return "EXISTS (SELECT 1 FROM " + inner.sql() + " WHERE " + grammar.condition(schema) + ")";
        }
        String where = where(outer, schema, correlated);
        String from = " FROM " + inner.sql() + where;
        String not = grammar.random.nextBoolean() ? "" : "NOT ";
        switch (grammar.random.nextInt(7)) {
            case 0:
                if (!correlated) {
                    return not + "EXISTS (SELECT 1 FROM " + inner.sql() + " WHERE " + grammar.condition(schema) + ")";
                }
            // fall through
            case 1:
                return not + "EXISTS (SELECT 1 FROM " + inner.sql() + " WHERE " + pair[1].name() + " = "
                        + pair[0].name() + (grammar.oneIn(3) ? Draft.maybe(" AND " + more(outer, schema)) : "") + ")";
            case 2, 3:
                return pair[0].name() + " " + not + "IN (SELECT " + pair[1].name() + from + ")";
            case 4: {
                Field[] second = grammar.pair(outer, schema, Grammar::ordered);
                if (second != null && !grammar.shared) { // DuckDB has other NULLs here
                    return "(" + pair[0].name() + ", " + second[0].name() + ") " + not + "IN (SELECT " + pair[1].name()
                            + ", " + second[1].name() + from + ")";
                }
                return pair[0].name() + " " + not + "IN (SELECT " + pair[1].name() + from + ")";
            }
            case 5:
                return pair[0].name() + " " + grammar.pick("<", "<=", ">", ">=", "=", "<>") + " "
                        + grammar.pick(grammar.shared ? "ANY" : "SOME", "ALL", "ANY") + " (SELECT " + pair[1].name()
                        + from + ")";
            default: {
                Field scalar = scalar(outer);
                Field compared = comparable(outer, scalar.type());
                return compared == null
                        ? scalar.name() + " IS NULL"
                        : compared.name() + " " + grammar.pick("<", "=", ">=") + " " + scalar.name();
            }
        }
    }

    private @Nullable Field comparable(Schema outer, DataType type) {
        return grammar.column(outer, t -> DataType.sameIgnoringNull(t, type));
    }

    private String more(Schema outer, Schema inner) {
        Field[] pair = grammar.pair(outer, inner, Grammar::ordered);
        return pair == null
                ? grammar.condition(inner)
                : pair[1].name() + grammar.pick(" < ", " > ", " <> ", " = ") + pair[0].name();
    }

    private String where(Schema outer, Schema inner, boolean correlated) {
        if (!correlated) {
            return grammar.maybeWhere(inner);
        }
        Field[] pair = grammar.pair(outer, inner, Grammar::ordered);
        return pair == null ? "" : Draft.maybe(" WHERE " + pair[1].name() + " = " + pair[0].name());
    }

    /** A query of one value; the name of the field is its text. */
    private Field scalar(Schema outer) {
        Piece inner = Piece.table(grammar.table(), grammar.name("x"));
        Schema schema = inner.schema();
        Field column = java.util.Objects.requireNonNull(grammar.column(schema, Grammar::ordered));
        String from = " FROM " + inner.sql() + where(outer, schema, grammar.oneIn(3) || grammar.random.nextBoolean());
        return grammar.oneIn(3)
                ? new Field("(SELECT COUNT(*)" + from + ")", DataType.bigint())
                : new Field(
                        "(SELECT " + grammar.pick("MIN(", "MAX(") + column.name() + ")" + from + ")",
                        column.type().withNullable(true));
    }
}
