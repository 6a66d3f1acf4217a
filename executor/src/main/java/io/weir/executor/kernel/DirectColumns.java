// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gives columns of the input and literals as they are, without a copy, and leaves the rest to a kernel. */
final class DirectColumns implements Projection {
    private static final int COMPUTED = -1;
    private static final int LITERAL = -2;

    /** For each expression the input column that it is, or one of the signs above. */
    private final int[] sources;

    private final Vector[] literals;
    private final Projection computed;

    private DirectColumns(int[] sources, Vector[] literals, Projection computed) {
        this.sources = sources;
        this.literals = literals;
        this.computed = computed;
    }

    /** @param kernel makes the projection of those expressions that have to be computed; asked only if there are any */
    static Projection around(List<Expression> expressions, Function<List<Expression>, Projection> kernel) {
        int[] sources = new int[expressions.size()];
        Vector[] literals = new Vector[sources.length];
        List<Expression> computed = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            if (expressions.get(i) instanceof ColumnRef column) {
                sources[i] = column.index();
            } else if (expressions.get(i) instanceof Literal literal) {
                sources[i] = LITERAL;
                literals[i] = Vectors.of(literal.type(), literal.value());
            } else {
                sources[i] = COMPUTED;
                computed.add(expressions.get(i));
            }
        }
        if (computed.size() == sources.length && sources.length > 0) {
            return kernel.apply(computed);
        }
        return new DirectColumns(
                sources,
                literals,
                computed.isEmpty() ? (batch, time, errors) -> new Vector[0] : kernel.apply(computed));
    }

    @Override
    public Vector[] evaluate(Batch batch, long epochTimeMicros, ErrorMask errors) {
        Vector[] results = computed.evaluate(batch, epochTimeMicros, errors);
        Vector[] columns = new Vector[sources.length];
        int next = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = switch (sources[i]) {
                case COMPUTED -> results[next++];
                case LITERAL -> new ConstantVector(batch.rowCount(), literals[i]);
                default -> batch.column(sources[i]);
            };
        }
        return columns;
    }
}
