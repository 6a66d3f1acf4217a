// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinType;
import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.LogicalRewrite;
import io.weir.planner.logical.Uniqueness;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes joins of the sub-queries of a plan and of queries that are computed for each row.
 *
 * <p>A condition EXISTS or IN becomes a SEMI join, its opposite an ANTI join; where its value is wanted among others, a sub-query
 * becomes a column of an outer join.
 */
public final class SubQueryRemoval {
    private final Uniqueness uniqueness;
    private final DependentJoin joins;

    /** @param folded whether the rows of a table are folded by its declared key where they enter */
    public SubQueryRemoval(Nature nature, Predicate<TableDefinition> folded) {
        this.uniqueness = new Uniqueness(folded);
        this.joins = new DependentJoin(nature, uniqueness);
    }

    /** A plan that means the same, without sub-queries in expressions and without Correlate. */
    public LogicalPlan apply(LogicalPlan plan) {
        List<LogicalPlan> before = LogicalRewrite.inputs(plan);
        List<LogicalPlan> after = before.stream().map(this::apply).toList();
        boolean same = true;
        for (int i = 0; i < before.size(); i++) {
            same &= before.get(i) == after.get(i);
        }
        LogicalPlan node = same ? plan : LogicalRewrite.withInputs(plan, after);
        if (node instanceof LogicalPlan.Correlate correlate) {
            LogicalPlan joined =
                    joins.join(correlate.left(), correlate.right(), correlate.correlation(), correlate.type());
            return typed(joined, correlate);
        }
        boolean asks = LogicalRewrite.expressions(node).stream().anyMatch(SubQueryRemoval::asks);
        if (!asks) {
            return node;
        }
        if (node instanceof LogicalPlan.Filter filter) {
            return filter(filter.input(), Expressions.conditions(filter.condition()));
        } else if (node instanceof LogicalPlan.Project project) {
            Rows rows = new Rows(project.input());
            List<Expression> expressions =
                    project.expressions().stream().map(rows::resolved).toList();
            return new LogicalPlan.Project(rows.plan, expressions, project.schema());
        } else if (node instanceof LogicalPlan.Join join) {
            return join(join);
        }
        throw notSupported(LogicalRewrite.expressions(node).get(0));
    }

    private static LogicalPlan typed(LogicalPlan joined, LogicalPlan.Correlate correlate) {
        List<Expression> columns = Expressions.identity(joined.schema());
        return joined.schema().equals(correlate.schema())
                ? joined
                : new LogicalPlan.Project(joined, columns, correlate.schema());
    }

    private static boolean asks(Expression expression) {
        return Expressions.any(expression, part -> part instanceof SubQuery);
    }

    private static SqlException notSupported(Expression expression) {
        return SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("a sub-query at this place is not supported yet")
                .at(Expressions.span(expression))
                .hint("Sub-queries in SELECT, WHERE, HAVING and in ON of inner joins work.")
                .toException();
    }

    /** The rows for which all conditions hold; those without sub-queries are asked first. */
    private LogicalPlan filter(LogicalPlan input, List<Expression> conditions) {
        int width = input.schema().size();
        LogicalPlan plan = Plans.filter(
                input, conditions.stream().filter(each -> !asks(each)).toList());
        List<Expression> values = new ArrayList<>();
        for (Expression condition : conditions) {
            if (asks(condition) && !(condition instanceof SubQuery) && !isNotSubQuery(condition)) {
                values.add(condition);
            } else if (asks(condition)) {
                boolean negated = !(condition instanceof SubQuery);
                SubQuery question =
                        (SubQuery) (negated ? ((Call) condition).arguments().get(0) : condition);
                LogicalPlan asked = matched(plan, question, negated);
                if (asked == null) {
                    values.add(condition);
                } else {
                    plan = asked;
                }
            }
        }
        if (values.isEmpty()) {
            return plan;
        }
        Rows rows = new Rows(plan);
        List<Expression> resolved = values.stream().map(rows::condition).toList();
        LogicalPlan filtered = Plans.filter(rows.plan, resolved);
        return filtered.schema().size() == width
                ? filtered
                : new LogicalPlan.Project(filtered, Expressions.identity(input.schema()), input.schema());
    }

    private static boolean isNotSubQuery(Expression condition) {
        return condition instanceof Call call
                && call.operation() == Operation.NOT
                && call.arguments().get(0) instanceof SubQuery;
    }

    /** The rows for which the answer is TRUE, or FALSE when it is negated; null when a value must be compared. */
    private @org.jspecify.annotations.Nullable LogicalPlan matched(
            LogicalPlan plan, SubQuery question, boolean negated) {
        if (question.kind() == SubQuery.Kind.SCALAR
                || question.operands().stream().anyMatch(SubQueryRemoval::asks)) {
            return null;
        }
        LogicalPlan query = apply((LogicalPlan) question.query());
        int correlation = question.correlation() < 0 ? OWN_ROW : question.correlation();
        List<Expression> comparisons = comparisons(question, query, correlation);
        JoinType type = negated ? JoinType.ANTI : JoinType.SEMI;
        boolean unknown = comparisons.stream().anyMatch(each -> each.type().nullable());
        if (!negated || !unknown) {
            return joins.join(plan, Plans.filter(query, comparisons), correlation, type);
        }
        if (question.kind() == SubQuery.Kind.IN && comparisons.size() == 1 && question.correlation() < 0) {
            return notIn(plan, question, query, comparisons);
        }
        // a row for which the comparison is not FALSE stands in the way
        List<Expression> notFalse =
                List.of(Plans.call(Operation.IS_NOT_FALSE, false, Expressions.conjunction(comparisons)));
        return joins.join(plan, Plans.filter(query, notFalse), correlation, type);
    }

    /** Stands for the row of a sub-query that does not refer to it by itself. */
    private static final int OWN_ROW = Integer.MAX_VALUE;

    /** The comparisons of operands with the columns of a query, which refer to the row that has the operands. */
    private static List<Expression> comparisons(SubQuery question, LogicalPlan query, int correlation) {
        List<Expression> comparisons = new ArrayList<>();
        for (int i = 0; i < question.operands().size(); i++) {
            Expression operand = outer(question.operands().get(i), correlation);
            ColumnRef column = new ColumnRef(i, query.schema().type(i));
            Operation operation = java.util.Objects.requireNonNull(question.comparison());
            comparisons.add(Plans.comparison(operation, operand, column));
        }
        return comparisons;
    }

    private static Expression outer(Expression expression, int correlation) {
        return Expressions.rewrite(
                expression,
                part -> part instanceof ColumnRef column
                        ? new Outer(correlation, column.index(), column.type())
                        : part);
    }

    /**
     * NOT IN of a value or a query that may be NULL: no equal row, and no NULL on either side unless the query is empty. Whether
     * the query has a NULL is one row that seldom changes.
     */
    private LogicalPlan notIn(LogicalPlan plan, SubQuery question, LogicalPlan query, List<Expression> comparisons) {
        int width = plan.schema().size();
        LogicalPlan unmatched = joins.join(plan, Plans.filter(query, comparisons), OWN_ROW, JoinType.ANTI);
        LogicalPlan whole = Plans.join(unmatched, anyNull(query), JoinType.INNER, List.of());
        ColumnRef anyNull = new ColumnRef(width, whole.schema().type(width));
        Expression empty = Plans.call(Operation.IS_NULL, false, anyNull);
        Expression known = Plans.call(
                Operation.AND,
                false,
                Plans.call(Operation.IS_NOT_NULL, false, question.operands().get(0)),
                Plans.call(Operation.IS_FALSE, false, anyNull));
        LogicalPlan filtered = Plans.filter(whole, List.of(Plans.call(Operation.OR, false, empty, known)));
        return new LogicalPlan.Project(filtered, Expressions.identity(plan.schema()), plan.schema());
    }

    /** One row: whether the first column of a query has a NULL; NULL when there is no row at all. */
    private static LogicalPlan anyNull(LogicalPlan query) {
        Expression isNull = Plans.call(
                Operation.IS_NULL, false, new ColumnRef(0, query.schema().type(0)));
        return Plans.aggregate(Plans.project(query, List.of(isNull)), List.of(), List.of(Plans.some(0)));
    }

    private LogicalPlan join(LogicalPlan.Join join) {
        List<Expression> plain = new ArrayList<>();
        List<Expression> asking = new ArrayList<>();
        Expressions.conditions(join.condition()).forEach(each -> (asks(each) ? asking : plain).add(each));
        if (join.type() == JoinType.INNER) {
            LogicalPlan joined = new LogicalPlan.Join(
                    join.left(), join.right(), join.type(), Expressions.all(plain), join.time(), join.schema());
            return filter(joined, asking);
        }
        return outerJoin(join, plain, asking);
    }

    /** The answers that the condition of an outer join needs are computed beside the rows of the side they are about. */
    private LogicalPlan outerJoin(LogicalPlan.Join join, List<Expression> plain, List<Expression> asking) {
        int width = join.left().schema().size();
        int rightWidth = join.right().schema().size();
        Rows left = new Rows(join.left());
        Rows right = new Rows(join.right());
        List<Expression> resolvedLeft = new ArrayList<>();
        List<Expression> resolvedRight = new ArrayList<>();
        for (Expression condition : asking) {
            BitSet columns = readColumns(condition);
            if (columns.length() <= width) {
                resolvedLeft.add(left.condition(condition));
            } else if (columns.nextSetBit(0) >= width) {
                resolvedRight.add(right.condition(moved(condition, -width)));
            } else {
                throw notSupported(condition);
            }
        }
        int added = left.plan.schema().size() - width;
        List<Expression> conditions = new ArrayList<>(resolvedLeft);
        plain.forEach(each -> conditions.add(spread(each, width, added)));
        resolvedRight.forEach(each -> conditions.add(Expressions.shift(each, width + added)));
        LogicalPlan joined = new LogicalPlan.Join(
                left.plan,
                right.plan,
                join.type(),
                Expressions.all(conditions),
                join.time(),
                Plans.schema(left.plan, right.plan, join.type()));
        List<Expression> all = Expressions.identity(joined.schema());
        List<Expression> columns = new ArrayList<>(all.subList(0, width));
        if (!join.type().leftOnly()) {
            columns.addAll(all.subList(width + added, width + added + rightWidth));
        }
        return new LogicalPlan.Project(joined, columns, join.schema());
    }

    /** The columns of the row that a condition reads, within its sub-queries too. */
    private static BitSet readColumns(Expression condition) {
        BitSet columns = Expressions.columns(condition);
        Expressions.any(condition, part -> {
            if (part instanceof SubQuery question) {
                io.weir.planner.logical.Correlations.replace((LogicalPlan) question.query(), outer -> {
                    if (outer.correlation() == question.correlation()) {
                        columns.set(outer.index());
                    }
                    return outer;
                });
            }
            return false;
        });
        return columns;
    }

    private static Expression moved(Expression condition, int places) {
        return Expressions.rewrite(
                Expressions.shift(condition, places),
                part -> part instanceof SubQuery question
                        ? LogicalRewrite.withQuery(
                                question,
                                io.weir.planner.logical.Correlations.replace(
                                        (LogicalPlan) question.query(),
                                        outer -> outer.correlation() == question.correlation()
                                                ? new Outer(outer.correlation(), outer.index() + places, outer.type())
                                                : outer))
                        : part);
    }

    private static Expression spread(Expression condition, int width, int added) {
        return Expressions.rewrite(
                condition,
                part -> part instanceof ColumnRef column && column.index() >= width
                        ? new ColumnRef(column.index() + added, column.type())
                        : part);
    }

    /** Rows to which the answers of sub-queries are added as columns. */
    private final class Rows {
        private LogicalPlan plan;

        Rows(LogicalPlan plan) {
            this.plan = plan;
        }

        /** The expression with columns for its sub-queries. */
        Expression resolved(Expression expression) {
            return Expressions.rewrite(expression, part -> part instanceof SubQuery question ? answer(question) : part);
        }

        /** The same for a condition, of which it matters only whether it is TRUE. */
        Expression condition(Expression expression) {
            if (expression instanceof Call call
                    && (call.operation() == Operation.AND || call.operation() == Operation.OR)) {
                return new Call(
                        call.operation(),
                        call.arguments().stream().map(this::condition).toList(),
                        call.type(),
                        call.span());
            }
            boolean in = expression instanceof SubQuery question
                    && question.kind() == SubQuery.Kind.IN
                    && question.operands().stream().noneMatch(SubQueryRemoval::asks);
            return in
                    ? equalRow((SubQuery) expression, apply((LogicalPlan) ((SubQuery) expression).query()))
                    : resolved(expression);
        }

        private Expression answer(SubQuery question) {
            LogicalPlan query = apply((LogicalPlan) question.query());
            return switch (question.kind()) {
                case SCALAR -> scalar(query, question.correlation());
                case EXISTS -> exists(query, question.correlation());
                case IN -> question.operands().size() == 1 ? in(question, query) : some(question, query);
                case SOME -> some(question, query);
            };
        }

        /** A column for the one value of a query. */
        private ColumnRef scalar(LogicalPlan query, int correlation) {
            boolean one = uniqueness.isOneRow(query);
            boolean single = one || uniqueness.isUnique(query, List.of());
            LogicalPlan row = single ? query : singleValue(query);
            plan = joins.join(plan, row, correlation, one || !single ? JoinType.INNER : JoinType.LEFT);
            int last = plan.schema().size() - 1;
            return new ColumnRef(last, plan.schema().type(last));
        }

        private static LogicalPlan singleValue(LogicalPlan query) {
            AggregateCall value = new AggregateCall(
                    AggregateFunction.SINGLE_VALUE,
                    List.of(0),
                    false,
                    -1,
                    query.schema().type(0).withNullable(true),
                    query.schema().name(0));
            return Plans.aggregate(query, List.of(), List.of(value));
        }

        private Expression exists(LogicalPlan query, int correlation) {
            LogicalPlan marked = Plans.project(query, List.of(Expressions.TRUE));
            LogicalPlan any = Plans.aggregate(marked, List.of(), List.of(Plans.some(0)));
            return Plans.call(Operation.IS_NOT_NULL, false, scalar(any, correlation));
        }

        /** Whether there is a row of which it is TRUE that it is equal. */
        private Expression equalRow(SubQuery question, LogicalPlan query) {
            int correlation = question.correlation() < 0 ? OWN_ROW : question.correlation();
            return exists(Plans.filter(query, comparisons(question, query, correlation)), correlation);
        }

        /** TRUE with an equal row; else NULL when a NULL is compared, unless there is no row; else FALSE. */
        private Expression in(SubQuery question, LogicalPlan query) {
            Expression found = equalRow(question, query);
            if (!question.type().nullable()) {
                return found;
            }
            ColumnRef anyNull = scalar(anyNull(query), question.correlation());
            Expression unknown = Plans.call(
                    Operation.OR,
                    false,
                    Plans.call(Operation.IS_TRUE, false, anyNull),
                    Plans.call(
                            Operation.AND,
                            false,
                            Plans.call(Operation.IS_NOT_NULL, false, anyNull),
                            Plans.call(
                                    Operation.IS_NULL,
                                    false,
                                    question.operands().get(0))));
            return Answers.of(found, unknown);
        }

        /** TRUE when a comparison is; else NULL when one is NULL; else FALSE. */
        private Expression some(SubQuery question, LogicalPlan query) {
            int correlation = question.correlation() < 0 ? OWN_ROW : question.correlation();
            Expression all = Expressions.conjunction(comparisons(question, query, correlation));
            LogicalPlan compared = Plans.project(query, List.of(all, Plans.call(Operation.IS_NULL, false, all)));
            LogicalPlan totals = Plans.aggregate(compared, List.of(), List.of(Plans.some(0), Plans.some(1)));
            plan = joins.join(plan, totals, correlation, JoinType.INNER);
            int last = plan.schema().size() - 1;
            ColumnRef found = new ColumnRef(last - 1, plan.schema().type(last - 1));
            ColumnRef unknown = new ColumnRef(last, plan.schema().type(last));
            return Answers.of(
                    Plans.call(Operation.IS_TRUE, false, found), Plans.call(Operation.IS_TRUE, false, unknown));
        }
    }
}
