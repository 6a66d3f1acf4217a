// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.state.Seeds;
import io.weir.plan.logical.LogicalPlan.SetOperation.Kind;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.SetOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SetOperationTest {
    private static final String COLUMNS = "a bigint | t text";

    private static SetOperation plan(Kind kind, boolean all, int inputs, boolean perEpoch) {
        List<PhysicalPlan> leaves = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            leaves.add(OperatorHarness.rows(COLUMNS));
        }
        return new SetOperation(kind, leaves, all, perEpoch, TextRows.schema(COLUMNS));
    }

    @Test
    void intersectionHasTheRowsOfAllInputs() {
        OperatorHarness.of(plan(Kind.INTERSECT, false, 2, false))
                .inputAt(0, "+2 1 | x", "+ NULL | NULL", "+ 2 | y")
                .emits()
                .inputAt(1, "+3 1 | x", "+ NULL | NULL", "+ 3 | z")
                .barrier()
                .emits("+ 1 | x", "+ NULL | NULL")
                .inputAt(1, "-3 1 | x", "+ 2 | y")
                .barrier()
                .emits("- 1 | x", "+ 2 | y");
        OperatorHarness.of(plan(Kind.INTERSECT, true, 3, false))
                .inputAt(0, "+5 1 | x")
                .inputAt(1, "+3 1 | x")
                .inputAt(2, "+4 1 | x")
                .barrier()
                .emits("+3 1 | x")
                .inputAt(1, "+9 1 | x")
                .barrier()
                .emits("+ 1 | x");
    }

    @Test
    void differenceHasTheRowsOfTheFirstAlone() {
        OperatorHarness.of(plan(Kind.EXCEPT, false, 2, false))
                .inputAt(0, "+2 1 | x", "+ NULL | NULL", "+ 2 | y")
                .inputAt(1, "+ NULL | NULL", "+ 3 | z")
                .barrier()
                .emits("+ 1 | x", "+ 2 | y")
                .inputAt(1, "+ 1 | x", "- NULL | NULL")
                .barrier()
                .emits("- 1 | x", "+ NULL | NULL");
        OperatorHarness.of(plan(Kind.EXCEPT, true, 3, false))
                .inputAt(0, "+5 1 | x")
                .inputAt(1, "+ 1 | x")
                .inputAt(2, "+2 1 | x")
                .barrier()
                .emits("+2 1 | x")
                .inputAt(1, "+9 1 | x")
                .barrier()
                .emits("-2 1 | x");
    }

    @Test
    void whatComesAndGoesWithinAnEpochIsNotSeen() {
        OperatorHarness.of(plan(Kind.EXCEPT, true, 2, false))
                .barrier()
                .inputAt(0, "- 1 | x")
                .inputAt(0, "+ 1 | x", "+ 2 | y")
                .inputAt(1, "+ 2 | y")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void perEpochNothingIsKept() {
        OperatorHarness.of(plan(Kind.INTERSECT, true, 2, true))
                .inputAt(0, "+ 1 | x", "+ 2 | y")
                .inputAt(1, "+ 1 | x")
                .barrier()
                .emits("+ 1 | x")
                .inputAt(1, "+ 2 | y")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void weightsBeyondAnIntAreSplit() {
        OperatorHarness.of(plan(Kind.EXCEPT, true, 2, false))
                .inputAt(0, "+2000000000 1 | x")
                .inputAt(0, "+2000000000 1 | x")
                .leaves("+2000000000 1 | x", "+2000000000 1 | x");
    }

    @Test
    void setsAreThoseOfTheNaiveTwin() {
        Seeds.check(40, random -> {
            Kind kind = random.nextBoolean() ? Kind.INTERSECT : Kind.EXCEPT;
            boolean all = random.nextBoolean();
            int inputs = random.nextInt(2, 4);
            OperatorHarness harness = OperatorHarness.of(plan(kind, all, inputs, false));
            List<Map<List<Object>, Long>> bags = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                bags.add(new HashMap<>());
            }
            boolean bounded = random.nextInt(3) == 0;
            for (int epochs = random.nextInt(1, 6); epochs > 0; epochs--) {
                for (int batches = random.nextInt(5); batches > 0; batches--) {
                    int input = random.nextInt(inputs);
                    harness.inputRowsAt(input, changes(random, bags.get(input)));
                }
                if (bounded) {
                    harness.silentBarrier();
                } else {
                    harness.barrier();
                    if (random.nextInt(3) == 0) {
                        harness.leaves(expected(kind, all, bags));
                    }
                }
            }
            harness.lastBarrier().leaves(expected(kind, all, bags));
        });
    }

    private static List<Row> changes(SplittableRandom random, Map<List<Object>, Long> bag) {
        List<Row> changes = new ArrayList<>();
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            List<Object> values = Arrays.asList(
                    random.nextInt(5) == 0 ? null : (Object) (long) random.nextInt(4),
                    random.nextInt(5) == 0 ? null : (Object) (random.nextBoolean() ? "x" : "y"));
            long there = bag.getOrDefault(values, 0L);
            int weight = there > 0 && random.nextBoolean() ? -random.nextInt(1, (int) there + 1) : random.nextInt(1, 4);
            bag.put(values, there + weight);
            changes.add(random.nextInt(changes.size() + 1), new Row(values, weight));
        }
        return changes;
    }

    private static String[] expected(Kind kind, boolean all, List<Map<List<Object>, Long>> bags) {
        List<String> rows = new ArrayList<>();
        bags.get(0).forEach((row, weight) -> {
            long left = weight;
            for (Map<List<Object>, Long> other : bags.subList(1, bags.size())) {
                long there = other.getOrDefault(row, 0L);
                if (kind == Kind.INTERSECT) {
                    left = Math.min(left, there);
                } else {
                    left = all ? left - there : there > 0 ? 0 : left;
                }
            }
            if (left > 0) {
                rows.add("+" + (all ? left : 1) + " " + TextRows.text(TextRows.schema(COLUMNS), row));
            }
        });
        return rows.toArray(String[]::new);
    }
}
