// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.ConstantFolder;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what does not depend on the row, where that succeeds, and drops what TRUE and FALSE decide: FALSE AND x is
 * FALSE whatever x is, an error too.
 */
final class FoldConstants implements Rule {
    private final Nature nature;
    private final ConstantFolder folder;

    FoldConstants(Nature nature, ConstantFolder folder) {
        this.nature = nature;
        this.folder = folder;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (node instanceof LogicalPlan.Filter filter) {
            Expression condition = fold(filter.condition());
            if (isLiteral(condition, true)) {
                return filter.input();
            }
            return condition.equals(filter.condition()) ? node : new LogicalPlan.Filter(filter.input(), condition);
        }
        if (node instanceof LogicalPlan.Join join) {
            Expression condition = fold(join.condition());
            return condition.equals(join.condition())
                    ? node
                    : new LogicalPlan.Join(
                            join.left(), join.right(), join.type(), condition, join.time(), join.schema());
        }
        if (node instanceof LogicalPlan.Project project) {
            List<Expression> folded = new ArrayList<>();
            for (Expression expression : project.expressions()) {
                folded.add(fold(expression));
            }
            return folded.equals(project.expressions())
                    ? node
                    : new LogicalPlan.Project(project.input(), folded, project.schema());
        }
        return node;
    }

    private Expression fold(Expression expression) {
        return Expressions.rewrite(expression, this::foldOne);
    }

    /** Folds an expression whose parts are folded. */
    private Expression foldOne(Expression expression) {
        if (expression instanceof Call call) {
            Expression decided = switch (call.operation()) {
                case AND -> decide(call, false);
                case OR -> decide(call, true);
                case COALESCE -> isDecided(call) ? call.arguments().get(0) : null;
                default -> null;
            };
            if (decided != null) {
                return decided;
            }
        }
        if (expression instanceof Case choice) {
            return choose(choice);
        }
        boolean computed =
                expression instanceof Call || expression instanceof FunctionCall || expression instanceof Cast;
        boolean constant = computed
                && Expressions.parts(expression).stream().allMatch(part -> part instanceof Literal)
                && nature.isDeterministic(expression);
        if (!constant) {
            return expression;
        }
        return folder.fold(expression).<Expression>map(literal -> literal).orElse(expression);
    }

    /**
     * AND without its TRUE parts, or FALSE if one part is; OR the other way round. Null when nothing changes.
     *
     * @param decisive the value that decides: FALSE for AND, TRUE for OR
     */
    private static @Nullable Expression decide(Call call, boolean decisive) {
        List<Expression> kept = new ArrayList<>();
        for (Expression part : call.arguments()) {
            if (isLiteral(part, decisive)) {
                return literal(decisive, call.type());
            }
            if (!isLiteral(part, !decisive)) {
                kept.add(part);
            }
        }
        if (kept.size() == call.arguments().size()) {
            return null;
        }
        if (kept.isEmpty()) {
            return literal(!decisive, call.type());
        }
        Expression rest = kept.size() == 1 ? kept.get(0) : new Call(call.operation(), kept, call.type(), call.span());
        return rest.type().nullable() == call.type().nullable() ? rest : null;
    }

    /** COALESCE of what is never NULL is that. */
    private static boolean isDecided(Call call) {
        return !call.arguments().get(0).type().nullable()
                && call.arguments().get(0).type().equals(call.type());
    }

    private static Literal literal(boolean value, DataType type) {
        return new Literal(value, type);
    }

    private static boolean isLiteral(Expression expression, boolean value) {
        return expression instanceof Literal literal && literal.value() instanceof Boolean is && is == value;
    }

    /** CASE without branches that are never taken, or after one that always is. */
    private static Expression choose(Case choice) {
        List<Branch> kept = new ArrayList<>();
        Expression otherwise = choice.otherwise();
        for (Branch branch : choice.branches()) {
            if (isLiteral(branch.condition(), true)) {
                otherwise = branch.result();
                break;
            }
            boolean never = branch.condition() instanceof Literal;
            if (!never) {
                kept.add(branch);
            }
        }
        if (kept.isEmpty()) {
            return otherwise.type().equals(choice.type()) ? otherwise : choice;
        }
        return kept.size() == choice.branches().size() && otherwise.equals(choice.otherwise())
                ? choice
                : new Case(kept, otherwise, choice.type());
    }
}
