// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.functions.Widening;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.query.Spans;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

/** Makes sub-queries in expressions, and tells which outer row a reference means. */
final class SubQueryTranslator implements ExpressionTranslator.SubQueries {
    private final Function<RelNode, LogicalPlan> planner;
    private final ZoneId zone;
    private final IntSupplier numbers;
    private final Map<CorrelationId, Integer> known = new HashMap<>();

    /** The rows that are bound where an expression is translated, the innermost first. */
    private final Deque<Set<Integer>> bound = new ArrayDeque<>();

    SubQueryTranslator(Function<RelNode, LogicalPlan> planner, ZoneId zone, IntSupplier numbers) {
        this.planner = planner;
        this.zone = zone;
        this.numbers = numbers;
    }

    @Override
    public int number(CorrelationId id) {
        return known.computeIfAbsent(id, any -> numbers.getAsInt());
    }

    /** Translates the expressions of a node, whose row sub-queries may refer to. */
    <T> T within(RelNode node, Supplier<T> translation) {
        Set<Integer> own = new TreeSet<>();
        node.getVariablesSet().forEach(id -> own.add(number(id)));
        bound.push(own);
        try {
            return translation.get();
        } finally {
            bound.pop();
        }
    }

    /** Translates the right side of a correlation, which may refer to the left row. */
    <T> T within(int number, Supplier<T> translation) {
        bound.push(Set.of(number));
        try {
            return translation.get();
        } finally {
            bound.pop();
        }
    }

    @Override
    public Expression translate(RexSubQuery query, List<Expression> operands) {
        LogicalPlan plan = planner.apply(query.rel);
        Set<Integer> own = Correlations.free(plan);
        bound.stream().skip(1).forEach(own::removeAll);
        int correlation = own.isEmpty() ? -1 : own.iterator().next();
        if (own.size() > 1) {
            // several names of the same row
            plan = Correlations.replace(
                    plan,
                    outer -> own.contains(outer.correlation())
                            ? new Outer(correlation, outer.index(), outer.type())
                            : outer);
        }
        List<Expression> compared = new ArrayList<>(operands);
        SubQuery.Kind kind = switch (query.getKind()) {
            case EXISTS -> SubQuery.Kind.EXISTS;
            case SCALAR_QUERY -> SubQuery.Kind.SCALAR;
            case IN -> SubQuery.Kind.IN;
            case SOME -> SubQuery.Kind.SOME;
            default ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("%s of a query is not supported yet", query.getKind())
                        .at(Spans.of(query.getParserPosition()))
                        .hint("EXISTS, IN, SOME, ALL and queries of one value work.")
                        .toException();
        };
        boolean compares = kind == SubQuery.Kind.IN || kind == SubQuery.Kind.SOME;
        if (compares) {
            plan = comparable(plan, compared, query);
        }
        return new SubQuery(
                kind,
                plan,
                compared,
                comparison(query),
                correlation,
                type(kind, plan.schema(), compared),
                Spans.of(query.getParserPosition()));
    }

    private static @Nullable Operation comparison(RexSubQuery query) {
        return switch (query.getKind()) {
            case IN -> Operation.EQUAL;
            case SOME -> ExpressionTranslator.operation(((SqlQuantifyOperator) query.getOperator()).comparisonKind);
            default -> null;
        };
    }

    private static DataType type(SubQuery.Kind kind, Schema schema, List<Expression> operands) {
        return switch (kind) {
            case EXISTS -> DataType.bool().withNullable(false);
            case SCALAR -> schema.type(0).withNullable(true);
            case IN, SOME ->
                DataType.bool()
                        .withNullable(
                                operands.stream().anyMatch(each -> each.type().nullable())
                                        || schema.types().stream().anyMatch(DataType::nullable));
        };
    }

    /** The query and the operands in types that can be compared. */
    private LogicalPlan comparable(LogicalPlan plan, List<Expression> operands, RexSubQuery query) {
        List<Expression> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < operands.size(); i++) {
            DataType given = operands.get(i).type();
            DataType found = plan.schema().type(i);
            DataType common = Widening.common(given, found)
                    .orElseThrow(() -> SqlException.report(ErrorCode.TYPE_MISMATCH)
                            .says("%s and %s cannot be compared", given.sql(), found.sql())
                            .at(Spans.of(query.getParserPosition()))
                            .hint("Convert one of them with CAST(... AS type).")
                            .toException());
            operands.set(i, Casts.to(operands.get(i), common, zone.getId()));
            Expression column = Casts.to(new ColumnRef(i, found), common, zone.getId());
            same &= column instanceof ColumnRef;
            columns.add(column);
            fields.add(new Field(plan.schema().name(i), column.type()));
        }
        return same ? plan : new LogicalPlan.Project(plan, columns, new Schema(fields));
    }
}
