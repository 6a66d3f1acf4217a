// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plays epochs to a plan, with changes as text: on each line a weight and the values of a row. */
final class Play {
    private static final List<Set<String>> SETS =
            List.of(Set.of("l"), Set.of("r"), Set.of("l", "r"), Set.of("t"), Set.of("t", "l"), Set.of("t", "r"));

    private final ReferenceQuery query;
    private final Map<String, List<Delta>> changes = new HashMap<>();

    Play(LogicalPlan plan) {
        query = new ReferenceQuery(plan, 0, false);
    }

    /** Rows of the epoch that is open; values are whole numbers, texts in quotes, and null. */
    Play give(String table, String rows) {
        List<Delta> deltas = changes.computeIfAbsent(table, t -> new ArrayList<>());
        rows.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] words = line.split("\\s+");
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                row.add(value(words[i]));
            }
            deltas.add(new Delta(row, Long.parseLong(words[0])));
        });
        return this;
    }

    private static @Nullable Object value(String word) {
        if (word.equals("null")) {
            return null;
        } else if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1);
        } else if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        return word.contains(".") ? (Object) Double.valueOf(word) : (Object) Long.valueOf(word);
    }

    /** Closes the epoch; gives the change of the answer, its lines in order. */
    String barrier(long watermark) {
        Map<Set<String>, Long> watermarks = new HashMap<>();
        SETS.forEach(set -> watermarks.put(set, watermark));
        ZSet change = query.step(new Cut(Map.copyOf(changes), watermarks, 0, true, true, false));
        changes.clear();
        TreeSet<String> lines = new TreeSet<>();
        for (Delta delta : change.deltas()) {
            StringBuilder line = new StringBuilder(delta.weight() > 0 ? "+" : "").append(delta.weight());
            delta.row().forEach(value -> line.append(' ').append(value));
            lines.add(line.toString());
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Closes the epoch without time. */
    String barrier() {
        return barrier(Long.MIN_VALUE);
    }

    long late() {
        return query.late();
    }

    static LogicalPlan.Scan scan(String table, String... columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns) {
            fields.add(new Field(column, DataType.bigint()));
        }
        Schema schema = new Schema(fields);
        return new LogicalPlan.Scan(
                new TableDefinition(table, schema, Map.of(), List.of(), List.of(), Map.of()), null, schema);
    }

    static Schema columns(int count) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(new Field("c" + i, DataType.bigint()));
        }
        return new Schema(fields);
    }

    static Expression column(int index) {
        return new ColumnRef(index, DataType.bigint());
    }

    static Expression.Literal number(long value) {
        return new Expression.Literal(value, DataType.bigint());
    }

    static Expression call(Operation operation, Expression... arguments) {
        DataType type = switch (operation) {
            case PLUS, MINUS, TIMES -> DataType.bigint();
            default -> DataType.bool();
        };
        return new Call(operation, List.of(arguments), type, null);
    }

    static SortKey ascending(int column) {
        return new SortKey(column, false, true);
    }
}
