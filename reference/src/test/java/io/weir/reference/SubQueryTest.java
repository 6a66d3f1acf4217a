// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static io.weir.reference.Play.call;
import static io.weir.reference.Play.column;
import static io.weir.reference.Play.columns;
import static io.weir.reference.Play.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubQueryTest {
    private static final LogicalPlan OUTER = scan("l", "k", "a");
    private static final LogicalPlan INNER = scan("r", "k", "b");

    private static LogicalPlan inner(int column) {
        return new LogicalPlan.Project(INNER, List.of(column(column)), columns(1));
    }

    /** The rows of r with the key of the outer row. */
    private static LogicalPlan correlated() {
        return new LogicalPlan.Filter(
                INNER, call(Operation.EQUAL, column(0), new Expression.Outer(1, 0, DataType.bigint())));
    }

    private static SubQuery ask(
            SubQuery.Kind kind, LogicalPlan query, @Nullable Operation comparison, Expression... operands) {
        boolean scalar = kind == SubQuery.Kind.SCALAR;
        return new SubQuery(
                kind, query, List.of(operands), comparison, -1, scalar ? DataType.bigint() : DataType.bool(), null);
    }

    private static SubQuery about(SubQuery.Kind kind, LogicalPlan query) {
        boolean scalar = kind == SubQuery.Kind.SCALAR;
        return new SubQuery(kind, query, List.of(), null, 1, scalar ? DataType.bigint() : DataType.bool(), null);
    }

    /** Column a of l, and what the expression says. */
    private static Play show(Expression expression) {
        return new Play(new LogicalPlan.Project(OUTER, List.of(column(1), expression), columns(2)));
    }

    @Test
    void inHasThreeAnswers() {
        Play play = show(ask(SubQuery.Kind.IN, inner(1), Operation.EQUAL, column(1)));
        play.give("l", "+1 0 1\n+1 0 2\n+1 0 null");
        assertThat(play.barrier()).isEqualTo("+1 1 false\n+1 2 false\n+1 null false\n");
        play.give("r", "+1 0 1");
        assertThat(play.barrier()).isEqualTo("+1 1 true\n+1 null null\n-1 1 false\n-1 null false\n");
        play.give("r", "+1 0 null");
        assertThat(play.barrier()).isEqualTo("+1 2 null\n-1 2 false\n");
        play.give("r", "-1 0 1\n-1 0 null");
        assertThat(play.barrier())
                .isEqualTo("+1 1 false\n+1 2 false\n+1 null false\n-1 1 true\n-1 2 null\n-1 null null\n");
    }

    @Test
    void rowsAreComparedColumnByColumn() {
        Play play = show(ask(SubQuery.Kind.IN, INNER, Operation.EQUAL, column(0), column(1)));
        play.give("l", "+1 1 1\n+1 1 2\n+1 2 3").give("r", "+1 1 1\n+1 2 null");
        assertThat(play.barrier()).isEqualTo("+1 1 true\n+1 2 false\n+1 3 null\n");
    }

    @Test
    void someComparesWithEach() {
        Play play = show(ask(SubQuery.Kind.SOME, inner(1), Operation.GREATER, column(1)));
        play.give("l", "+1 0 1\n+1 0 3").give("r", "+1 0 2\n+1 0 null");
        assertThat(play.barrier()).isEqualTo("+1 1 null\n+1 3 true\n");
    }

    @Test
    void existsIsNeverNull() {
        Play play = show(ask(SubQuery.Kind.EXISTS, inner(1), null));
        play.give("l", "+1 0 1");
        assertThat(play.barrier()).isEqualTo("+1 1 false\n");
        play.give("r", "+1 0 null");
        assertThat(play.barrier()).isEqualTo("+1 1 true\n-1 1 false\n");
    }

    @Test
    void scalarIsNullOrTheOneValue() {
        Play play = show(ask(SubQuery.Kind.SCALAR, inner(1), null));
        play.give("l", "+1 0 1");
        assertThat(play.barrier()).isEqualTo("+1 1 null\n");
        play.give("r", "+1 0 7");
        assertThat(play.barrier()).isEqualTo("+1 1 7\n-1 1 null\n");
        play.give("r", "+1 0 7");
        assertThatThrownBy(play::barrier)
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CARDINALITY));
    }

    @Test
    void aCorrelatedCountIsAskedPerRow() {
        AggregateCall count = new AggregateCall(
                AggregateFunction.COUNT, List.of(), false, -1, DataType.bigint().withNullable(false), "n");
        LogicalPlan counted = new LogicalPlan.Aggregate(correlated(), List.of(), List.of(), List.of(count), columns(1));
        Play play = show(about(SubQuery.Kind.SCALAR, counted));
        play.give("l", "+1 1 10\n+1 2 20\n+1 null 30").give("r", "+1 1 5\n+2 1 6\n+1 null 7");
        assertThat(play.barrier()).isEqualTo("+1 10 3\n+1 20 0\n+1 30 0\n");
        play.give("r", "-1 1 6\n+1 2 1").give("l", "+1 1 40");
        assertThat(play.barrier()).isEqualTo("+1 10 2\n+1 20 1\n+1 40 2\n-1 10 3\n-1 20 0\n");
    }

    @Test
    void aFilterFollowsWhatItsQuerySays() {
        Expression none = call(Operation.NOT, about(SubQuery.Kind.EXISTS, correlated()));
        Play play = new Play(new LogicalPlan.Filter(OUTER, none));
        play.give("l", "+1 1 10\n+1 2 20");
        assertThat(play.barrier()).isEqualTo("+1 1 10\n+1 2 20\n");
        play.give("r", "+1 1 5");
        assertThat(play.barrier()).isEqualTo("-1 1 10\n");
        play.give("r", "-1 1 5");
        assertThat(play.barrier()).isEqualTo("+1 1 10\n");
    }

    @Test
    void lateralGivesTheRowsOfEachLeftRow() {
        Play play = new Play(new LogicalPlan.Correlate(OUTER, correlated(), JoinType.LEFT, 1, columns(4)));
        play.give("l", "+2 1 10\n+1 2 20").give("r", "+1 1 5\n+2 1 6");
        assertThat(play.barrier()).isEqualTo("+1 2 20 null null\n+2 1 10 1 5\n+4 1 10 1 6\n");
    }
}
