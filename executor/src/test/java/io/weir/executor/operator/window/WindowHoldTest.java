// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.physical.PhysicalPlan.WindowHold;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowHoldTest {
    private static OperatorHarness hold() {
        return OperatorHarness.of(
                new WindowHold(OperatorHarness.rows("shop text | ends timestamp"), 1, List.of(0), ChangeMode.RETRACT));
    }

    @Test
    void rowsLeaveWhenTheWatermarkPassesTheEndOfTheirWindow() {
        hold().input("+ a | 1970-01-01 00:00:10", "+2 b | 1970-01-01 00:00:20", "+ a | 1970-01-01 00:00:10")
                .watermark("1970-01-01 00:00:09.999998")
                .emits()
                .watermark("1970-01-01 00:00:09.999999")
                .emits("+2 a | 1970-01-01 00:00:10")
                .watermark("1970-01-01 00:00:30")
                .emits("+2 b | 1970-01-01 00:00:20");
    }

    @Test
    void whatIsTakenBackInTimeIsNeverSeen() {
        hold().input("- a | 1970-01-01 00:00:10", "+ b | 1970-01-01 00:00:10")
                .barrier()
                .input("+ a | 1970-01-01 00:00:10", "- b | 1970-01-01 00:00:10", "+ c | 1970-01-01 00:00:10")
                .lastBarrier()
                .emits("+ c | 1970-01-01 00:00:10");
    }

    @Test
    void rowsOfAWindowThatHasFiredAreLate() {
        hold().input("+ a | 1970-01-01 00:00:10")
                .watermark("1970-01-01 00:00:10")
                .input("+ b | 1970-01-01 00:00:10", "-2 a | 1970-01-01 00:00:10", "+ c | 1970-01-01 00:00:20")
                .lastBarrier()
                .leaves("+ a | 1970-01-01 00:00:10", "+ c | 1970-01-01 00:00:20")
                .countsLate(3);
    }

    @Test
    void rowsThatNeverWereThereCannotBeTakenBack() {
        hold().input("- a | 1970-01-01 00:00:10").lastBarrier().fails(ErrorCode.NEGATIVE_MULTIPLICITY);
    }
}
