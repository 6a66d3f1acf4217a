// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.bigint;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private static final String ORDERS = "id bigint | product text | amount bigint";
    private static final String PRODUCTS = "name text | price bigint";

    private static JoinPlan join(JoinType type) {
        return new JoinPlan(type, ORDERS, PRODUCTS).on("product", "name");
    }

    private static OperatorHarness harness(JoinType type) {
        return OperatorHarness.of(join(type).plan());
    }

    private static Expression cheaper() {
        return call(Operation.LESS, column(4, bigint()), column(2, bigint()));
    }

    @Test
    void pairsPassAtOnceWhateverCameFirst() {
        harness(JoinType.INNER)
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | cup | 7")
                .inputAt(RIGHT, "+ tea | 3", "+ tea | 4", "+ pot | 9")
                .emits("+ 1 | tea | 5 | tea | 3", "+ 1 | tea | 5 | tea | 4")
                .inputAt(LEFT, "+ 3 | pot | 1")
                .emits("+ 3 | pot | 1 | pot | 9")
                .barrier()
                .emits()
                .inputAt(RIGHT, "- tea | 3", "+ cup | 2")
                .emits("- 1 | tea | 5 | tea | 3", "+ 2 | cup | 7 | cup | 2");
    }

    @Test
    void aRowThatComesAgainKnowsThePartnersThatCameMeanwhile() {
        OperatorHarness.of(join(JoinType.FULL).when(cheaper()).plan())
                .barrier()
                .emits()
                .inputAt(LEFT, "+ 1 | tea | 5", "- 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 3")
                .inputAt(LEFT, "+ 1 | tea | 5")
                .barrier()
                .leaves("+ 1 | tea | 5 | tea | 3")
                .inputAt(LEFT, "- 1 | tea | 5")
                .inputAt(RIGHT, "- tea | 3")
                .inputAt(LEFT, "+ 1 | tea | 5")
                .lastBarrier()
                .leaves("+ 1 | tea | 5 | NULL | NULL");
    }

    @Test
    void weightsAreMultiplied() {
        harness(JoinType.INNER)
                .inputAt(LEFT, "+3 1 | tea | 5")
                .inputAt(RIGHT, "+2 tea | 3")
                .emits("+6 1 | tea | 5 | tea | 3")
                .inputAt(LEFT, "- 1 | tea | 5", "-2 1 | tea | 5")
                .emits("-6 1 | tea | 5 | tea | 3");
    }

    @Test
    void weightsBeyondAnIntAreSplit() {
        harness(JoinType.LEFT)
                .inputAt(LEFT, "+2000000000 1 | tea | 5", "+2000000000 1 | tea | 5")
                .barrier()
                .emits("+2000000000 1 | tea | 5 | NULL | NULL", "+2000000000 1 | tea | 5 | NULL | NULL")
                .inputAt(RIGHT, "+3 tea | 3")
                .barrier()
                .leaves(
                        "+2000000000 1 | tea | 5 | tea | 3",
                        "+2000000000 1 | tea | 5 | tea | 3",
                        "+2000000000 1 | tea | 5 | tea | 3",
                        "+2000000000 1 | tea | 5 | tea | 3",
                        "+2000000000 1 | tea | 5 | tea | 3",
                        "+2000000000 1 | tea | 5 | tea | 3");
    }

    @Test
    void nullHasNoPartner() {
        harness(JoinType.FULL)
                .inputAt(LEFT, "+ 1 | NULL | 5")
                .inputAt(RIGHT, "+ NULL | 3")
                .leaves("+ 1 | NULL | 5 | NULL | NULL", "+ NULL | NULL | NULL | NULL | 3");
        harness(JoinType.INNER)
                .inputAt(LEFT, "+ 1 | NULL | 5")
                .inputAt(RIGHT, "+ NULL | 3")
                .leaves();
        harness(JoinType.SEMI)
                .inputAt(LEFT, "+ 1 | NULL | 5")
                .inputAt(RIGHT, "+ NULL | 3")
                .leaves();
        harness(JoinType.ANTI)
                .inputAt(LEFT, "+ 1 | NULL | 5")
                .inputAt(RIGHT, "+ NULL | 3")
                .leaves("+ 1 | NULL | 5");
    }

    @Test
    void nullsMatchWhenAsked() {
        OperatorHarness.of(new JoinPlan(JoinType.LEFT, ORDERS, PRODUCTS)
                        .on("product", "name", true)
                        .plan())
                .inputAt(LEFT, "+ 1 | NULL | 5")
                .inputAt(RIGHT, "+ NULL | 3")
                .leaves("+ 1 | NULL | 5 | NULL | 3");
    }

    @Test
    void paddedRowsComeAndGoWithTheFirstAndLastPartner() {
        harness(JoinType.LEFT)
                .inputAt(LEFT, "+ 1 | tea | 5")
                .emits()
                .barrier()
                .emits("+ 1 | tea | 5 | NULL | NULL")
                .inputAt(RIGHT, "+ tea | 3")
                .emits("+ 1 | tea | 5 | tea | 3")
                .barrier()
                .emits("- 1 | tea | 5 | NULL | NULL")
                .inputAt(RIGHT, "+ tea | 4")
                .barrier()
                .emits("+ 1 | tea | 5 | tea | 4")
                .inputAt(RIGHT, "- tea | 4", "- tea | 3")
                .barrier()
                .emits("- 1 | tea | 5 | tea | 4", "- 1 | tea | 5 | tea | 3", "+ 1 | tea | 5 | NULL | NULL")
                .inputAt(LEFT, "- 1 | tea | 5")
                .barrier()
                .emits("- 1 | tea | 5 | NULL | NULL")
                .leaves();
    }

    @Test
    void aPartnerReplacedWithinAnEpochChangesNoPaddedRow() {
        harness(JoinType.LEFT)
                .inputAt(LEFT, "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 3")
                .barrier()
                .emits("+ 1 | tea | 5 | tea | 3")
                .inputAt(RIGHT, "- tea | 3")
                .emits("- 1 | tea | 5 | tea | 3")
                .inputAt(RIGHT, "+ tea | 4")
                .emits("+ 1 | tea | 5 | tea | 4")
                .barrier()
                .emitsInOrder();
    }

    @Test
    void rowsMayBeTakenBackBeforeTheyCome() {
        for (JoinType type : JoinType.values()) {
            harness(type)
                    .barrier()
                    .inputAt(RIGHT, "- tea | 3")
                    .inputAt(LEFT, "- 1 | tea | 5")
                    .inputAt(RIGHT, "+ tea | 3")
                    .inputAt(LEFT, "+ 1 | tea | 5")
                    .leaves();
        }
    }

    @Test
    void aConditionDecidesByPair() {
        OperatorHarness.of(join(JoinType.LEFT).when(cheaper()).plan())
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | tea | 3")
                .inputAt(RIGHT, "+ tea | 4")
                .barrier()
                .emits("+ 1 | tea | 5 | tea | 4", "+ 2 | tea | 3 | NULL | NULL")
                .inputAt(RIGHT, "+ tea | 1")
                .barrier()
                .emits("+ 1 | tea | 5 | tea | 1", "+ 2 | tea | 3 | tea | 1", "- 2 | tea | 3 | NULL | NULL")
                .inputAt(RIGHT, "- tea | 1", "- tea | 4")
                .barrier()
                .leaves("+ 1 | tea | 5 | NULL | NULL", "+ 2 | tea | 3 | NULL | NULL");
    }

    @Test
    void aRowThatComesAgainHasTheSamePartners() {
        OperatorHarness.of(join(JoinType.FULL).when(cheaper()).plan())
                .inputAt(LEFT, "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 4")
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 4")
                .barrier()
                .emits("+6 1 | tea | 5 | tea | 4")
                .inputAt(RIGHT, "-2 tea | 4")
                .barrier()
                .emits("-6 1 | tea | 5 | tea | 4", "+3 1 | tea | 5 | NULL | NULL");
    }

    @Test
    void semiAndAntiGiveLeftRowsOnce() {
        harness(JoinType.SEMI)
                .inputAt(LEFT, "+2 1 | tea | 5", "+ 2 | cup | 7")
                .inputAt(RIGHT, "+ tea | 3", "+2 tea | 4")
                .emits()
                .barrier()
                .emits("+2 1 | tea | 5")
                .inputAt(RIGHT, "- tea | 3", "-2 tea | 4", "+ cup | 1")
                .barrier()
                .emits("-2 1 | tea | 5", "+ 2 | cup | 7");
        harness(JoinType.ANTI)
                .inputAt(LEFT, "+2 1 | tea | 5", "+ 2 | cup | 7")
                .inputAt(RIGHT, "+ tea | 3", "+2 tea | 4")
                .emits()
                .barrier()
                .emits("+ 2 | cup | 7")
                .inputAt(RIGHT, "- tea | 3", "-2 tea | 4", "+ cup | 1")
                .barrier()
                .emits("+2 1 | tea | 5", "- 2 | cup | 7");
    }

    @Test
    void semiWithAConditionLooksAtTheRowsThemselves() {
        OperatorHarness.of(join(JoinType.SEMI).when(cheaper()).plan())
                .inputAt(RIGHT, "+ tea | 4", "+ tea | 2")
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | tea | 1")
                .barrier()
                .emits("+ 1 | tea | 5")
                .inputAt(RIGHT, "- tea | 2", "+ tea | 0")
                .barrier()
                .emits("+ 2 | tea | 1")
                .inputAt(RIGHT, "- tea | 4", "- tea | 0")
                .barrier()
                .leaves();
    }

    @Test
    void nothingButPairsIsShownBeforeTheFirstEmittingBarrier() {
        harness(JoinType.FULL)
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | cup | 7")
                .silentBarrier()
                .emits()
                .inputAt(RIGHT, "+ tea | 3", "+ pot | 4")
                .emits("+ 1 | tea | 5 | tea | 3")
                .silentBarrier()
                .emits()
                .lastBarrier()
                .emits("+ 2 | cup | 7 | NULL | NULL", "+ NULL | NULL | NULL | pot | 4");
    }

    @Test
    void withoutKeysAllRowsMeet() {
        OperatorHarness.of(new JoinPlan(JoinType.FULL, ORDERS, PRODUCTS)
                        .when(cheaper())
                        .plan())
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | cup | 1")
                .inputAt(RIGHT, "+ pot | 3", "+ pan | 9")
                .leaves("+ 1 | tea | 5 | pot | 3", "+ 2 | cup | 1 | NULL | NULL", "+ NULL | NULL | NULL | pan | 9");
    }

    @Test
    void perEpochNothingIsKept() {
        OperatorHarness.of(join(JoinType.LEFT).perEpoch().plan())
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 2 | cup | 1")
                .inputAt(RIGHT, "+ tea | 3")
                .barrier()
                .emits("+ 1 | tea | 5 | tea | 3", "+ 2 | cup | 1 | NULL | NULL")
                .inputAt(RIGHT, "+ cup | 3")
                .inputAt(LEFT, "+ 2 | cup | 2")
                .barrier()
                .emits("+ 2 | cup | 2 | cup | 3");
    }

    @Test
    void appendOnlySidesKeepEachRow() {
        OperatorHarness.of(join(JoinType.FULL).append().plan())
                .inputAt(LEFT, "+ 1 | tea | 5", "+ 1 | tea | 5", "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 3", "+ tea | 3", "+ cup | 1")
                .barrier()
                .emits("+6 1 | tea | 5 | tea | 3", "+ NULL | NULL | NULL | cup | 1")
                .inputAt(LEFT, "+ 2 | cup | 1")
                .barrier()
                .emits("+ 2 | cup | 1 | cup | 1", "- NULL | NULL | NULL | cup | 1");
    }

    @Test
    void aPairWhoseConditionFailsFollowsTheJob() {
        Expression quotient = call(
                Operation.LESS,
                call(Operation.DIVIDE, bigint(), column(2, bigint()), column(4, bigint())),
                literal(3L, bigint()));
        JoinPlan plan = join(JoinType.LEFT).when(quotient);
        OperatorHarness.of(plan.plan())
                .inputAt(LEFT, "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 0")
                .fails(ErrorCode.DIVISION_BY_ZERO);
        OperatorHarness.of(plan.plan())
                .droppingErrors()
                .inputAt(LEFT, "+ 1 | tea | 5")
                .inputAt(RIGHT, "+ tea | 0")
                .barrier()
                .emits("+ 1 | tea | 5 | NULL | NULL")
                .inputAt(RIGHT, "+ tea | 5")
                .barrier()
                .leaves("+ 1 | tea | 5 | tea | 5");
    }

    @Test
    void aHotKeyComesInPieces() {
        for (JoinType type : List.of(JoinType.INNER, JoinType.FULL, JoinType.SEMI)) {
            JoinPlan plan = new JoinPlan(type, "k bigint | a bigint", "k bigint | b bigint").on("k", "k");
            if (type != JoinType.INNER) {
                plan.when(call(Operation.LESS, column(1, bigint()), column(3, bigint())));
            }
            OperatorHarness harness = OperatorHarness.of(plan.plan());
            List<Row> left = new ArrayList<>();
            List<Row> right = new ArrayList<>();
            for (long i = 0; i < 100; i++) {
                left.add(new Row(List.of(1L, i), 1));
                right.add(new Row(List.of(1L, i), 1));
            }
            harness.inputRowsAt(LEFT, left).inputRowsAt(RIGHT, right).barrier();
            harness.inputRowsAt(LEFT, negated(left)).barrier();
            harness.inputRowsAt(RIGHT, negated(right)).leaves();
        }
    }

    private static List<Row> negated(List<Row> rows) {
        return rows.stream().map(row -> new Row(row.values(), -row.weight())).toList();
    }
}
