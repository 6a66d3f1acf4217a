// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.sort;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.Sort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortTest {
    private static OperatorHarness sort(long offset, Optional<Long> fetch, SortKey... keys) {
        return OperatorHarness.of(
                new Sort(OperatorHarness.rows("shop text | amount bigint"), List.of(keys), offset, fetch));
    }

    private static SortKey key(int column, boolean descending, boolean nullsFirst) {
        return new SortKey(column, descending, nullsFirst);
    }

    @Test
    void rowsLeaveInOrderAtTheLastBarrier() {
        sort(0, Optional.empty(), key(1, true, false), key(0, false, true))
                .input("+ b | 1", "+ a | 1", "+ NULL | 1", "+ c | NULL")
                .silentBarrier()
                .input("+ d | 7", "+ d | -7", "+ ab | 1")
                .barrier()
                .emits()
                .lastBarrier()
                .emitsInOrder("+ d | 7", "+ NULL | 1", "+ a | 1", "+ ab | 1", "+ b | 1", "+ d | -7", "+ c | NULL");
    }

    @Test
    void nullsComeFirstOrLastWhateverTheDirection() {
        sort(0, Optional.empty(), key(1, true, true))
                .input("+ a | 1", "+ b | NULL", "+ c | 2")
                .lastBarrier()
                .emitsInOrder("+ b | NULL", "+ c | 2", "+ a | 1");
        sort(0, Optional.empty(), key(1, false, false))
                .input("+ a | 1", "+ b | NULL", "+ c | 2")
                .lastBarrier()
                .emitsInOrder("+ a | 1", "+ c | 2", "+ b | NULL");
    }

    @Test
    void offsetAndFetchCountEveryRow() {
        sort(2, Optional.of(3L), key(1, false, true))
                .input("+3 a | 1", "+ b | 2", "+4 c | 3")
                .lastBarrier()
                .emitsInOrder("+ a | 1", "+ b | 2", "+ c | 3");
        sort(0, Optional.of(0L), key(1, false, true))
                .input("+ a | 1")
                .lastBarrier()
                .emits();
    }

    @Test
    void rowsTakenBackAreGone() {
        sort(0, Optional.empty(), key(1, false, true))
                .input("+2 a | 1", "+ b | 2", "- a | 1")
                .silentBarrier()
                .input("- b | 2")
                .lastBarrier()
                .emitsInOrder("+ a | 1");
    }

    @Test
    void rowsThatTheKeysDoNotTellApartComeInTheirTotalOrder() {
        sort(0, Optional.empty(), key(1, false, true))
                .input("+ b | 1", "+ NULL | 1", "+ a | 1", "+  | 1")
                .lastBarrier()
                .emitsInOrder("+ NULL | 1", "+  | 1", "+ a | 1", "+ b | 1");
    }

    @Test
    void manyRowsAreSortedInRuns() {
        int count = 70_000;
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("+ s | " + i);
        }
        String[] first = rows.subList(0, 3000).toArray(new String[0]);
        Collections.shuffle(rows, new Random(1));
        sort(0, Optional.of(3000L), key(1, false, true))
                .input(rows.toArray(new String[0]))
                .lastBarrier()
                .emitsInOrder(first);
    }
}
