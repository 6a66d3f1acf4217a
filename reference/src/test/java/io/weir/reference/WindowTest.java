// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static io.weir.reference.Play.column;
import static io.weir.reference.Play.columns;
import static io.weir.reference.Play.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.WindowSpec;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows have columns k and ts. */
class WindowTest {
    private static LogicalPlan.Window window(LogicalPlan input, WindowSpec.Kind kind, int time, long size, long slide) {
        boolean session = kind == WindowSpec.Kind.SESSION;
        WindowSpec spec = new WindowSpec(kind, time, size, slide, 0, "UTC", session ? List.of(0) : List.of());
        return new LogicalPlan.Window(input, spec, columns(input.schema().size() + 3));
    }

    private static LogicalPlan.Window window(WindowSpec.Kind kind, long size, long slide) {
        return window(scan("t", "k", "ts"), kind, 1, size, slide);
    }

    /** Columns: start, end, time, count. */
    private static LogicalPlan counted(LogicalPlan.Window input) {
        int start = input.input().schema().size();
        AggregateCall count = new AggregateCall(
                AggregateFunction.COUNT, List.of(), false, -1, DataType.bigint().withNullable(false), "n");
        List<Integer> keys = List.of(start, start + 1, start + 2);
        return new LogicalPlan.Aggregate(input, keys, keys, List.of(count), columns(4));
    }

    @Test
    void aRowIsInEachWindowThatCoversIt() {
        Play hop = new Play(window(WindowSpec.Kind.HOP, 10, 5));
        assertThat(hop.give("t", "+1 0 7").barrier()).isEqualTo("+1 0 7 0 10 9\n+1 0 7 5 15 14\n");
        Play cumulate = new Play(window(WindowSpec.Kind.CUMULATE, 15, 5));
        assertThat(cumulate.give("t", "+1 0 -8").barrier()).isEqualTo("+1 0 -8 -15 -5 -6\n+1 0 -8 -15 0 -1\n");
    }

    @Test
    void aWindowIsCountedWhenItCloses() {
        Play play = new Play(counted(window(WindowSpec.Kind.TUMBLE, 10, 10)));
        play.give("t", "+1 0 1\n+1 0 9\n+1 0 10");
        assertThat(play.barrier(8)).isEmpty();
        play.give("t", "-1 0 1");
        assertThat(play.barrier(9)).isEqualTo("+1 0 10 9 1\n");
        play.give("t", "+1 0 5\n+1 0 11");
        assertThat(play.barrier(30)).isEqualTo("+1 10 20 19 2\n");
        assertThat(play.late()).isEqualTo(1);
    }

    @Test
    void windowsOfWindowsCloseInTheSameEpoch() {
        LogicalPlan small = counted(window(WindowSpec.Kind.TUMBLE, 10, 10));
        Play play = new Play(counted(window(small, WindowSpec.Kind.TUMBLE, 2, 20, 20)));
        play.give("t", "+1 0 1\n+1 0 2\n+1 0 15\n+1 0 25");
        assertThat(play.barrier(15)).isEmpty();
        assertThat(play.barrier(19)).isEqualTo("+1 0 20 19 2\n");
        assertThat(play.barrier(Long.MAX_VALUE)).isEqualTo("+1 20 40 39 1\n");
    }

    @Test
    void groupingWhatClosedWindowsGaveSeesAllOfThemAtOnce() {
        LogicalPlan small = counted(window(WindowSpec.Kind.TUMBLE, 10, 10));
        AggregateCall sum = new AggregateCall(AggregateFunction.SUM, List.of(3), false, -1, DataType.bigint(), "s");
        Play play = new Play(new LogicalPlan.Aggregate(small, List.of(0, 1), List.of(0, 1), List.of(sum), columns(3)));
        play.give("t", "+1 0 1\n+1 0 2\n+1 0 15");
        assertThat(play.barrier(9)).isEqualTo("+1 0 10 2\n");
        assertThat(play.barrier(19)).isEqualTo("+1 10 20 1\n");
    }

    @Test
    void rowsThatTouchAreOneSession() {
        Play play = new Play(window(WindowSpec.Kind.SESSION, 10, 10));
        play.give("t", "+1 1 0\n+1 1 10\n+1 1 21\n+1 2 5");
        assertThat(play.barrier(19)).isEqualTo("+1 1 0 0 20 19\n+1 1 10 0 20 19\n+1 2 5 5 15 14\n");
        assertThat(play.barrier(30)).isEqualTo("+1 1 21 21 31 30\n");
    }

    @Test
    void aRowTakenBackSplitsItsSession() {
        Play play = new Play(window(WindowSpec.Kind.SESSION, 10, 10));
        play.give("t", "+1 1 0\n+1 1 8\n+1 1 16");
        assertThat(play.barrier(12)).isEmpty();
        play.give("t", "-1 1 8");
        assertThat(play.barrier(12)).isEqualTo("+1 1 0 0 10 9\n");
        assertThat(play.barrier(25)).isEqualTo("+1 1 16 16 26 25\n");
    }

    @Test
    void aRowIsInTimeWhenItTouchesAnOpenSession() {
        Play play = new Play(window(WindowSpec.Kind.SESSION, 10, 10));
        play.give("t", "+1 1 20");
        assertThat(play.barrier(25)).isEmpty();
        play.give("t", "+1 1 10\n+1 1 3\n+1 2 10");
        assertThat(play.barrier(29)).isEqualTo("+1 1 10 10 30 29\n+1 1 20 10 30 29\n");
        assertThat(play.late()).isEqualTo(2);
    }

    @Test
    void sessionsAreCountedTogether() {
        Play play = new Play(counted(window(WindowSpec.Kind.SESSION, 10, 10)));
        play.give("t", "+1 1 0\n+2 1 8\n+1 2 0");
        assertThat(play.barrier(20)).isEqualTo("+1 0 10 9 1\n+1 0 18 17 3\n");
    }

    @Test
    void rowsWithoutTimeAreInNoWindow() {
        Play play = new Play(window(WindowSpec.Kind.TUMBLE, 10, 10));
        assertThat(play.give("t", "+1 0 null").barrier()).isEmpty();
        Play project = new Play(
                new LogicalPlan.Project(window(WindowSpec.Kind.SESSION, 10, 10), List.of(column(0)), columns(1)));
        assertThat(project.give("t", "+1 0 null").barrier(Long.MAX_VALUE)).isEmpty();
    }
}
