// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.physical.PhysicalPlan.Limit;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static OperatorHarness limit(long offset, long fetch) {
        return OperatorHarness.of(new Limit(OperatorHarness.rows("n bigint"), offset, fetch));
    }

    @Test
    void theRowsAfterTheOffsetPassUntilThereAreEnough() {
        limit(1, 2)
                .input("+ 1", "+ 2")
                .barrier()
                .emits("+ 2")
                .input("+ 3", "+ 4")
                .barrier()
                .emits("+ 3")
                .input("+ 5")
                .emits()
                .hasEnough();
    }

    @Test
    void aRowOfSeveralMayBeCut() {
        limit(2, 4).input("+3 1", "+9 2").emits("+ 1", "+3 2").hasEnough();
    }

    @Test
    void noRowsAreEnoughAtOnce() {
        limit(0, 0).barrier().hasEnough();
    }

    @Test
    void fetchWithoutEndAfterAnOffset() {
        limit(2, Long.MAX_VALUE).input("+ 1", "+ 2", "+ 3", "+ 4").emits("+ 3", "+ 4");
    }
}
