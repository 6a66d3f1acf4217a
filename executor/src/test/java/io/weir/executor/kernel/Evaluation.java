// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.expression.Expression;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression over a few rows in every mode, and holds the results equal. */
public final class Evaluation {
    private final List<DataType> types;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Evaluation(List<DataType> types) {
        this.types = types;
    }

    public static Evaluation over(DataType... types) {
        return new Evaluation(List.of(types));
    }

    public Evaluation row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
        return this;
    }

    /** What the expression gives at each row; an {@link ErrorCode} where it fails. */
    public List<@Nullable Object> of(Expression expression) {
        BatchBuilder builder = new BatchBuilder(types);
        rows.forEach(row -> builder.append(row, 1));
        Batch batch = builder.build();
        List<@Nullable Object> interpreted = results(KernelMode.INTERPRETED, expression, types, batch);
        assertThat(Outcomes.shown(results(KernelMode.COMPILED, expression, types, batch)))
                .as("compiled")
                .isEqualTo(Outcomes.shown(interpreted));
        return interpreted;
    }

    /** A constant expression's value, or its {@link ErrorCode}. */
    public static @Nullable Object value(Expression expression) {
        return over(DataType.bool()).row(true).of(expression).get(0);
    }

    static List<@Nullable Object> results(KernelMode mode, Expression expression, List<DataType> types, Batch batch) {
        ErrorMask errors = new ErrorMask();
        var vector = Kernels.of(mode, new java.util.Random(1))
                .projection(List.of(expression), types)
                .evaluate(batch, 1_000_000, errors)[0];
        List<@Nullable Object> results = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            results.add(errors.has(row) ? errors.code(row) : Vectors.value(vector, expression.type(), row));
        }
        return results;
    }
}
