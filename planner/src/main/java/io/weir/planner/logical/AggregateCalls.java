// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.AggregateFunction;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.jspecify.annotations.Nullable;

/** Calcite's aggregates in our words. */
final class AggregateCalls {
    private AggregateCalls() {}

    static AggregateFunction function(SqlAggFunction operator, boolean ignoreNulls, @Nullable SourceSpan span) {
        return switch (operator.getKind()) {
            case COUNT -> AggregateFunction.COUNT;
            case SUM -> AggregateFunction.SUM;
            case SUM0 -> AggregateFunction.SUM0;
            case AVG -> AggregateFunction.AVG;
            case MIN -> AggregateFunction.MIN;
            case MAX -> AggregateFunction.MAX;
            case ANY_VALUE -> AggregateFunction.ANY_VALUE;
            case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
            case FIRST_VALUE -> AggregateFunction.FIRST_VALUE;
            case LAST_VALUE -> AggregateFunction.LAST_VALUE;
            case LISTAGG, STRING_AGG -> AggregateFunction.LISTAGG;
            case ARRAY_AGG, ARRAY_CONCAT_AGG -> AggregateFunction.ARRAY_AGG;
            case JSON_OBJECTAGG ->
                keepsNulls(operator) ? AggregateFunction.JSON_OBJECTAGG : AggregateFunction.JSON_OBJECTAGG_ABSENT;
            case JSON_ARRAYAGG ->
                keepsNulls(operator) ? AggregateFunction.JSON_ARRAYAGG_NULLS : AggregateFunction.JSON_ARRAYAGG;
            case VAR_POP -> AggregateFunction.VAR_POP;
            case VAR_SAMP -> AggregateFunction.VAR_SAMP;
            case STDDEV_POP -> AggregateFunction.STDDEV_POP;
            case STDDEV_SAMP -> AggregateFunction.STDDEV_SAMP;
            case COVAR_POP -> AggregateFunction.COVAR_POP;
            case COVAR_SAMP -> AggregateFunction.COVAR_SAMP;
            case REGR_COUNT -> AggregateFunction.REGR_COUNT;
            case REGR_SXX -> AggregateFunction.REGR_SXX;
            case REGR_SYY -> AggregateFunction.REGR_SYY;
            case BIT_AND -> AggregateFunction.BIT_AND;
            case BIT_OR -> AggregateFunction.BIT_OR;
            case BIT_XOR -> AggregateFunction.BIT_XOR;
            default ->
                switch (operator.getName()) {
                    case "CORR" -> AggregateFunction.CORR;
                    case "EVERY" -> AggregateFunction.EVERY;
                    case "SOME" -> AggregateFunction.SOME;
                    case "APPROX_COUNT_DISTINCT" -> AggregateFunction.APPROX_COUNT_DISTINCT;
                    default ->
                        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                                .says("aggregate %s is not supported yet", operator.getName())
                                .at(span)
                                .hint("COUNT, SUM, AVG, MIN, MAX, LISTAGG, ARRAY_AGG and others work.")
                                .toException();
                };
        };
    }

    private static boolean keepsNulls(SqlAggFunction operator) {
        return operator instanceof org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction object
                ? object.getNullClause() == SqlJsonConstructorNullClause.NULL_ON_NULL
                : operator instanceof org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction array
                        && array.getNullClause() == SqlJsonConstructorNullClause.NULL_ON_NULL;
    }
}
