// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.Correlations;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Computes a correlated query for all different values that left rows have in the columns it refers to: its plan with these
 * columns added.
 *
 * <p>This works for every query. T. Neumann and A. Kemper, "Unnesting Arbitrary Queries", BTW 2015: the join with the domain is pushed
 * down to where the query no longer refers to it.
 */
final class Domain {
    private final int correlation;

    /** The columns of the left row that are referred to, in the order of the domain's columns. */
    private final List<Integer> columns;

    private final LogicalPlan domain;

    private Domain(int correlation, List<Integer> columns, LogicalPlan domain) {
        this.correlation = correlation;
        this.columns = columns;
        this.domain = domain;
    }

    /** The query, with its columns as outputs, and equations of its added columns with those of the left row. */
    static Pulled compute(LogicalPlan left, int correlation, LogicalPlan query) {
        TreeSet<Integer> used = new TreeSet<>();
        Correlations.replace(query, outer -> {
            if (outer.correlation() == correlation) {
                used.add(outer.index());
            }
            return outer;
        });
        List<Integer> columns = List.copyOf(used);
        List<Expression> values = columns.stream()
                .<Expression>map(column -> new ColumnRef(column, left.schema().type(column)))
                .toList();
        LogicalPlan distinct = Plans.aggregate(
                Plans.project(left, values),
                IntStream.range(0, columns.size()).boxed().toList(),
                List.of());
        LogicalPlan plan = new Domain(correlation, columns, distinct).push(query);
        int width = left.schema().size();
        List<Expression> all = Pulled.columns(width, plan);
        int outputs = query.schema().size();
        List<Expression> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            conditions.add(Plans.call(Operation.IS_NOT_DISTINCT_FROM, false, values.get(i), all.get(outputs + i)));
        }
        return new Pulled(width, plan, all.subList(0, outputs), conditions, null);
    }

    /** The plan for each row of the domain: its columns, then those of the domain. */
    private LogicalPlan push(LogicalPlan plan) {
        if (!refers(plan)) {
            return Plans.join(plan, domain, JoinType.INNER, List.of());
        }
        if (plan instanceof LogicalPlan.Filter filter) {
            LogicalPlan input = push(filter.input());
            return new LogicalPlan.Filter(
                    input, bound(filter.condition(), filter.schema().size()));
        } else if (plan instanceof LogicalPlan.Project project) {
            return project(project);
        } else if (plan instanceof LogicalPlan.Join join) {
            return join(join);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return aggregate(aggregate);
        } else if (plan instanceof LogicalPlan.Union union) {
            List<LogicalPlan> inputs = union.inputs().stream().map(this::push).toList();
            return new LogicalPlan.Union(inputs, union.all(), extended(union.schema()));
        } else if (plan instanceof LogicalPlan.SetOperation operation) {
            List<LogicalPlan> inputs =
                    operation.inputs().stream().map(this::push).toList();
            return new LogicalPlan.SetOperation(
                    operation.kind(), inputs, operation.all(), extended(operation.schema()));
        } else if (plan instanceof LogicalPlan.Over over) {
            return over(over);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return sort(sort);
        } else if (plan instanceof LogicalPlan.Window window) {
            LogicalPlan input = push(window.input());
            return appended(
                    new LogicalPlan.Window(input, window.window(), inserted(window.schema(), window.input())),
                    window.input().schema().size(),
                    window.schema().size());
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            LogicalPlan input = push(unnest.input());
            int width = unnest.input().schema().size();
            List<Expression> collections = unnest.collections().stream()
                    .map(collection -> bound(collection, width))
                    .toList();
            return appended(
                    new LogicalPlan.Unnest(
                            input,
                            collections,
                            unnest.ordinality(),
                            unnest.outer(),
                            inserted(unnest.schema(), unnest.input())),
                    width,
                    unnest.schema().size());
        }
        throw new IllegalStateException(plan.getClass().getName());
    }

    private boolean refers(LogicalPlan plan) {
        return Correlations.free(plan).contains(correlation);
    }

    private int size() {
        return columns.size();
    }

    /** The expression with columns of the domain, which begin at some place, for those of the left row. */
    private Expression bound(Expression expression, int first) {
        return Expressions.rewrite(
                expression,
                part -> part instanceof Outer outer && outer.correlation() == correlation
                        ? new ColumnRef(first + columns.indexOf(outer.index()), outer.type())
                        : part);
    }

    private Schema extended(Schema schema) {
        List<Field> fields = new ArrayList<>(schema.columns());
        fields.addAll(domain.schema().columns());
        return new Schema(fields);
    }

    /** The columns of the domain in a row of a plan that has them last. */
    private List<Expression> domainOf(LogicalPlan plan) {
        List<Expression> all = Expressions.identity(plan.schema());
        return all.subList(all.size() - size(), all.size());
    }

    private LogicalPlan project(LogicalPlan.Project project) {
        LogicalPlan input = push(project.input());
        int width = project.input().schema().size();
        List<Expression> expressions = new ArrayList<>();
        project.expressions().forEach(each -> expressions.add(bound(each, width)));
        expressions.addAll(domainOf(input));
        return new LogicalPlan.Project(input, expressions, extended(project.schema()));
    }

    private Schema inserted(Schema schema, LogicalPlan input) {
        List<Field> fields = new ArrayList<>(extended(input.schema()).columns());
        fields.addAll(schema.columns().subList(input.schema().size(), schema.size()));
        return new Schema(fields);
    }

    /** A plan whose node has appended columns behind those of the domain, with those of the domain last. */
    private LogicalPlan appended(LogicalPlan plan, int width, int whole) {
        List<Expression> all = Expressions.identity(plan.schema());
        List<Expression> ordered = new ArrayList<>(all.subList(0, width));
        ordered.addAll(all.subList(width + size(), whole + size()));
        ordered.addAll(all.subList(width, width + size()));
        return Plans.project(plan, ordered);
    }

    private LogicalPlan join(LogicalPlan.Join join) {
        JoinType type = join.type();
        int left = join.left().schema().size();
        int right = join.right().schema().size();
        boolean ofLeft = refers(join.left()) || type.keepsLeft() || type.leftOnly();
        boolean ofRight = refers(join.right()) || type.keepsRight();
        if (!ofLeft && !ofRight) {
            ofLeft = true;
        }
        LogicalPlan a = ofLeft ? push(join.left()) : join.left();
        LogicalPlan b = ofRight ? push(join.right()) : join.right();
        int first = ofLeft ? left : left + right;
        int shift = ofLeft ? size() : 0;
        Expression condition = Expressions.rewrite(join.condition(), part -> {
            if (part instanceof ColumnRef column && column.index() >= left) {
                return new ColumnRef(column.index() + shift, column.type());
            }
            return part instanceof Outer outer && outer.correlation() == correlation
                    ? new ColumnRef(first + columns.indexOf(outer.index()), outer.type())
                    : part;
        });
        List<Expression> conditions = new ArrayList<>(Expressions.conditions(condition));
        if (ofLeft && ofRight) {
            for (int i = 0; i < size(); i++) {
                ColumnRef x = new ColumnRef(left + i, domain.schema().type(i));
                ColumnRef y =
                        new ColumnRef(left + size() + right + i, domain.schema().type(i));
                conditions.add(Plans.call(Operation.IS_NOT_DISTINCT_FROM, false, x, y));
            }
        }
        LogicalPlan joined =
                new LogicalPlan.Join(a, b, type, Expressions.all(conditions), join.time(), Plans.schema(a, b, type));
        if (type.leftOnly()) {
            return joined;
        }
        List<Expression> all = Expressions.identity(joined.schema());
        List<Expression> ordered = new ArrayList<>(all.subList(0, left));
        ordered.addAll(all.subList(left + shift, left + shift + right));
        for (int i = 0; i < size(); i++) {
            Expression x = ofLeft ? all.get(left + i) : all.get(left + right + i);
            boolean padded = ofLeft && type.keepsRight();
            Expression y = ofLeft && ofRight ? all.get(left + shift + right + i) : x;
            ordered.add(padded ? either(x, y) : x);
        }
        return Plans.project(joined, ordered);
    }

    /** The value of whichever side has a row. */
    private static Expression either(Expression a, Expression b) {
        return new Expression.Call(Operation.COALESCE, List.of(a, b), a.type().withNullable(true), null);
    }

    private LogicalPlan aggregate(LogicalPlan.Aggregate aggregate) {
        LogicalPlan input = push(aggregate.input());
        int width = aggregate.input().schema().size();
        int keys = aggregate.keys().size();
        List<Integer> all = new ArrayList<>(aggregate.keys());
        List<Field> fields = new ArrayList<>(aggregate.schema().columns().subList(0, keys));
        for (int i = 0; i < size(); i++) {
            all.add(width + i);
            fields.add(domain.schema().columns().get(i));
        }
        fields.addAll(
                aggregate.schema().columns().subList(keys, aggregate.schema().size()));
        LogicalPlan totals =
                new LogicalPlan.Aggregate(input, all, aggregate.windowKeys(), aggregate.calls(), new Schema(fields));
        if (keys > 0) {
            return appended(totals, keys, aggregate.schema().size());
        }
        return withRowsOfNothing(aggregate, totals);
    }

    /** Without keys there is a row for every row of the domain. */
    private LogicalPlan withRowsOfNothing(LogicalPlan.Aggregate aggregate, LogicalPlan totals) {
        List<Expression> equal = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            ColumnRef x = new ColumnRef(i, domain.schema().type(i));
            equal.add(Plans.call(
                    Operation.IS_NOT_DISTINCT_FROM,
                    false,
                    x,
                    new ColumnRef(size() + i, domain.schema().type(i))));
        }
        LogicalPlan joined = Plans.join(domain, totals, JoinType.LEFT, equal);
        List<Expression> nothing = PullUp.ofNothing(aggregate);
        List<Expression> ordered = new ArrayList<>();
        for (int i = 0; i < aggregate.calls().size(); i++) {
            int column = 2 * size() + i;
            Expression value = new ColumnRef(column, joined.schema().type(column));
            boolean counts = ((Literal) nothing.get(i)).value() != null;
            ordered.add(
                    counts
                            ? new Expression.Call(
                                    Operation.COALESCE,
                                    List.of(value, nothing.get(i)),
                                    nothing.get(i).type(),
                                    null)
                            : value);
        }
        ordered.addAll(Expressions.identity(joined.schema()).subList(0, size()));
        return Plans.project(joined, ordered);
    }

    private List<Integer> withDomain(List<Integer> partition, int width) {
        List<Integer> all = new ArrayList<>(partition);
        IntStream.range(0, size()).forEach(i -> all.add(width + i));
        return all;
    }

    private LogicalPlan over(LogicalPlan.Over over) {
        LogicalPlan input = push(over.input());
        int width = over.input().schema().size();
        return appended(
                new LogicalPlan.Over(
                        input,
                        withDomain(over.partition(), width),
                        over.order(),
                        over.calls(),
                        over.time(),
                        inserted(over.schema(), over.input())),
                width,
                over.schema().size());
    }

    private LogicalPlan sort(LogicalPlan.Sort sort) {
        LogicalPlan input = push(sort.input());
        if (sort.fetch().isEmpty() && sort.offset() == 0) {
            return input;
        }
        int width = sort.schema().size();
        LogicalPlan ranked = Ranks.first(input, withDomain(List.of(), width), sort);
        return Plans.project(ranked, Expressions.identity(input.schema()));
    }
}
