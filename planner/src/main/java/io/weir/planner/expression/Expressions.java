// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.expression;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks over and rewrites of expressions. */
public final class Expressions {
    public static final Literal TRUE = new Literal(true, DataType.bool().withNullable(false));

    private Expressions() {}

    /** The parts an expression is directly made of. */
    public static List<Expression> parts(Expression expression) {
        if (expression instanceof Call call) {
            return call.arguments();
        } else if (expression instanceof FunctionCall call) {
            return call.arguments();
        } else if (expression instanceof Cast cast) {
            return List.of(cast.input());
        } else if (expression instanceof Case choice) {
            return Stream.concat(
                            choice.branches().stream()
                                    .flatMap(branch -> Stream.of(branch.condition(), branch.result())),
                            Stream.of(choice.otherwise()))
                    .toList();
        } else if (expression instanceof SubQuery query) {
            return query.operands();
        }
        return List.of();
    }

    /** The expression with each part rewritten, the innermost first. */
    public static Expression rewrite(Expression expression, UnaryOperator<Expression> each) {
        if (expression instanceof Call call) {
            return each.apply(new Call(call.operation(), rewrite(call.arguments(), each), call.type(), call.span()));
        } else if (expression instanceof FunctionCall call) {
            return each.apply(
                    new FunctionCall(call.function(), rewrite(call.arguments(), each), call.type(), call.span()));
        } else if (expression instanceof Cast cast) {
            return each.apply(
                    new Cast(rewrite(cast.input(), each), cast.safe(), cast.zone(), cast.type(), cast.span()));
        } else if (expression instanceof Case choice) {
            List<Branch> branches = choice.branches().stream()
                    .map(branch -> new Branch(rewrite(branch.condition(), each), rewrite(branch.result(), each)))
                    .toList();
            return each.apply(new Case(branches, rewrite(choice.otherwise(), each), choice.type()));
        } else if (expression instanceof SubQuery query) {
            return each.apply(new SubQuery(
                    query.kind(),
                    query.query(),
                    rewrite(query.operands(), each),
                    query.comparison(),
                    query.correlation(),
                    query.type(),
                    query.span()));
        }
        return each.apply(expression);
    }

    public static List<Expression> rewrite(List<Expression> expressions, UnaryOperator<Expression> each) {
        return expressions.stream().map(expression -> rewrite(expression, each)).toList();
    }

    /** Whether the expression or a part of it is such. */
    public static boolean any(Expression expression, Predicate<Expression> such) {
        return such.test(expression) || parts(expression).stream().anyMatch(part -> any(part, such));
    }

    /** The input columns that are read. */
    public static BitSet columns(Expression expression) {
        BitSet columns = new BitSet();
        addColumns(expression, columns);
        return columns;
    }

    /** Adds the input columns that are read. */
    public static void addColumns(Expression expression, BitSet columns) {
        if (expression instanceof ColumnRef column) {
            columns.set(column.index());
        }
        parts(expression).forEach(part -> addColumns(part, columns));
    }

    /** The expression with its columns replaced by what they are computed from. */
    public static Expression substitute(Expression expression, List<Expression> columns) {
        return rewrite(expression, part -> part instanceof ColumnRef column ? columns.get(column.index()) : part);
    }

    /** The expression with other indexes of its columns: {@code indexes[old]} is the new one. */
    public static Expression renumber(Expression expression, int[] indexes) {
        return rewrite(
                expression,
                part -> part instanceof ColumnRef column
                        ? new ColumnRef(indexes[column.index()], column.type())
                        : part);
    }

    /** The expression without places in the text: equal for expressions that mean the same. */
    public static Expression withoutSpans(Expression expression) {
        return rewrite(expression, part -> {
            if (part instanceof Call call) {
                return new Call(call.operation(), call.arguments(), call.type(), null);
            } else if (part instanceof FunctionCall call) {
                return new FunctionCall(call.function(), call.arguments(), call.type(), null);
            } else if (part instanceof Cast cast) {
                return new Cast(cast.input(), cast.safe(), cast.zone(), cast.type(), null);
            } else if (part instanceof SubQuery query) {
                return new SubQuery(
                        query.kind(),
                        query.query(),
                        query.operands(),
                        query.comparison(),
                        query.correlation(),
                        query.type(),
                        null);
            }
            return part;
        });
    }

    /** Where an expression stands in the text: its own place or that of its first part that has one. */
    public static @Nullable SourceSpan span(Expression expression) {
        SourceSpan own = expression instanceof Call call
                ? call.span()
                : expression instanceof FunctionCall function
                        ? function.span()
                        : expression instanceof Cast cast
                                ? cast.span()
                                : expression instanceof SubQuery query ? query.span() : null;
        if (own != null) {
            return own;
        }
        for (Expression part : parts(expression)) {
            SourceSpan span = span(part);
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    /** What must all hold for a condition to hold. */
    public static List<Expression> conjuncts(Expression condition) {
        return condition instanceof Call call && call.operation() == Operation.AND
                ? call.arguments().stream()
                        .flatMap(part -> conjuncts(part).stream())
                        .toList()
                : List.of(condition);
    }

    /** The condition that all of some conditions hold; there is at least one. */
    public static Expression conjunction(List<Expression> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        boolean nullable = conditions.stream().anyMatch(each -> each.type().nullable());
        return new Call(Operation.AND, conditions, DataType.bool().withNullable(nullable), null);
    }

    /** A reference to each column. */
    public static List<Expression> identity(Schema schema) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(new ColumnRef(i, schema.type(i)));
        }
        return columns;
    }

    /** The condition that all of some conditions hold, TRUE when there are none. */
    public static Expression all(List<Expression> conditions) {
        return conditions.isEmpty() ? TRUE : conjunction(conditions);
    }

    /** What must all hold for a condition to hold; nothing for TRUE. */
    public static List<Expression> conditions(Expression condition) {
        return conjuncts(condition).stream().filter(part -> !isTrue(part)).toList();
    }

    /** Whether an expression is the literal TRUE. */
    public static boolean isTrue(Expression expression) {
        return expression instanceof Literal literal && Boolean.TRUE.equals(literal.value());
    }

    /** The expression with its columns so many places further. */
    public static Expression shift(Expression expression, int places) {
        return rewrite(
                expression,
                part -> part instanceof ColumnRef column
                        ? new ColumnRef(column.index() + places, column.type())
                        : part);
    }

    /** Whether the expressions are just the columns of a row of so many, in order. */
    public static boolean isIdentity(List<Expression> expressions, int width) {
        if (expressions.size() != width) {
            return false;
        }
        for (int i = 0; i < width; i++) {
            if (!(expressions.get(i) instanceof ColumnRef column) || column.index() != i) {
                return false;
            }
        }
        return true;
    }
}
