// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.physical.PhysicalPlan.UpsertFold;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertFoldTest {
    private static OperatorHarness fold() {
        return OperatorHarness.of(new UpsertFold(OperatorHarness.rows("id bigint | name text"), List.of(0)));
    }

    @Test
    void aRowTakesThePlaceOfTheOneWithItsKey() {
        fold().input("+ 1 | a", "+ 2 | b")
                .barrier()
                .emits("+ 1 | a", "+ 2 | b")
                .input("+ 1 | c")
                .emits("- 1 | a", "+ 1 | c");
    }

    @Test
    void aDeleteNeedsTheKeyAlone() {
        fold().input("+ 1 | a").barrier().emits("+ 1 | a").input("- 1 | null").emits("- 1 | a");
    }

    @Test
    void aDeleteOfNothingIsNothing() {
        fold().input("- 1 | null").emits();
    }

    @Test
    void aKeyThatWasDeletedMayComeAgain() {
        fold().input("+ 1 | a", "- 1 | null", "+ 1 | b", "- 2 | null", "- 1 | null", "+ 1 | c")
                .leaves("+ 1 | c");
    }
}
