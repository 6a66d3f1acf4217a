// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorHarnessTest {
    private static final PhysicalPlan SALES = OperatorHarness.rows("shop text | amount bigint | at timestamp");

    private static Expression amountOver(long limit) {
        return new Expression.Call(
                Operation.GREATER,
                List.of(
                        new Expression.ColumnRef(1, DataType.bigint()),
                        new Expression.Literal(limit, DataType.bigint())),
                DataType.bool(),
                null);
    }

    private static OperatorHarness filter() {
        return OperatorHarness.of(new PhysicalPlan.Filter(SALES, amountOver(3)));
    }

    @Test
    void itReadsRowsAsTextAndShowsWhatIsLeft() {
        filter().input(
                        "+ north | 5    | 2026-01-01 10:00:00",
                        "+ north | 2    | 2026-01-01 10:00:01.5",
                        "+2 west | 9    | NULL",
                        "- west  | 9    | NULL",
                        "+ south | NULL | NULL")
                .leaves("+ north | 5 | 2026-01-01 10:00:00", "+ west | 9 | NULL")
                .counts(0, 0, 2);
    }

    @Test
    void itShowsWhatEachStepEmits() {
        filter().input("+ a | 4 | NULL")
                .barrier()
                .emits("+ a | 4 | NULL")
                .input("- a | 4 | NULL", "+ b | 6 | NULL")
                .barrier()
                .emitsInOrder("- a | 4 | NULL", "+ b | 6 | NULL")
                .leaves("+ b | 6 | NULL");
    }

    @Test
    void itSaysInWhichModeSomethingIsWrong() {
        assertThatThrownBy(() -> filter().input("+ a | 4 | NULL").leaves())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shape=WHOLE")
                .hasMessageContaining("a | 4 | NULL=1");
    }

    @Test
    void itExpectsErrors() {
        Expression ratio = new Expression.Call(
                Operation.DIVIDE,
                List.of(new Expression.Literal(1L, DataType.bigint()), new Expression.ColumnRef(1, DataType.bigint())),
                DataType.bigint(),
                null);
        PhysicalPlan project = new PhysicalPlan.Project(SALES, List.of(ratio), TextRows.schema("ratio bigint"));
        OperatorHarness.of(project).input("+ a | 0 | NULL").fails(ErrorCode.DIVISION_BY_ZERO);
        OperatorHarness.of(project)
                .droppingErrors()
                .input("+ a | 0 | NULL", "+ b | 1 | NULL")
                .leaves("+ 1")
                .counts(0, 1, 0);
    }
}
