// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.time.ZoneId;
import java.util.List;

/** Values as JSON texts, which is what the JSON aggregates put together: numbers and truth as they are, all else as strings. */
final class JsonTexts {
    private final ExpressionTranslator expressions;
    private final ZoneId zone;

    JsonTexts(ExpressionTranslator expressions, ZoneId zone) {
        this.expressions = expressions;
        this.zone = zone;
    }

    /** The value as JSON; NULL stays NULL. */
    Expression of(Expression value) {
        DataType text = DataType.text().withNullable(value.type().nullable());
        return switch (value.type().kind()) {
            case VARCHAR -> expressions.jsonString(value);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> Casts.to(value, text, zone.getId());
            case BOOLEAN -> truth(value);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> expressions.jsonString(Casts.to(value, text, zone.getId()));
            default ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("JSON of %s is not supported yet", value.type().sql())
                        .hint("Convert the value with CAST(... AS STRING).")
                        .toException();
        };
    }

    private static Expression truth(Expression value) {
        DataType text = DataType.text().withNullable(true);
        DataType condition = DataType.bool();
        return new Case(
                List.of(
                        new Branch(
                                new Call(Operation.IS_TRUE, List.of(value), condition, null),
                                new Literal("true", text)),
                        new Branch(
                                new Call(Operation.IS_FALSE, List.of(value), condition, null),
                                new Literal("false", text))),
                new Literal(null, text),
                text);
    }
}
