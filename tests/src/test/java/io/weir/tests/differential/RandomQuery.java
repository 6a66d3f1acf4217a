// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes random queries of the whole grammar.
 *
 * <p>Expressions that may fail, and sums of doubles, stand only at the top, where what becomes of the row does not depend on the plan.
 */
final class RandomQuery {
    private static final int DEPTH = 2;

    private final Grammar grammar;

    RandomQuery(Grammar grammar) {
        this.grammar = grammar;
    }

    /** @param bounded whether the tables end, so that all rows can be put into an order */
    Draft draft(boolean bounded) {
        Piece query = bounded && grammar.oneIn(4) ? new RandomOver(grammar).ordered(DEPTH - 1) : query(DEPTH, true);
        return new Draft(query.sql());
    }

    /** A query that can stand within others. */
    Piece nested(int depth) {
        return query(depth, false);
    }

    private Piece query(int depth, boolean top) {
        int below = depth - 1;
        return switch (grammar.random.nextInt(27)) {
            case 0, 1 -> top ? projection(below) : plainProjection(below);
            case 2, 3, 4 -> new RandomAggregates(grammar).aggregation(below, top);
            case 5, 6, 7 -> new RandomWindows(grammar).windowed(top);
            case 8, 9, 10 -> new RandomJoins(grammar).join(below);
            case 11 -> new RandomJoins(grammar).intervalJoin();
            case 12 -> new RandomJoins(grammar).windowJoin();
            case 13, 14 -> new RandomSubQueries(grammar).filtered(below);
            case 15 -> new RandomSubQueries(grammar).shown(below);
            case 16 -> new RandomSubQueries(grammar).lateral(below);
            case 17, 18 -> setOperation(below);
            case 19, 20, 21 -> over(below, top);
            case 22, 23 -> new RandomOver(grammar).topN(below);
            case 24 ->
                top
                        ? grammar.random.nextBoolean()
                                ? new RandomOver(grammar).limited(below)
                                : new RandomJoins(grammar).common(below)
                        : new RandomOver(grammar).limited(below);
            case 25 -> counted(below);
            default -> new RandomJoins(grammar).unnest(below);
        };
    }

    /** How many rows there are, of which nothing is read. */
    private Piece counted(int depth) {
        Piece rows = nested(depth);
        String name = grammar.name("a");
        String of =
                grammar.oneIn(3) ? "SELECT " + grammar.random.nextInt(9) + " FROM (" + rows.sql() + ")" : rows.sql();
        return new Piece(
                "SELECT COUNT(*) AS " + name + " FROM (" + of + ")",
                List.of(new Field(name, DataType.bigint().withNullable(false))));
    }

    private Piece over(int below, boolean top) {
        RandomOver over = new RandomOver(grammar);
        if (!grammar.over) {
            return over.topN(below);
        }
        return grammar.oneIn(3) ? over.overTime(top) : over.over(below, top);
    }

    /** A query that other databases answer alike. */
    Draft sharedDraft() {
        Piece query = switch (grammar.random.nextInt(12)) {
            case 0, 1, 2 -> new RandomJoins(grammar).join(0);
            case 3, 4 -> new RandomAggregates(grammar).aggregation(0, true);
            case 5 -> new RandomSubQueries(grammar).filtered(0);
            case 6 -> new RandomSubQueries(grammar).shown(0);
            case 7 -> new RandomSubQueries(grammar).lateral(0);
            case 8, 9 -> setOperation(0);
            case 10 -> new RandomOver(grammar).over(0, true);
            default -> new RandomOver(grammar).topN(0);
        };
        return new Draft(query.sql());
    }

    private Piece projection(int depth) {
        Piece from = grammar.from(depth);
        RandomExpression expressions = grammar.expressions(from.schema(), true);
        List<DataType> types = grammar.columns(from.schema(), type -> true).stream()
                .map(Field::type)
                .toList();
        int count = 1 + grammar.random.nextInt(4);
        List<String> items = new ArrayList<>();
        List<Field> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DataType type = grammar.oneIn(3) || types.isEmpty() ? DataType.bigint() : grammar.pick(types);
            items.add(expressions.of(type, 3) + " AS c" + i);
            columns.add(new Field("c" + i, DataType.ofNull()));
        }
        String where = grammar.oneIn(2) ? "" : Draft.maybe(" WHERE " + expressions.predicate(3));
        return new Piece("SELECT " + Draft.list(items) + " FROM " + from.sql() + where, columns);
    }

    /** A projection of columns and expressions that cannot fail. */
    private Piece plainProjection(int depth) {
        Piece from = grammar.from(depth);
        RandomExpression expressions = grammar.expressions(from.schema(), false);
        List<Field> columns = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (Field column : grammar.some(from.schema(), 5)) {
            String name = grammar.name("c");
            boolean plain = !grammar.oneIn(3) || column.type().kind() == TypeKind.TIMESTAMP;
            items.add((plain ? column.name() : expressions.of(column.type(), 2)) + " AS " + name);
            columns.add(new Field(name, plain ? column.type() : column.type().withNullable(true)));
        }
        return new Piece(
                "SELECT " + Draft.list(items) + " FROM " + from.sql() + grammar.maybeWhere(from.schema()), columns);
    }

    private Piece setOperation(int depth) {
        Piece first = grammar.from(depth);
        List<Field> chosen = grammar.some(first.schema(), 2).stream()
                .filter(c -> Grammar.equatable(c.type()))
                .toList();
        if (chosen.isEmpty()) {
            return plainProjection(depth);
        }
        Piece left = grammar.select(chosen, " FROM " + first.sql() + grammar.maybeWhere(first.schema()));
        StringBuilder sql = new StringBuilder(left.sql());
        int more = grammar.oneIn(4) ? 2 : 1;
        String operator = operator();
        List<Boolean> nulls = new ArrayList<>(
                left.schema().columns().stream().map(c -> c.type().nullable()).toList());
        for (int i = 0; i < more; i++) {
            Piece right = grammar.from(0);
            List<String> items = new ArrayList<>();
            for (int c = 0; c < chosen.size(); c++) {
                DataType type = chosen.get(c).type();
                Field fitting = grammar.column(right.schema(), t -> DataType.sameIgnoringNull(t, type));
                items.add(fitting == null ? "CAST(NULL AS " + type.sql() + ")" : fitting.name());
                nulls.set(c, nulls.get(c) || fitting == null || fitting.type().nullable());
            }
            sql.append(Draft.maybe(operator + "SELECT " + String.join(", ", items) + " FROM " + right.sql()
                    + grammar.where(right.schema())));
        }
        List<Field> columns = new ArrayList<>();
        for (int c = 0; c < chosen.size(); c++) {
            Field column = left.schema().columns().get(c);
            columns.add(new Field(column.name(), column.type().withNullable(nulls.get(c))));
        }
        return new Piece(sql.toString(), columns);
    }

    private String operator() {
        return " " + grammar.pick("UNION ALL", "UNION", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL") + " ";
    }
}
