// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.type.DataTypes;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.jspecify.annotations.Nullable;

/** Makes UNNEST: the elements of collections, alone or beside the row that has them. */
final class Unnests {
    private Unnests() {}

    /** Elements alone. */
    static LogicalPlan plan(Uncollect node, LogicalPlan input) {
        Schema elements = elements(node);
        LogicalPlan walked = unnest(input, Expressions.identity(input.schema()), node, elements, false);
        int width = input.schema().size();
        List<Expression> columns = IntStream.range(0, elements.size())
                .<Expression>mapToObj(i -> new ColumnRef(width + i, elements.type(i)))
                .toList();
        return new LogicalPlan.Project(walked, columns, elements);
    }

    /**
     * A row with the elements of its collections, renamed perhaps.
     *
     * @param correlation the number under which the right side refers to the row
     * @return null when the right side is more than elements of the row
     */
    static @Nullable LogicalPlan plan(
            LogicalCorrelate node, LogicalPlan left, int correlation, ExpressionTranslator expressions) {
        RelNode right = node.getRight();
        List<Integer> shown = null;
        if (right instanceof LogicalProject renaming && renaming.getInput() instanceof Uncollect) {
            List<Expression> columns =
                    renaming.getProjects().stream().map(expressions::translate).toList();
            if (!columns.stream().allMatch(ColumnRef.class::isInstance)) {
                return null;
            }
            shown = columns.stream().map(column -> ((ColumnRef) column).index()).toList();
            right = renaming.getInput();
        }
        if (!(right instanceof Uncollect uncollect)
                || !(uncollect.getInput() instanceof LogicalProject collections)
                || !(collections.getInput() instanceof LogicalValues values)
                || values.getTuples().size() != 1) {
            return null;
        }
        List<Expression> walked = collections.getProjects().stream()
                .map(each -> ofRow(expressions.translate(each), correlation))
                .toList();
        boolean outer = node.getJoinType() == JoinRelType.LEFT;
        Schema elements = elements(uncollect);
        LogicalPlan unnest = unnest(left, walked, uncollect, elements, outer);
        Schema schema = DataTypes.schema(node.getRowType());
        int width = left.schema().size();
        List<Expression> columns = new ArrayList<>(Expressions.identity(left.schema()));
        for (int i = width; i < schema.size(); i++) {
            int column = width + (shown == null ? i - width : shown.get(i - width));
            columns.add(new ColumnRef(column, unnest.schema().type(column)));
        }
        return new LogicalPlan.Project(unnest, columns, schema);
    }

    private static Expression ofRow(Expression expression, int correlation) {
        return Expressions.rewrite(
                expression,
                part -> part instanceof Outer outer && outer.correlation() == correlation
                        ? new ColumnRef(outer.index(), outer.type())
                        : part);
    }

    private static LogicalPlan unnest(
            LogicalPlan input, List<Expression> collections, Uncollect node, Schema elements, boolean outer) {
        List<Field> fields = new ArrayList<>(input.schema().columns());
        for (int i = 0; i < elements.size(); i++) {
            Field field = elements.columns().get(i);
            boolean ordinality = node.withOrdinality && i == elements.size() - 1;
            boolean padded = outer || (collections.size() > 1 && !ordinality);
            fields.add(padded ? new Field(field.name(), field.type().withNullable(true)) : field);
        }
        return new LogicalPlan.Unnest(input, collections, node.withOrdinality, outer, new Schema(fields));
    }

    private static Schema elements(Uncollect node) {
        return DataTypes.schema(node.getRowType());
    }
}
