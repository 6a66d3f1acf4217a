// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** Random queries over windows: totals of one level and of several. */
final class RandomWindows {
    private static final List<String> BOUNDS = List.of("window_start", "window_end");

    private final Grammar grammar;

    RandomWindows(Grammar grammar) {
        this.grammar = grammar;
    }

    /** A window function with {@code %s} for its table and {@code ts} for its time. */
    String call(boolean session) {
        return switch (grammar.random.nextInt(session ? 6 : 4)) {
            case 0 -> "TUMBLE(%s, DESCRIPTOR(ts), " + grammar.seconds(1, 4) + ")";
            case 1 -> "HOP(%s, DESCRIPTOR(ts), INTERVAL '1' SECOND, " + grammar.seconds(2, 5) + ")";
            case 2 -> "CUMULATE(%s, DESCRIPTOR(ts), INTERVAL '1' SECOND, " + grammar.seconds(2, 5) + ")";
            case 3 -> "TUMBLE(%s, DESCRIPTOR(ts), INTERVAL '3' SECOND, INTERVAL '1' SECOND)";
            case 4 -> "SESSION(%s PARTITION BY k1, DESCRIPTOR(ts), " + grammar.seconds(1, 2) + ")";
            default -> "SESSION(%s PARTITION BY (k1, k2), DESCRIPTOR(ts), " + grammar.seconds(1, 4) + ")";
        };
    }

    /** The rows of a table with their windows. */
    Piece assigned(RandomTable table, String call) {
        List<Field> columns = new ArrayList<>(table.schema().columns());
        for (String bound : List.of("window_start", "window_end", "window_time")) {
            columns.add(new Field(
                    bound,
                    DataType.timestamp(bound.equals("window_time") ? 6 : 3).withNullable(false)));
        }
        String data = "TABLE " + table.name();
        if (grammar.oneIn(5) && !call.startsWith("SESSION")) {
            data = "(" + grammar.filtered(Piece.table(table, grammar.name("x"))).sql() + ")";
        }
        return new Piece("SELECT * FROM TABLE(" + call.replace("%s", data) + ")", columns);
    }

    /** Totals per window, and of those per larger window. */
    Piece windowed(boolean top) {
        String call = call(true);
        RandomTable table = grammar.table();
        Piece rows = assigned(table, call);
        if (grammar.oneIn(6)) {
            Piece item = rows.as(grammar.name("x"));
            return grammar.select(
                    grammar.some(item.schema(), 5), " FROM " + item.sql() + grammar.maybeWhere(item.schema()));
        }
        boolean cascade = grammar.oneIn(4);
        List<String> bounds = new ArrayList<>(BOUNDS);
        if (cascade || grammar.oneIn(4)) {
            bounds.add("window_time");
        }
        Piece totals = grouped(rows, bounds, top && !cascade);
        if (!cascade) {
            return totals;
        }
        if (grammar.oneIn(3)) { // the totals of a window, together
            Piece again = totals.as(grammar.name("x"));
            String start = RandomJoins.column(again, "window_start");
            String end = RandomJoins.column(again, "window_end");
            List<String> together = switch (grammar.random.nextInt(6)) {
                case 0 -> List.of(start);
                case 1 -> List.of(end);
                default -> List.of(start, end);
            };
            return grouped(again, together, top, again.sql());
        }
        List<String> items = new ArrayList<>(List.of("window_time AS ts"));
        List<Field> columns =
                new ArrayList<>(List.of(new Field("ts", DataType.timestamp(6).withNullable(false))));
        for (Field column : totals.schema().columns()) {
            if (!column.name().startsWith("window_")) {
                items.add(column.name());
                columns.add(column);
            }
        }
        String data = "(SELECT " + Draft.list(items) + " FROM (" + totals.sql() + "))";
        String outer = "TUMBLE(" + data + ", DESCRIPTOR(ts), INTERVAL '" + grammar.pick(6, 12, 60) + "' SECOND)";
        for (String bound : BOUNDS) {
            columns.add(new Field(bound, DataType.timestamp(6).withNullable(false)));
        }
        return grouped(new Piece("SELECT * FROM TABLE(" + outer + ")", columns), BOUNDS, top);
    }

    private Piece grouped(Piece rows, List<String> bounds, boolean top) {
        return grouped(rows, bounds, top, rows.sql().substring("SELECT * FROM ".length()));
    }

    private Piece grouped(Piece rows, List<String> bounds, boolean top, String from) {
        List<Field> columns = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<String> keys = new ArrayList<>(bounds);
        for (String bound : bounds) {
            String plain = bound.substring(bound.indexOf('.') + 1);
            items.add(bound + " AS " + plain);
            columns.add(new Field(
                    plain,
                    rows.schema()
                            .type(
                                    rows.schema().indexOf(bound) < 0
                                            ? 0
                                            : rows.schema().indexOf(bound))));
        }
        List<Field> others = rows.schema().columns().stream()
                .filter(c -> !c.name().contains("window_") && !c.name().endsWith("ts"))
                .toList();
        Schema arguments = new Schema(others);
        if (grammar.random.nextBoolean() && !others.isEmpty()) {
            Field key = grammar.column(arguments, Grammar::equatable);
            if (key != null) {
                String name = grammar.name("g");
                keys.add(key.name());
                items.add(key.name() + " AS " + name);
                columns.add(new Field(name, key.type()));
            }
        }
        new RandomAggregates(grammar).addCalls(arguments, items, columns, top);
        String having = grammar.oneIn(5) ? Draft.maybe(" HAVING COUNT(*) > " + grammar.random.nextInt(3)) : "";
        String list = String.join(", ", items.subList(0, bounds.size()))
                + items.subList(bounds.size(), items.size()).stream()
                        .map(item -> Draft.maybe(", " + item))
                        .reduce("", String::concat);
        return new Piece(
                "SELECT " + list + " FROM " + from + (others.isEmpty() ? "" : grammar.maybeWhere(arguments))
                        + " GROUP BY " + String.join(", ", keys) + having,
                columns);
    }
}
