// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.Predicate.Comparison;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a scan which of its rows the filter above wants, so that a reader may leave out others. Not where the table's
 * watermark is used: rows that are left out move it too; nor where a row that is not wanted takes the place of one that was.
 */
final class ScanPredicates {
    static final String NAME = "ScanPredicates";

    private ScanPredicates() {}

    static PhysicalPlan extract(PhysicalPlan plan) {
        return PhysicalRewrite.nodes(plan, ScanPredicates::apply);
    }

    private static PhysicalPlan apply(PhysicalPlan node) {
        if (!(node instanceof PhysicalPlan.Filter filter)
                || !(filter.input() instanceof PhysicalPlan.Scan scan)
                || scan.watermark() != null
                || scan.changes() == ChangeMode.UPSERT) {
            return node;
        }
        List<Predicate> predicates = new ArrayList<>(scan.predicates());
        for (Expression part : Expressions.conjuncts(filter.condition())) {
            predicate(part, scan).ifPresent(predicates::add);
        }
        PhysicalPlan.Scan informed = new PhysicalPlan.Scan(
                scan.table(),
                scan.columns(),
                predicates.stream().distinct().toList(),
                scan.watermark(),
                scan.idleTimeoutMicros(),
                scan.onError(),
                scan.changes(),
                scan.schema());
        return new PhysicalPlan.Filter(informed, filter.condition());
    }

    private static Optional<Predicate> predicate(Expression part, PhysicalPlan.Scan scan) {
        if (!(part instanceof Call call)) {
            return Optional.empty();
        }
        if (call.operation() == Operation.IS_TRUE) {
            return predicate(call.arguments().get(0), scan);
        }
        return comparison(call.operation()).flatMap(comparison -> {
            Expression a = call.arguments().get(0);
            Expression b = call.arguments().get(1);
            if (a instanceof ColumnRef column && b instanceof Literal literal) {
                return predicate(column, comparison, literal, scan);
            }
            return a instanceof Literal literal && b instanceof ColumnRef column
                    ? predicate(column, turned(comparison), literal, scan)
                    : Optional.empty();
        });
    }

    private static Optional<Predicate> predicate(
            ColumnRef column, Comparison comparison, Literal literal, PhysicalPlan.Scan scan) {
        Object value = literal.value();
        boolean plain = switch (column.type().kind()) {
            case ROW, ARRAY, MAP, VARBINARY, NULL -> false;
            default -> column.type().kind() == literal.type().kind();
        };
        boolean sameScale = column.type().kind() != TypeKind.DECIMAL
                || column.type().withNullable(true).equals(literal.type().withNullable(true));
        return value == null || !plain || !sameScale
                ? Optional.empty()
                : Optional.of(new Predicate(scan.columns().get(column.index()), comparison, value));
    }

    private static Optional<Comparison> comparison(Operation operation) {
        return switch (operation) {
            case EQUAL -> Optional.of(Comparison.EQUAL);
            case NOT_EQUAL -> Optional.of(Comparison.NOT_EQUAL);
            case LESS -> Optional.of(Comparison.LESS);
            case LESS_OR_EQUAL -> Optional.of(Comparison.LESS_OR_EQUAL);
            case GREATER -> Optional.of(Comparison.GREATER);
            case GREATER_OR_EQUAL -> Optional.of(Comparison.GREATER_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    /** The comparison with its sides exchanged. */
    private static Comparison turned(Comparison comparison) {
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> comparison;
            case LESS -> Comparison.GREATER;
            case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case GREATER -> Comparison.LESS;
            case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
        };
    }
}
