// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.WindowColumns;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Plans an aggregation whose keys hold a window's start and end as one operator that keeps totals per window and sends
 * them when the window closes.
 *
 * <pre>
 *   Aggregate                       Project           the keys and totals in their order
 *     Project, Filter, ...    =>      Filter          what asks only for the window
 *       Window                          WindowAggregate
 *         input                           Exchange    by the keys
 *                                           Project   time column, keys, arguments
 *                                             Filter  what asks for the row
 *                                               input
 * </pre>
 *
 * <p>A condition on the window alone may wait until the totals are there, since the window is one of the keys.
 */
final class WindowAggregatePlanner {
    private final PhysicalPlanner planner;

    WindowAggregatePlanner(PhysicalPlanner planner) {
        this.planner = planner;
    }

    PhysicalPlan plan(LogicalPlan.Aggregate aggregate) {
        if (aggregate.calls().stream().anyMatch(call -> call.function().collects())) {
            return held(aggregate);
        }
        List<Expression> conditions = new ArrayList<>();
        List<Expression> columns = new ArrayList<>();
        LogicalPlan.Window window = descend(aggregate.input(), columns, conditions);
        return new Parts(aggregate, window, columns, conditions).plan();
    }

    /** What must keep all its rows gains nothing from slices: the rows are held, and put together when the window closes. */
    private PhysicalPlan held(LogicalPlan.Aggregate aggregate) {
        PhysicalPlan input = planner.plan(aggregate.input());
        int end = aggregate.windowKeys().get(Property.END.ordinal());
        boolean byClock = WindowColumns.isByClock(aggregate.input(), end);
        PhysicalPlan hold = new PhysicalPlan.WindowHold(
                new PhysicalPlan.Exchange(input, aggregate.keys()),
                end,
                aggregate.keys(),
                planner.changesOf(input),
                byClock);
        return new PhysicalPlan.GroupAggregate(
                hold, aggregate.keys(), aggregate.calls(), planner.changesOf(hold), true, aggregate.schema());
    }

    /** Finds the window function below, and what the rows above it are in terms of its columns. */
    private static LogicalPlan.Window descend(LogicalPlan node, List<Expression> columns, List<Expression> conditions) {
        if (node instanceof LogicalPlan.Window window) {
            columns.addAll(Expressions.identity(window.schema()));
            return window;
        }
        if (node instanceof LogicalPlan.Filter filter) {
            LogicalPlan.Window window = descend(filter.input(), columns, conditions);
            conditions.add(Expressions.substitute(filter.condition(), columns));
            return window;
        }
        if (node instanceof LogicalPlan.Project project) {
            LogicalPlan.Window window = descend(project.input(), columns, conditions);
            List<Expression> above = project.expressions().stream()
                    .map(expression -> Expressions.substitute(expression, columns))
                    .toList();
            columns.clear();
            columns.addAll(above);
            return window;
        }
        throw new IllegalArgumentException(node.getClass().getName());
    }

    private final class Parts {
        private final LogicalPlan.Aggregate aggregate;
        private final LogicalPlan.Window window;
        private final List<Expression> columns;
        private final List<Expression> conditions;
        private final int firstProperty;

        /** What the operator reads: the time column first, then keys and arguments, each once. */
        private final List<Expression> read = new ArrayList<>();

        private final Set<Property> properties = EnumSet.noneOf(Property.class);

        Parts(
                LogicalPlan.Aggregate aggregate,
                LogicalPlan.Window window,
                List<Expression> columns,
                List<Expression> conditions) {
            this.aggregate = aggregate;
            this.window = window;
            this.columns = columns;
            this.conditions = conditions;
            this.firstProperty = window.input().schema().size();
        }

        PhysicalPlan plan() {
            WindowSpec spec = window.window();
            read.add(new ColumnRef(spec.timeColumn(), window.input().schema().type(spec.timeColumn())));

            List<Integer> keys = new ArrayList<>();
            for (int key : aggregate.keys()) {
                Expression expression = columns.get(key);
                if (asksForWindow(expression)) {
                    addProperties(expression);
                } else {
                    keys.add(place(expression));
                }
            }
            List<AggregateCall> calls =
                    aggregate.calls().stream().map(this::call).toList();
            List<Expression> onWindows = conditionsOnWindows();
            onWindows.forEach(this::addProperties);

            PhysicalPlan input = input();
            List<Property> shown = List.copyOf(properties);
            Schema schema = schema(input.schema(), keys, shown, calls);
            WindowSpec moved = spec.of(0, List.of());
            PhysicalPlan totals = new PhysicalPlan.WindowAggregate(
                    new PhysicalPlan.Exchange(input, keys),
                    moved,
                    keys,
                    shown,
                    calls,
                    planner.changesOf(input),
                    schema);
            if (!onWindows.isEmpty()) {
                totals = new PhysicalPlan.Filter(
                        totals,
                        Expressions.conjunction(onWindows.stream()
                                .map(each -> aboveTotals(each, keys.size(), shown))
                                .toList()));
            }
            return ordered(totals, keys.size(), shown);
        }

        /** The index of an expression among those that are read, where it is added if it is new. */
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

        private AggregateCall call(AggregateCall call) {
            List<Integer> arguments = new ArrayList<>();
            for (int argument : call.arguments()) {
                arguments.add(place(ofRow(columns.get(argument))));
            }
            int filter = call.filter() < 0 ? -1 : place(ofRow(columns.get(call.filter())));
            List<SortKey> order = call.order().stream()
                    .map(key ->
                            new SortKey(place(ofRow(columns.get(key.column()))), key.descending(), key.nullsFirst()))
                    .toList();
            return new AggregateCall(
                    call.function(),
                    arguments,
                    call.distinct(),
                    filter,
                    order,
                    call.ignoreNulls(),
                    call.type(),
                    call.name());
        }

        /** The expression, which must not ask for the window: its rows are not yet in windows where it is computed. */
        private Expression ofRow(Expression expression) {
            if (Expressions.columns(expression).length() > firstProperty) {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("window columns together with others in one expression are not supported yet")
                        .at(Expressions.span(expression))
                        .hint("Use window_start and window_end as keys, and compute with them after the aggregation.")
                        .toException();
            }
            return expression;
        }

        /** Whether an expression is computed from the window alone. */
        private boolean asksForWindow(Expression expression) {
            BitSet used = Expressions.columns(expression);
            if (used.length() <= firstProperty) {
                return false;
            }
            if (used.nextSetBit(0) < firstProperty) {
                ofRow(expression);
            }
            return true;
        }

        private void addProperties(Expression expression) {
            Expressions.columns(expression).stream()
                    .forEach(column -> properties.add(Property.values()[column - firstProperty]));
        }

        private List<Expression> conditionsOnWindows() {
            return conditions.stream()
                    .flatMap(condition -> Expressions.conjuncts(condition).stream())
                    .filter(this::asksForWindow)
                    .toList();
        }

        private PhysicalPlan input() {
            PhysicalPlan input = planner.plan(window.input());
            for (Expression condition : conditions) {
                List<Expression> onRows = Expressions.conjuncts(condition).stream()
                        .filter(part -> !asksForWindow(part))
                        .toList();
                if (!onRows.isEmpty()) {
                    input = new PhysicalPlan.Filter(input, Expressions.conjunction(onRows));
                }
            }
            return Expressions.isIdentity(read, input.schema().size())
                    ? input
                    : new PhysicalPlan.Project(input, read, readSchema(input.schema()));
        }

        private Schema readSchema(Schema input) {
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < read.size(); i++) {
                Expression expression = read.get(i);
                String name = expression instanceof ColumnRef column ? input.name(column.index()) : "expression" + i;
                fields.add(new Field(name, expression.type()));
            }
            return new Schema(fields);
        }

        private Schema schema(Schema input, List<Integer> keys, List<Property> shown, List<AggregateCall> calls) {
            List<Field> fields = new ArrayList<>();
            keys.forEach(key -> fields.add(input.columns().get(key)));
            for (Property property : shown) {
                fields.add(window.schema().columns().get(firstProperty + property.ordinal()));
            }
            calls.forEach(call -> fields.add(new Field(call.name(), call.type())));
            return new Schema(fields);
        }

        /** An expression of the window alone, over the columns of the totals. */
        private Expression aboveTotals(Expression expression, int keys, List<Property> shown) {
            return Expressions.rewrite(expression, part -> {
                if (!(part instanceof ColumnRef column)) {
                    return part;
                }
                Property property = Property.values()[column.index() - firstProperty];
                return new ColumnRef(keys + shown.indexOf(property), column.type());
            });
        }

        /** The totals with the columns of the aggregation: its keys in their order, then its calls. */
        private PhysicalPlan ordered(PhysicalPlan totals, int keys, List<Property> shown) {
            List<Expression> result = new ArrayList<>();
            Schema columnsOfTotals = totals.schema();
            int nextKey = 0;
            for (int key : aggregate.keys()) {
                Expression expression = columns.get(key);
                if (asksForWindow(expression)) {
                    result.add(aboveTotals(expression, keys, shown));
                } else {
                    result.add(new ColumnRef(nextKey, columnsOfTotals.type(nextKey)));
                    nextKey++;
                }
            }
            for (int i = 0; i < aggregate.calls().size(); i++) {
                int column = keys + shown.size() + i;
                result.add(new ColumnRef(column, columnsOfTotals.type(column)));
            }
            return new PhysicalPlan.Project(totals, result, aggregate.schema());
        }
    }
}
