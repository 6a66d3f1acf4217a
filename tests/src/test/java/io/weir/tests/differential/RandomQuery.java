// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Makes random queries of the grammar so far.
 *
 * <p>Expressions that may fail stand only at the top, where what becomes of the row does not depend on the plan.
 */
final class RandomQuery {
    private final SplittableRandom random;
    private final List<RandomTable> tables;
    private int aliases;

    /** A FROM item: its text and what can be named in it. */
    private record Source(String sql, Schema schema) {}

    RandomQuery(List<RandomTable> tables, SplittableRandom random) {
        this.tables = tables;
        this.random = random;
    }

    String sql() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> projection(true);
            case 2, 3 -> aggregation(source(2), true).sql();
            case 4 -> windowed(true).sql();
            default -> union();
        };
    }

    private RandomTable table() {
        return tables.get(random.nextInt(tables.size()));
    }

    private Source source(int depth) {
        RandomTable table = table();
        if (depth == 0 || random.nextInt(3) > 0) {
            return new Source(table.name(), table.schema());
        }
        return switch (random.nextInt(4)) {
            case 0 -> nest(aggregation(source(depth - 1), false));
            case 1 -> nest(plainProjection(source(depth - 1)));
            case 2 -> nest(windowed(false));
            default -> {
                Source from = source(depth - 1);
                String sql = "SELECT * FROM " + from.sql + " WHERE "
                        + new RandomExpression(random, from.schema, false).predicate(2);
                yield nest(new Source(sql, from.schema));
            }
        };
    }

    private Source nest(Source query) {
        return new Source("(" + query.sql + ")", query.schema);
    }

    private String projection(boolean mayFail) {
        Source from = source(2);
        RandomExpression expressions = new RandomExpression(random, from.schema, mayFail);
        int count = 1 + random.nextInt(4);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DataType type = from.schema.type(random.nextInt(from.schema.size()));
            items.add(expressions.of(random.nextInt(3) == 0 ? DataType.bigint() : type, 3) + " AS c" + i);
        }
        String where = random.nextInt(3) == 0 ? "" : " WHERE " + expressions.predicate(3);
        return "SELECT " + String.join(", ", items) + " FROM " + from.sql + where;
    }

    /** A projection of columns and expressions that cannot fail. */
    private Source plainProjection(Source from) {
        RandomExpression expressions = new RandomExpression(random, from.schema, false);
        List<Field> fields = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (Field column : from.schema.columns()) {
            if (random.nextInt(3) == 0 && fields.size() > 0) {
                continue;
            }
            boolean plain = random.nextInt(3) > 0 || column.type().kind() == TypeKind.TIMESTAMP;
            String sql = plain ? column.name() : expressions.of(column.type(), 2);
            DataType type = plain ? column.type() : column.type().withNullable(true);
            fields.add(new Field(column.name(), type));
            items.add(sql + " AS " + column.name());
        }
        return new Source("SELECT " + String.join(", ", items) + " FROM " + from.sql, new Schema(fields));
    }

    private Source aggregation(Source from, boolean top) {
        List<String> keys = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        List<String> items = new ArrayList<>();
        int keyCount = random.nextInt(3);
        for (int i = 0; i < keyCount; i++) {
            Field key = from.schema.columns().get(random.nextInt(from.schema.size()));
            if (!keys.contains(key.name())) {
                keys.add(key.name());
                fields.add(key);
                items.add(key.name());
            }
        }
        if (!keys.isEmpty() && random.nextInt(8) == 0) {
            return new Source("SELECT DISTINCT " + String.join(", ", keys) + " FROM " + from.sql, new Schema(fields));
        }
        addCalls(from.schema, items, fields, top);
        String where =
                random.nextInt(3) > 0 ? "" : " WHERE " + new RandomExpression(random, from.schema, false).predicate(2);
        String having = random.nextInt(4) > 0 ? "" : " HAVING COUNT(*) > " + random.nextInt(4);
        return new Source(
                "SELECT " + String.join(", ", items) + " FROM " + from.sql + where
                        + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys)) + having,
                new Schema(fields));
    }

    private void addCalls(Schema schema, List<String> items, List<Field> fields, boolean top) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = "a" + aliases++;
            Field column = schema.columns().get(random.nextInt(schema.size()));
            String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
            boolean numeric = column.type().isNumeric();
            boolean ordered = switch (column.type().kind()) {
                case ROW, ARRAY, MAP -> false;
                default -> true;
            };
            String call;
            DataType type;
            switch (random.nextInt(6)) {
                case 0 -> {
                    call = "COUNT(*)";
                    type = DataType.bigint().withNullable(false);
                }
                case 1 -> {
                    call = "COUNT(" + distinct + column.name() + ")";
                    type = DataType.bigint().withNullable(false);
                }
                case 2, 3 -> {
                    if (!ordered) {
                        call = "COUNT(" + column.name() + ")";
                        type = DataType.bigint().withNullable(false);
                    } else {
                        call = (random.nextBoolean() ? "MIN(" : "MAX(") + column.name() + ")";
                        type = column.type().withNullable(true);
                    }
                }
                default -> {
                    // a sum may be out of range, so it is only made where that decides about a row of the result
                    if (numeric && top) {
                        call = (random.nextBoolean() ? "SUM(" : "AVG(") + distinct + column.name() + ")";
                        type = DataType.ofNull();
                    } else {
                        call = "COUNT(*)";
                        type = DataType.bigint().withNullable(false);
                    }
                }
            }
            if (random.nextInt(5) == 0) {
                call += " FILTER (WHERE " + new RandomExpression(random, schema, false).predicate(1) + ")";
                if (!call.startsWith("COUNT")) {
                    type = type.withNullable(true);
                }
            }
            items.add(call + " AS " + name);
            fields.add(new Field(name, type));
        }
    }

    private Source windowed(boolean top) {
        RandomTable table = table();
        String tvf = switch (random.nextInt(3)) {
            case 0 ->
                "TUMBLE(TABLE " + table.name() + ", DESCRIPTOR(ts), INTERVAL '" + (1 + random.nextInt(4)) + "' SECOND)";
            case 1 ->
                "HOP(TABLE " + table.name() + ", DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '"
                        + (2 + random.nextInt(4)) + "' SECOND)";
            default -> "TUMBLE(TABLE " + table.name() + ", DESCRIPTOR(ts), INTERVAL '3' SECOND, INTERVAL '1' SECOND)";
        };
        List<Field> fields = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<String> keys = new ArrayList<>(List.of("window_start", "window_end"));
        for (String property : keys) {
            items.add(property);
            fields.add(new Field(property, DataType.timestamp(3).withNullable(false)));
        }
        if (random.nextBoolean()) {
            Field key = table.schema()
                    .columns()
                    .get(1 + random.nextInt(table.schema().size() - 1));
            keys.add(key.name());
            items.add(key.name());
            fields.add(key);
        }
        addCalls(table.schema(), items, fields, top);
        String where = random.nextInt(3) > 0
                ? ""
                : " WHERE " + new RandomExpression(random, table.schema(), false).predicate(2);
        return new Source(
                "SELECT " + String.join(", ", items) + " FROM TABLE(" + tvf + ")" + where + " GROUP BY "
                        + String.join(", ", keys),
                new Schema(fields));
    }

    private String union() {
        RandomTable table = table();
        List<Field> columns = table.schema().columns().stream()
                .filter(c -> random.nextInt(3) == 0)
                .collect(Collectors.toCollection(ArrayList::new));
        if (columns.isEmpty()) {
            columns.add(table.schema().columns().get(1));
        }
        List<String> parts = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String list = columns.stream().map(Field::name).collect(Collectors.joining(", "));
            parts.add("SELECT " + list + " FROM " + table.name() + " WHERE "
                    + new RandomExpression(random, table.schema(), false).predicate(2));
        }
        String union = String.join(" UNION ALL ", parts);
        if (random.nextBoolean()) {
            return aggregation(new Source("(" + union + ")", new Schema(columns)), true).sql;
        }
        return union;
    }
}
