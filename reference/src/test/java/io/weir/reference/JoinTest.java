// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static io.weir.reference.Play.call;
import static io.weir.reference.Play.column;
import static io.weir.reference.Play.columns;
import static io.weir.reference.Play.number;
import static io.weir.reference.Play.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final LogicalPlan LEFT = scan("l", "k", "a");
    private static final LogicalPlan RIGHT = scan("r", "k", "b");
    private static final Expression SAME_KEY = call(Operation.EQUAL, column(0), column(2));

    private static Play join(JoinType type, Expression condition, JoinTime time) {
        return new Play(new LogicalPlan.Join(LEFT, RIGHT, type, condition, time, columns(type.leftOnly() ? 2 : 4)));
    }

    private static Play join(JoinType type) {
        return join(type, SAME_KEY, JoinTime.NONE);
    }

    @Test
    void innerPairsByWeight() {
        Play play = join(JoinType.INNER);
        play.give("l", "+2 1 10\n+1 2 20").give("r", "+3 1 7\n+1 3 8");
        assertThat(play.barrier()).isEqualTo("+6 1 10 1 7\n");
        play.give("l", "-1 1 10").give("r", "+1 2 9");
        assertThat(play.barrier()).isEqualTo("+1 2 20 2 9\n-3 1 10 1 7\n");
    }

    @Test
    void nullKeysPairWithNothing() {
        Play play = join(JoinType.FULL);
        play.give("l", "+1 null 10").give("r", "+1 null 7");
        assertThat(play.barrier()).isEqualTo("+1 null 10 null null\n+1 null null null 7\n");
    }

    @Test
    void nullKeysPairWhenNotDistinct() {
        Play play = join(JoinType.INNER, call(Operation.IS_NOT_DISTINCT_FROM, column(0), column(2)), JoinTime.NONE);
        play.give("l", "+1 null 10").give("r", "+1 null 7\n+1 1 1");
        assertThat(play.barrier()).isEqualTo("+1 null 10 null 7\n");
    }

    @Test
    void theLastPartnerLeavesAPaddedRow() {
        Play play = join(JoinType.LEFT);
        play.give("l", "+1 1 10");
        assertThat(play.barrier()).isEqualTo("+1 1 10 null null\n");
        play.give("r", "+1 1 7\n+1 1 8");
        assertThat(play.barrier()).isEqualTo("+1 1 10 1 7\n+1 1 10 1 8\n-1 1 10 null null\n");
        play.give("r", "-1 1 7");
        assertThat(play.barrier()).isEqualTo("-1 1 10 1 7\n");
        play.give("r", "-1 1 8");
        assertThat(play.barrier()).isEqualTo("+1 1 10 null null\n-1 1 10 1 8\n");
    }

    @Test
    void rightPadsTheLeft() {
        Play play = join(JoinType.RIGHT);
        play.give("l", "+1 2 10").give("r", "+2 1 7");
        assertThat(play.barrier()).isEqualTo("+2 null null 1 7\n");
    }

    @Test
    void semiGivesALeftRowOnceHoweverManyPartners() {
        Play play = join(JoinType.SEMI);
        play.give("l", "+2 1 10\n+1 2 20").give("r", "+1 1 7\n+1 1 8");
        assertThat(play.barrier()).isEqualTo("+2 1 10\n");
        play.give("r", "-1 1 7");
        assertThat(play.barrier()).isEmpty();
        play.give("r", "-1 1 8");
        assertThat(play.barrier()).isEqualTo("-2 1 10\n");
    }

    @Test
    void antiGivesLeftRowsWithoutPartner() {
        Play play = join(JoinType.ANTI);
        play.give("l", "+1 1 10\n+1 null 20").give("r", "+1 1 7");
        assertThat(play.barrier()).isEqualTo("+1 null 20\n");
        play.give("r", "-1 1 7");
        assertThat(play.barrier()).isEqualTo("+1 1 10\n");
    }

    @Test
    void otherConditionsThanEquality() {
        Play play = join(JoinType.LEFT, call(Operation.LESS, column(1), column(3)), JoinTime.NONE);
        play.give("l", "+1 1 10\n+1 1 30").give("r", "+1 9 20\n+1 9 null");
        assertThat(play.barrier()).isEqualTo("+1 1 10 9 20\n+1 1 30 null null\n");
    }

    // Times in column 1; a left row pairs with right ones from 5 before to 2 after it: -2 <= left - right <= 5.
    private static Play interval(JoinType type) {
        Expression difference = call(Operation.MINUS, column(1), column(3));
        Expression condition = call(
                Operation.AND,
                SAME_KEY,
                call(Operation.GREATER_OR_EQUAL, difference, number(-2)),
                call(Operation.LESS_OR_EQUAL, difference, number(5)));
        return join(type, condition, new JoinTime.Interval(1, 1, -2, 5));
    }

    @Test
    void intervalPairsAtOnceUpToBothEdges() {
        Play play = interval(JoinType.INNER);
        play.give("l", "+1 1 100").give("r", "+1 1 95\n+1 1 94\n+1 1 102\n+1 1 103");
        assertThat(play.barrier(0)).isEqualTo("+1 1 100 1 102\n+1 1 100 1 95\n");
    }

    @Test
    void aPaddedRowLeavesWhenNoPartnerCanCome() {
        Play play = interval(JoinType.FULL);
        play.give("l", "+1 1 100").give("r", "+1 2 100");
        assertThat(play.barrier(101)).isEmpty();
        assertThat(play.barrier(102)).isEqualTo("+1 1 100 null null\n");
        assertThat(play.barrier(104)).isEmpty();
        assertThat(play.barrier(105)).isEqualTo("+1 null null 2 100\n");
    }

    @Test
    void anIntervalJoinDropsRowsThatAreLate() {
        Play play = interval(JoinType.LEFT);
        play.give("l", "+1 1 100");
        assertThat(play.barrier(101)).isEmpty();
        play.give("r", "+1 1 101\n+1 1 102").give("l", "+1 1 101");
        assertThat(play.barrier(101)).isEqualTo("+1 1 100 1 102\n");
        assertThat(play.late()).isEqualTo(2);
    }

    // Windows end in column 1.
    private static Play window(JoinType type) {
        Expression condition = call(Operation.AND, SAME_KEY, call(Operation.EQUAL, column(1), column(3)));
        return join(type, condition, new JoinTime.Window(1, 1));
    }

    @Test
    void aWindowIsJoinedOnceWhenItCloses() {
        Play play = window(JoinType.FULL);
        play.give("l", "+1 1 10\n+1 2 10\n+1 1 20").give("r", "+1 1 10\n+1 3 10");
        assertThat(play.barrier(8)).isEmpty();
        play.give("l", "-1 2 10");
        assertThat(play.barrier(9)).isEqualTo("+1 1 10 1 10\n+1 null null 3 10\n");
        play.give("r", "+1 1 10\n+1 1 20");
        assertThat(play.barrier(19)).isEqualTo("+1 1 20 1 20\n");
        assertThat(play.late()).isEqualTo(1);
    }
}
