// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.Correlations;
import io.weir.planner.logical.Uniqueness;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the conditions that refer to the left row out of a query, so that they can be those of a join. An aggregation above
 * equations with the left row is grouped by their other sides:
 *
 * <pre>
 *   Aggregate SUM(x)                 Aggregate SUM(x) by k      where left.k = k
 *     Filter k = left.k      =>        t
 *       t
 * </pre>
 *
 * <p>Null for a query that this does not work for.
 */
final class PullUp {
    private final LogicalPlan left;
    private final int width;
    private final int correlation;
    private final Nature nature;
    private final Uniqueness uniqueness;

    PullUp(LogicalPlan left, int correlation, Nature nature, Uniqueness uniqueness) {
        this.left = left;
        this.width = left.schema().size();
        this.correlation = correlation;
        this.nature = nature;
        this.uniqueness = uniqueness;
    }

    @Nullable
    Pulled pull(LogicalPlan plan) {
        if (!Correlations.free(plan).contains(correlation)) {
            return Pulled.of(width, plan);
        }
        if (plan instanceof LogicalPlan.Filter filter) {
            return filter(filter);
        } else if (plan instanceof LogicalPlan.Project project) {
            return project(project);
        } else if (plan instanceof LogicalPlan.Join join) {
            return join(join);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return aggregate(aggregate);
        } else if (plan instanceof LogicalPlan.Window window) {
            return window(window);
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return unnest(unnest);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return sort.fetch().isEmpty() && sort.offset() == 0 ? pull(sort.input()) : first(sort);
        }
        return null;
    }

    /** An expression over a query's columns and the left row, over the left row and the plan. */
    private Expression resolved(Expression expression, List<Expression> columns) {
        return Expressions.rewrite(expression, part -> {
            if (part instanceof ColumnRef column) {
                return columns.get(column.index());
            }
            return part instanceof Outer outer && outer.correlation() == correlation
                    ? new ColumnRef(outer.index(), outer.type())
                    : part;
        });
    }

    private List<Expression> resolved(List<Expression> expressions, List<Expression> columns) {
        return expressions.stream().map(each -> resolved(each, columns)).toList();
    }

    private @Nullable Pulled filter(LogicalPlan.Filter filter) {
        Pulled input = pull(filter.input());
        if (input == null || input.empty() != null) {
            return null;
        }
        List<Expression> conditions = new ArrayList<>(input.conditions());
        List<Expression> kept = new ArrayList<>();
        List<Expression> parts = resolved(Expressions.conditions(filter.condition()), input.outputs());
        boolean whole = conditions.isEmpty() && parts.stream().allMatch(input::isOfPlan);
        for (Expression part : parts) {
            // what can fail stays with what guards it
            if (input.isOfPlan(part) && (whole || !nature.canFail(part))) {
                kept.add(input.overPlan(part));
            } else {
                conditions.add(part);
            }
        }
        return new Pulled(width, Plans.filter(input.plan(), kept), input.outputs(), conditions, null);
    }

    private @Nullable Pulled project(LogicalPlan.Project project) {
        Pulled input = pull(project.input());
        if (input == null) {
            return null;
        }
        List<Expression> empty = input.empty();
        return new Pulled(
                width,
                input.plan(),
                resolved(project.expressions(), input.outputs()),
                input.conditions(),
                empty == null ? null : resolved(project.expressions(), empty));
    }

    private @Nullable Pulled join(LogicalPlan.Join join) {
        if (join.time() != JoinTime.NONE || join.type() == JoinType.RIGHT || join.type() == JoinType.FULL) {
            return null;
        }
        Pulled a = pull(join.left());
        Pulled b = pull(join.right());
        if (a == null || b == null || a.empty() != null || b.empty() != null) {
            return null;
        }
        int places = a.plan().schema().size();
        List<Expression> columns = new ArrayList<>(a.outputs());
        b.outputs().forEach(output -> columns.add(behind(output, places)));
        List<Expression> conditions = new ArrayList<>(a.conditions());
        b.conditions().forEach(condition -> conditions.add(behind(condition, places)));
        boolean inner = join.type() == JoinType.INNER;
        List<Expression> own = resolved(Expressions.conditions(join.condition()), columns);
        if (!inner && (!b.conditions().isEmpty() || !own.stream().allMatch(a::isOfPlan))) {
            return null;
        }
        List<Expression> kept = new ArrayList<>();
        boolean whole = own.stream().allMatch(a::isOfPlan);
        for (Expression part : own) {
            if (a.isOfPlan(part) && (whole || !nature.canFail(part))) {
                kept.add(a.overPlan(part));
            } else {
                conditions.add(part);
            }
        }
        LogicalPlan joined = Plans.join(a.plan(), b.plan(), join.type(), kept);
        if (!inner && !join.type().leftOnly() && !b.outputs().stream().allMatch(ColumnRef.class::isInstance)) {
            return null;
        }
        List<Expression> outputs = join.type().leftOnly() ? a.outputs() : retyped(columns, joined);
        return new Pulled(width, joined, outputs, conditions, null);
    }

    private Expression behind(Expression expression, int places) {
        return Expressions.rewrite(
                expression,
                part -> part instanceof ColumnRef column && column.index() >= width
                        ? new ColumnRef(column.index() + places, column.type())
                        : part);
    }

    /** Columns that have become nullable below. */
    private List<Expression> retyped(List<Expression> outputs, LogicalPlan plan) {
        return outputs.stream()
                .map(output -> output instanceof ColumnRef column && column.index() >= width
                        ? new ColumnRef(column.index(), plan.schema().type(column.index() - width))
                        : output)
                .toList();
    }

    /** The equations of a query with the left row: each with a value of the left row and one of the plan. */
    private record Equations(List<Operation> operations, List<Expression> lefts, List<Expression> plans) {
        /** The conditions, when the values of the plan are columns from some place on. */
        List<Expression> conditions(int first) {
            List<Expression> conditions = new ArrayList<>();
            for (int i = 0; i < lefts.size(); i++) {
                ColumnRef column = new ColumnRef(first + i, plans.get(i).type());
                conditions.add(Plans.comparison(operations.get(i), lefts.get(i), column));
            }
            return conditions;
        }
    }

    /** Null when some condition is no equation. */
    private @Nullable Equations equations(Pulled query) {
        Equations equations = new Equations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Expression condition : query.conditions()) {
            boolean equal = condition instanceof Call call
                    && (call.operation() == Operation.EQUAL || call.operation() == Operation.IS_NOT_DISTINCT_FROM);
            if (!equal || nature.canFail(condition) || !nature.isDeterministic(condition)) {
                return null;
            }
            Call call = (Call) condition;
            Expression a = call.arguments().get(0);
            Expression b = call.arguments().get(1);
            boolean turned = query.isOfLeft(b);
            Expression ofLeft = turned ? b : a;
            Expression ofPlan = turned ? a : b;
            if (!query.isOfLeft(ofLeft)
                    || !query.isOfPlan(ofPlan)
                    || Expressions.columns(ofPlan).isEmpty()) {
                return null;
            }
            equations.operations().add(call.operation());
            equations.lefts().add(ofLeft);
            equations.plans().add(query.overPlan(ofPlan));
        }
        return equations;
    }

    private @Nullable Pulled aggregate(LogicalPlan.Aggregate aggregate) {
        Pulled input = pull(aggregate.input());
        if (input == null || input.empty() != null || !input.outputs().stream().allMatch(input::isOfPlan)) {
            return null;
        }
        Equations equations = equations(input);
        if (equations == null) {
            return null;
        }
        LogicalPlan rows = input.project(equations.plans());
        int first = input.outputs().size();
        List<Integer> correlated = new ArrayList<>();
        for (int i = 0; i < equations.plans().size(); i++) {
            correlated.add(first + i);
        }
        if (singleValue(aggregate) && uniqueness.isUnique(rows, correlated)) {
            int column = aggregate.calls().get(0).arguments().get(0);
            DataType type = rows.schema().type(column);
            return new Pulled(
                    width,
                    rows,
                    List.of(new ColumnRef(width + column, type)),
                    equations.conditions(width + first),
                    List.of(new Literal(null, type.withNullable(true))));
        }
        if (aggregate.calls().stream().anyMatch(call -> call.function() == AggregateFunction.SINGLE_VALUE)) {
            // no other group may fail than those that a left row asks for
            if (!Volatility.isRepeatable(left, nature)) {
                return null;
            }
            List<Expression> asked = new ArrayList<>();
            for (int i = 0; i < correlated.size(); i++) {
                asked.add(Plans.comparison(
                        equations.operations().get(i),
                        new ColumnRef(
                                correlated.get(i), equations.plans().get(i).type()),
                        Expressions.shift(
                                equations.lefts().get(i), rows.schema().size())));
            }
            rows = Plans.join(rows, left, JoinType.SEMI, asked);
        }
        List<Integer> keys = new ArrayList<>(aggregate.keys());
        keys.addAll(correlated);
        List<Field> fields = new ArrayList<>(
                aggregate.schema().columns().subList(0, aggregate.keys().size()));
        for (int column : correlated) {
            fields.add(rows.schema().columns().get(column));
        }
        List<Expression> outputs = new ArrayList<>();
        for (int i = 0; i < aggregate.schema().size(); i++) {
            boolean key = i < aggregate.keys().size();
            outputs.add(new ColumnRef(
                    width + (key ? i : i + correlated.size()),
                    aggregate.schema().type(i)));
            if (!key) {
                fields.add(aggregate.schema().columns().get(i));
            }
        }
        LogicalPlan totals =
                new LogicalPlan.Aggregate(rows, keys, aggregate.windowKeys(), aggregate.calls(), new Schema(fields));
        return new Pulled(
                width,
                totals,
                outputs,
                equations.conditions(width + aggregate.keys().size()),
                aggregate.keys().isEmpty() ? ofNothing(aggregate) : null);
    }

    private static boolean singleValue(LogicalPlan.Aggregate aggregate) {
        return aggregate.keys().isEmpty()
                && aggregate.calls().size() == 1
                && aggregate.calls().get(0).function() == AggregateFunction.SINGLE_VALUE;
    }

    /** What an aggregation without keys gives over no rows. */
    static List<Expression> ofNothing(LogicalPlan.Aggregate aggregate) {
        return aggregate.calls().stream().<Expression>map(PullUp::ofNothing).toList();
    }

    private static Literal ofNothing(AggregateCall call) {
        boolean counts = switch (call.function()) {
            case COUNT, SUM0, REGR_COUNT, APPROX_COUNT_DISTINCT -> true;
            default -> false;
        };
        return counts ? zero(call.type()) : new Literal(null, call.type().withNullable(true));
    }

    private static Literal zero(DataType type) {
        Object zero = switch (type.kind()) {
            case BIGINT -> 0L;
            case DOUBLE -> 0.0;
            case DECIMAL -> java.math.BigDecimal.ZERO.setScale(((DataType.DecimalType) type).scale());
            default -> 0;
        };
        return new Literal(zero, type);
    }

    private @Nullable Pulled window(LogicalPlan.Window window) {
        Pulled input = pull(window.input());
        if (input == null
                || input.empty() != null
                || window.window().kind() == WindowSpec.Kind.SESSION
                || !(input.outputs().get(window.window().timeColumn()) instanceof ColumnRef time)
                || time.index() < width) {
            return null;
        }
        WindowSpec moved = window.window().of(time.index() - width, List.of());
        Schema schema =
                extended(input.plan(), window.schema(), window.input().schema().size());
        LogicalPlan plan = new LogicalPlan.Window(input.plan(), moved, schema);
        return appended(input, plan);
    }

    private @Nullable Pulled unnest(LogicalPlan.Unnest unnest) {
        Pulled input = pull(unnest.input());
        if (input == null || input.empty() != null) {
            return null;
        }
        List<Expression> collections = resolved(unnest.collections(), input.outputs());
        if (!collections.stream().allMatch(input::isOfPlan)) {
            return null;
        }
        Schema schema =
                extended(input.plan(), unnest.schema(), unnest.input().schema().size());
        LogicalPlan plan = new LogicalPlan.Unnest(
                input.plan(),
                collections.stream().map(input::overPlan).toList(),
                unnest.ordinality(),
                unnest.outer(),
                schema);
        return appended(input, plan);
    }

    /** The columns of a plan and those that a schema has from some place on. */
    private static Schema extended(LogicalPlan plan, Schema schema, int from) {
        List<Field> fields = new ArrayList<>(plan.schema().columns());
        fields.addAll(schema.columns().subList(from, schema.size()));
        return new Schema(fields);
    }

    private Pulled appended(Pulled input, LogicalPlan plan) {
        List<Expression> outputs = new ArrayList<>(input.outputs());
        List<Expression> all = Pulled.columns(width, plan);
        outputs.addAll(all.subList(input.plan().schema().size(), all.size()));
        return new Pulled(width, plan, outputs, input.conditions(), null);
    }

    /** The first rows in order for each left row: those of the first ranks among rows with the same values of the equations. */
    private @Nullable Pulled first(LogicalPlan.Sort sort) {
        Pulled input = pull(sort.input());
        if (input == null || input.empty() != null || !input.outputs().stream().allMatch(input::isOfPlan)) {
            return null;
        }
        Equations equations = equations(input);
        if (equations == null) {
            return null;
        }
        LogicalPlan rows = input.project(equations.plans());
        int first = input.outputs().size();
        List<Integer> partition = new ArrayList<>();
        for (int i = 0; i < equations.plans().size(); i++) {
            partition.add(first + i);
        }
        LogicalPlan ranked = Ranks.first(rows, partition, sort);
        return new Pulled(
                width,
                ranked,
                Pulled.columns(width, rows).subList(0, first),
                equations.conditions(width + first),
                null);
    }
}
