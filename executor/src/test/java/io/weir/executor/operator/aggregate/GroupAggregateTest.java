// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static io.weir.plan.AggregateFunction.AVG;
import static io.weir.plan.AggregateFunction.COUNT;
import static io.weir.plan.AggregateFunction.MAX;
import static io.weir.plan.AggregateFunction.MIN;
import static io.weir.plan.AggregateFunction.SUM;
import static io.weir.plan.AggregateFunction.SUM0;

import io.weir.executor.harness.OperatorHarness;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import org.junit.jupiter.api.Test;

class GroupAggregateTest {
    private static AggregatePlan shops(ChangeMode changes) {
        return AggregatePlan.over("shop text | amount bigint | good boolean", changes)
                .by("shop");
    }

    private static AggregatePlan retracting() {
        return shops(ChangeMode.RETRACT);
    }

    private static AggregatePlan appending() {
        return shops(ChangeMode.APPEND);
    }

    @Test
    void aDeleteTakesBackAnEarlierInsert() {
        OperatorHarness.of(retracting().call(SUM, "amount").group())
                .input("+ north | 5 | NULL", "+ north | 2 | NULL", "- north | 5 | NULL")
                .leaves("+ north | 2");
    }

    @Test
    void aBarrierSendsTheOldRowBackAndTheNewOneBehindIt() {
        OperatorHarness.of(appending().call(SUM, "amount").call(COUNT).group())
                .barrier()
                .input("+ north | 5 | NULL", "+ north | 2 | NULL")
                .barrier()
                .emitsInOrder("+ north | 7 | 2")
                .input("+ north | 1 | NULL")
                .barrier()
                .emitsInOrder("- north | 7 | 2", "+ north | 8 | 3");
    }

    @Test
    void groupsOfOneEpochAreForgottenWithIt() {
        OperatorHarness.of(retracting()
                        .call(SUM, "amount")
                        .call(MAX, "amount")
                        .distinct(COUNT, "amount")
                        .groupPerEpoch())
                .input("+ north | 5 | NULL", "+2 south | 1 | NULL")
                .silentBarrier()
                .input("- south | 1 | NULL", "+ north | 7 | NULL")
                .barrier()
                .emitsInOrder("+ north | 12 | 7 | 2", "+ south | 1 | 1 | 1")
                .input("+ north | 3 | NULL")
                .barrier()
                .emitsInOrder("+ north | 3 | 3 | 1")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void nothingIsSentForAGroupThatIsAsBefore() {
        OperatorHarness.of(retracting().call(SUM, "amount").call(MAX, "amount").group())
                .barrier()
                .input("+ north | 5 | NULL", "+ south | 1 | NULL")
                .barrier()
                .emits("+ north | 5 | 5", "+ south | 1 | 1")
                .input("+ north | 3 | NULL", "- north | 3 | NULL", "+ south | 0 | NULL")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void aGroupWithoutRowsGoes() {
        OperatorHarness.of(retracting().call(COUNT).group())
                .barrier()
                .input("+3 north | 5 | NULL", "+ NULL | 5 | NULL")
                .barrier()
                .emits("+ north | 3", "+ NULL | 1")
                .input("-3 north | 5 | NULL")
                .barrier()
                .emitsInOrder("- north | 3")
                .input("+ north | 5 | NULL")
                .barrier()
                .emitsInOrder("+ north | 1");
    }

    @Test
    void aGroupThatComesAndGoesInOneEpochIsNotShown() {
        OperatorHarness.of(retracting().call(COUNT).group())
                .barrier()
                .input("+ north | 5 | NULL", "- north | 5 | NULL")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void aTotalWithoutKeysHasItsRowFromTheFirstBarrierOn() {
        AggregatePlan plan = AggregatePlan.over("amount bigint", ChangeMode.RETRACT);
        OperatorHarness.of(plan.call(COUNT)
                        .call(SUM, "amount")
                        .call(SUM0, "amount")
                        .call(MIN, "amount")
                        .group())
                .silentBarrier()
                .emits()
                .barrier()
                .emits("+ 0 | NULL | 0 | NULL")
                .input("+ 4 ", "+ NULL")
                .barrier()
                .emitsInOrder("- 0 | NULL | 0 | NULL", "+ 2 | 4 | 4 | 4")
                .input("- 4 ", "- NULL")
                .barrier()
                .emitsInOrder("- 2 | 4 | 4 | 4", "+ 0 | NULL | 0 | NULL");
    }

    @Test
    void silentEpochsHoldTheirChangesBack() {
        OperatorHarness.of(appending().call(SUM, "amount").group())
                .input("+ north | 5 | NULL")
                .silentBarrier()
                .input("+ north | 1 | NULL", "+ south | 1 | NULL")
                .silentBarrier()
                .emits()
                .lastBarrier()
                .emitsInOrder("+ north | 6", "+ south | 1");
    }

    @Test
    void onceShownGroupsAreKeptUpToDateAtEveryBarrier() {
        OperatorHarness.of(retracting().call(SUM, "amount").group())
                .barrier()
                .input("+ north | 5 | NULL", "+ west | 5 | NULL")
                .barrier()
                .emits("+ north | 5", "+ west | 5")
                .input("+ north | 1 | NULL", "+ south | 1 | NULL", "- west | 5 | NULL")
                .silentBarrier()
                .input("+ north | 1 | NULL")
                .barrier()
                .emits("- north | 5", "+ north | 7", "+ south | 1", "- west | 5");
    }

    @Test
    void onlyRowsWhoseFilterIsTrueCount() {
        OperatorHarness.of(retracting()
                        .filtered(SUM, "amount", "good")
                        .filtered(COUNT, "amount", "good")
                        .call(COUNT, "amount")
                        .group())
                .input(
                        "+ north | 5 | true",
                        "+ north | 7 | false",
                        "+ north | 9 | NULL",
                        "+ north | NULL | true",
                        "+ south | 1 | false")
                .leaves("+ north | 5 | 1 | 3", "+ south | NULL | 0 | 1")
                .input("- north | 5 | true", "+ south | 2 | true")
                .leaves("+ north | NULL | 0 | 2", "+ south | 2 | 1 | 2");
    }

    @Test
    void distinctValuesCountOnce() {
        OperatorHarness.of(retracting()
                        .distinct(COUNT, "amount")
                        .distinct(SUM, "amount")
                        .distinct(AVG, "amount")
                        .call(COUNT)
                        .group())
                .barrier()
                .input("+2 north | 5 | NULL", "+ north | 5 | NULL", "+ north | 8 | NULL", "+ north | NULL | NULL")
                .leaves("+ north | 2 | 13 | 6.5 | 5")
                .input("-2 north | 5 | NULL")
                .leaves("+ north | 2 | 13 | 6.5 | 3")
                .input("- north | 5 | NULL")
                .leaves("+ north | 1 | 8 | 8.0 | 2")
                .input("- north | 8 | NULL", "+ north | 8 | NULL", "+ south | 8 | NULL")
                .leaves("+ north | 1 | 8 | 8.0 | 2", "+ south | 1 | 8 | 8.0 | 1");
    }

    @Test
    void distinctAndFilterGoTogether() {
        OperatorHarness.of(retracting()
                        .distinctFiltered(COUNT, "amount", "good")
                        .distinct(COUNT, "amount")
                        .group())
                .input("+ north | 5 | true", "+ north | 5 | false", "+ north | 6 | false")
                .leaves("+ north | 1 | 2")
                .input("- north | 5 | true")
                .leaves("+ north | 0 | 2");
    }

    @Test
    void combinationsOfArgumentsCountOnce() {
        OperatorHarness.of(retracting().distinct(COUNT, "amount", "good").group())
                .input("+ n | 5 | true", "+ n | 5 | false", "+ n | 5 | true", "+ n | NULL | true", "+ n | 6 | NULL")
                .leaves("+ n | 2");
    }

    @Test
    void selectDistinctIsAnAggregateWithoutCalls() {
        OperatorHarness.of(retracting().group())
                .barrier()
                .input("+ north | 5 | NULL", "+ north | 6 | NULL", "+ NULL | 6 | NULL")
                .barrier()
                .emits("+ north", "+ NULL")
                .input("- north | 5 | NULL", "- NULL | 6 | NULL")
                .barrier()
                .emits("- NULL");
    }

    @Test
    void takingBackMoreThanThereIsIsAnError() {
        OperatorHarness.of(retracting().call(COUNT).group())
                .barrier()
                .input("+ north | 5 | NULL", "-2 north | 5 | NULL")
                .barrier()
                .fails(ErrorCode.NEGATIVE_MULTIPLICITY);
    }

    @Test
    void aSumBeyondBigintIsAnErrorUntilItComesBackIntoRange() {
        AggregatePlan plan = retracting().call(SUM, "amount");
        OperatorHarness.of(plan.group())
                .input("+ north | 9223372036854775807 | NULL", "+ north | 1 | NULL")
                .barrier()
                .fails(ErrorCode.NUMERIC_OUT_OF_RANGE);
        OperatorHarness.of(plan.group())
                .droppingErrors()
                .barrier()
                .input("+ north | 9223372036854775807 | NULL")
                .barrier()
                .emits("+ north | 9223372036854775807")
                .input("+ north | 1 | NULL", "+ south | 4 | NULL")
                .barrier()
                .emits("- north | 9223372036854775807", "+ south | 4")
                .counts(0, 1, 0)
                .input("+ north | -9 | NULL")
                .barrier()
                .emits("+ north | 9223372036854775799");
    }

    @Test
    void sumsOfAllKindsAreExact() {
        OperatorHarness.of(AggregatePlan.over(
                                "k int | s decimal(10, 2) | l decimal(38, 3) | d double | f float", ChangeMode.RETRACT)
                        .by("k")
                        .call(SUM, "s")
                        .call(SUM, "l")
                        .call(SUM, "d")
                        .call(AVG, "f")
                        .group())
                .input(
                        "+ 1 | 99999999.99 | 99999999999999999999999999999999999.999 | 1e300 | 1.5",
                        "+ 1 | -0.02 | -0.999 | 1e-5 | 2.5",
                        "- 1 | 0.01 | 99999999999999999999999999999999999.000 | 1e300 | 1.5")
                .leaves("+ 1 | 99999999.96 | 0.000 | 1.0E-5 | 2.5");
    }

    @Test
    void averagesOfDecimalsAreRoundedHalfUp() {
        OperatorHarness.of(AggregatePlan.over("k int | s decimal(10, 2) | l decimal(38, 3)", ChangeMode.APPEND)
                        .by("k")
                        .typed(AVG, "s", "decimal(38, 6)")
                        .typed(AVG, "l", "decimal(38, 3)")
                        .group())
                .input("+ 1 | 1.00 | 0.001", "+ 1 | 1.00 | 0.002", "+ 2 | -1.00 | -0.001", "+ 2 | -1.01 | -0.002")
                .input("+ 1 | 0.01 | NULL")
                .leaves("+ 1 | 0.670000 | 0.002", "+ 2 | -1.005000 | -0.002");
    }

    @Test
    void nanAndTheInfinitiesCanBeTakenBack() {
        OperatorHarness.of(AggregatePlan.over("k int | d double", ChangeMode.RETRACT)
                        .by("k")
                        .call(SUM, "d")
                        .group())
                .input("+ 1 | 1.25", "+2 1 | Infinity")
                .leaves("+ 1 | Infinity")
                .input("+ 1 | -Infinity")
                .leaves("+ 1 | NaN")
                .input("-2 1 | Infinity", "+ 1 | 1.7e308", "+ 1 | 1.7e308")
                .leaves("+ 1 | -Infinity")
                .input("- 1 | -Infinity", "+ 1 | NaN")
                .leaves("+ 1 | NaN")
                .input("- 1 | NaN")
                .leaves("+ 1 | Infinity")
                .input("-2 1 | 1.7e308")
                .leaves("+ 1 | 1.25");
    }

    @Test
    void extremesOfAllTypesOfAppendedRows() {
        OperatorHarness.of(AggregatePlan.over(
                                "k int | t text | d double | f float | b boolean | l decimal(38, 3) | x bytes | i int",
                                ChangeMode.APPEND)
                        .by("k")
                        .calls(MIN, "t", "d", "f", "b", "l", "x", "i")
                        .calls(MAX, "t", "d", "f", "b", "l", "x", "i")
                        .group())
                .input(
                        "+ 1 | b | 1.5 | NaN | true | 7.000 | x | 5",
                        "+ 1 | ab | NaN | -Infinity | false | -99999999999999999999.125 | xy | -5",
                        "+ 1 | abc | -0.0 | 0.0 | NULL | 99999999999999999999.125 |  | 2147483647",
                        "+ 2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL",
                        "+ 3 |  | -0.0 | -1.5 | true | 0.000 | a | 0")
                .leaves(
                        "+ 1 | ab | 0.0 | -Infinity | false | -99999999999999999999.125 |  | -5"
                                + " | b | NaN | NaN | true | 99999999999999999999.125 | xy | 2147483647",
                        "+ 2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL"
                                + " | NULL | NULL | NULL | NULL | NULL | NULL | NULL",
                        "+ 3 |  | 0.0 | -1.5 | true | 0.000 | a | 0 |  | 0.0 | -1.5 | true | 0.000 | a | 0");
    }

    @Test
    void extremesComeBackWhenAGreaterOneIsTakenBack() {
        OperatorHarness.of(AggregatePlan.over("k int | t text | d double", ChangeMode.RETRACT)
                        .by("k")
                        .calls(MIN, "t", "d")
                        .calls(MAX, "t", "d")
                        .group())
                .input("+ 1 | a | 1.5", "+ 1 | b | NaN", "+2 1 | c | -0.0")
                .leaves("+ 1 | a | 0.0 | c | NaN")
                .input("- 1 | a | 1.5", "- 1 | b | NaN", "+ 2 | z | 1.0")
                .leaves("+ 1 | c | 0.0 | c | 0.0", "+ 2 | z | 1.0 | z | 1.0")
                .input("-2 1 | c | 0.0", "+ 1 | NULL | NULL")
                .leaves("+ 1 | NULL | NULL | NULL | NULL", "+ 2 | z | 1.0 | z | 1.0");
    }

    @Test
    void manyGroupsLeaveInManyBatches() {
        String[] rows = new String[5000];
        String[] expected = new String[5000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "+ shop" + i + " | " + i + " | NULL";
            expected[i] = "+ shop" + i + " | " + i;
        }
        OperatorHarness.of(appending().call(SUM, "amount").group())
                .barrier()
                .input(rows)
                .leaves(expected);
    }
}
