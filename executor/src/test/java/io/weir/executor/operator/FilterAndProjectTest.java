// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.bigint;
import static io.weir.spi.type.DataType.bool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.state.StateStore;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan.Filter;
import io.weir.plan.physical.PhysicalPlan.Project;
import io.weir.plan.physical.PhysicalPlan.Values;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterAndProjectTest {
    private static final Schema SCHEMA = new Schema(List.of(new Field("a", bigint()), new Field("b", bigint())));
    private static final Values INPUT = new Values(List.of(), SCHEMA);
    private static final Expression A = column(0, bigint());
    private static final Expression B = column(1, bigint());

    private final Counters counters = new Counters();
    private final List<Batch> sent = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aFilterSelectsWithinASelectionAndKeepsWeights(KernelMode mode) {
        Batch batch =
                batch(row(1L, 1L), row(5L, 1L), row(null, 1L), row(7L, 1L)).withSelection(new int[] {1, 2, 3}, 3);
        FilterOperator operator = new FilterOperator(new Filter(INPUT, greater(A, 4)), context(mode, drop()));
        assertThat(operator.onBatch(0, batch, output())).isEqualTo(Progress.DONE);
        assertThat(rows()).containsExactly("2 x [5, 1]", "4 x [7, 1]");
        assertThat(counters.filtered()).isEqualTo(3);
        assertThat(counters.dropped()).isZero();
    }

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aFilterThatKeepsAllSendsTheSameBatch(KernelMode mode) {
        Batch batch = batch(row(5L, 1L), row(6L, 1L));
        new FilterOperator(new Filter(INPUT, greater(A, 4)), context(mode, drop())).onBatch(0, batch, output());
        assertThat(sent.get(0)).isSameAs(batch);
    }

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aFilterThatKeepsNothingSendsNothing(KernelMode mode) {
        new FilterOperator(new Filter(INPUT, greater(A, 4)), context(mode, drop()))
                .onBatch(0, batch(row(1L, 1L)), output());
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aRowThatFailsIsLeftOutAndCounted(KernelMode mode) {
        Batch batch = batch(row(6L, 2L), row(6L, 0L), row(9L, 3L));
        Expression quotient = call(Operation.DIVIDE, bigint(), A, B);
        new ProjectOperator(project(quotient, A), context(mode, drop())).onBatch(0, batch, output());
        assertThat(rows()).containsExactly("1 x [3, 6]", "3 x [3, 9]");
        assertThat(counters.dropped()).isEqualTo(2);
        sent.clear();
        new FilterOperator(new Filter(INPUT, greater(quotient, 2)), context(mode, drop())).onBatch(0, batch, output());
        assertThat(rows()).containsExactly("1 x [6, 2]", "3 x [9, 3]");
        assertThat(counters.dropped()).isEqualTo(4);
        assertThat(counters.filtered()).isZero();
    }

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aRowThatFailsEndsAJobThatDropsNone(KernelMode mode) {
        RowErrors raise = (batch, schema, row, weight, code, span) -> {
            throw SqlException.report(code).says("row %d", row).toException();
        };
        ProjectOperator operator =
                new ProjectOperator(project(call(Operation.DIVIDE, bigint(), A, B), A), context(mode, raise));
        assertThatThrownBy(() -> operator.onBatch(0, batch(row(1L, 1L), row(1L, 0L)), output()))
                .isInstanceOf(SqlException.class)
                .hasMessage("row 1");
    }

    @ParameterizedTest
    @EnumSource(KernelMode.class)
    void aProjectionOfColumnsCopiesNothing(KernelMode mode) {
        Batch batch = batch(row(1L, 2L));
        new ProjectOperator(project(B, A), context(mode, drop())).onBatch(0, batch, output());
        assertThat(sent.get(0).column(0)).isSameAs(batch.column(1));
        assertThat(sent.get(0).column(1)).isSameAs(batch.column(0));
    }

    private static Expression greater(Expression left, long right) {
        return call(Operation.GREATER, bool(), left, literal(right, bigint()));
    }

    private static Project project(Expression... expressions) {
        List<Field> fields = Arrays.stream(expressions)
                .map(expression -> new Field("c", expression.type()))
                .toList();
        return new Project(INPUT, List.of(expressions), new Schema(fields));
    }

    /** Rows whose weights are 1, 2, 3 and so on. */
    @SafeVarargs
    private static Batch batch(List<@Nullable Object>... rows) {
        BatchBuilder builder = new BatchBuilder(SCHEMA.types());
        for (int i = 0; i < rows.length; i++) {
            builder.append(rows[i], i + 1);
        }
        return builder.build();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Batch batch : sent) {
            List<List<@Nullable Object>> values = batch.rows(SCHEMA.types());
            for (int i = 0; i < batch.size(); i++) {
                rows.add(batch.weight(batch.row(i)) + " x " + values.get(i));
            }
        }
        return rows;
    }

    private Output output() {
        return new Output() {
            @Override
            public boolean full() {
                return false;
            }

            @Override
            public void send(Batch batch) {
                sent.add(batch);
            }
        };
    }

    private RowErrors drop() {
        return (batch, schema, row, weight, code, span) -> counters.addDropped(weight);
    }

    private OperatorContext context(KernelMode mode, RowErrors errors) {
        Kernels kernels = Kernels.of(mode, new java.util.Random(1));
        return new OperatorContext() {
            @Override
            public StateStore state() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Kernels kernels() {
                return kernels;
            }

            @Override
            public RowErrors errors() {
                return errors;
            }

            @Override
            public Counters counters() {
                return counters;
            }

            @Override
            public long epochTimeMicros() {
                return 0;
            }

            @Override
            public long watermark(Barrier barrier) {
                return Barrier.NO_WATERMARK;
            }

            @Override
            public long openWatermark() {
                return Barrier.NO_WATERMARK;
            }

            @Override
            public void wakeAt(long timeMicros) {}
        };
    }
}
