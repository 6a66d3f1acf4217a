// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.List;
import java.util.SplittableRandom;

/** Makes random expressions of a wanted type over the columns of a schema. */
final class RandomExpression {
    private final SplittableRandom random;
    private final Schema schema;
    private final boolean mayFail;

    RandomExpression(SplittableRandom random, Schema schema, boolean mayFail) {
        this.random = random;
        this.schema = schema;
        this.mayFail = mayFail;
    }

    /** An expression whose type is that wanted, or for numbers of the same family. */
    String of(DataType type, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(type);
        }
        switch (random.nextInt(6)) {
            case 0:
                return "CASE WHEN " + predicate(depth - 1) + " THEN " + of(type, depth - 1) + " ELSE "
                        + of(type, depth - 1) + " END";
            case 1:
                return "COALESCE(" + of(type, depth - 1) + ", " + of(type, depth - 1) + ")";
            case 2:
                if (mayFail && type.kind() != TypeKind.NULL) {
                    return cast(type, depth);
                }
                return leaf(type);
            default:
                return deeper(type, depth);
        }
    }

    private String cast(DataType type, int depth) {
        String function = random.nextBoolean() ? "CAST" : "TRY_CAST";
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE ->
                function + "("
                        + of(
                                pick(DataType.integer(), DataType.bigint(), DataType.decimal(10, 2), DataType.text()),
                                depth - 1)
                        + " AS " + type.sql() + ")";
            case VARCHAR ->
                "CAST("
                        + of(
                                pick(DataType.integer(), DataType.bool(), DataType.date(), DataType.decimal(30, 5)),
                                depth - 1)
                        + " AS STRING)";
            default -> leaf(type);
        };
    }

    private DataType pick(DataType... types) {
        return types[random.nextInt(types.length)];
    }

    private String deeper(DataType type, int depth) {
        switch (type.kind()) {
            case BOOLEAN:
                return predicate(depth);
            case INTEGER, BIGINT, SMALLINT, TINYINT:
                if (mayFail) {
                    String[] operators = {"+", "-", "*", "/", "%"};
                    return "(" + of(type, depth - 1) + " " + operators[random.nextInt(operators.length)] + " "
                            + of(type, depth - 1) + ")";
                }
                return "CHAR_LENGTH(" + of(DataType.text(), depth - 1) + ")";
            case DECIMAL:
                if (mayFail) {
                    String[] operators = {"+", "-", "*", "/"};
                    return "(" + of(type, depth - 1) + " " + operators[random.nextInt(operators.length)] + " "
                            + of(type, depth - 1) + ")";
                }
                return leaf(type);
            case FLOAT, DOUBLE:
                if (mayFail) {
                    String[] operators = {"+", "-", "*", "/"};
                    return "(" + of(type, depth - 1) + " " + operators[random.nextInt(operators.length)] + " "
                            + of(type, depth - 1) + ")";
                }
                return leaf(type);
            case VARCHAR:
                return switch (random.nextInt(5)) {
                    case 0 -> "UPPER(" + of(type, depth - 1) + ")";
                    case 1 -> "(" + of(type, depth - 1) + " || " + of(type, depth - 1) + ")";
                    case 2 -> "SUBSTRING(" + of(type, depth - 1) + ", " + (1 + random.nextInt(3)) + ")";
                    case 3 -> "TRIM(" + of(type, depth - 1) + ")";
                    default -> "REPLACE(" + of(type, depth - 1) + ", 'a', 'bc')";
                };
            default:
                return leaf(type);
        }
    }

    private String leaf(DataType type) {
        List<Field> fitting = schema.columns().stream()
                .filter(c -> DataType.sameIgnoringNull(c.type(), type))
                .toList();
        if (!fitting.isEmpty() && random.nextInt(4) > 0) {
            return fitting.get(random.nextInt(fitting.size())).name();
        }
        if (random.nextInt(8) == 0 && type.kind() != TypeKind.NULL) {
            return "CAST(NULL AS " + type.sql() + ")";
        }
        return literal(type);
    }

    private String literal(DataType type) {
        return switch (type.kind()) {
            case NULL -> "NULL";
            case BOOLEAN -> random.nextBoolean() ? "TRUE" : "FALSE";
            case TINYINT, SMALLINT, INTEGER, BIGINT -> "CAST(" + random.nextInt(-4, 5) + " AS " + type.sql() + ")";
            case FLOAT, DOUBLE -> "CAST(" + random.nextInt(-20, 21) / 4.0 + " AS " + type.sql() + ")";
            case DECIMAL -> "CAST(" + random.nextInt(-300, 301) / 100.0 + " AS " + type.sql() + ")";
            case VARCHAR ->
                "CAST('" + new String[] {"", "a", "ab", "12", "ü", "k0", "k1", "k2", "k3"}[random.nextInt(9)] + "' AS "
                        + type.sql() + ")";
            case DATE -> "DATE '2020-08-2" + random.nextInt(10) + "'";
            case TIME -> "TIME '0" + random.nextInt(4) + ":00:00'";
            case TIMESTAMP -> "TIMESTAMP '2020-09-13 12:26:4" + random.nextInt(10) + "'";
            case TIMESTAMP_LTZ, VARBINARY, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP ->
                "CAST(NULL AS " + type.sql() + ")";
        };
    }

    /** A BOOLEAN expression; one that cannot fail unless this generator may. */
    String predicate(int depth) {
        Field column = schema.columns().get(random.nextInt(schema.size()));
        if (column.type().kind() == TypeKind.NULL) {
            return "TRUE";
        } else if (column.type().kind() == TypeKind.MAP) {
            return column.name() + " IS NOT NULL";
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> "(" + predicate(depth - 1) + " AND " + predicate(depth - 1) + ")";
                case 1 -> "(" + predicate(depth - 1) + " OR " + predicate(depth - 1) + ")";
                case 2 -> "(NOT " + predicate(depth - 1) + ")";
                default -> "(" + predicate(depth - 1) + ") IS NOT TRUE";
            };
        }
        String left = depth > 0 && random.nextInt(4) == 0 ? "(" + of(column.type(), depth - 1) + ")" : column.name();
        if (!comparable(column.type())) {
            return switch (random.nextInt(6)) {
                case 0 -> left + " IS NULL";
                case 1 -> left + " IS NOT DISTINCT FROM " + leaf(column.type());
                default -> left + " IS NOT NULL";
            };
        }
        return switch (random.nextInt(8)) {
            case 0 -> left + (random.nextInt(3) == 0 ? " IS NULL" : " IS NOT NULL");
            case 1 -> left + " IS DISTINCT FROM " + other(column);
            case 2 -> left + not() + " BETWEEN " + literal(column.type()) + " AND " + other(column);
            case 3 -> left + not() + " IN (" + literal(column.type()) + ", " + literal(column.type()) + ")";
            default -> {
                String[] operators = {"=", "<>", "<>", "<", "<=", ">", ">="};
                yield left + " " + operators[random.nextInt(operators.length)] + " " + other(column);
            }
        };
    }

    private String not() {
        return random.nextInt(3) == 0 ? "" : " NOT";
    }

    /** Something to compare a column with: mostly not the column itself. */
    private String other(Field column) {
        List<Field> fitting = schema.columns().stream()
                .filter(c -> DataType.sameIgnoringNull(c.type(), column.type()))
                .filter(c -> !c.name().equals(column.name()))
                .toList();
        if (random.nextInt(16) == 0) {
            return leaf(column.type());
        }
        return fitting.isEmpty() || random.nextInt(2) == 0
                ? literal(column.type())
                : fitting.get(random.nextInt(fitting.size())).name();
    }

    private static boolean comparable(DataType type) {
        return switch (type.kind()) {
            case ROW, ARRAY, MAP, NULL, VARBINARY, TIMESTAMP_LTZ -> false; // there are no literals
            default -> true;
        };
    }
}
