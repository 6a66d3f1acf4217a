// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.operator.over.TriedFrames.Row;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.Over;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random calls over random partitions, small and large, after each of some rounds of changes. */
class OverTrialsTest {
    private static final PhysicalPlan INPUT = OperatorHarness.rows("k text | v bigint | at timestamp | d double");

    @Test
    void smallPartitions() {
        trials(200, seed -> new RandomOver(seed, 2, 6, 1).changes(5, 8, 6));
    }

    @Test
    void largePartitions() {
        trials(12, seed -> new RandomOver(seed, 1, 400, 1).changes(3, 600, 8));
    }

    @Test
    void largePartitionsOfFewOrders() {
        trials(8, seed -> new RandomOver(seed, 1, 12, 1).changes(3, 500, 8));
    }

    @Test
    void whatIsCarriedOnOverLargePartitions() {
        trials(
                12,
                seed -> new RandomOver(seed, 1, seed.nextBoolean() ? 900 : 90, 1)
                        .carriedOn()
                        .changes(4, 1_500, 4));
    }

    @Test
    void framesUpToTheEndOfLargePartitions() {
        trials(
                16,
                seed -> new RandomOver(seed, 1, seed.nextBoolean() ? 900 : 90, 1)
                        .upToTheEnd()
                        .changes(4, seed.nextBoolean() ? 1_500 : 400, 4));
    }

    @Test
    void framesUpToTheEndOfSmallPartitions() {
        trials(
                80,
                seed -> new RandomOver(seed, 2, 6, seed.nextInt(4) == 0 ? 20 : 1)
                        .upToTheEnd()
                        .changes(5, 8, 6));
    }

    @Test
    void rowsThatWaitForTheWatermark() {
        trials(60, seed -> new RandomOver(seed, 2, 1, 1).byTime(6, 30));
    }

    @Test
    void rowsThatAreThereOften() {
        trials(40, seed -> new RandomOver(seed, 1, 3, 30).changes(4, 6, 3));
    }

    private static final long SECOND = 1_000_000;
    private static final AggregateFunction[] FLOATING = {
        AggregateFunction.SUM,
        AggregateFunction.SUM,
        AggregateFunction.AVG,
        AggregateFunction.MIN,
        AggregateFunction.MAX,
        AggregateFunction.VAR_POP,
        AggregateFunction.STDDEV_SAMP
    };

    private interface Trial {
        void run(Random random);
    }

    private static void trials(int count, Trial trial) {
        long seed = new Random().nextLong();
        for (int i = 0; i < count; i++) {
            try {
                trial.run(new Random(seed + i));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", trial " + i + ": " + e.getMessage(), e);
            }
        }
    }

    /** A node with random calls, and the rows that are there. */
    private static final class RandomOver {
        private final Random random;
        private final int keys;
        private final int values;
        private final int weight;
        private final boolean descending;
        private final boolean nullsFirst;
        private final List<OverCall> calls = new ArrayList<>();
        private final List<Row> live = new ArrayList<>();

        RandomOver(Random random, int keys, int values, int weight) {
            this.random = random;
            this.keys = keys;
            this.values = values;
            this.weight = weight;
            descending = random.nextBoolean();
            nullsFirst = random.nextBoolean();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                calls.add(call());
            }
        }

        /** Instead with calls that need to know of all rows before, but not those rows. */
        RandomOver carriedOn() {
            calls.clear();
            OverCall.Function[] functions = {
                OverCall.Function.ROW_NUMBER,
                OverCall.Function.RANK,
                OverCall.Function.DENSE_RANK,
                OverCall.Function.LAG,
                OverCall.Function.NTH_VALUE,
                OverCall.Function.AGGREGATE,
                OverCall.Function.AGGREGATE
            };
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                OverCall.Function function = functions[random.nextInt(functions.length)];
                Bound near = new Bound(
                        random.nextBoolean() ? Bound.Kind.PRECEDING : Bound.Kind.FOLLOWING,
                        Optional.of(number(random.nextInt(6))));
                calls.add(call(
                        function,
                        false,
                        new Frame(
                                Unit.values()[random.nextInt(3)],
                                Bound.UNBOUNDED_PRECEDING,
                                random.nextBoolean() ? Bound.CURRENT_ROW : near,
                                Exclusion.NO_OTHERS)));
            }
            return this;
        }

        /** Instead with calls whose frames end with the partition, and at times others. */
        RandomOver upToTheEnd() {
            calls.clear();
            OverCall.Function[] functions = {
                OverCall.Function.FIRST_VALUE,
                OverCall.Function.LAST_VALUE,
                OverCall.Function.NTH_VALUE,
                OverCall.Function.AGGREGATE,
                OverCall.Function.AGGREGATE,
                OverCall.Function.AGGREGATE,
                OverCall.Function.AGGREGATE
            };
            Bound near = new Bound(
                    random.nextBoolean() ? Bound.Kind.PRECEDING : Bound.Kind.FOLLOWING,
                    Optional.of(number(random.nextInt(6))));
            Bound[] lowers = {Bound.UNBOUNDED_PRECEDING, Bound.CURRENT_ROW, near};
            int kind = random.nextInt(3);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                Exclusion exclusion =
                        random.nextInt(3) > 0 ? Exclusion.NO_OTHERS : Exclusion.values()[random.nextInt(4)];
                calls.add(call(
                        functions[random.nextInt(functions.length)],
                        random.nextInt(4) == 0,
                        new Frame(
                                Unit.values()[random.nextInt(3)],
                                lowers[kind == 2 ? random.nextInt(3) : kind],
                                Bound.UNBOUNDED_FOLLOWING,
                                exclusion)));
            }
            if (random.nextInt(3) == 0) {
                calls.add(call());
            }
            return this;
        }

        void changes(int rounds, int first, int each) {
            List<Field> columns = new ArrayList<>(INPUT.schema().columns());
            for (int i = 0; i < calls.size(); i++) {
                columns.add(new Field("c" + i, calls.get(i).type()));
            }
            OperatorHarness harness = OperatorHarness.of(new Over(
                    INPUT,
                    List.of(0),
                    List.of(new SortKey(1, descending, nullsFirst)),
                    calls,
                    OverTime.NONE,
                    ChangeMode.RETRACT,
                    false,
                    new Schema(columns)));
            for (int round = 0; round <= rounds; round++) {
                List<String> changes = new ArrayList<>();
                for (int i = 1 + random.nextInt(round == 0 ? first : each); i > 0; i--) {
                    change(round > 0 && random.nextInt(3) == 0, changes);
                }
                harness.input(changes.toArray(String[]::new));
                if (round == 0 && random.nextBoolean()) {
                    harness.silentBarrier();
                } else {
                    harness.barrier();
                }
            }
            harness.barrier()
                    .leaves(TriedFrames.of(live, calls, descending, nullsFirst).stream()
                            .map(row -> "+ " + row)
                            .toArray(String[]::new));
        }

        /** Rows in the order of time, whose values are their seconds, and watermarks between them. */
        void byTime(int rounds, int each) {
            List<OverCall> tried = new ArrayList<>();
            List<OverCall> timed = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                OverCall call = lookingBack();
                tried.add(call);
                timed.add(timed(call));
            }
            List<Field> columns = new ArrayList<>(INPUT.schema().columns());
            timed.forEach(call -> columns.add(new Field("c", call.type())));
            OperatorHarness harness = OperatorHarness.of(new Over(
                    INPUT,
                    List.of(0),
                    List.of(new SortKey(2, false, true)),
                    timed,
                    new OverTime.EventTime(2),
                    ChangeMode.APPEND,
                    false,
                    new Schema(columns)));
            int watermark = 0;
            for (int round = 0; round < rounds; round++) {
                List<String> rows = new ArrayList<>();
                for (int i = random.nextInt(each); i > 0; i--) {
                    int second = watermark + 1 + random.nextInt(20);
                    add(new Row(random.nextInt(keys) == 0 ? "a" : "b", (long) second, second), 1, rows);
                }
                harness.input(rows.toArray(String[]::new));
                watermark += random.nextInt(15);
                harness.watermark(watermark * SECOND);
            }
            harness.lastBarrier()
                    .leaves(TriedFrames.of(live, tried, false, true).stream()
                            .map(row -> "+ " + row)
                            .toArray(String[]::new));
        }

        private OverCall lookingBack() {
            OverCall.Function[] functions = {
                OverCall.Function.ROW_NUMBER,
                OverCall.Function.RANK,
                OverCall.Function.DENSE_RANK,
                OverCall.Function.LAG,
                OverCall.Function.FIRST_VALUE,
                OverCall.Function.LAST_VALUE,
                OverCall.Function.NTH_VALUE,
                OverCall.Function.AGGREGATE,
                OverCall.Function.AGGREGATE
            };
            Bound far = new Bound(Bound.Kind.PRECEDING, Optional.of(number(3 + random.nextInt(3))));
            Bound near = new Bound(Bound.Kind.PRECEDING, Optional.of(number(random.nextInt(3))));
            Frame frame = new Frame(
                    Unit.values()[random.nextInt(3)],
                    random.nextBoolean() ? Bound.UNBOUNDED_PRECEDING : far,
                    random.nextBoolean() ? Bound.CURRENT_ROW : near,
                    random.nextBoolean() ? Exclusion.NO_OTHERS : Exclusion.values()[random.nextInt(4)]);
            return call(functions[random.nextInt(functions.length)], random.nextInt(4) == 0, frame);
        }

        /** The same with distances in time. */
        private static OverCall timed(OverCall call) {
            Frame frame = call.frame();
            if (frame.unit() != Unit.RANGE) {
                return call;
            }
            return new OverCall(
                    call.function(),
                    call.aggregate(),
                    call.arguments(),
                    call.constants(),
                    false,
                    -1,
                    call.ignoreNulls(),
                    new Frame(Unit.RANGE, timed(frame.lower()), timed(frame.upper()), frame.exclusion()),
                    call.type(),
                    call.name());
        }

        private static Bound timed(Bound bound) {
            return bound.distance().isEmpty()
                    ? bound
                    : new Bound(
                            bound.kind(),
                            Optional.of(new Literal(Reach.count(bound) * SECOND, DataType.intervalMicros())));
        }

        private void change(boolean takesBack, List<String> changes) {
            if (takesBack && !live.isEmpty()) {
                Row gone = live.remove(random.nextInt(live.size()));
                changes.add("- " + TriedFrames.text(gone));
                if (random.nextInt(3) == 0) { // an update that may keep the value
                    add(new Row(gone.k(), gone.v(), random.nextInt(3)), 1, changes);
                }
                return;
            }
            Long value = random.nextInt(8) == 0 ? null : Long.valueOf(random.nextInt(values) - values / 2);
            Row row = new Row(random.nextInt(keys) == 0 ? "a" : "b", value, random.nextInt(3));
            add(row, 1 + random.nextInt(weight), changes);
        }

        private void add(Row row, int times, List<String> changes) {
            for (int i = 0; i < times; i++) {
                changes.add("+ " + TriedFrames.text(row));
                live.add(row);
            }
        }

        private OverCall call() {
            OverCall.Function[] functions = OverCall.Function.values();
            // frames of aggregates have the most forms
            OverCall.Function function =
                    random.nextInt(3) == 0 ? OverCall.Function.AGGREGATE : functions[random.nextInt(functions.length)];
            return call(function, random.nextInt(3) == 0, frame());
        }

        private OverCall call(OverCall.Function function, boolean mayIgnoreNulls, Frame frame) {
            AggregateFunction[] aggregates = {
                AggregateFunction.SUM,
                AggregateFunction.COUNT,
                AggregateFunction.MIN,
                AggregateFunction.MAX,
                AggregateFunction.BIT_XOR
            };
            int kinds = function == OverCall.Function.AGGREGATE && !mayIgnoreNulls ? 4 : 5;
            boolean takesColumn = switch (function) {
                case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> false;
                default -> true;
            };
            boolean ignoresNulls = switch (function) {
                case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> mayIgnoreNulls;
                default -> false;
            };
            boolean floating = function == OverCall.Function.AGGREGATE && random.nextInt(3) == 0;
            AggregateFunction aggregate =
                    floating ? FLOATING[random.nextInt(FLOATING.length)] : aggregates[random.nextInt(kinds)];
            List<Literal> constants = switch (function) {
                case LAG, LEAD -> List.of(number(random.nextInt(4)));
                case NTILE, NTH_VALUE -> List.of(number(1 + random.nextInt(4)));
                default -> List.of();
            };
            DataType type = switch (function) {
                case PERCENT_RANK, CUME_DIST -> DataType.doubling();
                default -> floating ? DataType.doubling() : DataType.bigint();
            };
            return new OverCall(
                    function,
                    function == OverCall.Function.AGGREGATE ? aggregate : null,
                    takesColumn ? List.of(floating ? 3 : 1) : List.of(),
                    constants,
                    false,
                    -1,
                    ignoresNulls,
                    frame,
                    type,
                    function.name());
        }

        private static Literal number(long value) {
            return new Literal(value, DataType.bigint());
        }

        private Frame frame() {
            Bound[] bounds = {
                Bound.UNBOUNDED_PRECEDING,
                new Bound(Bound.Kind.PRECEDING, Optional.of(number(random.nextInt(6)))),
                Bound.CURRENT_ROW,
                new Bound(Bound.Kind.FOLLOWING, Optional.of(number(random.nextInt(6)))),
                Bound.UNBOUNDED_FOLLOWING
            };
            int lower = random.nextInt(3) == 0 ? 0 : random.nextInt(4);
            int upper = Math.max(1, Math.max(lower, random.nextInt(5)));
            Exclusion exclusion = random.nextBoolean() ? Exclusion.NO_OTHERS : Exclusion.values()[random.nextInt(4)];
            return new Frame(Unit.values()[random.nextInt(3)], bounds[lower], bounds[upper], exclusion);
        }
    }
}
