// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random queries with OVER: ranks, neighbours and aggregates over frames of every form; the first rows of partitions. */
final class RandomOver {
    private final Grammar grammar;

    RandomOver(Grammar grammar) {
        this.grammar = grammar;
    }

    private String partition(Schema schema) {
        if (grammar.oneIn(5)) {
            return "";
        }
        List<String> keys = new ArrayList<>();
        int count = grammar.oneIn(3) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            Field key = grammar.column(schema, Grammar::equatable);
            if (key != null && !keys.contains(key.name())) {
                keys.add(key.name());
            }
        }
        return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
    }

    private String direction() {
        return grammar.shared
                ? grammar.pick(" ASC NULLS FIRST", " DESC NULLS LAST", " ASC NULLS LAST", " DESC NULLS FIRST")
                : grammar.pick("", "", " DESC", " ASC NULLS LAST", " DESC NULLS FIRST");
    }

    private String order(Schema schema, int most) {
        List<String> keys = new ArrayList<>();
        int count = 1 + grammar.random.nextInt(most);
        for (int i = 0; i < count; i++) {
            Field key = grammar.column(schema, Grammar::ordered);
            if (key != null) {
                keys.add(key.name() + direction());
            }
        }
        if (grammar.shared) { // no ties
            keys.add(RandomJoins.column(new Piece("", schema.columns()), "id"));
        }
        return keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
    }

    /** Columns, and functions over frames. */
    Piece over(int depth, boolean top) {
        Piece from = grammar.from(depth);
        Schema schema = from.schema();
        Piece chosen = grammar.select(grammar.some(schema, 3), "");
        StringBuilder sql = new StringBuilder(chosen.sql());
        List<Field> columns = new ArrayList<>(chosen.schema().columns());
        String partition = partition(schema);
        String order = order(schema, 2);
        int count = 1 + grammar.random.nextInt(grammar.dense ? 7 : 3);
        for (int i = 0; i < count; i++) {
            if (grammar.oneIn(4)) {
                partition = partition(schema);
                order = order(schema, 2);
            }
            Field call = call(schema, partition, order, top);
            if (call != null) {
                String name = grammar.name("w");
                sql.append(
                        i == 0 ? ", " + call.name() + " AS " + name : Draft.maybe(", " + call.name() + " AS " + name));
                columns.add(new Field(name, call.type()));
            }
        }
        return new Piece(sql + " FROM " + from.sql() + grammar.maybeWhere(schema), columns);
    }

    /** By the event time, so that rows can leave when the watermark has come. */
    Piece overTime(boolean top) {
        Piece from = grammar.timed();
        Schema schema = from.schema();
        Piece chosen = grammar.select(grammar.some(schema, 3), "");
        String partition = partition(schema);
        String frame = grammar.pick(
                "",
                " ROWS BETWEEN " + grammar.random.nextInt(4) + " PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                " RANGE BETWEEN " + grammar.seconds(1, 4) + " PRECEDING AND CURRENT ROW");
        List<Field> columns = new ArrayList<>(chosen.schema().columns());
        StringBuilder sql = new StringBuilder(chosen.sql());
        int count = 1 + grammar.random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Field call = aggregate(schema, top);
            String name = grammar.name("w");
            sql.append(", ")
                    .append(call.name())
                    .append(" OVER (")
                    .append(partition)
                    .append(" ORDER BY ")
                    .append(from.time())
                    .append(frame)
                    .append(") AS ")
                    .append(name);
            columns.add(new Field(name, call.type()));
        }
        return new Piece(sql + " FROM " + from.sql(), columns);
    }

    /** A function with its window; the name of the field is the text. */
    private @Nullable Field call(Schema schema, String partition, String order, boolean top) {
        String window = " OVER (" + partition + order;
        Field column = java.util.Objects.requireNonNull(grammar.column(schema, type -> true));
        DataType bigint = DataType.bigint().withNullable(false);
        DataType nullable = column.type().withNullable(true);
        boolean ordered = !order.isEmpty();
        switch (grammar.random.nextInt(ordered ? 10 : 3)) {
            case 3:
                return new Field(grammar.pick("ROW_NUMBER()", "RANK()", "DENSE_RANK()") + window + ")", bigint);
            case 4:
                return new Field(
                        grammar.pick("PERCENT_RANK()", "CUME_DIST()") + window + ")",
                        DataType.doubling().withNullable(false));
            case 5:
                return new Field("NTILE(" + (1 + grammar.random.nextInt(4)) + ")" + window + ")", DataType.ofNull());
            case 6: {
                String distance = grammar.pick("", ", 1", ", 2", ", 0");
                String otherwise = distance.isEmpty() || grammar.oneIn(2) ? "" : Draft.maybe(", " + column.name());
                String nulls = !grammar.shared && grammar.oneIn(4) ? Draft.maybe(" IGNORE NULLS") : "";
                return new Field(
                        grammar.pick("LAG(", "LEAD(") + column.name() + distance + otherwise + ")" + nulls + window
                                + ")",
                        nullable);
            }
            case 7, 8: {
                String nulls = !grammar.shared && grammar.oneIn(4) ? Draft.maybe(" IGNORE NULLS") : "";
                String function = grammar.pick(
                        "FIRST_VALUE(" + column.name() + ")",
                        "LAST_VALUE(" + column.name() + ")",
                        "NTH_VALUE(" + column.name() + ", " + (1 + grammar.random.nextInt(3)) + ")");
                return new Field(function + nulls + framed(schema, partition, order, !grammar.shared), nullable);
            }
            default: {
                Field aggregate = aggregate(schema, top);
                return new Field(aggregate.name() + framed(schema, partition, order, true), aggregate.type());
            }
        }
    }

    private Field aggregate(Schema schema, boolean top) {
        Field numeric = grammar.column(schema, DataType::isNumeric);
        Field ordered = grammar.column(schema, Grammar::ordered);
        Field any = java.util.Objects.requireNonNull(grammar.column(schema, type -> true));
        if (top && numeric != null && grammar.oneIn(2)) {
            return new Field(
                    grammar.pick(
                                    "SUM(" + numeric.name(),
                                    "AVG(" + numeric.name(),
                                    "STDDEV_POP(" + grammar.squared(numeric))
                            + ")",
                    DataType.ofNull());
        } else if (ordered != null && grammar.oneIn(2)) {
            return new Field(
                    grammar.pick("MIN(", "MAX(") + ordered.name() + ")",
                    ordered.type().withNullable(true));
        }
        return new Field(
                grammar.pick("COUNT(*)", "COUNT(" + any.name() + ")"),
                DataType.bigint().withNullable(false));
    }

    /**
     * OVER with a frame, of which that by distances of a value needs one key to measure.
     *
     * @param distances whether there may be distances of a value, whose key alone leaves ties without an order
     */
    private String framed(Schema schema, String partition, String order, boolean distances) {
        if (grammar.oneIn(4) || order.isEmpty()) {
            return " OVER (" + partition + order + ")";
        }
        String exclusion = grammar.oneIn(5)
                ? Draft.maybe(grammar.pick(" EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"))
                : "";
        Field by = grammar.column(schema, RandomOver::measurable);
        if (by != null && distances && grammar.oneIn(3)) {
            String unit = switch (by.type().kind()) {
                case TIMESTAMP, TIMESTAMP_LTZ -> "INTERVAL '%d' SECOND";
                case DATE -> "INTERVAL '%d' DAY";
                default -> "%d";
            };
            return " OVER (" + partition + " ORDER BY " + by.name() + direction() + " RANGE " + between(unit)
                    + exclusion + ")";
        }
        return " OVER (" + partition + order + " ROWS " + between("%d") + exclusion + ")";
    }

    private static boolean measurable(DataType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, SMALLINT, DOUBLE, DECIMAL, DATE, TIMESTAMP -> true;
            default -> false;
        };
    }

    private String between(String unit) {
        int less = grammar.random.nextInt(4);
        int more = less + grammar.random.nextInt(3);
        String small = unit.formatted(less);
        String large = unit.formatted(more);
        return "BETWEEN "
                + grammar.pick(
                        "UNBOUNDED PRECEDING AND CURRENT ROW",
                        "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                        "CURRENT ROW AND UNBOUNDED FOLLOWING",
                        large + " PRECEDING AND CURRENT ROW",
                        large + " PRECEDING AND " + small + " PRECEDING",
                        small + " PRECEDING AND " + large + " FOLLOWING",
                        small + " FOLLOWING AND " + large + " FOLLOWING",
                        "CURRENT ROW AND " + large + " FOLLOWING",
                        "UNBOUNDED PRECEDING AND " + small + " PRECEDING",
                        small + " FOLLOWING AND UNBOUNDED FOLLOWING");
    }

    /** The first rows of each partition. */
    Piece topN(int depth) {
        boolean windowed = !grammar.shared && grammar.oneIn(4);
        Piece from = windowed
                ? new RandomWindows(grammar)
                        .assigned(grammar.table(), new RandomWindows(grammar).call(false))
                        .as(grammar.name("x"))
                : grammar.from(depth);
        Schema schema = from.schema();
        String partition = partition(schema);
        if (windowed) {
            String bounds = RandomJoins.column(from, "window_start") + ", " + RandomJoins.column(from, "window_end");
            partition = partition.isEmpty() ? "PARTITION BY " + bounds : partition + ", " + bounds;
        }
        String function = grammar.pick("ROW_NUMBER()", "ROW_NUMBER()", "RANK()", "DENSE_RANK()");
        boolean latest = !grammar.shared && from.time() != null && grammar.oneIn(4);
        String order = latest ? " ORDER BY " + from.time() + grammar.pick("", " DESC") : order(schema, 2);
        Piece chosen = grammar.select(grammar.some(schema, 4), "");
        if (order.isEmpty()) {
            return new Piece(chosen.sql() + " FROM " + from.sql(), chosen.schema(), null);
        }
        String rank = grammar.name("rn");
        Piece ranked = new Piece(
                chosen.sql() + ", " + function + " OVER (" + partition + order + ") AS " + rank + " FROM " + from.sql()
                        + grammar.maybeWhere(schema),
                chosen.schema().columns());
        String alias = grammar.name("x");
        Piece item = ranked.as(alias);
        int most = 1 + grammar.random.nextInt(4);
        String range = latest
                ? rank + " = 1"
                : grammar.pick(
                        rank + " <= " + most,
                        rank + " < " + (most + 1),
                        rank + " = " + most,
                        rank + " BETWEEN 2 AND " + (most + 1));
        Piece result = grammar.select(item.schema().columns(), "");
        String number = grammar.name("c");
        boolean shown = grammar.random.nextBoolean();
        List<Field> columns = new ArrayList<>(result.schema().columns());
        if (shown) {
            columns.add(new Field(number, DataType.bigint().withNullable(false)));
        }
        return new Piece(
                result.sql() + (shown ? Draft.maybe(", " + rank + " AS " + number) : "") + " FROM " + item.sql()
                        + " WHERE " + alias + "." + range,
                columns);
    }

    /** The first rows of all. */
    Piece limited(int depth) {
        return sorted(depth, " LIMIT " + (1 + grammar.random.nextInt(6)));
    }

    /** All rows, in an order. */
    Piece ordered(int depth) {
        return sorted(depth, grammar.random.nextBoolean() ? "" : " LIMIT " + (1 + grammar.random.nextInt(6)));
    }

    private Piece sorted(int depth, String limit) {
        Piece from = grammar.from(depth);
        Piece chosen = grammar.select(grammar.some(from.schema(), 4), "");
        String order = order(from.schema(), 2);
        if (order.isEmpty()) {
            return new Piece(chosen.sql() + " FROM " + from.sql(), chosen.schema(), null);
        }
        String offset = grammar.oneIn(3) ? " OFFSET " + grammar.random.nextInt(4) : "";
        return new Piece(
                chosen.sql() + " FROM " + from.sql() + grammar.maybeWhere(from.schema()) + order + limit + offset,
                chosen.schema(),
                null);
    }
}
