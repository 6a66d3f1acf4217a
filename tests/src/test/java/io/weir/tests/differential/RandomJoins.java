// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Random joins: of all types, of several tables, by keys and otherwise, within intervals and windows. */
final class RandomJoins {
    private final Grammar grammar;

    RandomJoins(Grammar grammar) {
        this.grammar = grammar;
    }

    Piece join(int depth) {
        Piece left = grammar.from(depth);
        StringBuilder from = new StringBuilder(left.sql());
        List<Field> columns = new ArrayList<>(left.schema().columns());
        int more = grammar.oneIn(4) ? 2 : 1;
        for (int i = 0; i < more; i++) {
            Piece right = !grammar.shared && grammar.oneIn(8) ? grammar.values() : grammar.from(more == 1 ? depth : 0);
            Schema sofar = new Schema(columns);
            String type = grammar.pick("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
            String text = " " + type + " " + right.sql() + " ON " + condition(sofar, right.schema(), more > 1);
            from.append(Draft.maybe(text));
            columns = joined(columns, right.schema().columns(), type);
        }
        Schema all = new Schema(columns);
        return grammar.select(
                grammar.some(all, 5), " FROM " + from + (grammar.random.nextBoolean() ? grammar.maybeWhere(all) : ""));
    }

    private static List<Field> joined(List<Field> left, List<Field> right, String type) {
        boolean padsLeft = type.startsWith("RIGHT") || type.startsWith("FULL");
        boolean padsRight = type.startsWith("LEFT") || type.startsWith("FULL");
        List<Field> columns = new ArrayList<>();
        left.forEach(c -> columns.add(padsLeft ? new Field(c.name(), c.type().withNullable(true)) : c));
        right.forEach(c -> columns.add(padsRight ? new Field(c.name(), c.type().withNullable(true)) : c));
        return columns;
    }

    private String condition(Schema left, Schema right, boolean strict) {
        int equalities = strict ? 2 : grammar.oneIn(12) ? 0 : grammar.oneIn(3) ? 2 : 1;
        List<String> parts = new ArrayList<>();
        Set<String> used = new HashSet<>();
        if (grammar.oneIn(3)) {
            addKeys(left, right, parts, used);
        }
        for (int i = 0; i < equalities * 3 && parts.size() < equalities; i++) {
            Field[] pair = grammar.pair(left, right, Grammar::equatable);
            if (pair != null && used.add(pair[1].name())) {
                String operator = grammar.oneIn(4) ? " IS NOT DISTINCT FROM " : " = ";
                parts.add(pair[0].name() + operator + pair[1].name());
            }
        }
        Field[] pair = grammar.pair(left, right, Grammar::ordered);
        if (parts.isEmpty() && pair != null) {
            parts.add(pair[0].name() + grammar.pick(" < ", " > ") + pair[1].name());
            // all pairs would be too many
            parts.add(grammar.condition(left));
            parts.add(grammar.condition(right));
        } else if (pair != null && grammar.oneIn(3) && !used.contains(pair[1].name())) {
            parts.add(pair[0].name() + grammar.pick(" < ", " <= ", " > ", " >= ", " <> ") + pair[1].name());
        }
        if (grammar.oneIn(4)) {
            parts.add(grammar.condition(grammar.random.nextBoolean() ? left : right));
        }
        return parts.isEmpty() ? "TRUE" : conjunction(parts);
    }

    /** Makes the two keys of both sides equal, as far as they have them: some tables have one row for each. */
    private void addKeys(Schema left, Schema right, List<String> parts, Set<String> used) {
        for (String key : List.of("k1", "k2")) {
            List<String> ofLeft = names(left, key);
            List<String> ofRight = names(right, key);
            if (!ofLeft.isEmpty() && !ofRight.isEmpty()) {
                String name = grammar.pick(ofRight);
                used.add(name);
                parts.add(grammar.pick(ofLeft) + " = " + name);
            }
        }
    }

    private static List<String> names(Schema schema, String key) {
        return schema.columns().stream()
                .filter(c -> c.name().endsWith(key) && Grammar.equatable(c.type()))
                .map(Field::name)
                .toList();
    }

    static String conjunction(List<String> parts) {
        StringBuilder text = new StringBuilder("(" + parts.get(0) + ")");
        parts.subList(1, parts.size()).forEach(part -> text.append(Draft.maybe(" AND (" + part + ")")));
        return text.toString();
    }

    /** Pairs whose times lie near to each other. */
    Piece intervalJoin() {
        Piece left = grammar.timed();
        Piece right = grammar.timed();
        String type = grammar.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        List<String> parts = new ArrayList<>();
        String a = left.time();
        String b = right.time();
        parts.add(
                switch (grammar.random.nextInt(4)) {
                    case 0 ->
                        a + " BETWEEN " + b + " - " + grammar.seconds(0, 3) + " AND " + b + " + "
                                + grammar.seconds(0, 3);
                    case 1 ->
                        a + " >= " + b + " + " + grammar.seconds(-2, 0) + " AND " + a + " < " + b + " + "
                                + grammar.seconds(1, 3);
                    case 2 -> b + " > " + a + " - " + grammar.seconds(1, 3) + " AND " + b + " <= " + a;
                    default -> a + " = " + b;
                });
        if (!grammar.oneIn(4)) {
            Field[] pair = grammar.pair(left.schema(), right.schema(), Grammar::equatable);
            if (pair != null) {
                parts.add(pair[0].name() + " = " + pair[1].name());
            }
        }
        if (grammar.oneIn(4)) {
            parts.add(grammar.condition(grammar.random.nextBoolean() ? left.schema() : right.schema()));
        }
        Schema all = new Schema(joined(left.schema().columns(), right.schema().columns(), type));
        return grammar.select(
                grammar.some(all, 5),
                " FROM " + left.sql() + " " + type + " " + right.sql() + " ON " + conjunction(parts));
    }

    /** Rows of the same windows of two tables. */
    Piece windowJoin() {
        String call = new RandomWindows(grammar).call(false);
        Piece left = new RandomWindows(grammar).assigned(grammar.table(), call).as(grammar.name("x"));
        Piece right = new RandomWindows(grammar).assigned(grammar.table(), call).as(grammar.name("x"));
        List<String> parts = new ArrayList<>();
        for (String bound : List.of("window_start", "window_end")) {
            parts.add(column(left, bound) + " = " + column(right, bound));
        }
        Field[] pair = grammar.pair(left.schema(), right.schema(), Grammar::equatable);
        if (pair != null && !grammar.oneIn(5)) {
            parts.add(pair[0].name() + " = " + pair[1].name());
        }
        if (grammar.oneIn(4)) {
            parts.add(grammar.condition(grammar.random.nextBoolean() ? left.schema() : right.schema()));
        }
        String type = grammar.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        Schema all = new Schema(joined(left.schema().columns(), right.schema().columns(), type));
        String text = "(" + String.join(") AND (", parts) + ")";
        if (grammar.oneIn(4)) { // as a sub-query
            String not = grammar.random.nextBoolean() ? "" : "NOT ";
            return grammar.select(
                    grammar.some(left.schema(), 4),
                    " FROM " + left.sql() + " WHERE " + not + "EXISTS (SELECT 1 FROM " + right.sql() + " WHERE " + text
                            + ")");
        }
        return grammar.select(
                grammar.some(all, 5), " FROM " + left.sql() + " " + type + " " + right.sql() + " ON " + text);
    }

    static String column(Piece piece, String name) {
        return piece.schema().columns().stream()
                .map(Field::name)
                .filter(c -> c.endsWith("." + name) || c.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A query named once and joined with itself. */
    Piece common(int depth) {
        Piece query = new RandomQuery(grammar).nested(depth);
        String name = grammar.name("q");
        Piece left = named(query, name);
        Piece right = named(query, name);
        Schema all = new Schema(joined(left.schema().columns(), right.schema().columns(), "LEFT JOIN"));
        Field[] pair = grammar.pair(left.schema(), right.schema(), Grammar::equatable);
        if (pair == null || grammar.oneIn(3)) {
            Piece union = grammar.select(grammar.some(left.schema(), 3), " FROM " + left.sql());
            return new Piece("WITH " + name + " AS (" + query.sql() + ") " + union.sql(), union.schema(), null);
        }
        Piece join = grammar.select(
                grammar.some(all, 4),
                " FROM " + left.sql() + " LEFT JOIN " + right.sql() + " ON " + pair[0].name() + " = " + pair[1].name()
                        + " AND " + grammar.condition(right.schema()));
        return new Piece("WITH " + name + " AS (" + query.sql() + ") " + join.sql(), join.schema(), null);
    }

    private Piece named(Piece query, String name) {
        String alias = grammar.name("x");
        Piece renamed = query.as(alias);
        return new Piece(name + " AS " + alias, renamed.schema(), null);
    }

    /** The elements of collections beside their rows. */
    Piece unnest(int depth) {
        Piece from = Piece.table(grammar.table(), grammar.name("x"));
        List<Field> collections = grammar.columns(
                from.schema(), type -> type instanceof DataType.ArrayType || type instanceof DataType.MapType);
        Field collection = grammar.pick(collections);
        List<Field> columns = new ArrayList<>(from.schema().columns());
        String alias = grammar.name("e");
        List<String> names = new ArrayList<>();
        for (DataType type : elements(collection.type())) {
            String name = grammar.name("v");
            names.add(name);
            columns.add(new Field(alias + "." + name, type.withNullable(true)));
        }
        boolean ordinality = grammar.oneIn(3);
        if (ordinality) {
            String name = grammar.name("o");
            names.add(name);
            columns.add(new Field(alias + "." + name, DataType.integer()));
        }
        String call = "UNNEST(" + collection.name() + ")" + (ordinality ? " WITH ORDINALITY" : "") + " AS " + alias
                + " (" + String.join(", ", names) + ")";
        String join = switch (grammar.random.nextInt(3)) {
            case 0 -> ", " + call;
            case 1 -> " CROSS JOIN " + call;
            default -> " LEFT JOIN " + call + " ON TRUE";
        };
        Schema all = new Schema(columns);
        List<Field> chosen = grammar.some(all, 3);
        Field element = columns.get(columns.size() - 1);
        if (!chosen.contains(element)) {
            chosen.add(element);
        }
        return grammar.select(chosen, " FROM " + from.sql() + join + grammar.maybeWhere(all));
    }

    private static List<DataType> elements(DataType type) {
        if (type instanceof DataType.MapType map) {
            return List.of(map.key(), map.value());
        }
        DataType element = ((DataType.ArrayType) type).element();
        return element instanceof DataType.RowType row
                ? row.fields().stream().map(Field::type).toList()
                : List.of(element);
    }
}
