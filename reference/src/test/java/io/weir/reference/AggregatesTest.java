// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.SortKey;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each over rows with columns 0 (the argument), 1 and 2. */
class AggregatesTest {
    private final List<Delta> rows = new ArrayList<>();

    private AggregatesTest row(long weight, @Nullable Object... values) {
        rows.add(new Delta(new ArrayList<>(Arrays.asList(values)), weight));
        return this;
    }

    private @Nullable Object of(AggregateFunction function, DataType type, Integer... arguments) {
        return Aggregates.evaluate(new AggregateCall(function, List.of(arguments), false, -1, type, "x"), rows);
    }

    private @Nullable Object ordered(
            AggregateFunction function, boolean distinct, boolean ignoreNulls, SortKey... order) {
        return Aggregates.evaluate(
                new AggregateCall(
                        function, List.of(0), distinct, -1, List.of(order), ignoreNulls, DataType.text(), "x"),
                rows);
    }

    @Test
    void nothingIsNullButACountIsZero() {
        assertThat(of(AggregateFunction.COUNT, DataType.bigint())).isEqualTo(0L);
        assertThat(of(AggregateFunction.SUM0, DataType.bigint(), 0)).isEqualTo(0L);
        for (AggregateFunction function : AggregateFunction.values()) {
            boolean zero = switch (function) {
                case COUNT, SUM0, REGR_COUNT, APPROX_COUNT_DISTINCT -> true;
                default -> false;
            };
            if (!zero) {
                assertThat(of(function, DataType.bigint(), 0, 1))
                        .as(function.name())
                        .isNull();
            }
        }
    }

    @Test
    void countLeavesOutRowsWithANull() {
        row(2, 1L, 1L).row(3, null, 1L).row(1, 1L, null);
        assertThat(of(AggregateFunction.COUNT, DataType.bigint())).isEqualTo(6L);
        assertThat(of(AggregateFunction.COUNT, DataType.bigint(), 0)).isEqualTo(3L);
        assertThat(of(AggregateFunction.COUNT, DataType.bigint(), 0, 1)).isEqualTo(2L);
    }

    @Test
    void sumsAreExact() {
        row(2, Long.MAX_VALUE).row(1, -Long.MAX_VALUE);
        assertThat(of(AggregateFunction.SUM, DataType.bigint(), 0)).isEqualTo(Long.MAX_VALUE);
        row(1, 1L);
        assertThatThrownBy(() -> of(AggregateFunction.SUM, DataType.bigint(), 0))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OUT_OF_RANGE));
        assertThat(of(AggregateFunction.AVG, DataType.doubling(), 0)).isEqualTo(0x1p63 / 4);
    }

    @Test
    void averagesOfDecimalsAreRounded() {
        row(1, new BigDecimal("1.00")).row(1, new BigDecimal("1.01"));
        assertThat(of(AggregateFunction.AVG, DataType.decimal(38, 2), 0)).isEqualTo(new BigDecimal("1.01"));
        assertThat(of(AggregateFunction.AVG, DataType.decimal(38, 6), 0)).isEqualTo(new BigDecimal("1.005000"));
    }

    @Test
    void anyValueIsTheLeast() {
        row(1, "b").row(1, "a").row(1, (Object) null);
        assertThat(of(AggregateFunction.ANY_VALUE, DataType.text(), 0)).isEqualTo("a");
    }

    @Test
    void aSingleValueIsOne() {
        row(1, (Object) null);
        assertThat(of(AggregateFunction.SINGLE_VALUE, DataType.text(), 0)).isNull();
        row(1, "a");
        assertThatThrownBy(() -> of(AggregateFunction.SINGLE_VALUE, DataType.text(), 0))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CARDINALITY));
    }

    @Test
    void firstAndLastGoByTheOrderOfTheCall() {
        row(1, "b", 2L).row(1, "a", 3L).row(1, null, 1L);
        SortKey up = new SortKey(1, false, true);
        assertThat(ordered(AggregateFunction.FIRST_VALUE, false, false, up)).isNull();
        assertThat(ordered(AggregateFunction.FIRST_VALUE, false, true, up)).isEqualTo("b");
        assertThat(ordered(AggregateFunction.LAST_VALUE, false, false, up)).isEqualTo("a");
        assertThat(ordered(AggregateFunction.LAST_VALUE, false, false)).isEqualTo("b");
    }

    @Test
    void listsKeepTheirOrder() {
        row(2, "b", 2L).row(1, "a", 3L).row(1, null, 1L);
        SortKey down = new SortKey(1, true, false);
        assertThat(ordered(AggregateFunction.LISTAGG, false, false, down)).isEqualTo("a,b,b");
        assertThat(ordered(AggregateFunction.LISTAGG, true, false, down)).isEqualTo("a,b");
        assertThat(ordered(AggregateFunction.ARRAY_AGG, false, false, down))
                .isEqualTo(Arrays.asList("a", "b", "b", null));
        assertThat(ordered(AggregateFunction.ARRAY_AGG, true, true)).isEqualTo(List.of("a", "b"));
    }

    @Test
    void aListHasTheSeparatorBetween() {
        row(1, "b", "; ").row(1, "a", "; ");
        assertThat(of(AggregateFunction.LISTAGG, DataType.text(), 0, 1)).isEqualTo("a; b");
    }

    @Test
    void jsonOfKeysAndValues() {
        row(1, "\"b\"", "1").row(1, "\"a\"", null).row(2, "\"c\"", "true").row(1, null, "2");
        assertThat(of(AggregateFunction.JSON_OBJECTAGG, DataType.text(), 0, 1))
                .isEqualTo("{\"a\":null,\"b\":1,\"c\":true,\"c\":true}");
        assertThat(of(AggregateFunction.JSON_OBJECTAGG_ABSENT, DataType.text(), 0, 1))
                .isEqualTo("{\"b\":1,\"c\":true,\"c\":true}");
    }

    @Test
    void jsonOfValues() {
        row(1, "2").row(2, "1").row(1, (Object) null);
        assertThat(of(AggregateFunction.JSON_ARRAYAGG, DataType.text(), 0)).isEqualTo("[1,1,2]");
        assertThat(of(AggregateFunction.JSON_ARRAYAGG_NULLS, DataType.text(), 0))
                .isEqualTo("[null,1,1,2]");
    }

    @Test
    void variances() {
        row(1, 2.0).row(3, 4.0).row(2, 5.0).row(1, 7.0).row(1, 9.0);
        assertThat(of(AggregateFunction.VAR_POP, DataType.doubling(), 0)).isEqualTo(4.0);
        assertThat(of(AggregateFunction.STDDEV_POP, DataType.doubling(), 0)).isEqualTo(2.0);
        assertThat(of(AggregateFunction.VAR_SAMP, DataType.doubling(), 0)).isEqualTo(32 / 7.0);
        assertThat(of(AggregateFunction.STDDEV_SAMP, DataType.doubling(), 0)).isEqualTo(Math.sqrt(32 / 7.0));
    }

    @Test
    void theVarianceOfOneRow() {
        row(1, 2L, 3L);
        assertThat(of(AggregateFunction.VAR_POP, DataType.doubling(), 0)).isEqualTo(0.0);
        assertThat(of(AggregateFunction.VAR_SAMP, DataType.doubling(), 0)).isNull();
        assertThat(of(AggregateFunction.COVAR_SAMP, DataType.doubling(), 0, 1)).isNull();
        assertThat(of(AggregateFunction.CORR, DataType.doubling(), 0, 1)).isNull();
    }

    @Test
    void pairsOfColumns() {
        row(1, 2L, 1L).row(1, 4L, 2L).row(1, 6L, 3L).row(1, null, 9L);
        assertThat(of(AggregateFunction.COVAR_POP, DataType.doubling(), 0, 1)).isEqualTo(4 / 3.0);
        assertThat(of(AggregateFunction.COVAR_SAMP, DataType.doubling(), 0, 1)).isEqualTo(2.0);
        assertThat(of(AggregateFunction.CORR, DataType.doubling(), 0, 1)).isEqualTo(1.0);
        assertThat(of(AggregateFunction.REGR_COUNT, DataType.bigint(), 0, 1)).isEqualTo(3L);
        assertThat(of(AggregateFunction.REGR_SYY, DataType.doubling(), 0, 1)).isEqualTo(8.0);
        assertThat(of(AggregateFunction.REGR_SXX, DataType.doubling(), 0, 1)).isEqualTo(2.0);
    }

    @Test
    void bitsAndTruths() {
        row(2, 6).row(1, 3);
        assertThat(of(AggregateFunction.BIT_AND, DataType.integer(), 0)).isEqualTo(2);
        assertThat(of(AggregateFunction.BIT_OR, DataType.integer(), 0)).isEqualTo(7);
        assertThat(of(AggregateFunction.BIT_XOR, DataType.integer(), 0)).isEqualTo(3);
        rows.clear();
        row(1, true).row(1, false).row(1, (Object) null);
        assertThat(of(AggregateFunction.EVERY, DataType.bool(), 0)).isEqualTo(false);
        assertThat(of(AggregateFunction.SOME, DataType.bool(), 0)).isEqualTo(true);
    }

    @Test
    void differentValuesAreCountedOnce() {
        row(2, 0.0).row(1, -0.0).row(1, Double.NaN).row(1, (Object) null);
        assertThat(of(AggregateFunction.APPROX_COUNT_DISTINCT, DataType.bigint(), 0))
                .isEqualTo(2L);
    }
}
