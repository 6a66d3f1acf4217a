// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans a join: equations of the two sides become its keys, what else must hold stays its condition.
 *
 * <pre>
 *   Join                     Project          the columns without those that were only keys
 *     left           =>        Join
 *     right                      Exchange     by the keys
 *                                  Project    the columns, and keys that are computed
 *                                    left
 *                                Exchange
 *                                  ...
 * </pre>
 *
 * <p>A key is computed for every row, partner or not, so an expression that can fail is none.
 */
final class JoinPlanner {
    private final Nature nature;
    private final Changes changes;

    JoinPlanner(Nature nature, Changes changes) {
        this.nature = nature;
        this.changes = changes;
    }

    PhysicalPlan plan(LogicalPlan.Join join, PhysicalPlan left, PhysicalPlan right) {
        int width = left.schema().size();
        Side leftSide = new Side(left);
        Side rightSide = new Side(right);
        List<Boolean> nullsMatch = new ArrayList<>();
        List<Expression> rest = new ArrayList<>();
        for (Expression part : Expressions.conditions(join.condition())) {
            if (!isEquation(part, width)) {
                rest.add(part);
                continue;
            }
            Call equation = (Call) part;
            Expression a = equation.arguments().get(0);
            Expression b = equation.arguments().get(1);
            boolean turned = Expressions.columns(a).nextSetBit(0) >= width;
            leftSide.addKey(turned ? b : a);
            rightSide.addKey(Expressions.shift(turned ? a : b, -width));
            nullsMatch.add(equation.operation() == Operation.IS_NOT_DISTINCT_FROM);
        }
        PhysicalPlan keyedLeft = leftSide.plan();
        PhysicalPlan keyedRight = rightSide.plan();
        PhysicalPlan joined = new PhysicalPlan.Join(
                new PhysicalPlan.Exchange(keyedLeft, leftSide.keys),
                new PhysicalPlan.Exchange(keyedRight, rightSide.keys),
                join.type(),
                leftSide.keys,
                rightSide.keys,
                nullsMatch,
                condition(rest, width, keyedLeft.schema().size() - width),
                join.time(),
                changes.of(left),
                changes.of(right),
                ResultKeys.rowsPerKey(keyedLeft, leftSide.keys),
                ResultKeys.rowsPerKey(keyedRight, rightSide.keys),
                isPerEpoch(join, left, right),
                schema(join, keyedLeft.schema(), keyedRight.schema()));
        return joined.schema().size() == join.schema().size() ? joined : narrowed(join, joined, leftSide, width);
    }

    /** Whether a part of the condition says that something of the left side equals something of the right. */
    private boolean isEquation(Expression part, int width) {
        boolean equal = part instanceof Call call
                && (call.operation() == Operation.EQUAL || call.operation() == Operation.IS_NOT_DISTINCT_FROM);
        if (!equal) {
            return false;
        }
        List<Expression> sides = ((Call) part).arguments();
        return sides.stream().allMatch(each -> nature.isDeterministic(each) && !nature.canFail(each))
                && DataType.sameIgnoringNull(sides.get(0).type(), sides.get(1).type())
                && ((isOf(sides.get(0), 0, width) && isOf(sides.get(1), width, Integer.MAX_VALUE))
                        || (isOf(sides.get(1), 0, width) && isOf(sides.get(0), width, Integer.MAX_VALUE)));
    }

    private static boolean isOf(Expression expression, int from, int to) {
        BitSet columns = Expressions.columns(expression);
        return !columns.isEmpty() && columns.nextSetBit(0) >= from && columns.length() <= to;
    }

    private static @Nullable Expression condition(List<Expression> rest, int width, int added) {
        if (rest.isEmpty()) {
            return null;
        }
        Expression all = Expressions.conjunction(rest);
        return Expressions.rewrite(
                all,
                part -> part instanceof ColumnRef column && column.index() >= width
                        ? new ColumnRef(column.index() + added, column.type())
                        : part);
    }

    private static boolean isPerEpoch(LogicalPlan.Join join, PhysicalPlan left, PhysicalPlan right) {
        return join.time() instanceof JoinTime.Window window
                && ClosedWindows.tell(left, List.of(window.leftEnd()))
                && ClosedWindows.tell(right, List.of(window.rightEnd()));
    }

    private static Schema schema(LogicalPlan.Join join, Schema left, Schema right) {
        int leftWidth = join.left().schema().size();
        List<Field> fields = new ArrayList<>(join.schema().columns().subList(0, leftWidth));
        fields.addAll(left.columns().subList(leftWidth, left.size()));
        if (!join.type().leftOnly()) {
            fields.addAll(
                    join.schema().columns().subList(leftWidth, join.schema().size()));
            fields.addAll(right.columns().subList(join.right().schema().size(), right.size()));
        }
        return new Schema(fields);
    }

    private static PhysicalPlan narrowed(LogicalPlan.Join join, PhysicalPlan joined, Side left, int width) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < join.schema().size(); i++) {
            int place = i < width ? i : i + left.added.size();
            columns.add(new ColumnRef(place, joined.schema().type(place)));
        }
        return new PhysicalPlan.Project(joined, columns, join.schema());
    }

    /** One input and its keys. */
    private static final class Side {
        private final PhysicalPlan input;
        private final List<Integer> keys = new ArrayList<>();
        private final List<Expression> added = new ArrayList<>();

        Side(PhysicalPlan input) {
            this.input = input;
        }

        void addKey(Expression key) {
            if (key instanceof ColumnRef column) {
                keys.add(column.index());
                return;
            }
            int known = added.indexOf(key);
            if (known < 0) {
                known = added.size();
                added.add(key);
            }
            keys.add(input.schema().size() + known);
        }

        /** The input with the keys that are computed. */
        PhysicalPlan plan() {
            if (added.isEmpty()) {
                return input;
            }
            List<Expression> columns = new ArrayList<>(Expressions.identity(input.schema()));
            List<Field> fields = new ArrayList<>(input.schema().columns());
            Set<String> names = new HashSet<>(input.schema().names());
            for (Expression key : added) {
                String name = "key" + columns.size();
                while (!names.add(name)) {
                    name += "_";
                }
                columns.add(key);
                fields.add(new Field(name, key.type()));
            }
            return new PhysicalPlan.Project(input, columns, new Schema(fields));
        }
    }
}
