// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import static java.util.Objects.requireNonNull;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.JoinType;
import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.planner.query.TableSource;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Turns a relational tree into our logical plan, node by node; views are put in place of their names. */
public final class LogicalPlanner {
    /** Joins of one query, views not counted. */
    private static final int JOINS_MAX = 32;

    private final ExpressionTranslator expressions;
    private final ZoneId zone;
    private final Objects objects;
    private final SubQueryTranslator subQueries;
    private final Joins joins;
    private final OverTimes overTimes;
    private final Overs overs;
    private final WindowTables windows;
    private final Aggregates aggregates;
    private int joined;

    /** What the tables and views of a query are in the plan. */
    public interface Objects extends EventTime.Tables {
        /** Told of each table that is read. */
        void read(CatalogTable table);

        /** The plan of a view's query. */
        LogicalPlan plan(CatalogView view);

        /** A number for an outer row, given only once in a statement. */
        int newCorrelation();
    }

    public LogicalPlanner(FunctionRegistry functions, ZoneId zone, Objects objects) {
        this.zone = zone;
        this.objects = objects;
        this.subQueries = new SubQueryTranslator(this::plan, zone, objects::newCorrelation);
        this.expressions = new ExpressionTranslator(functions, zone, subQueries);
        EventTime eventTime = new EventTime(objects);
        this.joins = new Joins(new JoinTimes(eventTime), new Nature(functions));
        this.overTimes = new OverTimes(eventTime);
        this.overs = new Overs(expressions, overTimes, zone);
        this.windows = new WindowTables(expressions, eventTime, zone);
        this.aggregates = new Aggregates(zone, new JsonTexts(expressions, zone));
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
            return filter(filter);
        }
        if (node instanceof LogicalJoin join) {
            return join(join);
        }
        if (node instanceof LogicalProject project) {
            return project(project);
        }
        if (node instanceof LogicalCorrelate correlate) {
            return correlate(correlate);
        }
        if (node instanceof Uncollect uncollect) {
            return Unnests.plan(uncollect, plan(uncollect.getInput()));
        }
        if (node instanceof LogicalIntersect intersect) {
            return setOperation(LogicalPlan.SetOperation.Kind.INTERSECT, intersect);
        }
        if (node instanceof LogicalMinus minus) {
            return setOperation(LogicalPlan.SetOperation.Kind.EXCEPT, minus);
        }
        if (node instanceof TableFunctionScan window) {
            return windows.plan(window, plan(window.getInput(0)));
        }
        if (node instanceof LogicalAggregate aggregate) {
            return aggregates.plan(aggregate, plan(aggregate.getInput()));
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
        Expression condition = subQueries.within(join, () -> expressions.translate(join.getCondition()));
        return joins.join(plan(join.getLeft()), plan(join.getRight()), type, condition, schema(join));
    }

    private LogicalPlan filter(LogicalFilter filter) {
        LogicalPlan input = plan(filter.getInput());
        Expression condition = subQueries.within(filter, () -> expressions.translate(filter.getCondition()));
        return joins.filter(overTimes.ranked(input, condition), condition);
    }

    private LogicalPlan project(LogicalProject project) {
        LogicalPlan input = plan(project.getInput());
        return subQueries.within(
                project,
                () -> RexOver.containsOver(project.getProjects(), null)
                        ? overs.plan(project, input)
                        : new LogicalPlan.Project(
                                input, typed(project.getProjects(), schema(project)), schema(project)));
    }

    private LogicalPlan correlate(LogicalCorrelate correlate) {
        LogicalPlan left = plan(correlate.getLeft());
        int number = subQueries.number(correlate.getCorrelationId());
        LogicalPlan unnest = Unnests.plan(correlate, left, number, expressions);
        if (unnest != null) {
            return unnest;
        }
        JoinType type = switch (correlate.getJoinType()) {
            case INNER -> JoinType.INNER;
            case LEFT -> JoinType.LEFT;
            case SEMI -> JoinType.SEMI;
            case ANTI -> JoinType.ANTI;
            default -> throw notSupported();
        };
        LogicalPlan right = subQueries.within(number, () -> plan(correlate.getRight()));
        return Correlations.free(right).contains(number)
                ? new LogicalPlan.Correlate(left, right, type, number, schema(correlate))
                : joins.join(left, right, type, Expressions.TRUE, schema(correlate));
    }

    private LogicalPlan setOperation(LogicalPlan.SetOperation.Kind kind, SetOp operation) {
        Schema schema = schema(operation);
        List<LogicalPlan> inputs = new ArrayList<>();
        for (RelNode each : operation.getInputs()) {
            inputs.add(typed(plan(each), schema));
        }
        return new LogicalPlan.SetOperation(kind, inputs, operation.all, schema);
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
        List<SortKey> keys = Aggregates.keys(sort.getCollation());
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
