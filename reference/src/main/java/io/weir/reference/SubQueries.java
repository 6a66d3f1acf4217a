// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.ErrorCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the rows of a query say, with SQL's three truth values. */
final class SubQueries {
    private SubQueries() {}

    static @Nullable Object value(SubQuery query, List<@Nullable Object> operands, ZSet rows) {
        return switch (query.kind()) {
            case EXISTS -> !rows.isEmpty();
            case SCALAR -> scalar(rows);
            case IN -> some(Operation.EQUAL, operands, rows);
            case SOME -> some(Objects.requireNonNull(query.comparison()), operands, rows);
        };
    }

    private static @Nullable Object scalar(ZSet rows) {
        if (rows.deltas().stream().mapToLong(Delta::weight).sum() > 1) {
            throw new RowFailure(ErrorCode.CARDINALITY);
        }
        return rows.isEmpty() ? null : rows.deltas().get(0).row().get(0);
    }

    /** TRUE if some comparison is, else NULL if some is, else FALSE. */
    private static @Nullable Boolean some(Operation comparison, List<@Nullable Object> operands, ZSet rows) {
        boolean anyNull = false;
        for (Delta delta : rows.deltas()) {
            Boolean holds = true;
            for (int i = 0; i < operands.size(); i++) {
                holds = and(
                        holds, compare(comparison, operands.get(i), delta.row().get(i)));
            }
            if (holds == null) {
                anyNull = true;
            } else if (holds) {
                return true;
            }
        }
        return anyNull ? null : false;
    }

    private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
        if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
            return false;
        }
        return a == null || b == null ? null : true;
    }

    private static @Nullable Boolean compare(Operation comparison, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return null;
        }
        int order = Canonical.compare(a, b);
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalStateException(comparison.name());
        };
    }
}
