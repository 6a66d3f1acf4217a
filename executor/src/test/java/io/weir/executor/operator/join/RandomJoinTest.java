// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.state.Seeds;
import io.weir.plan.physical.PhysicalPlan.Join;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random joins of random changes give what the naive twin gives, however the changes are cut. */
class RandomJoinTest {
    @Test
    void joinsAreThoseOfTheNaiveTwin() {
        Seeds.check(60, random -> {
            RandomJoins made = new RandomJoins(random, true, 1);
            JoinPlan spec = made.plan();
            Join plan = spec.when(made.condition()).plan();
            OperatorHarness harness = OperatorHarness.of(plan).droppingErrors();
            List<List<Row>> all = List.of(new ArrayList<>(), new ArrayList<>());
            boolean bounded = random.nextInt(3) == 0;
            for (int epochs = random.nextInt(1, 6); epochs > 0; epochs--) {
                for (int batches = random.nextInt(5); batches > 0; batches--) {
                    int side = random.nextInt(2);
                    List<Row> changes = made.changes(side, random.nextInt(1, 16), 0);
                    all.get(side).addAll(changes);
                    int cut = random.nextInt(changes.size() + 1);
                    harness.inputRowsAt(side, changes.subList(0, cut));
                    harness.inputRowsAt(side, changes.subList(cut, changes.size()));
                }
                if (bounded) {
                    harness.silentBarrier();
                } else {
                    harness.barrier();
                    if (random.nextInt(3) == 0) {
                        harness.leaves(expected(made, plan, all));
                    }
                }
            }
            harness.lastBarrier().leaves(expected(made, plan, all));
        });
    }

    private static String[] expected(RandomJoins made, Join plan, List<List<Row>> all) {
        return NaiveJoin.result(plan, NaiveJoin.bag(all.get(0)), NaiveJoin.bag(all.get(1)), made.twin())
                .toArray(String[]::new);
    }
}
