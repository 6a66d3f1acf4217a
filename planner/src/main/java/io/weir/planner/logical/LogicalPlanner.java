// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import static java.util.Objects.requireNonNull;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinType;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.expression.Nature;
import io.weir.planner.query.Spans;
import io.weir.planner.query.TableSource;
import io.weir.planner.query.WindowFunction;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Turns a relational tree into our logical plan, node by node; views are put in place of their names. */
public final class LogicalPlanner {
    /** Joins of one query, views not counted. */
    private static final int JOINS_MAX = 32;

    private final ExpressionTranslator expressions;
    private final ZoneId zone;
    private final Objects objects;
    private final Joins joins;
    private int joined;

    /** What the tables and views of a query are in the plan. */
    public interface Objects extends EventTime.Tables {
        /** Told of each table that is read. */
        void read(CatalogTable table);

        /** The plan of a view's query. */
        LogicalPlan plan(CatalogView view);
    }

    public LogicalPlanner(FunctionRegistry functions, ZoneId zone, Objects objects) {
        this.expressions = new ExpressionTranslator(functions, zone);
        this.zone = zone;
        this.objects = objects;
        this.joins = new Joins(new JoinTimes(new EventTime(objects)), new Nature(functions));
    }

    /** The plan of a tree, whose columns have the given names. */
    public LogicalPlan plan(RelNode tree, List<String> names) {
        LogicalPlan plan = plan(tree);
        return plan.schema().names().equals(names) ? plan : named(plan, names);
    }

    /** The same rows with other names of columns. */
    public static LogicalPlan named(LogicalPlan plan, List<String> names) {
        List<DataType.Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new DataType.Field(names.get(i), plan.schema().type(i)));
        }
        Schema schema = new Schema(fields);
        return plan instanceof LogicalPlan.Project project
                ? new LogicalPlan.Project(project.input(), project.expressions(), schema)
                : new LogicalPlan.Project(plan, columns(plan.schema()), schema);
    }

    /** A reference to each column. */
    static List<Expression> columns(Schema schema) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(new ColumnRef(i, schema.type(i)));
        }
        return columns;
    }

    private LogicalPlan plan(RelNode node) {
        if (node instanceof TableScan scan) {
            return scan(scan);
        }
        if (node instanceof LogicalValues values) {
            return values(values);
        }
        if (node instanceof LogicalFilter filter) {
            return joins.filter(plan(filter.getInput()), expressions.translate(filter.getCondition()));
        }
        if (node instanceof LogicalJoin join) {
            return join(join);
        }
        if (node instanceof LogicalProject project) {
            return new LogicalPlan.Project(
                    plan(project.getInput()), typed(project.getProjects(), schema(project)), schema(project));
        }
        if (node instanceof TableFunctionScan window) {
            return window(window);
        }
        if (node instanceof LogicalAggregate aggregate) {
            return aggregate(aggregate);
        }
        if (node instanceof LogicalUnion union) {
            return union(union);
        }
        if (node instanceof LogicalSort sort) {
            return sort(sort);
        }
        throw notSupported();
    }

    private static SqlException notSupported() {
        return SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("this form of query is not supported yet")
                .hint("Joins, sub-queries, aggregates, window functions, set operations and ORDER BY work.")
                .toException();
    }

    private static Schema schema(RelNode node) {
        return DataTypes.schema(node.getRowType());
    }

    /** Expressions of just the types of the schema. */
    private List<Expression> typed(List<RexNode> nodes, Schema schema) {
        List<Expression> result = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            result.add(Casts.to(expressions.translate(nodes.get(i)), schema.type(i), zone.getId()));
        }
        return result;
    }

    private LogicalPlan scan(TableScan scan) {
        CatalogObject object =
                requireNonNull(scan.getTable().unwrap(TableSource.class)).object();
        if (object instanceof CatalogView view) {
            return objects.plan(view);
        }
        objects.read((CatalogTable) object);
        return scan((CatalogTable) object);
    }

    /** The table as it is read, with its computed columns above. */
    static LogicalPlan scan(CatalogTable table) {
        TableDefinition definition = table.definition();
        Expression watermark =
                table.time().map(CatalogTable.TimeColumn::watermark).orElse(null);
        LogicalPlan scan = new LogicalPlan.Scan(definition, watermark, definition.schema());
        if (table.columns().size() == definition.schema().size()) {
            return scan;
        }
        List<Expression> columns = new ArrayList<>();
        int read = 0;
        for (CatalogColumn column : table.columns()) {
            columns.add(
                    column instanceof CatalogColumn.Computed computed
                            ? computed.expression()
                            : new ColumnRef(read++, column.type()));
        }
        return new LogicalPlan.Project(scan, columns, table.schema());
    }

    private LogicalPlan values(LogicalValues values) {
        Schema schema = schema(values);
        List<List<Literal>> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<Literal> row = new ArrayList<>();
            for (int i = 0; i < tuple.size(); i++) {
                Expression literal = Casts.to(Literals.of(tuple.get(i)), schema.type(i), zone.getId());
                if (!(literal instanceof Literal constant)) {
                    throw SqlException.internal("a row of VALUES holds more than literals", null);
                }
                row.add(constant);
            }
            rows.add(row);
        }
        return new LogicalPlan.Values(rows, schema);
    }

    private LogicalPlan window(TableFunctionScan node) {
        RexCall call = (RexCall) node.getCall();
        WindowFunction function = (WindowFunction) call.getOperator();
        LogicalPlan input = plan(node.getInput(0));
        SourceSpan span = Spans.of(call.getParserPosition());
        int column = requireNonNull(((RexLiteral) call.getOperands().get(0)).getValueAs(Integer.class));
        long[] intervals = new long[call.getOperands().size() - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = micros(expressions.translate(call.getOperands().get(i + 1)), span);
        }
        boolean twoSteps = function.intervals() == 2;
        long slide = intervals[0];
        long size = twoSteps ? intervals[1] : slide;
        long offset = intervals.length > function.intervals() ? intervals[function.intervals()] : 0;
        check(function.window(), slide, size, span);
        String zoneId = input.schema().type(column).kind() == TypeKind.TIMESTAMP_LTZ ? zone.getId() : "UTC";
        WindowSpec spec = new WindowSpec(function.window(), column, size, slide, offset, zoneId);
        return new LogicalPlan.Window(input, spec, schema(node));
    }

    private static long micros(Expression interval, @Nullable SourceSpan span) {
        if (interval instanceof Literal literal && literal.value() instanceof Long micros) {
            return micros;
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("the size of a window must be a literal")
                .at(span)
                .hint("Write INTERVAL '10' SECOND.")
                .toException();
    }

    private static void check(WindowSpec.Kind kind, long slide, long size, @Nullable SourceSpan span) {
        if (slide <= 0 || size <= 0) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says("a window must be longer than nothing")
                    .at(span)
                    .toException();
        }
        if (size % slide != 0) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says(
                            "the size of %s must be a multiple of its %s",
                            kind, kind == WindowSpec.Kind.HOP ? "slide" : "step")
                    .at(span)
                    .hint("The %s comes first, then the size.", kind == WindowSpec.Kind.HOP ? "slide" : "step")
                    .toException();
        }
    }

    private LogicalPlan aggregate(LogicalAggregate aggregate) {
        if (aggregate.getGroupType() != org.apache.calcite.rel.core.Aggregate.Group.SIMPLE) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("GROUPING SETS is not supported yet")
                    .hint("Combine queries with GROUP BY by UNION ALL.")
                    .toException();
        }
        LogicalPlan input = plan(aggregate.getInput());
        Schema schema = schema(aggregate);
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            DataType.Field column = schema.columns().get(keys.size() + i);
            calls.add(call(aggregate.getAggCallList().get(i), column, input.schema()));
        }
        return new LogicalPlan.Aggregate(input, keys, WindowColumns.keys(input, keys), calls, schema);
    }

    private static AggregateCall call(
            org.apache.calcite.rel.core.AggregateCall call, DataType.Field column, Schema input) {
        AggregateFunction function = switch (call.getAggregation().getKind()) {
            case COUNT -> AggregateFunction.COUNT;
            case SUM -> AggregateFunction.SUM;
            case SUM0 -> AggregateFunction.SUM0;
            case AVG -> AggregateFunction.AVG;
            case MIN -> AggregateFunction.MIN;
            case MAX -> AggregateFunction.MAX;
            default ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says(
                                "aggregate %s is not supported yet",
                                call.getAggregation().getName())
                        .at(Spans.of(call.getParserPosition()))
                        .hint("COUNT, SUM, AVG, MIN and MAX work.")
                        .toException();
        };
        for (int argument : call.getArgList()) {
            if (input.type(argument).kind() == TypeKind.MAP
                    && (function != AggregateFunction.COUNT || call.isDistinct())) {
                throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("%s of a MAP does not exist", function)
                        .at(Spans.of(call.getParserPosition()))
                        .toException();
            }
        }
        return new AggregateCall(
                function, call.getArgList(), call.isDistinct(), call.filterArg, column.type(), column.name());
    }

    private LogicalPlan join(LogicalJoin join) {
        JoinType type = switch (join.getJoinType()) {
            case INNER -> JoinType.INNER;
            case LEFT -> JoinType.LEFT;
            case RIGHT -> JoinType.RIGHT;
            case FULL -> JoinType.FULL;
            case SEMI -> JoinType.SEMI;
            case ANTI -> JoinType.ANTI;
            default -> throw notSupported();
        };
        if (++joined > JOINS_MAX) {
            throw SqlException.report(ErrorCode.TOO_MANY_JOINS)
                    .says("a query joins more than %d tables", JOINS_MAX)
                    .hint("Join some of them in a materialized view or another job first.")
                    .toException();
        }
        Expression condition = expressions.translate(join.getCondition());
        return joins.join(plan(join.getLeft()), plan(join.getRight()), type, condition, schema(join));
    }

    private LogicalPlan union(LogicalUnion union) {
        Schema schema = schema(union);
        List<LogicalPlan> inputs = new ArrayList<>();
        for (RelNode each : union.getInputs()) {
            inputs.add(typed(plan(each), schema));
        }
        return new LogicalPlan.Union(inputs, union.all, schema);
    }

    /** The rows with the types of the schema. */
    private LogicalPlan typed(LogicalPlan plan, Schema schema) {
        List<Expression> converted = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < schema.size(); i++) {
            ColumnRef column = new ColumnRef(i, plan.schema().type(i));
            Expression expression = Casts.to(column, schema.type(i), zone.getId());
            same &= expression == column;
            converted.add(expression);
        }
        return same ? plan : new LogicalPlan.Project(plan, converted, schema);
    }

    private LogicalPlan sort(LogicalSort sort) {
        List<SortKey> keys = new ArrayList<>();
        RelCollation collation = sort.getCollation();
        for (RelFieldCollation field : collation.getFieldCollations()) {
            boolean descending = field.direction.isDescending();
            // NULL is the least value unless the statement says otherwise
            boolean nullsFirst = field.nullDirection == NullDirection.UNSPECIFIED
                    ? !descending
                    : field.nullDirection == NullDirection.FIRST;
            keys.add(new SortKey(field.getFieldIndex(), descending, nullsFirst));
        }
        long offset = sort.offset == null ? 0 : count(sort.offset);
        Optional<Long> fetch = Optional.ofNullable(sort.fetch).map(this::count);
        return new LogicalPlan.Sort(plan(sort.getInput()), keys, offset, fetch);
    }

    private long count(RexNode node) {
        Expression count = expressions.translate(node);
        if (count instanceof Literal literal && literal.value() instanceof Number number) {
            return number.longValue();
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("LIMIT and OFFSET of anything but a number are not supported yet")
                .hint("Write the number.")
                .toException();
    }
}
