// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.plan.physical.PhysicalPlan.KeyWinner;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyWinnerTest {
    private static OperatorHarness winner() {
        return OperatorHarness.of(
                new KeyWinner(OperatorHarness.rows("id bigint | name text | amount bigint"), List.of(0)));
    }

    @Test
    void theGreatestRowOfAKeyIsGiven() {
        winner().input("+ 1 | ann | 5", "+ 1 | bob | 2", "+ 2 | cy | 1", "+ 1 | bob | NULL")
                .barrier()
                .emits("+ 1 | bob | 2", "+ 2 | cy | 1")
                .countsConflicts(2);
    }

    @Test
    void theNextOneTakesThePlaceOfOneThatIsTakenBack() {
        winner().input("+ 1 | ann | 5", "+ 1 | bob | 2")
                .barrier()
                .emits("+ 1 | bob | 2")
                .input("- 1 | bob | 2")
                .barrier()
                .emits("- 1 | bob | 2", "+ 1 | ann | 5")
                .countsConflicts(0)
                .input("- 1 | ann | 5")
                .barrier()
                .emits("- 1 | ann | 5");
    }

    @Test
    void aRowBehindAnotherIsTakenBackUnseen() {
        winner().input("+ 1 | ann | 5", "+ 1 | bob | 2")
                .barrier()
                .emits("+ 1 | bob | 2")
                .input("- 1 | ann | 5")
                .barrier()
                .emits();
    }

    @Test
    void equalRowsAreOne() {
        winner().input("+2 1 | ann | 5")
                .barrier()
                .emits("+ 1 | ann | 5")
                .countsConflicts(1)
                .input("- 1 | ann | 5")
                .barrier()
                .emits()
                .countsConflicts(0);
    }

    @Test
    void manyKeysOfASnapshotAreLookedAtInSlices() {
        int keys = 70_000;
        List<TextRows.Row> rows = LongStream.range(0, keys)
                .mapToObj(key -> new TextRows.Row(List.of(key, "ann", 5L), 1))
                .toList();
        winner().inputRows(rows)
                .input("+ 7 | bob | 2", "+ 69999 | bob | 2")
                .barrier()
                .countsConflicts(2)
                .input("+ 8 | bob | 2")
                .goesOnInCalls(2)
                .barrier()
                .countsConflicts(3);
    }
}
