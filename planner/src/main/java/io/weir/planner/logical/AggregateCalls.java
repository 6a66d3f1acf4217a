// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.AggregateFunction;
import io.weir.planner.query.AggregateOperator;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/** Calcite's aggregates in our words. */
final class AggregateCalls {
    private AggregateCalls() {}

    static AggregateFunction function(SqlAggFunction operator, @Nullable SourceSpan span) {
        if (operator instanceof AggregateOperator own) {
            return own.function();
        }
        return switch (operator.getKind()) {
            case COUNT -> AggregateFunction.COUNT;
            case SUM -> AggregateFunction.SUM;
            case SUM0 -> AggregateFunction.SUM0;
            case AVG -> AggregateFunction.AVG;
            case MIN -> AggregateFunction.MIN;
            case MAX -> AggregateFunction.MAX;
            case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
            default ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("aggregate %s is not supported yet", operator.getName())
                        .at(span)
                        .hint("COUNT, SUM, AVG, MIN, MAX, LISTAGG, ARRAY_AGG and others work.")
                        .toException();
        };
    }
}
