// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.JoinType;
import io.weir.plan.RowsPerKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A side that should have one row per key: as long as it has, while one row takes the place of another, and when it has not. */
class OneRowPerKeyTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private static OperatorHarness join(JoinType type) {
        return OperatorHarness.of(new JoinPlan(type, "id bigint | product text", "name text | price bigint")
                .on("product", "name")
                .rows(RowsPerKey.MANY, RowsPerKey.ONE)
                .plan());
    }

    @Test
    void oneRowTakesThePlaceOfAnotherWhicheverComesFirst() {
        join(JoinType.INNER)
                .inputAt(RIGHT, "+ tea | 3", "+ cup | 7")
                .inputAt(LEFT, "+ 1 | tea")
                .emits("+ 1 | tea | tea | 3")
                .inputAt(RIGHT, "- tea | 3", "+ tea | 4")
                .emits("- 1 | tea | tea | 3", "+ 1 | tea | tea | 4")
                .inputAt(RIGHT, "+ tea | 5", "- tea | 4")
                .emits("+ 1 | tea | tea | 5", "- 1 | tea | tea | 4")
                .barrier()
                .inputAt(RIGHT, "+ tea | 6")
                .inputAt(LEFT, "+ 2 | tea")
                .inputAt(RIGHT, "- tea | 5")
                .barrier()
                .inputAt(LEFT, "+ 3 | cup")
                .lastBarrier()
                .leaves("+ 1 | tea | tea | 6", "+ 2 | tea | tea | 6", "+ 3 | cup | cup | 7");
    }

    @Test
    void aRemovalThatOvertakesItsRowIsMadeGoodWithinTheEpoch() {
        join(JoinType.FULL)
                .inputAt(LEFT, "+ 1 | tea")
                .inputAt(RIGHT, "- tea | 3")
                .inputAt(RIGHT, "+ tea | 4")
                .inputAt(RIGHT, "+ tea | 3")
                .barrier()
                .leaves("+ 1 | tea | tea | 4")
                .inputAt(RIGHT, "- tea | 5", "- tea | 4")
                .inputAt(RIGHT, "+ tea | 5")
                .lastBarrier()
                .leaves("+ 1 | tea | NULL | NULL");
    }

    @Test
    void aRowThatIsReplacedIsNotShownWithoutPartner() {
        join(JoinType.LEFT)
                .inputAt(LEFT, "+ 1 | tea")
                .barrier()
                .emits("+ 1 | tea | NULL | NULL")
                .inputAt(RIGHT, "+ tea | 3")
                .barrier()
                .emits("+ 1 | tea | tea | 3", "- 1 | tea | NULL | NULL")
                .inputAt(RIGHT, "- tea | 3")
                .inputAt(RIGHT, "+ tea | 4")
                .barrier()
                .emits("- 1 | tea | tea | 3", "+ 1 | tea | tea | 4");
    }

    @Test
    void aKeyWithSeveralRowsPairsWithAllOfThem() {
        join(JoinType.LEFT)
                .inputAt(RIGHT, "+ tea | 3", "+ tea | 4", "+2 tea | 5")
                .inputAt(LEFT, "+ 1 | tea", "+ 2 | pot")
                .barrier()
                .leaves("+ 1 | tea | tea | 3", "+ 1 | tea | tea | 4", "+2 1 | tea | tea | 5", "+ 2 | pot | NULL | NULL")
                .inputAt(RIGHT, "- tea | 3")
                .barrier()
                .inputAt(RIGHT, "- tea | 5", "+ tea | 4")
                .inputAt(LEFT, "+ 3 | tea")
                .barrier()
                .leaves(
                        "+2 1 | tea | tea | 4",
                        "+ 1 | tea | tea | 5",
                        "+2 3 | tea | tea | 4",
                        "+ 3 | tea | tea | 5",
                        "+ 2 | pot | NULL | NULL")
                .inputAt(RIGHT, "-2 tea | 4", "- tea | 5")
                .lastBarrier()
                .leaves("+ 1 | tea | NULL | NULL", "+ 3 | tea | NULL | NULL", "+ 2 | pot | NULL | NULL");
    }

    @Test
    void whatAKeyHadInBetweenIsForgotten() {
        OperatorHarness harness = join(JoinType.INNER).inputAt(RIGHT, "+ tea | 0");
        for (int round = 0; round < 50; round++) {
            List<Row> added = new ArrayList<>();
            List<Row> removed = new ArrayList<>();
            for (long price = round * 100L; price < round * 100L + 100; price++) {
                removed.add(new Row(List.of("tea", price), -1));
                added.add(new Row(List.of("tea", price + 1), 1));
            }
            harness.inputRowsAt(RIGHT, added).inputRowsAt(RIGHT, removed).barrier();
        }
        harness.keepsLessThan(40_000)
                .inputAt(LEFT, "+ 1 | tea")
                .emits("+ 1 | tea | tea | 5000")
                .lastBarrier();
    }

    @Test
    void rowsOfNothingButTheirKeyAreCounted() {
        OperatorHarness harness =
                OperatorHarness.of(new JoinPlan(JoinType.INNER, "id bigint | product text", "name text")
                        .on("product", "name")
                        .append()
                        .plan());
        harness.inputAt(LEFT, "+ 1 | tea");
        harness.inputRowsAt(RIGHT, Collections.nCopies(2_000, new Row(List.of("tea"), 1)))
                .keepsLessThan(40_000)
                .inputAt(LEFT, "+ 2 | tea")
                .emits("+2000 1 | tea | tea", "+2000 2 | tea | tea");
    }
}
