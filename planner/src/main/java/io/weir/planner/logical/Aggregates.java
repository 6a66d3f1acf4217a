// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.query.Spans;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.core.Aggregate.Group;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Makes aggregations; one with several grouping sets is the union of one for each set. */
final class Aggregates {
    private final ZoneId zone;
    private final JsonTexts json;

    Aggregates(ZoneId zone, JsonTexts json) {
        this.zone = zone;
        this.json = json;
    }

    LogicalPlan plan(LogicalAggregate aggregate, LogicalPlan input) {
        boolean groupings = aggregate.getAggCallList().stream().anyMatch(Aggregates::asksForGrouping);
        if (aggregate.getGroupType() == Group.SIMPLE && !groupings) {
            return of(aggregate, aggregate.getGroupSet(), input);
        }
        Schema schema = DataTypes.schema(aggregate.getRowType());
        List<LogicalPlan> parts = new ArrayList<>();
        for (ImmutableBitSet keys : aggregate.getGroupSets()) {
            parts.add(part(aggregate, keys, input, schema));
        }
        return parts.size() == 1 ? parts.get(0) : new LogicalPlan.Union(parts, true, schema);
    }

    private static boolean asksForGrouping(org.apache.calcite.rel.core.AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.GROUPING || kind == SqlKind.GROUPING_ID;
    }

    private LogicalPlan of(LogicalAggregate aggregate, ImmutableBitSet group, LogicalPlan input) {
        Schema schema = DataTypes.schema(aggregate.getRowType());
        int width = aggregate.getGroupSet().cardinality();
        List<Integer> keys = group.asList();
        List<Field> fields = new ArrayList<>();
        for (int key : keys) {
            int place = aggregate.getGroupSet().indexOf(key);
            fields.add(new Field(schema.name(place), input.schema().type(key)));
        }
        List<AggregateCall> calls = new ArrayList<>();
        Arguments arguments = new Arguments(input);
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            org.apache.calcite.rel.core.AggregateCall call =
                    aggregate.getAggCallList().get(i);
            if (!asksForGrouping(call)) {
                Field column = schema.columns().get(width + i);
                // over a group that may be empty
                boolean nullable = column.type().nullable() || (keys.isEmpty() && isNullOfNothing(call));
                Field field = new Field(column.name(), column.type().withNullable(nullable));
                calls.add(arguments.in(call(call, field, input.schema())));
                fields.add(field);
            }
        }
        LogicalPlan below = arguments.input();
        return new LogicalPlan.Aggregate(below, keys, WindowColumns.keys(below, keys), calls, new Schema(fields));
    }

    /** The input with further columns: the arguments of statistics as DOUBLEs, those of JSON aggregates as JSON texts. */
    private final class Arguments {
        private final LogicalPlan input;
        private final List<Expression> columns;
        private final List<Field> fields;

        Arguments(LogicalPlan input) {
            this.input = input;
            this.columns = new ArrayList<>(LogicalPlanner.columns(input.schema()));
            this.fields = new ArrayList<>(input.schema().columns());
        }

        AggregateCall in(AggregateCall call) {
            if (call.function().takesDoubles()) {
                return with(call, this::inDouble);
            }
            return call.function().takesJson() ? with(call, this::inJson) : call;
        }

        private AggregateCall with(AggregateCall call, IntUnaryOperator place) {
            return new AggregateCall(
                    call.function(),
                    call.arguments().stream().map(place::applyAsInt).toList(),
                    call.distinct(),
                    call.filter(),
                    call.order(),
                    call.ignoreNulls(),
                    call.type(),
                    call.name());
        }

        private int inDouble(int argument) {
            DataType type = input.schema().type(argument);
            if (type.kind() == TypeKind.DOUBLE) {
                return argument;
            }
            DataType wanted = DataType.doubling().withNullable(type.nullable());
            return add(Casts.to(new ColumnRef(argument, type), wanted, zone.getId()), "$double");
        }

        private int inJson(int argument) {
            return add(json.of(new ColumnRef(argument, input.schema().type(argument))), "$json");
        }

        private int add(Expression column, String name) {
            columns.add(column);
            fields.add(new Field(name + fields.size(), column.type()));
            return fields.size() - 1;
        }

        LogicalPlan input() {
            return fields.size() == input.schema().size()
                    ? input
                    : new LogicalPlan.Project(input, columns, new Schema(fields));
        }
    }

    private static boolean isNullOfNothing(org.apache.calcite.rel.core.AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case COUNT, SUM0 -> false;
            default ->
                !call.getAggregation().getName().equals("APPROX_COUNT_DISTINCT")
                        && !call.getAggregation().getName().equals("REGR_COUNT");
        };
    }

    /** The totals of one grouping set, with the columns of all. */
    private LogicalPlan part(LogicalAggregate aggregate, ImmutableBitSet group, LogicalPlan input, Schema schema) {
        LogicalPlan totals = of(aggregate, group, input);
        List<Expression> columns = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            DataType type = schema.type(columns.size());
            columns.add(
                    group.get(key)
                            ? new ColumnRef(group.indexOf(key), totals.schema().type(group.indexOf(key)))
                            : new Literal(null, type.withNullable(true)));
        }
        int next = group.cardinality();
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (asksForGrouping(call)) {
                columns.add(grouping(call, group, schema.type(columns.size())));
            } else {
                columns.add(new ColumnRef(next, totals.schema().type(next)));
                next++;
            }
        }
        List<Expression> typed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            typed.add(Casts.to(columns.get(i), schema.type(i), zone.getId()));
        }
        return new LogicalPlan.Project(totals, typed, schema);
    }

    /** A bit for each argument, the last the lowest: 1 when the set does not group by it. */
    private static Literal grouping(
            org.apache.calcite.rel.core.AggregateCall call, ImmutableBitSet group, DataType type) {
        long bits = 0;
        for (int argument : call.getArgList()) {
            bits = bits << 1 | (group.get(argument) ? 0 : 1);
        }
        return new Literal(type.kind() == TypeKind.BIGINT ? (Object) bits : (Object) (int) bits, type);
    }

    private static AggregateCall call(org.apache.calcite.rel.core.AggregateCall call, Field column, Schema input) {
        AggregateFunction function = AggregateCalls.function(call.getAggregation(), Spans.of(call.getParserPosition()));
        for (int argument : call.getArgList()) {
            boolean comparesMaps = function != AggregateFunction.ARRAY_AGG
                    && (function != AggregateFunction.COUNT || call.isDistinct());
            if (input.type(argument).kind() == TypeKind.MAP && comparesMaps) {
                throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("%s of a MAP does not exist", function)
                        .at(Spans.of(call.getParserPosition()))
                        .toException();
            }
        }
        return new AggregateCall(
                function,
                call.getArgList(),
                call.isDistinct(),
                call.filterArg,
                keys(call.getCollation()),
                call.ignoreNulls(),
                column.type(),
                column.name());
    }

    /** Keys of an order; NULL is the least value unless the statement says otherwise. */
    static List<SortKey> keys(RelCollation collation) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation field : collation.getFieldCollations()) {
            boolean descending = field.direction.isDescending();
            boolean nullsFirst = field.nullDirection == NullDirection.UNSPECIFIED
                    ? !descending
                    : field.nullDirection == NullDirection.FIRST;
            keys.add(new SortKey(field.getFieldIndex(), descending, nullsFirst));
        }
        return keys;
    }
}
