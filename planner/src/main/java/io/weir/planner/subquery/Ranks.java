// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** A limit within each partition, as a filter by the number of the row. */
final class Ranks {
    private static final DataType NUMBER = DataType.bigint().withNullable(false);

    private Ranks() {}

    /** The rows, with one column more, that a sort would give of each partition. */
    static LogicalPlan first(LogicalPlan rows, List<Integer> partition, LogicalPlan.Sort sort) {
        OverCall number = new OverCall(
                OverCall.Function.ROW_NUMBER,
                null,
                List.of(),
                List.of(),
                false,
                -1,
                false,
                OverCall.Frame.ALL,
                NUMBER,
                "row_number");
        List<Field> fields = new ArrayList<>(rows.schema().columns());
        fields.add(new Field("row_number", NUMBER));
        LogicalPlan numbered =
                new LogicalPlan.Over(rows, partition, sort.keys(), List.of(number), OverTime.NONE, new Schema(fields));
        ColumnRef rank = new ColumnRef(rows.schema().size(), NUMBER);
        List<Expression> wanted = new ArrayList<>();
        if (sort.offset() > 0) {
            wanted.add(Plans.call(Operation.GREATER, false, rank, new Literal(sort.offset(), NUMBER)));
        }
        sort.fetch()
                .ifPresent(fetch -> wanted.add(
                        Plans.call(Operation.LESS_OR_EQUAL, false, rank, new Literal(sort.offset() + fetch, NUMBER))));
        return Plans.filter(numbered, wanted);
    }
}
