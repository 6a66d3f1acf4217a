// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static io.weir.reference.Play.ascending;
import static io.weir.reference.Play.columns;
import static io.weir.reference.Play.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.logical.LogicalPlan.SetOperation.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetOperationTest {
    private static final String LEFT = "+3 1\n+2 null\n+1 2";
    private static final String RIGHT = "+2 1\n+1 null\n+1 3";

    private static Play of(Kind kind, boolean all) {
        return new Play(new LogicalPlan.SetOperation(kind, List.of(scan("l", "a"), scan("r", "a")), all, columns(1)));
    }

    @Test
    void intersectAllTakesTheLessOften() {
        Play play = of(Kind.INTERSECT, true).give("l", LEFT).give("r", RIGHT);
        assertThat(play.barrier()).isEqualTo("+1 null\n+2 1\n");
        assertThat(play.give("r", "-2 1").barrier()).isEqualTo("-2 1\n");
    }

    @Test
    void intersectGivesARowOnce() {
        assertThat(of(Kind.INTERSECT, false).give("l", LEFT).give("r", RIGHT).barrier())
                .isEqualTo("+1 1\n+1 null\n");
    }

    @Test
    void exceptAllSubtracts() {
        Play play = of(Kind.EXCEPT, true).give("l", LEFT).give("r", RIGHT);
        assertThat(play.barrier()).isEqualTo("+1 1\n+1 2\n+1 null\n");
        assertThat(play.give("r", "+5 1\n-1 null").barrier()).isEqualTo("+1 null\n-1 1\n");
    }

    @Test
    void exceptLeavesOutWhatIsInTheOther() {
        Play play = of(Kind.EXCEPT, false).give("l", LEFT).give("r", RIGHT);
        assertThat(play.barrier()).isEqualTo("+1 2\n");
        assertThat(play.give("r", "-1 1").barrier()).isEmpty();
        assertThat(play.give("r", "-1 1").barrier()).isEqualTo("+1 1\n");
    }

    @Test
    void aUnionThatIsNotOfAllGivesARowOnce() {
        Play play = new Play(new LogicalPlan.Union(List.of(scan("l", "a"), scan("r", "a")), false, columns(1)));
        assertThat(play.give("l", LEFT).give("r", RIGHT).barrier()).isEqualTo("+1 1\n+1 2\n+1 3\n+1 null\n");
        assertThat(play.give("l", "-3 1").barrier()).isEmpty();
        assertThat(play.give("r", "-2 1").barrier()).isEqualTo("-1 1\n");
    }

    @Test
    void theFirstRowsAreFilledUpAfterARowIsTakenBack() {
        Play play = new Play(new LogicalPlan.Sort(scan("l", "a", "b"), List.of(ascending(0)), 1, Optional.of(2L)));
        play.give("l", "+1 10 1\n+1 20 2\n+1 20 1\n+1 30 1");
        assertThat(play.barrier()).isEqualTo("+1 20 1\n+1 20 2\n");
        assertThat(play.give("l", "-1 20 1").barrier()).isEqualTo("+1 30 1\n-1 20 1\n");
        assertThat(play.give("l", "+1 5 5").barrier()).isEqualTo("+1 10 1\n-1 30 1\n");
    }
}
