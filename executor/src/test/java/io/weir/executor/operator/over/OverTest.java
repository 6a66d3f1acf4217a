// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.harness.OperatorHarness;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverTest {
    private static final PhysicalPlan INPUT = OperatorHarness.rows("k text | v bigint | at timestamp");
    private static final List<SortKey> BY_VALUE = List.of(new SortKey(1, false, true));
    private static final List<SortKey> BY_TIME = List.of(new SortKey(2, false, true));

    private static OverCall call(OverCall.Function function, Frame frame, int... constants) {
        List<Literal> literals = java.util.Arrays.stream(constants)
                .mapToObj(value -> new Literal((long) value, DataType.bigint()))
                .toList();
        boolean takesColumn = switch (function) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> false;
            default -> true;
        };
        DataType type = switch (function) {
            case PERCENT_RANK, CUME_DIST -> DataType.doubling();
            default -> DataType.bigint();
        };
        return new OverCall(
                function,
                function == OverCall.Function.AGGREGATE ? AggregateFunction.SUM : null,
                takesColumn ? List.of(1) : List.of(),
                literals,
                false,
                -1,
                false,
                frame,
                type,
                function.name());
    }

    private static Frame rows(Bound lower, Bound upper) {
        return new Frame(Unit.ROWS, lower, upper, Exclusion.NO_OTHERS);
    }

    private static Bound preceding(long distance) {
        return new Bound(Bound.Kind.PRECEDING, Optional.of(new Literal(distance, DataType.bigint())));
    }

    private static Bound following(long distance) {
        return new Bound(Bound.Kind.FOLLOWING, Optional.of(new Literal(distance, DataType.bigint())));
    }

    private static Over over(List<SortKey> order, OverTime time, OverCall... calls) {
        List<Field> columns = new ArrayList<>(INPUT.schema().columns());
        for (int i = 0; i < calls.length; i++) {
            columns.add(new Field("c" + i, calls[i].type()));
        }
        ChangeMode changes = time instanceof OverTime.None ? ChangeMode.RETRACT : ChangeMode.APPEND;
        return new Over(INPUT, List.of(0), order, List.of(calls), time, changes, false, new Schema(columns));
    }

    private static OperatorHarness revising(OverCall... calls) {
        return OperatorHarness.of(over(BY_VALUE, OverTime.NONE, calls));
    }

    private static String[] shown(String... rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i].replace(" @", " | 1970-01-01 00:00:0");
        }
        return rows;
    }

    @Test
    void onlyWhatAChangeTouchesIsSentAgain() {
        revising(call(OverCall.Function.AGGREGATE, rows(preceding(1), Bound.CURRENT_ROW)))
                .input(shown("+ a | 1 @1", "+ a | 2 @1", "+ a | 3 @1", "+ a | 9 @1", "+ b | 5 @1"))
                .barrier()
                .emits(shown("+ a | 1 @1 | 1", "+ a | 2 @1 | 3", "+ a | 3 @1 | 5", "+ a | 9 @1 | 12", "+ b | 5 @1 | 5"))
                .input(shown("- a | 2 @1"))
                .barrier()
                .emitsInOrder(shown("- a | 2 @1 | 3", "- a | 3 @1 | 5", "+ a | 3 @1 | 4"))
                .input(shown("+ a | 10 @1"))
                .barrier()
                .emitsInOrder(shown("+ a | 10 @1 | 19"))
                .input(shown("+ a | 7 @1", "- a | 7 @1"))
                .barrier()
                .emitsInOrder();
    }

    @Test
    void ranksCountPeersOnceOrTogether() {
        revising(
                        call(OverCall.Function.ROW_NUMBER, Frame.ALL),
                        call(OverCall.Function.RANK, Frame.ALL),
                        call(OverCall.Function.DENSE_RANK, Frame.ALL),
                        call(OverCall.Function.PERCENT_RANK, Frame.ALL),
                        call(OverCall.Function.CUME_DIST, Frame.ALL),
                        call(OverCall.Function.NTILE, Frame.ALL, 2))
                .input(shown("+ a | 1 @1", "+ a | 1 @2", "+ a | 4 @3", "+ a | NULL @4", "+ a | 5 @5"))
                .leaves(shown(
                        "+ a | NULL @4 | 1 | 1 | 1 | 0 | 0.2 | 1",
                        "+ a | 1 @1 | 2 | 2 | 2 | 0.25 | 0.6 | 1",
                        "+ a | 1 @2 | 3 | 2 | 2 | 0.25 | 0.6 | 1",
                        "+ a | 4 @3 | 4 | 4 | 3 | 0.75 | 0.8 | 2",
                        "+ a | 5 @5 | 5 | 5 | 4 | 1 | 1 | 2"));
    }

    @Test
    void aPartitionWhoseLastRowsHaveNoValueIsWalkedOnce() {
        OperatorHarness.of(over(
                        List.of(new SortKey(1, true, false)),
                        OverTime.NONE,
                        call(OverCall.Function.ROW_NUMBER, Frame.ALL)))
                .input(shown("+ a | NULL @1", "+ a | 1 @2"))
                .barrier()
                .emits(shown("+ a | 1 @2 | 1", "+ a | NULL @1 | 2"))
                .input(shown("+ a | NULL @3", "+ b | NULL @4"))
                .barrier()
                .emits(shown("+ a | NULL @3 | 3", "+ b | NULL @4 | 1"));
    }

    @Test
    void otherRowsCanBeSeen() {
        revising(
                        call(OverCall.Function.LAG, Frame.ALL),
                        call(OverCall.Function.LEAD, Frame.ALL, 2),
                        call(OverCall.Function.FIRST_VALUE, rows(preceding(1), following(1))),
                        call(OverCall.Function.LAST_VALUE, Frame.UP_TO_PEERS),
                        call(OverCall.Function.NTH_VALUE, Frame.ALL, 2))
                .input(shown("+ a | 1 @1", "+ a | 2 @1", "+ a | 3 @1"))
                .leaves(shown(
                        "+ a | 1 @1 | NULL | 3 | 1 | 1 | 2",
                        "+ a | 2 @1 | 1 | NULL | 1 | 2 | 2",
                        "+ a | 3 @1 | 2 | NULL | 2 | 3 | 2"));
    }

    @Test
    void rowsLeaveWhenTheWatermarkReachesTheirTime() {
        OperatorHarness.of(over(
                        BY_TIME,
                        new OverTime.EventTime(2),
                        call(OverCall.Function.AGGREGATE, Frame.UP_TO_PEERS),
                        call(OverCall.Function.LAG, Frame.ALL)))
                .input(shown("+ a | 1 @3", "+ a | 2 @1", "+ a | 3 @3", "+ b | 9 @5"))
                .watermark("1970-01-01 00:00:03")
                .emits(shown("+ a | 2 @1 | 2 | NULL", "+ a | 1 @3 | 6 | 2", "+ a | 3 @3 | 6 | 1"))
                .input(shown("+ a | 5 @3", "+ a | 6 @4"))
                .lastBarrier()
                .emits(shown("+ a | 6 @4 | 12 | 3", "+ b | 9 @5 | 9 | NULL"))
                .countsLate(1);
    }

    @Test
    void aRangeOfTimeGoesBackNoFurther() {
        Literal twoSeconds = new Literal(2_000_000L, DataType.intervalMicros());
        Frame range = new Frame(
                Unit.RANGE,
                new Bound(Bound.Kind.PRECEDING, Optional.of(twoSeconds)),
                Bound.CURRENT_ROW,
                Exclusion.NO_OTHERS);
        OperatorHarness.of(over(BY_TIME, new OverTime.EventTime(2), call(OverCall.Function.AGGREGATE, range)))
                .input(shown("+ a | 1 @1", "+ a | 2 @2", "+ a | 4 @3"))
                .watermark("1970-01-01 00:00:03")
                .emits(shown("+ a | 1 @1 | 1", "+ a | 2 @2 | 3", "+ a | 4 @3 | 7"))
                .input(shown("+ a | 8 @5", "+ a | 16 @8"))
                .watermark("1970-01-01 00:00:06")
                .emits(shown("+ a | 8 @5 | 12"))
                .lastBarrier()
                .emits(shown("+ a | 16 @8 | 16"));
    }

    @Test
    void randomFramesAreThoseFoundByTrying() {
        long seed = new Random().nextLong();
        for (int trial = 0; trial < 150; trial++) {
            try {
                random(new Random(seed + trial));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", trial " + trial + ": " + e.getMessage(), e);
            }
        }
    }

    private record Value(String k, long v, int at) {}

    private static void random(Random random) {
        List<OverCall> calls = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            calls.add(randomCall(random));
        }
        OperatorHarness harness = OperatorHarness.of(over(BY_VALUE, OverTime.NONE, calls.toArray(OverCall[]::new)));
        List<Value> live = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            List<String> changes = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                if (!live.isEmpty() && random.nextInt(3) == 0) {
                    changes.add(text("-", live.remove(random.nextInt(live.size()))));
                } else {
                    Value value = new Value(random.nextBoolean() ? "a" : "b", random.nextInt(6), random.nextInt(3));
                    changes.add(text("+", value));
                    live.add(value);
                }
            }
            harness.input(changes.toArray(String[]::new));
            if (random.nextInt(5) == 0) {
                harness.silentBarrier();
            } else {
                harness.barrier();
            }
        }
        harness.barrier().leaves(expected(live, calls));
    }

    private static String text(String sign, Value value) {
        return sign + " " + value.k + " | " + value.v + " | 1970-01-01 00:00:0" + value.at;
    }

    private static OverCall randomCall(Random random) {
        OverCall.Function[] functions = OverCall.Function.values();
        OverCall.Function function = functions[random.nextInt(functions.length)];
        Unit unit = Unit.values()[random.nextInt(3)];
        Bound[] bounds = {
            Bound.UNBOUNDED_PRECEDING,
            preceding(random.nextInt(4)),
            Bound.CURRENT_ROW,
            following(random.nextInt(4)),
            Bound.UNBOUNDED_FOLLOWING
        };
        int lower = random.nextInt(4);
        int upper = Math.max(1, Math.max(lower, random.nextInt(5)));
        Frame frame = new Frame(unit, bounds[lower], bounds[upper], Exclusion.values()[random.nextInt(4)]);
        return switch (function) {
            case LAG, LEAD -> call(function, frame, random.nextInt(3));
            case NTILE, NTH_VALUE -> call(function, frame, 1 + random.nextInt(3));
            default -> call(function, frame);
        };
    }

    // ---- the same by trying every row for every frame

    private static String[] expected(List<Value> live, List<OverCall> calls) {
        List<String> rows = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            List<Value> partition = live.stream()
                    .filter(value -> value.k.equals(key))
                    .sorted(Comparator.comparingLong(Value::v).thenComparingInt(Value::at))
                    .toList();
            for (int i = 0; i < partition.size(); i++) {
                StringBuilder row = new StringBuilder(text("+", partition.get(i)));
                for (OverCall call : calls) {
                    row.append(" | ").append(value(call, partition, i));
                }
                rows.add(row.toString());
            }
        }
        return rows.toArray(String[]::new);
    }

    private static Object value(OverCall call, List<Value> rows, int i) {
        long v = rows.get(i).v;
        long before = rows.stream().filter(row -> row.v < v).count();
        long upTo = rows.stream().filter(row -> row.v <= v).count();
        long smaller =
                rows.stream().filter(row -> row.v < v).map(Value::v).distinct().count();
        int n = rows.size();
        List<Long> frame = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            if (isIn(call.frame(), rows, i, j)) {
                frame.add(rows.get(j).v);
            }
        }
        long constant = call.constants().isEmpty()
                ? 1
                : (Long)
                        java.util.Objects.requireNonNull(call.constants().get(0).value());
        return switch (call.function()) {
            case ROW_NUMBER -> i + 1L;
            case RANK -> before + 1;
            case DENSE_RANK -> smaller + 1;
            case PERCENT_RANK -> n == 1 ? 0.0 : (double) before / (n - 1);
            case CUME_DIST -> (double) upTo / n;
            case NTILE -> tile(i, n, (int) constant);
            case LAG -> i - constant >= 0 ? rows.get((int) (i - constant)).v : "NULL";
            case LEAD -> i + constant < n ? rows.get((int) (i + constant)).v : "NULL";
            case FIRST_VALUE -> frame.isEmpty() ? "NULL" : frame.get(0);
            case LAST_VALUE -> frame.isEmpty() ? "NULL" : frame.get(frame.size() - 1);
            case NTH_VALUE -> frame.size() < constant ? "NULL" : frame.get((int) constant - 1);
            case AGGREGATE ->
                frame.isEmpty()
                        ? "NULL"
                        : frame.stream().mapToLong(Long::longValue).sum();
        };
    }

    private static long tile(int i, int n, int tiles) {
        int at = 0;
        for (int tile = 1; tile <= tiles; tile++) {
            at += n / tiles + (tile <= n % tiles ? 1 : 0);
            if (i < at) {
                return tile;
            }
        }
        throw new IllegalStateException();
    }

    private static boolean isIn(Frame frame, List<Value> rows, int i, int j) {
        long vi = rows.get(i).v;
        long vj = rows.get(j).v;
        boolean excluded = switch (frame.exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> i == j;
            case GROUP -> vi == vj;
            case TIES -> vi == vj && i != j;
        };
        long distance = switch (frame.unit()) {
            case ROWS -> j - i;
            case RANGE -> vj - vi;
            case GROUPS ->
                Long.signum(vj - vi)
                        * rows.stream()
                                .map(Value::v)
                                .filter(v -> v > Math.min(vi, vj) && v <= Math.max(vi, vj))
                                .distinct()
                                .count();
        };
        return !excluded && distance >= lowest(frame.lower()) && distance <= -lowest(turned(frame.upper()));
    }

    private static Bound turned(Bound bound) {
        return switch (bound.kind()) {
            case UNBOUNDED_FOLLOWING -> Bound.UNBOUNDED_PRECEDING;
            case FOLLOWING -> new Bound(Bound.Kind.PRECEDING, bound.distance());
            case PRECEDING -> new Bound(Bound.Kind.FOLLOWING, bound.distance());
            default -> bound;
        };
    }

    private static long lowest(Bound bound) {
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> -1_000;
            case PRECEDING -> -Reach.count(bound);
            case CURRENT_ROW -> 0;
            case FOLLOWING -> Reach.count(bound);
            case UNBOUNDED_FOLLOWING -> 1_000;
        };
    }
}
