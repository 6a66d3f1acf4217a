// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a result whose type nothing tells, such as {@code SELECT NULL AS e}: they are text, as in PostgreSQL.
 *
 * <p>Only where the rows are read. A view and a computed column say a type that others go on with, and there it must be written.
 */
final class UntypedColumns {
    private UntypedColumns() {}

    /** The same rows, with NULL of type STRING where a column has no type. */
    static LogicalPlan asText(LogicalPlan plan) {
        Schema schema = plan.schema();
        if (schema.types().stream().noneMatch(type -> type.kind() == TypeKind.NULL)) {
            return plan;
        }
        List<Expression> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            boolean untyped = schema.type(i).kind() == TypeKind.NULL;
            DataType type = untyped ? DataType.text() : schema.type(i);
            columns.add(untyped ? new Literal(null, type) : new ColumnRef(i, type));
            fields.add(new Field(schema.name(i), type));
        }
        return new LogicalPlan.Project(plan, columns, new Schema(fields));
    }
}
