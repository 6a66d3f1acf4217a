// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.AggregateFunction;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random aggregations over one wide table, and random changes of it that never take back more than there is. */
final class RandomAggregates {
    private static final AggregateFunction[] FUNCTIONS = {
        AggregateFunction.COUNT,
        AggregateFunction.SUM,
        AggregateFunction.SUM0,
        AggregateFunction.AVG,
        AggregateFunction.MIN,
        AggregateFunction.MAX,
        AggregateFunction.ANY_VALUE,
        AggregateFunction.EVERY,
        AggregateFunction.SOME,
        AggregateFunction.BIT_AND,
        AggregateFunction.BIT_OR,
        AggregateFunction.BIT_XOR,
        AggregateFunction.APPROX_COUNT_DISTINCT
    };

    static final Schema TABLE = TextRows.schema("at timestamp | k bigint | name text | good boolean"
            + " | i int | b bigint | s decimal(10, 2) | l decimal(38, 3) | d double | f float | t text"
            + " | n int not null");

    private static final List<String> KEYS = List.of("k", "name", "good", "s");
    private static final List<String> NUMBERS = List.of("i", "b", "s", "l", "d", "f", "n");
    private static final List<String> INTEGERS = List.of("i", "b", "n");
    private static final List<String> ARGUMENTS = List.of("good", "i", "b", "s", "l", "d", "f", "t", "n");
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        0.25,
        -1.5,
        1024.125,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1.7e308,
        -1.7e308
    };
    private static final float[] FLOATS = {0.0f, -0.0f, 0.25f, -1.5f, Float.NaN, Float.NEGATIVE_INFINITY};
    private static final String[] TEXTS = {"", "a", "ab", "b", "Z", "€", "😀", "a_much_longer_text_than_the_others"};
    private static final BigInteger BIG = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    private final SplittableRandom random;
    private final boolean retracts;
    private final List<Row> live = new ArrayList<>();

    RandomAggregates(SplittableRandom random) {
        this.random = random;
        retracts = random.nextBoolean();
    }

    AggregatePlan plan() {
        AggregatePlan plan = AggregatePlan.over(TABLE, retracts ? ChangeMode.RETRACT : ChangeMode.APPEND);
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = pick(KEYS);
            if (!plan.keys().contains(TABLE.indexOf(key))) {
                plan.by(key);
            }
        }
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            call(plan);
        }
        return plan;
    }

    private void call(AggregatePlan plan) {
        AggregateFunction function = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
        int filter = random.nextInt(4) == 0 ? TABLE.indexOf("good") : -1;
        boolean distinct = random.nextInt(4) == 0;
        List<Integer> arguments = switch (function) {
            case COUNT ->
                switch (random.nextInt(3)) {
                    case 0 -> distinct ? List.of(argument(ARGUMENTS)) : List.of();
                    case 1 -> List.of(argument(ARGUMENTS));
                    default -> List.of(argument(ARGUMENTS), argument(ARGUMENTS));
                };
            case SUM, SUM0, AVG -> List.of(argument(NUMBERS));
            case EVERY, SOME -> List.of(TABLE.indexOf("good"));
            case BIT_AND, BIT_OR, BIT_XOR -> List.of(argument(INTEGERS));
            default -> List.of(argument(ARGUMENTS));
        };
        plan.add(function, arguments, distinct, filter);
    }

    private int argument(List<String> names) {
        return TABLE.indexOf(pick(names));
    }

    /** Some changes; {@code times} are the times of rows that are added. */
    List<Row> changes(int count, List<Long> times) {
        List<Row> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (retracts && !live.isEmpty() && random.nextInt(3) == 0) {
                Row gone = live.remove(random.nextInt(live.size()));
                changes.add(new Row(gone.values(), -gone.weight()));
            } else {
                Long time = random.nextInt(12) == 0 ? null : times.get(random.nextInt(times.size()));
                Row added = new Row(values(time), random.nextInt(5) == 0 ? random.nextInt(1, 4) : 1);
                live.add(added);
                changes.add(added);
            }
        }
        return changes;
    }

    private List<Object> values(Long time) {
        return Arrays.asList(
                time,
                random.nextInt(8) == 0 ? null : (Object) (long) random.nextInt(4),
                random.nextInt(8) == 0 ? null : pick(TEXTS),
                random.nextInt(5) == 0 ? null : (Object) random.nextBoolean(),
                orNull(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(-3, 4)),
                orNull(random.nextInt(9) == 0 ? random.nextLong() : (long) random.nextInt(-3, 4)),
                orNull(BigDecimal.valueOf(random.nextLong(-9_999_999_999L, 10_000_000_000L), 2)),
                orNull(longDecimal()),
                orNull(DOUBLES[random.nextInt(DOUBLES.length)]),
                orNull(FLOATS[random.nextInt(FLOATS.length)]),
                orNull(pick(TEXTS)),
                random.nextInt(-2, 3));
    }

    private BigDecimal longDecimal() {
        if (random.nextInt(4) != 0) {
            return BigDecimal.valueOf(random.nextInt(-5, 6), 3);
        }
        BigInteger part = BIG.divide(BigInteger.valueOf(random.nextInt(1, 1000)));
        return new BigDecimal(random.nextBoolean() ? part : part.negate(), 3);
    }

    private Object orNull(Object value) {
        return random.nextInt(7) == 0 ? null : value;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
