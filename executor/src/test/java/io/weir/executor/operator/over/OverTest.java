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
import java.util.List;
import java.util.Optional;
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
    void rowsThatAreThereVeryOftenStandTogether() {
        revising(
                        call(OverCall.Function.RANK, Frame.ALL),
                        call(OverCall.Function.LAG, Frame.ALL),
                        call(OverCall.Function.AGGREGATE, Frame.UP_TO_PEERS),
                        call(OverCall.Function.AGGREGATE, rows(preceding(1), Bound.CURRENT_ROW)))
                .input(shown("+1000000000 a | 1 @1", "+ a | 2 @1"))
                .barrier()
                .emits(shown(
                        "+ a | 1 @1 | 1 | NULL | 1000000000 | 1",
                        "+999999999 a | 1 @1 | 1 | 1 | 1000000000 | 2",
                        "+ a | 2 @1 | 1000000001 | 1 | 1000000002 | 3"))
                .input(shown("-999999998 a | 1 @1", "+2000000000 a | 3 @1"))
                .barrier()
                .leaves(shown(
                        "+ a | 1 @1 | 1 | NULL | 2 | 1",
                        "+ a | 1 @1 | 1 | 1 | 2 | 2",
                        "+ a | 2 @1 | 3 | 1 | 4 | 3",
                        "+ a | 3 @1 | 4 | 2 | 6000000004 | 5",
                        "+1999999999 a | 3 @1 | 4 | 3 | 6000000004 | 6"));
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
}
