// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The expressions that an expression is made of. */
final class Parts {
    /** Wider calls are split into calls of calls, which mean the same. */
    private static final int WIDTH_MAX = 16;

    private Parts() {}

    /** Those that are computed; literals of a list or the index of a field are not. */
    static List<Expression> of(Expression expression) {
        if (expression instanceof Call call) {
            return switch (call.operation()) {
                case IN, FIELD, REQUIRE_LENGTH -> call.arguments().subList(0, 1);
                default -> call.arguments();
            };
        } else if (expression instanceof FunctionCall call) {
            return call.arguments();
        } else if (expression instanceof Cast cast) {
            return List.of(cast.input());
        } else if (expression instanceof Case choice) {
            List<Expression> parts = new ArrayList<>();
            for (Branch branch : choice.branches()) {
                parts.add(branch.condition());
                parts.add(branch.result());
            }
            parts.add(choice.otherwise());
            return parts;
        }
        return List.of();
    }

    /** The same expression without calls that are too wide for one method. */
    static Expression narrowed(Expression expression) {
        if (expression instanceof Call call) {
            List<Expression> arguments = narrowed(call.arguments());
            return switch (call.operation()) {
                case AND, OR, COALESCE -> narrowed(new Call(call.operation(), arguments, call.type(), call.span()));
                default -> new Call(call.operation(), arguments, call.type(), call.span());
            };
        } else if (expression instanceof FunctionCall call) {
            return new FunctionCall(call.function(), narrowed(call.arguments()), call.type(), call.span());
        } else if (expression instanceof Cast cast) {
            return new Cast(narrowed(cast.input()), cast.safe(), cast.zone(), cast.type(), cast.span());
        } else if (expression instanceof Case choice) {
            List<Branch> branches = choice.branches().stream()
                    .map(branch -> new Branch(narrowed(branch.condition()), narrowed(branch.result())))
                    .toList();
            return narrowed(new Case(branches, narrowed(choice.otherwise()), choice.type()));
        }
        return expression;
    }

    private static List<Expression> narrowed(List<Expression> expressions) {
        UnaryOperator<Expression> each = part -> part instanceof Literal ? part : narrowed(part);
        return expressions.stream().map(each).toList();
    }

    /** {@code and(a, b, c, d)} is {@code and(and(a, b), and(c, d))}; so are OR and COALESCE. */
    private static Call narrowed(Call call) {
        List<Expression> arguments = call.arguments();
        while (arguments.size() > WIDTH_MAX) {
            List<Expression> fewer = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i += WIDTH_MAX) {
                List<Expression> some = arguments.subList(i, Math.min(i + WIDTH_MAX, arguments.size()));
                fewer.add(some.size() == 1 ? some.get(0) : new Call(call.operation(), some, call.type(), call.span()));
            }
            arguments = fewer;
        }
        return new Call(call.operation(), arguments, call.type(), call.span());
    }

    /** Later branches become a CASE in the place of ELSE. */
    private static Case narrowed(Case choice) {
        List<Branch> branches = choice.branches();
        Expression otherwise = choice.otherwise();
        int from = branches.size();
        while (from > WIDTH_MAX) {
            otherwise = new Case(branches.subList(from - WIDTH_MAX, from), otherwise, choice.type());
            from -= WIDTH_MAX;
        }
        return new Case(branches.subList(0, from), otherwise, choice.type());
    }
}
