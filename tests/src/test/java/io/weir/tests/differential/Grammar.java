// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the forms of random queries share: chance, names, items of FROM, columns and conditions. */
final class Grammar {
    final SplittableRandom random;
    final List<RandomTable> tables;
    /** Whether queries keep to what other databases understand in the same way, with one answer alone. */
    final boolean shared;
    /** Whether there are functions over frames. */
    final boolean over;
    /** Whether a query has much of everything, so that few queries go through many forms. */
    final boolean dense;

    private int names;

    Grammar(List<RandomTable> tables, boolean shared, boolean over, boolean dense, SplittableRandom random) {
        this.dense = dense;
        this.tables = tables;
        this.shared = shared;
        this.over = over;
        this.random = random;
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    /** A name that nothing else has. */
    String name(String stem) {
        return stem + names++;
    }

    RandomTable table() {
        return pick(tables);
    }

    /** An item of FROM: mostly a table, else a query of some depth. */
    Piece from(int depth) {
        String alias = name("x");
        if (depth <= 0 || !oneIn(dense ? 2 : 3)) {
            return Piece.table(table(), alias);
        }
        return new RandomQuery(this).nested(depth - 1).as(alias);
    }

    /** A few rows with the columns of the two keys. */
    Piece values() {
        String alias = name("x");
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String first = oneIn(6) ? "NULL" : "" + random.nextInt(5);
            String second = oneIn(6) ? "NULL" : "'k" + random.nextInt(5) + "'";
            rows.add("(CAST(" + first + " AS INT), CAST(" + second + " AS STRING))");
        }
        return new Piece(
                "(VALUES " + Draft.list(rows) + ") AS " + alias + " (k1, k2)",
                List.of(
                        new Field(alias + ".k1", DataType.integer().withNullable(true)),
                        new Field(alias + ".k2", DataType.text().withNullable(true))));
    }

    /** An item of FROM with an event time and all columns of a table. */
    Piece timed() {
        String alias = name("x");
        RandomTable table = table();
        if (!oneIn(4)) {
            return Piece.table(table, alias);
        }
        return filtered(Piece.table(table, name("x"))).withTime("ts").as(alias);
    }

    /** All rows of an item for which a condition holds, with the columns of a table. */
    Piece filtered(Piece item) {
        List<String> items = new ArrayList<>();
        List<Field> columns = new ArrayList<>();
        for (Field column : item.schema().columns()) {
            String plain = column.name().substring(column.name().indexOf('.') + 1);
            items.add(column.name() + " AS " + plain);
            columns.add(new Field(plain, column.type()));
        }
        return new Piece("SELECT " + Draft.list(items) + " FROM " + item.sql() + where(item.schema()), columns);
    }

    RandomExpression expressions(Schema schema, boolean mayFail) {
        return new RandomExpression(random, usable(schema), mayFail);
    }

    private static Schema usable(Schema schema) {
        List<Field> usable = schema.columns().stream()
                .filter(c -> c.type().kind() != TypeKind.NULL)
                .toList();
        return usable.isEmpty() ? schema : new Schema(usable);
    }

    /** A condition that cannot fail. */
    String condition(Schema schema) {
        return expressions(schema, false).predicate(1);
    }

    String where(Schema schema) {
        return Draft.maybe(" WHERE " + condition(schema));
    }

    String maybeWhere(Schema schema) {
        return oneIn(5) ? where(schema) : "";
    }

    List<Field> columns(Schema schema, Predicate<DataType> which) {
        return schema.columns().stream()
                .filter(c -> c.type().kind() != TypeKind.NULL && which.test(c.type()))
                .toList();
    }

    /** A column that can be looked at, the keys more often; null when there is none. */
    @Nullable
    Field column(Schema schema, Predicate<DataType> which) {
        List<Field> fitting = columns(schema, which);
        List<Field> keys = fitting.stream().filter(c -> isKey(c.name())).toList();
        if (!keys.isEmpty() && random.nextBoolean()) {
            return pick(keys);
        }
        return fitting.isEmpty() ? null : pick(fitting);
    }

    static boolean isKey(String name) {
        return name.endsWith("k1") || name.endsWith("k2");
    }

    /** Whether values have an order that every operation knows. */
    static boolean ordered(DataType type) {
        return switch (type.kind()) {
            case NULL, ROW, ARRAY, MAP -> false;
            default -> true;
        };
    }

    /**
     * Whether the squares of values can be summed with nothing lost that shows. A sum of DOUBLEs keeps an error in proportion to the
     * largest value, also to one that has been taken back, which is as much as all that is left when the others are small or cancel out.
     */
    boolean squarable(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, FLOAT, DOUBLE -> true;
            case BIGINT -> shared || tables.stream().noneMatch(RandomTable::updating);
            case DECIMAL -> shared;
            default -> false;
        };
    }

    /**
     * A column whose squares can be summed, as the argument of a function: where the largest values would take the others' digits,
     * only those near to 0 are given.
     */
    @Nullable
    String squared(Schema schema) {
        Field column = column(schema, DataType::isNumeric);
        return column == null ? null : squared(column);
    }

    /** {@link #squared(Schema)} of a column. */
    String squared(Field column) {
        if (squarable(column.type())) {
            return column.name();
        }
        return "CASE WHEN " + column.name() + " BETWEEN -100 AND 100 THEN " + column.name() + " END";
    }

    /** Whether values can be compared for being equal, and so be a key. */
    static boolean equatable(DataType type) {
        return type.kind() != TypeKind.MAP && type.kind() != TypeKind.NULL;
    }

    /** Some columns as a select list, at least one. */
    List<Field> some(Schema schema, int most) {
        List<Field> chosen = new ArrayList<>();
        List<Field> all = columns(schema, type -> true);
        for (int i = 0; i < most; i++) {
            Field column = oneIn(3) ? pick(all) : java.util.Objects.requireNonNull(column(schema, type -> true));
            if (!chosen.contains(column)) {
                chosen.add(column);
            }
        }
        return chosen;
    }

    /** The items of a select list with names of their own. */
    Piece select(List<Field> chosen, String rest) {
        List<String> items = new ArrayList<>();
        List<Field> columns = new ArrayList<>();
        for (Field column : chosen) {
            String name = name("c");
            if (isKey(column.name())) {
                name += column.name().substring(column.name().length() - 2);
            }
            items.add(column.name() + " AS " + name);
            columns.add(new Field(name, column.type()));
        }
        return new Piece("SELECT " + Draft.list(items) + rest, columns);
    }

    /** A pair of columns of the same type on two sides, keys more often; null when there is none. */
    @Nullable
    Field[] pair(Schema left, Schema right, Predicate<DataType> which) {
        for (int tries = 0; tries < 8; tries++) {
            Field a = column(left, which);
            if (a == null) {
                return null;
            }
            List<Field> fitting = columns(right, type -> DataType.sameIgnoringNull(type, a.type()));
            List<Field> same = fitting.stream()
                    .filter(b -> isKey(a.name()) && isKey(b.name()))
                    .toList();
            if (!fitting.isEmpty()) {
                return new Field[] {a, pick(same.isEmpty() ? fitting : same)};
            }
        }
        return null;
    }

    String seconds(int least, int most) {
        return "INTERVAL '" + random.nextInt(least, most + 1) + "' SECOND";
    }
}
