// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static io.weir.reference.Play.ascending;
import static io.weir.reference.Play.columns;
import static io.weir.reference.Play.number;
import static io.weir.reference.Play.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Function;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows have columns p (partition), o (order) and v. */
class OverTest {
    private static final Bound ALL_BEFORE = Bound.UNBOUNDED_PRECEDING;
    private static final Bound HERE = Bound.CURRENT_ROW;
    private static final Bound ALL_AFTER = Bound.UNBOUNDED_FOLLOWING;

    private static Bound before(long distance) {
        return new Bound(Bound.Kind.PRECEDING, Optional.of(number(distance)));
    }

    private static Bound after(long distance) {
        return new Bound(Bound.Kind.FOLLOWING, Optional.of(number(distance)));
    }

    private static Frame frame(Unit unit, Bound lower, Bound upper) {
        return new Frame(unit, lower, upper, Exclusion.NO_OTHERS);
    }

    private static OverCall call(Function function, Frame frame, boolean ignoreNulls, List<Integer> arguments, Long n) {
        List<Literal> constants = n == null ? List.of() : List.of(number(n));
        AggregateFunction aggregate = function == Function.AGGREGATE ? AggregateFunction.ARRAY_AGG : null;
        DataType type = function == Function.PERCENT_RANK || function == Function.CUME_DIST
                ? DataType.doubling()
                : DataType.bigint();
        return new OverCall(function, aggregate, arguments, constants, false, -1, ignoreNulls, frame, type, "x");
    }

    /** The values in the frame, as an array. */
    private static OverCall values(Frame frame) {
        return call(Function.AGGREGATE, frame, false, List.of(2), null);
    }

    private static OverCall rank(Function function) {
        return call(function, Frame.ALL, false, List.of(), function == Function.NTILE ? 2L : null);
    }

    private static Play over(SortKey order, OverTime time, OverCall... calls) {
        return new Play(new LogicalPlan.Over(
                scan("t", "p", "o", "v"), List.of(0), List.of(order), List.of(calls), time, columns(3 + calls.length)));
    }

    /** For the values 1, 2, ... of one partition in order, what the call says of each. */
    private static List<String> each(String orders, OverCall call) {
        return each(orders, ascending(1), call);
    }

    private static List<String> each(String orders, SortKey order, OverCall call) {
        Play play = over(order, OverTime.NONE, call);
        String[] keys = orders.split(" ");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < keys.length; i++) {
            rows.append("+1 0 ").append(keys[i]).append(' ').append(i + 1).append('\n');
        }
        List<String> found = new ArrayList<>();
        play.give("t", rows.toString()).barrier().lines().forEach(line -> {
            String[] words = line.split(" ", 5);
            found.add(words[3] + ":" + words[4].replace(" ", ""));
        });
        found.sort(null);
        return found;
    }

    @Test
    void ranksCountPeersTogether() {
        assertThat(each("10 20 20 30", rank(Function.ROW_NUMBER))).containsExactly("1:1", "2:2", "3:3", "4:4");
        assertThat(each("10 20 20 30", rank(Function.RANK))).containsExactly("1:1", "2:2", "3:2", "4:4");
        assertThat(each("10 20 20 30", rank(Function.DENSE_RANK))).containsExactly("1:1", "2:2", "3:2", "4:3");
        assertThat(each("10 20 20 30 40", rank(Function.PERCENT_RANK)))
                .containsExactly("1:0.0", "2:0.25", "3:0.25", "4:0.75", "5:1.0");
        assertThat(each("10 20 20 30", rank(Function.CUME_DIST)))
                .containsExactly("1:0.25", "2:0.75", "3:0.75", "4:1.0");
        assertThat(each("1 2 3 4 5", rank(Function.NTILE))).containsExactly("1:1", "2:1", "3:1", "4:2", "5:2");
    }

    @Test
    void nullsStandWhereTheOrderSays() {
        assertThat(each("10 null", rank(Function.ROW_NUMBER))).containsExactly("1:2", "2:1");
        assertThat(each("10 null", new SortKey(1, true, false), rank(Function.ROW_NUMBER)))
                .containsExactly("1:1", "2:2");
    }

    @Test
    void lagAndLeadLookAway() {
        assertThat(each("1 2 3", call(Function.LAG, Frame.ALL, false, List.of(2), null)))
                .containsExactly("1:null", "2:1", "3:2");
        assertThat(each("1 2 3", call(Function.LEAD, Frame.ALL, false, List.of(2), 2L)))
                .containsExactly("1:3", "2:null", "3:null");
        assertThat(each("1 2 3", call(Function.LAG, Frame.ALL, false, List.of(2, 1), 2L)))
                .containsExactly("1:1", "2:2", "3:1");
        assertThat(each("null 2 3", call(Function.LAG, Frame.ALL, true, List.of(1), 1L)))
                .containsExactly("1:null", "2:null", "3:2");
    }

    @Test
    void rowsFramesCountRows() {
        assertThat(each("1 1 2 3", values(frame(Unit.ROWS, before(1), HERE))))
                .containsExactly("1:[1]", "2:[1,2]", "3:[2,3]", "4:[3,4]");
        assertThat(each("1 1 2 3", values(frame(Unit.ROWS, after(1), after(2)))))
                .containsExactly("1:[2,3]", "2:[3,4]", "3:[4]", "4:null");
        assertThat(each("1 2 3", values(frame(Unit.ROWS, ALL_BEFORE, before(1)))))
                .containsExactly("1:null", "2:[1]", "3:[1,2]");
        assertThat(each("1 2 3", values(frame(Unit.ROWS, HERE, ALL_AFTER))))
                .containsExactly("1:[1,2,3]", "2:[2,3]", "3:[3]");
    }

    @Test
    void rangeFramesCountValues() {
        assertThat(each("1 2 2 4", values(Frame.UP_TO_PEERS)))
                .containsExactly("1:[1]", "2:[1,2,3]", "3:[1,2,3]", "4:[1,2,3,4]");
        assertThat(each("1 2 2 4", values(frame(Unit.RANGE, before(1), after(1)))))
                .containsExactly("1:[1,2,3]", "2:[1,2,3]", "3:[1,2,3]", "4:[4]");
        assertThat(each("1 2 2 4", values(frame(Unit.RANGE, before(2), before(1)))))
                .containsExactly("1:null", "2:[1]", "3:[1]", "4:[2,3]");
    }

    @Test
    void rangeFramesOfADescendingOrderGoDown() {
        assertThat(each("1 2 2 4", new SortKey(1, true, false), values(frame(Unit.RANGE, before(2), HERE))))
                .containsExactly("1:[1,2,3]", "2:[2,3,4]", "3:[2,3,4]", "4:[4]");
    }

    @Test
    void nullsAreInRangeOfEachOtherAlone() {
        assertThat(each("null null 1", values(frame(Unit.RANGE, before(5), after(5)))))
                .containsExactly("1:[1,2]", "2:[1,2]", "3:[3]");
        assertThat(each("null 1", values(frame(Unit.RANGE, ALL_BEFORE, after(5)))))
                .containsExactly("1:[1]", "2:[1,2]");
    }

    @Test
    void groupsFramesCountPeers() {
        assertThat(each("1 1 2 3", values(frame(Unit.GROUPS, before(1), HERE))))
                .containsExactly("1:[1,2]", "2:[1,2]", "3:[1,2,3]", "4:[3,4]");
        assertThat(each("1 1 2 3", values(frame(Unit.GROUPS, after(1), after(1)))))
                .containsExactly("1:[3]", "2:[3]", "3:[4]", "4:null");
    }

    @Test
    void someRowsOfAFrameCanBeLeftOut() {
        assertThat(each("1 1 2", values(new Frame(Unit.ROWS, ALL_BEFORE, ALL_AFTER, Exclusion.CURRENT_ROW))))
                .containsExactly("1:[2,3]", "2:[1,3]", "3:[1,2]");
        assertThat(each("1 1 2", values(new Frame(Unit.ROWS, ALL_BEFORE, ALL_AFTER, Exclusion.GROUP))))
                .containsExactly("1:[3]", "2:[3]", "3:[1,2]");
        assertThat(each("1 1 2", values(new Frame(Unit.ROWS, ALL_BEFORE, ALL_AFTER, Exclusion.TIES))))
                .containsExactly("1:[1,3]", "2:[2,3]", "3:[1,2,3]");
    }

    @Test
    void valuesOfAFrameByTheirPlace() {
        Frame three = frame(Unit.ROWS, before(1), after(1));
        assertThat(each("1 2 3", call(Function.FIRST_VALUE, three, false, List.of(2), null)))
                .containsExactly("1:1", "2:1", "3:2");
        assertThat(each("1 2 3", call(Function.LAST_VALUE, three, false, List.of(2), null)))
                .containsExactly("1:2", "2:3", "3:3");
        assertThat(each("1 2 3", call(Function.NTH_VALUE, three, false, List.of(2), 3L)))
                .containsExactly("1:null", "2:3", "3:null");
        assertThat(each("null 2 3", call(Function.FIRST_VALUE, three, true, List.of(1), null)))
                .containsExactly("1:2", "2:2", "3:2");
    }

    @Test
    void aRowTakenBackChangesTheRowsAfterIt() {
        Play play = over(ascending(1), OverTime.NONE, rank(Function.ROW_NUMBER));
        play.give("t", "+1 0 10 1\n+1 0 20 2\n+1 9 20 3");
        assertThat(play.barrier()).isEqualTo("+1 0 10 1 1\n+1 0 20 2 2\n+1 9 20 3 1\n");
        play.give("t", "-1 0 10 1");
        assertThat(play.barrier()).isEqualTo("+1 0 20 2 1\n-1 0 10 1 1\n-1 0 20 2 2\n");
    }

    @Test
    void byEventTimeRowsLeaveOnceAndLateOnesNever() {
        Play play = over(ascending(1), new OverTime.EventTime(1), values(Frame.UP_TO_PEERS));
        play.give("t", "+1 0 10 1\n+1 0 20 2");
        assertThat(play.barrier(10)).isEqualTo("+1 0 10 1 [1]\n");
        play.give("t", "+1 0 10 3\n+1 0 15 4");
        assertThat(play.barrier(20)).isEqualTo("+1 0 15 4 [1, 4]\n+1 0 20 2 [1, 2, 4]\n");
        assertThat(play.late()).isEqualTo(1);
    }

    @Test
    void rowsOfAWindowLeaveWhenItCloses() {
        Play play = over(ascending(2), new OverTime.Window(1), rank(Function.ROW_NUMBER));
        play.give("t", "+1 0 10 5\n+1 0 10 4\n+1 1 20 1");
        assertThat(play.barrier(9)).isEqualTo("+1 0 10 4 1\n+1 0 10 5 2\n");
        play.give("t", "+1 0 10 6");
        assertThat(play.barrier(19)).isEqualTo("+1 1 20 1 1\n");
        assertThat(play.late()).isEqualTo(1);
    }
}
