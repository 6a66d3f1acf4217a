// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.bigint;

import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.JoinType;
import io.weir.plan.RowsPerKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Random joins of two tables, and random changes of these that leave no weight below zero at the end of an epoch. */
final class RandomJoins {
    static final Schema LEFT = TextRows.schema("k bigint | n text | a bigint | p text | lt timestamp");
    static final Schema RIGHT = TextRows.schema("q decimal(10, 2) | b bigint | n text | k bigint | rt timestamp");
    private static final int A = 2;
    private static final int B = 1;
    private static final String[] TEXTS = {"", "a", "b", "a longer text that is not kept in a word"};

    private final SplittableRandom random;
    private final boolean[] retracts;
    private final List<List<Row>> live = List.of(new ArrayList<>(), new ArrayList<>());
    /** Times are one of so many. */
    private final int times;

    private int condition;

    RandomJoins(SplittableRandom random, boolean mayRetract, int times) {
        this.random = random;
        this.times = times;
        retracts = new boolean[] {mayRetract && random.nextInt(3) > 0, mayRetract && random.nextInt(3) > 0};
    }

    JoinPlan plan() {
        JoinType[] types = JoinType.values();
        JoinPlan plan = new JoinPlan(types[random.nextInt(types.length)], LEFT, RIGHT)
                .changes(
                        retracts[0] ? ChangeMode.RETRACT : ChangeMode.APPEND,
                        retracts[1] ? ChangeMode.RETRACT : ChangeMode.APPEND);
        // what is declared is often not true, and the result is right all the same
        RowsPerKey[] counts = RowsPerKey.values();
        plan.rows(counts[random.nextInt(counts.length)], counts[random.nextInt(counts.length)]);
        int keys = random.nextInt(8);

        if (keys % 2 == 1) {
            plan.on("k", "k", random.nextInt(3) == 0);
        }
        if (keys == 2 || keys == 3 || keys == 4) {
            plan.on("n", "n", random.nextInt(3) == 0);
        }
        if (keys == 6) {
            plan.on("a", "b");
        }
        condition = random.nextInt(4);
        return plan;
    }

    /** The condition of the plan, with the columns of the right side behind those of the left. */
    @Nullable
    Expression condition() {
        Expression a = column(A, bigint());
        Expression b = column(LEFT.size() + B, bigint());
        return switch (condition) {
            case 0, 1 -> null;
            case 2 -> call(Operation.LESS, a, b);
            default ->
                call(
                        Operation.GREATER,
                        call(Operation.DIVIDE, bigint(), literal(12L, bigint()), call(Operation.MINUS, bigint(), a, b)),
                        literal(5L, bigint()));
        };
    }

    BiPredicate<List<@Nullable Object>, List<@Nullable Object>> twin() {
        return (left, right) -> {
            Long a = (Long) left.get(A);
            Long b = (Long) right.get(B);
            return switch (condition) {
                case 0, 1 -> true;
                case 2 -> a != null && b != null && a < b;
                default -> a != null && b != null && !a.equals(b) && 12 / (a - b) > 5;
            };
        };
    }

    /** Changes of one side; times are near {@code around}. */
    List<Row> changes(int side, int count, long around) {
        List<Row> changes = new ArrayList<>();
        List<Row> there = live.get(side);
        for (int i = 0; i < count; i++) {
            if (retracts[side] && !there.isEmpty() && random.nextInt(7) < (side == 0 ? 2 : 3)) {
                Row gone = there.remove(random.nextInt(there.size()));
                changes.add(new Row(gone.values(), -gone.weight()));
            } else {
                Row added = new Row(values(side, around), random.nextInt(6) == 0 ? random.nextInt(1, 4) : 1);
                there.add(added);
                changes.add(added);
            }
            if (retracts[side] && random.nextInt(6) == 0) {
                Row passing = new Row(values(side, around), random.nextInt(1, 3));
                changes.add(random.nextInt(changes.size() + 1), passing);
                changes.add(random.nextInt(changes.size() + 1), new Row(passing.values(), -passing.weight()));
            }
        }
        if (retracts[side]) {
            shuffle(changes);
        }
        return changes;
    }

    private void shuffle(List<Row> rows) {
        for (int i = rows.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            rows.set(i, rows.set(other, rows.get(i)));
        }
    }

    private List<@Nullable Object> values(int side, long around) {
        Long key = random.nextInt(8) == 0 ? null : (Long) (long) random.nextInt(2);
        String name = random.nextInt(8) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)];
        Long number = random.nextInt(8) == 0 ? null : (Long) (long) random.nextInt(3);
        Long time = around + random.nextInt(times) - times / 3;
        return side == 0
                ? Arrays.asList(key, name, number, TEXTS[random.nextInt(9) / 8], time)
                : Arrays.asList(BigDecimal.valueOf(random.nextInt(3), 2), number, name, key, time);
    }
}
