// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import static java.util.Objects.requireNonNull;

import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Function;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.query.AggregateOperator;
import io.weir.planner.query.Spans;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes functions over frames of a projection.
 *
 * <pre>
 *   Project(f OVER a, g OVER b, x)   =>   Project       the columns of the projection
 *     input                                 Over b
 *                                             Over a    one for all functions with the same partitions and order
 *                                               Project the columns that are used, and arguments that are computed
 *                                                 input
 * </pre>
 */
final class Overs {
    private final ExpressionTranslator expressions;
    private final OverTimes times;
    private final ZoneId zone;

    Overs(ExpressionTranslator expressions, OverTimes times, ZoneId zone) {
        this.expressions = expressions;
        this.times = times;
        this.zone = zone;
    }

    LogicalPlan plan(LogicalProject project, LogicalPlan input) {
        return new Projection(project, input).plan();
    }

    /** Partitions and order of a function. */
    private record Order(List<Integer> partition, List<SortKey> order) {}

    private final class Projection {
        private final LogicalProject project;
        private final LogicalPlan input;

        /** What the functions read: columns of the input, then what is computed for them. */
        private final List<Expression> read = new ArrayList<>();

        private final Map<Order, List<OverCall>> calls = new LinkedHashMap<>();

        /** By call where its function is: the order, and the place among its calls. */
        private final Map<RexOver, Map.Entry<Order, Integer>> places = new HashMap<>();

        Projection(LogicalProject project, LogicalPlan input) {
            this.project = project;
            this.input = input;
        }

        LogicalPlan plan() {
            addColumns();
            project.getProjects()
                    .forEach(each -> each.accept(new RexShuttle() {
                        @Override
                        public RexNode visitOver(RexOver over) {
                            add(over);
                            return over;
                        }
                    }));
            Schema schema = readSchema();
            LogicalPlan plan = Expressions.isIdentity(read, input.schema().size())
                    ? input
                    : new LogicalPlan.Project(input, read, schema);
            Map<Order, Integer> firsts = new HashMap<>();
            Set<String> names = new HashSet<>(schema.names());
            for (Map.Entry<Order, List<OverCall>> each : calls.entrySet()) {
                firsts.put(each.getKey(), plan.schema().size());
                plan = over(plan, each.getKey(), each.getValue(), names);
            }
            return result(plan, firsts);
        }

        /** The input columns that are read, in their order. */
        private void addColumns() {
            BitSet used = new BitSet();
            if (RexUtil.SubQueryFinder.containsSubQuery(project)) {
                // a sub-query may refer to any column, by its index
                used.set(0, input.schema().size());
            }
            RexShuttle columns = new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    used.set(ref.getIndex());
                    return ref;
                }
            };
            project.getProjects().forEach(each -> each.accept(columns));
            used.stream()
                    .forEach(column ->
                            read.add(new ColumnRef(column, input.schema().type(column))));
        }

        private int place(Expression expression) {
            Expression plain = Expressions.withoutSpans(expression);
            for (int i = 0; i < read.size(); i++) {
                if (Expressions.withoutSpans(read.get(i)).equals(plain)) {
                    return i;
                }
            }
            read.add(expression);
            return read.size() - 1;
        }

        private Schema readSchema() {
            List<Field> fields = new ArrayList<>();
            Set<String> names = new HashSet<>(input.schema().names());
            for (int i = 0; i < read.size(); i++) {
                Expression expression = read.get(i);
                String name = expression instanceof ColumnRef column
                        ? input.schema().name(column.index())
                        : fresh("expression" + i, names);
                fields.add(new Field(name, expression.type()));
            }
            return new Schema(fields);
        }

        private void add(RexOver over) {
            if (places.containsKey(over)) {
                return;
            }
            RexWindow window = over.getWindow();
            SourceSpan span = Spans.of(over.getParserPosition());
            List<Integer> partition = new ArrayList<>();
            for (RexNode key : window.partitionKeys) {
                int column = place(expressions.translate(key));
                if (!partition.contains(column)) {
                    partition.add(column);
                }
            }
            List<SortKey> order = new ArrayList<>();
            for (RexFieldCollation key : window.orderKeys) {
                boolean descending = key.getDirection().isDescending();
                boolean nullsFirst = key.getNullDirection() == NullDirection.UNSPECIFIED
                        ? !descending
                        : key.getNullDirection() == NullDirection.FIRST;
                order.add(new SortKey(place(expressions.translate(key.left)), descending, nullsFirst));
            }
            Order group = new Order(partition, order);
            List<OverCall> same = calls.computeIfAbsent(group, any -> new ArrayList<>());
            places.put(over, Map.entry(group, same.size()));
            same.add(call(over, group, span));
        }

        private OverCall call(RexOver over, Order group, @Nullable SourceSpan span) {
            Function function = function(over);
            DataType type = DataTypes.of(over.getType());
            AggregateFunction aggregate =
                    function == Function.AGGREGATE ? AggregateCalls.function(over.getAggOperator(), span) : null;
            List<Integer> arguments = new ArrayList<>();
            List<Literal> constants = new ArrayList<>();
            List<RexNode> operands = over.getOperands();
            switch (function) {
                case NTILE -> constants.add(fromOne(count(operands.get(0), span), span));
                case LAG, LEAD -> {
                    arguments.add(place(expressions.translate(operands.get(0))));
                    constants.add(operands.size() > 1 ? count(operands.get(1), span) : bigint(1));
                    if (operands.size() > 2) {
                        Expression otherwise = expressions.translate(operands.get(2));
                        arguments.add(place(Casts.to(otherwise, type, zone.getId())));
                    }
                }
                case NTH_VALUE -> {
                    arguments.add(place(expressions.translate(operands.get(0))));
                    constants.add(fromOne(count(operands.get(1), span), span));
                }
                default -> operands.forEach(operand -> arguments.add(place(argument(operand, aggregate))));
            }
            if (function == Function.LAG || function == Function.LEAD) {
                long rows = (Long) requireNonNull(constants.get(0).value());
                if (rows < 0) { // so many rows the other way
                    function = function == Function.LAG ? Function.LEAD : Function.LAG;
                    constants.set(0, bigint(-rows));
                }
            }
            Frame frame = frame(over, function, group, span);
            if (frame.exclusion() != Exclusion.NO_OTHERS
                    && !type.nullable()
                    && over.getAggOperator().getKind() != SqlKind.COUNT) {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("EXCLUDE of a value that is never NULL is not supported yet")
                        .at(span)
                        .detail("A frame may be left with no row, and then the result is NULL.")
                        .hint("Take NULLIF(value, NULL) instead of the value.")
                        .toException();
            }
            return new OverCall(
                    function,
                    aggregate,
                    arguments,
                    constants,
                    over.isDistinct(),
                    -1,
                    over.ignoreNulls(),
                    frame,
                    type,
                    "over");
        }

        private Expression argument(RexNode operand, @Nullable AggregateFunction aggregate) {
            Expression argument = expressions.translate(operand);
            if (aggregate == null) {
                return argument;
            }
            if (aggregate.takesDoubles()) {
                DataType wanted =
                        DataType.doubling().withNullable(argument.type().nullable());
                return Casts.to(argument, wanted, zone.getId());
            }
            return aggregate.takesJson() ? new JsonTexts(expressions, zone).of(argument) : argument;
        }

        private LogicalPlan over(LogicalPlan below, Order group, List<OverCall> same, Set<String> names) {
            List<Field> fields = new ArrayList<>(below.schema().columns());
            List<OverCall> named = new ArrayList<>();
            for (OverCall call : same) {
                String name = fresh(name(call), names);
                named.add(new OverCall(
                        call.function(),
                        call.aggregate(),
                        call.arguments(),
                        call.constants(),
                        call.distinct(),
                        call.filter(),
                        call.ignoreNulls(),
                        call.frame(),
                        call.type(),
                        name));
                fields.add(new Field(name, call.type()));
            }
            return times.timed(new LogicalPlan.Over(
                    below, group.partition(), group.order(), named, OverTime.NONE, new Schema(fields)));
        }

        private LogicalPlan result(LogicalPlan overs, Map<Order, Integer> firsts) {
            int width = input.schema().size();
            List<RexOver> found = new ArrayList<>(places.keySet());
            RexShuttle columns = new RexShuttle() {
                @Override
                public RexNode visitOver(RexOver over) {
                    return new RexInputRef(width + found.indexOf(over), over.getType());
                }
            };
            int[] indexes = new int[width + found.size()];
            for (int i = 0; i < read.size(); i++) {
                if (read.get(i) instanceof ColumnRef column) {
                    indexes[column.index()] = i;
                }
            }
            for (int i = 0; i < found.size(); i++) {
                Map.Entry<Order, Integer> place = requireNonNull(places.get(found.get(i)));
                indexes[width + i] = requireNonNull(firsts.get(place.getKey())) + place.getValue();
            }
            Schema schema = DataTypes.schema(project.getRowType());
            List<Expression> result = new ArrayList<>();
            for (int i = 0; i < schema.size(); i++) {
                RexNode each = project.getProjects().get(i).accept(columns);
                Expression expression = Expressions.renumber(expressions.translate(each), indexes);
                result.add(Casts.to(expression, schema.type(i), zone.getId()));
            }
            return new LogicalPlan.Project(overs, result, schema);
        }
    }

    private static String fresh(String name, Set<String> names) {
        String candidate = name;
        for (int i = 0; !names.add(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    private static String name(OverCall call) {
        AggregateFunction aggregate = call.aggregate();
        return (aggregate == null ? call.function().name() : aggregate.name()).toLowerCase(java.util.Locale.ROOT);
    }

    private static Function function(RexOver over) {
        if (over.getAggOperator() instanceof AggregateOperator own) {
            return switch (own.function()) {
                case FIRST_VALUE -> Function.FIRST_VALUE;
                case LAST_VALUE -> Function.LAST_VALUE;
                default -> Function.AGGREGATE;
            };
        }
        return switch (over.getAggOperator().getKind()) {
            case ROW_NUMBER -> Function.ROW_NUMBER;
            case RANK -> Function.RANK;
            case DENSE_RANK -> Function.DENSE_RANK;
            case PERCENT_RANK -> Function.PERCENT_RANK;
            case CUME_DIST -> Function.CUME_DIST;
            case NTILE -> Function.NTILE;
            case LAG -> Function.LAG;
            case LEAD -> Function.LEAD;
            case NTH_VALUE -> Function.NTH_VALUE;
            default -> Function.AGGREGATE;
        };
    }

    private static Literal bigint(long value) {
        return new Literal(value, DataType.bigint().withNullable(false));
    }

    /** A literal number of rows. */
    private Literal count(RexNode node, @Nullable SourceSpan span) {
        if (expressions.translate(node) instanceof Literal literal && literal.value() instanceof Number number) {
            return bigint(number.longValue());
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("a number of rows that is not a literal is not supported here yet")
                .at(span)
                .hint("Write the number, such as LAG(x, 1).")
                .toException();
    }

    private static Literal fromOne(Literal count, @Nullable SourceSpan span) {
        if (count.value() instanceof Number number && number.longValue() >= 1) {
            return count;
        }
        throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                .says("the number of NTILE and NTH_VALUE is at least 1")
                .at(span)
                .hint("Write NTILE(4), or NTH_VALUE(x, 2).")
                .toException();
    }

    private Frame frame(RexOver over, Function function, Order group, @Nullable SourceSpan span) {
        switch (function) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> {
                return Frame.ALL;
            }
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> {}
        }
        RexWindow window = over.getWindow();
        boolean all = !window.isRows() && group.order().isEmpty();
        Exclusion exclusion = exclusion(window.getExclude());
        if (all) {
            return exclusion == Exclusion.NO_OTHERS
                    ? Frame.ALL
                    : new Frame(Unit.RANGE, Frame.ALL.lower(), Frame.ALL.upper(), exclusion);
        }
        DataType key = group.order().size() == 1
                ? DataTypes.of(window.orderKeys.get(0).left.getType())
                : DataType.bigint();
        Bound lower = bound(window.getLowerBound(), window.isRows(), key, span);
        Bound upper = bound(window.getUpperBound(), window.isRows(), key, span);
        return new Frame(window.isRows() ? Unit.ROWS : Unit.RANGE, lower, upper, exclusion);
    }

    private static Exclusion exclusion(RexWindowExclusion exclusion) {
        return switch (exclusion) {
            case EXCLUDE_NO_OTHER -> Exclusion.NO_OTHERS;
            case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
            case EXCLUDE_GROUP -> Exclusion.GROUP;
            case EXCLUDE_TIES -> Exclusion.TIES;
        };
    }

    private Bound bound(RexWindowBound bound, boolean rows, DataType key, @Nullable SourceSpan span) {
        if (bound.isUnboundedPreceding()) {
            return Bound.UNBOUNDED_PRECEDING;
        } else if (bound.isUnboundedFollowing()) {
            return Bound.UNBOUNDED_FOLLOWING;
        } else if (bound.isCurrentRow()) {
            return Bound.CURRENT_ROW;
        }
        RexNode offset = requireNonNull(bound.getOffset());
        Literal distance = rows ? count(offset, span) : distance(offset, key, span);
        if (distance.value() instanceof Number number && number.doubleValue() < 0) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says("the bound of a frame lies a negative distance away")
                    .at(span)
                    .hint("Write PRECEDING for FOLLOWING, or the other way round.")
                    .toException();
        }
        return new Bound(bound.isPreceding() ? Bound.Kind.PRECEDING : Bound.Kind.FOLLOWING, Optional.of(distance));
    }

    /** What is added to a value of the order key: an interval, or a number of the key's type. */
    private Literal distance(RexNode offset, DataType key, @Nullable SourceSpan span) {
        Expression value = expressions.translate(offset);
        boolean interval =
                value.type().kind() == TypeKind.INTERVAL_MICROS || value.type().kind() == TypeKind.INTERVAL_MONTHS;
        Expression converted = interval || !key.isNumeric() ? value : Casts.to(value, key, zone.getId());
        boolean fits = interval != key.isNumeric();
        if (fits && converted instanceof Literal literal && literal.value() != null) {
            return literal;
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("a frame of this distance over an order by %s is not supported yet", key.sql())
                .at(span)
                .hint(
                        "RANGE needs one order key, a literal number for a number and an INTERVAL for a time; ROWS works for all.")
                .toException();
    }
}
