// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static io.weir.plan.AggregateFunction.AVG;
import static io.weir.plan.AggregateFunction.COUNT;
import static io.weir.plan.AggregateFunction.MAX;
import static io.weir.plan.AggregateFunction.MIN;
import static io.weir.plan.AggregateFunction.SUM;
import static io.weir.plan.WindowSpec.Property.END;
import static io.weir.plan.WindowSpec.Property.START;
import static io.weir.plan.WindowSpec.Property.TIME;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.WindowSpec;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import org.junit.jupiter.api.Test;

class WindowAggregateTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;

    private static AggregatePlan over(ChangeMode changes) {
        return AggregatePlan.over("at timestamp | shop text | amount bigint", changes);
    }

    private static AggregatePlan perShop() {
        return over(ChangeMode.APPEND).by("shop");
    }

    private static WindowSpec tumble(long size) {
        return new WindowSpec(WindowSpec.Kind.TUMBLE, 0, size, size, 0, "UTC");
    }

    private static WindowSpec hop(long size, long slide) {
        return new WindowSpec(WindowSpec.Kind.HOP, 0, size, slide, 0, "UTC");
    }

    private static WindowSpec cumulate(long size, long step) {
        return new WindowSpec(WindowSpec.Kind.CUMULATE, 0, size, step, 0, "UTC");
    }

    private static WindowSpec hours(String zone) {
        return new WindowSpec(WindowSpec.Kind.TUMBLE, 0, HOUR, HOUR, 0, zone);
    }

    @Test
    void aWindowFiresWhenTheWatermarkReachesItsLastMicrosecond() {
        OperatorHarness.of(perShop().call(SUM, "amount").call(COUNT).windows(tumble(10 * SECOND), START, END, TIME))
                .input(
                        "+ 2026-01-01 10:00:00 | north | 1",
                        "+ 2026-01-01 10:00:09.999999 | north | 2",
                        "+ 2026-01-01 10:00:10 | north | 4",
                        "+ 2026-01-01 10:00:03 | south | 8")
                .watermark("2026-01-01 10:00:09.999998")
                .emits()
                .watermark("2026-01-01 10:00:09.999999")
                .emits(
                        "+ north | 2026-01-01 10:00:00 | 2026-01-01 10:00:10 | 2026-01-01 10:00:09.999999 | 3 | 2",
                        "+ south | 2026-01-01 10:00:00 | 2026-01-01 10:00:10 | 2026-01-01 10:00:09.999999 | 8 | 1")
                .lastBarrier()
                .emits("+ north | 2026-01-01 10:00:10 | 2026-01-01 10:00:20 | 2026-01-01 10:00:19.999999 | 4 | 1");
    }

    @Test
    void windowsFireInTheOrderOfTheirEnds() {
        OperatorHarness.of(over(ChangeMode.APPEND).call(MAX, "amount").windows(tumble(10 * SECOND), END))
                .input(
                        "+ 2026-01-01 10:00:35 | x | 1",
                        "+ 2026-01-01 10:00:05 | x | 2",
                        "+ 2026-01-01 10:00:04 | x | 9",
                        "+ 2026-01-01 10:00:15 | x | 4")
                .lastBarrier()
                .emitsInOrder("+ 2026-01-01 10:00:10 | 9", "+ 2026-01-01 10:00:20 | 4", "+ 2026-01-01 10:00:40 | 1");
    }

    @Test
    void lateRowsAndRowsWithoutTimeAreCounted() {
        OperatorHarness.of(perShop().call(COUNT).windows(tumble(10 * SECOND), END))
                .input("+ 2026-01-01 10:00:05 | n | 1", "+2 NULL | n | 1")
                .watermark("2026-01-01 10:00:12")
                .emits("+ n | 2026-01-01 10:00:10 | 1")
                .input(
                        "+3 2026-01-01 10:00:09.999999 | n | 1",
                        "+ 2026-01-01 10:00:10 | n | 1",
                        "+ 2026-01-01 10:00:40 | n | 1")
                .input("+ 2026-01-01 10:00:01 | n | 1")
                .lastBarrier()
                .emits("+ n | 2026-01-01 10:00:20 | 1", "+ n | 2026-01-01 10:00:50 | 1")
                .counts(4, 2, 0);
    }

    @Test
    void rowsOfTheEpochOfABarrierAreJudgedByTheOneBefore() {
        OperatorHarness.of(perShop().call(COUNT).windows(tumble(10 * SECOND), END))
                .input("+ 2026-01-01 10:00:25 | n | 1", "+ 2026-01-01 10:00:05 | n | 1")
                .watermark("2026-01-01 10:00:25")
                .emits("+ n | 2026-01-01 10:00:10 | 1")
                .counts(0, 0, 0);
    }

    @Test
    void aHoppingWindowCountsEachRowInAllWindowsItFallsInto() {
        OperatorHarness.of(
                        perShop().call(SUM, "amount").call(MIN, "amount").windows(hop(10 * SECOND, 5 * SECOND), START))
                .input(
                        "+ 2026-01-01 10:00:01 | n | 1",
                        "+ 2026-01-01 10:00:07 | n | 2",
                        "+ 2026-01-01 10:00:08 | s | 4",
                        "+ 2026-01-01 10:00:31 | n | 8")
                .watermark("2026-01-01 10:00:04.999999")
                .emitsInOrder("+ n | 2026-01-01 09:59:55 | 1 | 1")
                .lastBarrier()
                .emits(
                        "+ n | 2026-01-01 10:00:00 | 3 | 1",
                        "+ s | 2026-01-01 10:00:00 | 4 | 4",
                        "+ n | 2026-01-01 10:00:05 | 2 | 2",
                        "+ s | 2026-01-01 10:00:05 | 4 | 4",
                        "+ n | 2026-01-01 10:00:25 | 8 | 8",
                        "+ n | 2026-01-01 10:00:30 | 8 | 8");
    }

    @Test
    void aRowThatIsLateForSomeWindowsCountsInTheOthers() {
        OperatorHarness.of(perShop().call(COUNT).windows(hop(10 * SECOND, 5 * SECOND), END))
                .input("+ 2026-01-01 10:00:01 | n | 1")
                .watermark("2026-01-01 10:00:06")
                .emits("+ n | 2026-01-01 10:00:05 | 1")
                .input("+ 2026-01-01 10:00:02 | n | 1", "+ 2026-01-01 09:59:58 | n | 1")
                .lastBarrier()
                .emits("+ n | 2026-01-01 10:00:10 | 2")
                .counts(1, 0, 0);
    }

    @Test
    void windowsOfAHopNeedNotBeAWholeNumberOfSlides() {
        OperatorHarness.of(perShop().call(COUNT).windows(hop(15 * SECOND, 10 * SECOND), START, END))
                .input("+ 1970-01-01 00:00:12 | n | 1", "+ 1970-01-01 00:00:17 | n | 1")
                .lastBarrier()
                .emits(
                        "+ n | 1970-01-01 00:00:00 | 1970-01-01 00:00:15 | 1",
                        "+ n | 1970-01-01 00:00:10 | 1970-01-01 00:00:25 | 2");
    }

    @Test
    void rowsBetweenTheWindowsOfAWideHopAreFiltered() {
        OperatorHarness.of(perShop().call(COUNT).windows(hop(5 * SECOND, 10 * SECOND), START))
                .input("+ 1970-01-01 00:00:12 | n | 1", "+2 1970-01-01 00:00:17 | n | 1")
                .lastBarrier()
                .emits("+ n | 1970-01-01 00:00:10 | 1")
                .counts(0, 0, 2);
    }

    @Test
    void cumulatingWindowsGrowByTheirStep() {
        OperatorHarness.of(perShop().call(SUM, "amount").windows(cumulate(30 * SECOND, 10 * SECOND), START, END))
                .input(
                        "+ 1970-01-01 00:00:12 | n | 1",
                        "+ 1970-01-01 00:00:25 | n | 2",
                        "+ 1970-01-01 00:00:30 | n | 4")
                .watermark("1970-01-01 00:00:19.999999")
                .emitsInOrder("+ n | 1970-01-01 00:00:00 | 1970-01-01 00:00:20 | 1")
                .lastBarrier()
                .emits(
                        "+ n | 1970-01-01 00:00:00 | 1970-01-01 00:00:30 | 3",
                        "+ n | 1970-01-01 00:00:30 | 1970-01-01 00:00:40 | 4",
                        "+ n | 1970-01-01 00:00:30 | 1970-01-01 00:00:50 | 4",
                        "+ n | 1970-01-01 00:00:30 | 1970-01-01 00:01:00 | 4");
    }

    @Test
    void timesBefore1970FallIntoWindowsByFloor() {
        OperatorHarness.of(over(ChangeMode.APPEND).call(COUNT).windows(tumble(10 * SECOND), START))
                .input(
                        "+ 1969-12-31 23:59:59.999999 | n | 1",
                        "+ 1969-12-31 23:59:50 | n | 1",
                        "+ 1969-12-31 23:59:49.999999 | n | 1",
                        "+ 1970-01-01 00:00:00 | n | 1")
                .lastBarrier()
                .emitsInOrder("+ 1969-12-31 23:59:40 | 1", "+ 1969-12-31 23:59:50 | 2", "+ 1970-01-01 00:00:00 | 1");
    }

    @Test
    void anOffsetMovesAllWindows() {
        WindowSpec window = new WindowSpec(WindowSpec.Kind.TUMBLE, 0, 10 * SECOND, 10 * SECOND, -3 * SECOND, "UTC");
        OperatorHarness.of(over(ChangeMode.APPEND).call(COUNT).windows(window, START))
                .input("+ 1970-01-01 00:00:06.9 | n | 1", "+ 1970-01-01 00:00:07 | n | 1")
                .lastBarrier()
                .emitsInOrder("+ 1969-12-31 23:59:57 | 1", "+ 1970-01-01 00:00:07 | 1");
    }

    @Test
    void rowsTakenBackLeaveTheirWindow() {
        OperatorHarness.of(over(ChangeMode.RETRACT)
                        .by("shop")
                        .call(COUNT)
                        .call(SUM, "amount")
                        .call(MIN, "amount")
                        .distinct(COUNT, "amount")
                        .windows(tumble(10 * SECOND), END))
                .input(
                        "+ 2026-01-01 10:00:01 | n | 1",
                        "+2 2026-01-01 10:00:02 | n | 2",
                        "+ 2026-01-01 10:00:02 | s | 2")
                .barrier()
                .input("- 2026-01-01 10:00:01 | n | 1", "- 2026-01-01 10:00:02 | s | 2")
                .lastBarrier()
                .emits("+ n | 2026-01-01 10:00:10 | 2 | 4 | 2 | 1");
    }

    @Test
    void takingBackMoreThanThereIsIsAnError() {
        OperatorHarness.of(over(ChangeMode.RETRACT).by("shop").call(COUNT).windows(tumble(10 * SECOND), END))
                .input("- 2026-01-01 10:00:01 | n | 1")
                .lastBarrier()
                .fails(ErrorCode.NEGATIVE_MULTIPLICITY);
    }

    @Test
    void distinctValuesOfAHopCountOnceInEachWindow() {
        OperatorHarness.of(over(ChangeMode.RETRACT)
                        .by("shop")
                        .distinct(COUNT, "amount")
                        .distinct(SUM, "amount")
                        .distinct(AVG, "amount")
                        .call(MAX, "amount")
                        .call(COUNT)
                        .windows(hop(10 * SECOND, 5 * SECOND), END))
                .input(
                        "+ 1970-01-01 00:00:01 | n | 1",
                        "+ 1970-01-01 00:00:06 | n | 1",
                        "+ 1970-01-01 00:00:07 | n | 3",
                        "+ 1970-01-01 00:00:11 | n | 1",
                        "+ 1970-01-01 00:00:12 | n | 9",
                        "- 1970-01-01 00:00:12 | n | 9")
                .lastBarrier()
                .emitsInOrder(
                        "+ n | 1970-01-01 00:00:05 | 1 | 1 | 1.0 | 1 | 1",
                        "+ n | 1970-01-01 00:00:10 | 2 | 4 | 2.0 | 3 | 3",
                        "+ n | 1970-01-01 00:00:15 | 2 | 4 | 2.0 | 3 | 3",
                        "+ n | 1970-01-01 00:00:20 | 1 | 1 | 1.0 | 1 | 1");
    }

    @Test
    void aWindowWithoutKeysIsOneRow() {
        OperatorHarness.of(over(ChangeMode.APPEND)
                        .call(MAX, "amount")
                        .call(SUM, "amount")
                        .call(COUNT, "amount")
                        .call(MIN, "shop")
                        .distinct(COUNT, "shop")
                        .windows(hop(10 * SECOND, 5 * SECOND)))
                .input(
                        "+ 1970-01-01 00:00:01 | b | 1",
                        "+ 1970-01-01 00:00:02 | a | NULL",
                        "+ 1970-01-01 00:00:06 | b | 3")
                .lastBarrier()
                .emitsInOrder("+ 1 | 1 | 1 | a | 2", "+ 3 | 4 | 2 | a | 2", "+ 3 | 3 | 1 | b | 1");
    }

    @Test
    void windowsFollowTheClockOfTheirZone() {
        // clocks in New York were put forward on 8 March 2026 at 07:00 UTC, and back on 1 November at 06:00 UTC
        WindowSpec days = new WindowSpec(WindowSpec.Kind.TUMBLE, 0, 24 * HOUR, 24 * HOUR, 0, "America/New_York");
        AggregatePlan plan =
                AggregatePlan.over("at timestamp_ltz", ChangeMode.APPEND).call(COUNT);
        OperatorHarness.of(plan.windows(days, START, END))
                .input("+ 2026-03-08 05:00:00", "+ 2026-03-09 03:59:59", "+ 2026-03-09 04:00:00")
                .watermark("2026-03-09 03:59:59.999998")
                .emits()
                .watermark("2026-03-09 03:59:59.999999")
                .emits("+ 2026-03-08 05:00:00 | 2026-03-09 04:00:00 | 2")
                .input("+ 2026-11-01 04:00:00", "+ 2026-11-02 04:59:59")
                .lastBarrier()
                .emits(
                        "+ 2026-03-09 04:00:00 | 2026-03-10 04:00:00 | 1",
                        "+ 2026-11-01 04:00:00 | 2026-11-02 05:00:00 | 2");
    }

    @Test
    void anHourThatComesTwiceIsOneWindow() {
        AggregatePlan plan =
                AggregatePlan.over("at timestamp_ltz", ChangeMode.APPEND).call(COUNT);
        OperatorHarness.of(plan.windows(hours("America/New_York"), START, END, TIME))
                .input(
                        "+ 2026-11-01 04:30:00",
                        "+ 2026-11-01 05:30:00",
                        "+ 2026-11-01 06:30:00",
                        "+ 2026-11-01 07:30:00")
                .watermark("2026-11-01 06:30:00")
                .emits("+ 2026-11-01 04:00:00 | 2026-11-01 05:00:00 | 2026-11-01 04:59:59.999999 | 1")
                .input("+ 2026-11-01 06:59:59")
                .watermark("2026-11-01 06:59:59.999999")
                .emits("+ 2026-11-01 05:00:00 | 2026-11-01 07:00:00 | 2026-11-01 06:59:59.999999 | 3")
                .lastBarrier()
                .emits("+ 2026-11-01 07:00:00 | 2026-11-01 08:00:00 | 2026-11-01 07:59:59.999999 | 1")
                .counts(0, 0, 0);
    }

    @Test
    void anHourThatIsLeftOutHasNoWindow() {
        AggregatePlan plan =
                AggregatePlan.over("at timestamp_ltz", ChangeMode.APPEND).call(COUNT);
        OperatorHarness.of(plan.windows(hours("America/New_York"), START, END))
                .input("+ 2026-03-08 06:59:59", "+ 2026-03-08 07:00:00")
                .watermark("2026-03-08 06:59:59.999999")
                .emits("+ 2026-03-08 06:00:00 | 2026-03-08 07:00:00 | 1")
                .lastBarrier()
                .emits("+ 2026-03-08 07:00:00 | 2026-03-08 08:00:00 | 1");
    }

    @Test
    void nothingFiresInSilentEpochs() {
        OperatorHarness.of(perShop().call(COUNT).windows(tumble(10 * SECOND), END))
                .input("+ 2026-01-01 10:00:01 | n | 1")
                .silentBarrier()
                .input("+ 2026-01-01 10:00:01 | n | 1")
                .silentBarrier()
                .emits()
                .lastBarrier()
                .emits("+ n | 2026-01-01 10:00:10 | 2");
    }

    @Test
    void aSumOutOfRangeIsLeftOut() {
        AggregatePlan plan = perShop().call(SUM, "amount");
        OperatorHarness.of(plan.windows(tumble(10 * SECOND), END))
                .droppingErrors()
                .input(
                        "+2 2026-01-01 10:00:01 | n | 9223372036854775807",
                        "+ 2026-01-01 10:00:01 | s | 9223372036854775807")
                .lastBarrier()
                .emits("+ s | 2026-01-01 10:00:10 | 9223372036854775807")
                .counts(0, 1, 0);
    }

    @Test
    void manyGroupsLeaveInManyBatches() {
        String[] rows = new String[5000];
        String[] expected = new String[5000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "+ 2026-01-01 10:00:0" + i % 10 + " | shop" + i + " | " + i;
            expected[i] = "+ shop" + i + " | " + i;
        }
        OperatorHarness.of(perShop().call(SUM, "amount").windows(hop(10 * SECOND, 10 * SECOND)))
                .input(rows)
                .lastBarrier()
                .emits(expected);
    }
}
