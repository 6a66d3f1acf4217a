// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import static io.weir.executor.kernel.Evaluation.over;
import static io.weir.executor.kernel.Evaluation.value;
import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.caseOf;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.error.ErrorCode.DIVISION_BY_ZERO;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;
import static io.weir.spi.type.DataType.bigint;
import static io.weir.spi.type.DataType.bool;
import static io.weir.spi.type.DataType.decimal;
import static io.weir.spi.type.DataType.doubling;
import static io.weir.spi.type.DataType.integer;
import static io.weir.spi.type.DataType.text;
import static io.weir.spi.type.DataType.tinyint;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CoreOperationsTest {
    private static final Expression A = column(0, bigint());
    private static final Expression B = column(1, bigint());

    @Test
    void anOverflowIsTheErrorOfItsRowAlone() {
        assertThat(over(bigint(), bigint())
                        .row(1L, 2L)
                        .row(Long.MAX_VALUE, 1L)
                        .row(null, 1L)
                        .of(call(Operation.PLUS, bigint(), A, B)))
                .containsExactly(3L, NUMERIC_OUT_OF_RANGE, null);
    }

    @Test
    void aSmallIntegerHasItsOwnRange() {
        assertThat(over(tinyint(), tinyint())
                        .row(100, 27)
                        .row(100, 28)
                        .row(-128, -1)
                        .of(call(Operation.PLUS, tinyint(), column(0, tinyint()), column(1, tinyint()))))
                .containsExactly(127, NUMERIC_OUT_OF_RANGE, NUMERIC_OUT_OF_RANGE);
        assertThat(over(tinyint(), tinyint())
                        .row(-128, -1)
                        .row(7, -2)
                        .row(7, 0)
                        .of(call(Operation.DIVIDE, tinyint(), column(0, tinyint()), column(1, tinyint()))))
                .containsExactly(NUMERIC_OUT_OF_RANGE, -3, DIVISION_BY_ZERO);
    }

    @Test
    void falseBeatsAnErrorInAndAndTrueBeatsOneInOrInEitherOrder() {
        Expression failing = call(
                Operation.GREATER, call(Operation.DIVIDE, bigint(), literal(1L, bigint()), B), literal(0L, bigint()));
        Expression plain = call(Operation.GREATER, A, literal(0L, bigint()));
        for (Expression both :
                new Expression[] {call(Operation.AND, failing, plain), call(Operation.AND, plain, failing)}) {
            assertThat(over(bigint(), bigint())
                            .row(-1L, 0L)
                            .row(1L, 0L)
                            .row(null, 0L)
                            .row(1L, 1L)
                            .row(null, 1L)
                            .of(both))
                    .containsExactly(false, DIVISION_BY_ZERO, DIVISION_BY_ZERO, true, null);
        }
        for (Expression either :
                new Expression[] {call(Operation.OR, failing, plain), call(Operation.OR, plain, failing)}) {
            assertThat(over(bigint(), bigint())
                            .row(1L, 0L)
                            .row(-1L, 0L)
                            .row(null, null)
                            .of(either))
                    .containsExactly(true, DIVISION_BY_ZERO, null);
        }
    }

    @Test
    void anErrorBeatsNull() {
        Expression failing = call(Operation.DIVIDE, bigint(), A, literal(0L, bigint()));
        assertThat(over(bigint(), bigint()).row(1L, null).of(call(Operation.PLUS, bigint(), B, failing)))
                .containsExactly(DIVISION_BY_ZERO);
    }

    @Test
    void aBranchThatIsNotTakenCannotFail() {
        Expression guarded = caseOf(
                bigint(),
                call(Operation.EQUAL, B, literal(0L, bigint())),
                literal(-1L, bigint()),
                call(Operation.DIVIDE, bigint(), A, B));
        assertThat(over(bigint(), bigint())
                        .row(6L, 3L)
                        .row(6L, 0L)
                        .row(6L, null)
                        .of(guarded))
                .containsExactly(2L, -1L, null);
        Expression first =
                call(Operation.COALESCE, bigint(), A, call(Operation.DIVIDE, bigint(), literal(1L, bigint()), B));
        assertThat(over(bigint(), bigint())
                        .row(6L, 0L)
                        .row(null, 0L)
                        .row(null, null)
                        .of(first))
                .containsExactly(6L, DIVISION_BY_ZERO, null);
    }

    @Test
    void nanIsEqualToItselfAndTheGreatest() {
        Expression x = column(0, doubling());
        Expression y = column(1, doubling());
        var rows = over(doubling(), doubling())
                .row(Double.NaN, Double.NaN)
                .row(Double.POSITIVE_INFINITY, Double.NaN)
                .row(Double.NaN, 1.0)
                .row(-0.0, 0.0)
                .row(1.0, 2.0);
        assertThat(rows.of(call(Operation.EQUAL, x, y))).containsExactly(true, false, false, true, false);
        assertThat(rows.of(call(Operation.NOT_EQUAL, x, y))).containsExactly(false, true, true, false, true);
        assertThat(rows.of(call(Operation.LESS, x, y))).containsExactly(false, true, false, false, true);
        assertThat(rows.of(call(Operation.LESS_OR_EQUAL, x, y))).containsExactly(true, true, false, true, true);
        assertThat(rows.of(call(Operation.GREATER, x, y))).containsExactly(false, false, true, false, false);
        assertThat(rows.of(call(Operation.GREATER_OR_EQUAL, x, y))).containsExactly(true, false, true, true, false);
    }

    @Test
    void aDoubleThatGrowsBeyondItsRangeIsAnErrorAndSoIsZeroAsDivisor() {
        Expression x = column(0, doubling());
        Expression y = column(1, doubling());
        var rows = over(doubling(), doubling()).row(1e300, 1e300).row(1.0, 0.0).row(Double.POSITIVE_INFINITY, 2.0);
        assertThat(rows.of(call(Operation.TIMES, doubling(), x, y)))
                .containsExactly(NUMERIC_OUT_OF_RANGE, 0.0, Double.POSITIVE_INFINITY);
        assertThat(rows.of(call(Operation.DIVIDE, doubling(), x, y)))
                .containsExactly(1.0, DIVISION_BY_ZERO, Double.POSITIVE_INFINITY);
    }

    @Test
    void decimalsAreRoundedHalfUpToTheScaleOfTheResult() {
        Expression x = column(0, decimal(10, 2));
        Expression y = column(1, decimal(10, 2));
        var rows = over(decimal(10, 2), decimal(10, 2))
                .row(new BigDecimal("10.00"), new BigDecimal("3.00"))
                .row(new BigDecimal("-0.05"), new BigDecimal("10.00"))
                .row(new BigDecimal("99999999.99"), new BigDecimal("0.01"))
                .row(new BigDecimal("1.00"), new BigDecimal("0.00"));
        assertThat(rows.of(call(Operation.DIVIDE, decimal(11, 2), x, y)))
                .containsExactly(
                        new BigDecimal("3.33"), new BigDecimal("-0.01"), NUMERIC_OUT_OF_RANGE, DIVISION_BY_ZERO);
        assertThat(rows.of(call(Operation.TIMES, decimal(20, 4), x, y)))
                .containsExactly(
                        new BigDecimal("30.0000"),
                        new BigDecimal("-0.5000"),
                        new BigDecimal("999999.9999"),
                        new BigDecimal("0.0000"));
        assertThat(rows.of(call(Operation.PLUS, decimal(10, 2), x, y)))
                .containsExactly(
                        new BigDecimal("13.00"), new BigDecimal("9.95"), NUMERIC_OUT_OF_RANGE, new BigDecimal("1.00"));
    }

    @Test
    void textComparesByItsBytes() {
        Expression x = column(0, text());
        assertThat(over(text())
                        .row("a")
                        .row("b")
                        .row("")
                        .row("\uD83D\uDE00")
                        .row("\uFF5E")
                        .row((Object) null)
                        .of(call(Operation.LESS, x, literal("\uFF5E", text()))))
                .containsExactly(true, true, true, false, false, null);
    }

    @Test
    void inWithANullIsTrueOrNull() {
        Expression in = call(
                Operation.IN,
                column(0, integer()),
                literal(1, integer()),
                literal(null, integer()),
                literal(3, integer()));
        assertThat(over(integer()).row(1).row(2).row((Object) null).of(in)).containsExactly(true, null, null);
    }

    @Test
    void nullIsAValueForIsDistinctFrom() {
        var rows = over(bigint(), bigint()).row(null, null).row(1L, null).row(1L, 1L);
        assertThat(rows.of(call(Operation.IS_DISTINCT_FROM, A, B))).containsExactly(false, true, false);
        assertThat(rows.of(call(Operation.IS_NOT_DISTINCT_FROM, A, B))).containsExactly(true, false, true);
    }

    @Test
    void isTrueAndItsKinAreNeverNull() {
        Expression x = column(0, bool());
        var rows = over(bool()).row(true).row(false).row((Object) null);
        assertThat(rows.of(call(Operation.IS_TRUE, x))).containsExactly(true, false, false);
        assertThat(rows.of(call(Operation.IS_NOT_TRUE, x))).containsExactly(false, true, true);
        assertThat(rows.of(call(Operation.IS_FALSE, x))).containsExactly(false, true, false);
        assertThat(rows.of(call(Operation.IS_NOT_FALSE, x))).containsExactly(true, false, true);
        assertThat(rows.of(call(Operation.IS_NULL, x))).containsExactly(false, false, true);
        assertThat(rows.of(call(Operation.IS_NOT_NULL, x))).containsExactly(true, true, false);
        assertThat(rows.of(call(Operation.NOT, x))).containsExactly(false, true, null);
    }

    @Test
    void aLiteralIsTheSameInEveryRow() {
        assertThat(value(literal("x", text()))).isEqualTo("x");
        assertThat(value(literal(new BigDecimal("1.5"), decimal(4, 2)))).isEqualTo(new BigDecimal("1.50"));
        assertThat(value(literal(null, bigint()))).isNull();
    }
}
