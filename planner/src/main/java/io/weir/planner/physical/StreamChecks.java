// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.EventTime;
import io.weir.planner.logical.LogicalRewrite;
import io.weir.planner.logical.WindowColumns;
import io.weir.planner.query.Places;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.function.Determinism;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;

/** Refuses what would never answer, or answer wrongly, on inputs that do not end or take back rows. */
public final class StreamChecks {
    private final TableFacts tables;
    private final Nature nature;
    private final Changes changes;
    private final boolean emitsOnce;
    private final EventTime eventTime;

    /** @param emitsOnce whether all inputs end and the answer is given then */
    public StreamChecks(TableFacts tables, Nature nature, Changes changes, boolean emitsOnce) {
        this.tables = tables;
        this.nature = nature;
        this.changes = changes;
        this.emitsOnce = emitsOnce;
        this.eventTime = new EventTime(tables);
    }

    private boolean isBounded(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Scan scan
                ? tables.isBounded(scan.table())
                : LogicalRewrite.inputs(plan).stream().allMatch(this::isBounded);
    }

    /** Checks a query as it is written. */
    public void check(LogicalPlan node, SqlNode query) {
        if (node instanceof LogicalPlan.Sort sort
                && !sort.keys().isEmpty()
                && sort.fetch().isEmpty()
                && sort.offset() == 0
                && !isBounded(sort)) {
            throw SqlException.report(ErrorCode.UNBOUNDED_SORT)
                    .says("rows that never end cannot be sorted")
                    .at(Places.ofOrderBy(query))
                    .hint(
                            "Add LIMIT to keep the first rows up to date, leave out ORDER BY, or sort where the result is read.")
                    .toException();
        }
        for (LogicalPlan.Window window : waitedFor(node)) {
            if (!isBounded(window)) {
                checkTime(window, query);
            }
        }
        LogicalRewrite.inputs(node).forEach(input -> check(input, query));
    }

    /** The window functions whose windows a node waits for. */
    private static List<LogicalPlan.Window> waitedFor(LogicalPlan node) {
        if (node instanceof LogicalPlan.Window window) {
            return window.window().kind() == WindowSpec.Kind.SESSION ? List.of(window) : List.of();
        } else if (node instanceof LogicalPlan.Aggregate aggregate
                && !aggregate.windowKeys().isEmpty()) {
            return windowOf(aggregate.input(), aggregate.windowKeys().get(0)).stream()
                    .toList();
        } else if (node instanceof LogicalPlan.Over over && over.time() instanceof OverTime.Window window) {
            return windowOf(over.input(), window.endColumn()).stream().toList();
        } else if (node instanceof LogicalPlan.Join join && join.time() instanceof JoinTime.Window window) {
            return Stream.concat(
                            windowOf(join.left(), window.leftEnd()).stream(),
                            windowOf(join.right(), window.rightEnd()).stream())
                    .toList();
        }
        return List.of();
    }

    /** The function that made a column, unless something below has waited already. */
    private static Optional<LogicalPlan.Window> windowOf(LogicalPlan input, int column) {
        return Optional.ofNullable(WindowColumns.of(input).get(column))
                .filter(each -> !each.held())
                .map(WindowColumns.WindowColumn::window);
    }

    private void checkTime(LogicalPlan.Window window, SqlNode query) {
        int column = window.window().timeColumn();
        if (window.window().byClock() || eventTime.has(window.input(), column)) {
            return;
        }
        String name = window.input().schema().name(column);
        Optional<LogicalPlan.Scan> scan = firstScan(window);
        String table = scan.map(each -> each.table().name()).orElse("?");
        if (isOfEpoch(
                window.input(), new ColumnRef(column, window.input().schema().type(column)))) {
            throw SqlException.report(ErrorCode.WATERMARK_MISSING)
                    .says("windows of \"%s\" would never close", name)
                    .at(Places.ofWindow(query, table))
                    .detail("It is computed from the clock, but is not the clock.")
                    .hint("Use PROCTIME() itself as the time column, or a column that the table has a WATERMARK for.")
                    .toException();
        }
        Optional<String> marked = scan.flatMap(each -> tables.timeColumnName(each.table()));
        SqlException.Report report = SqlException.report(ErrorCode.WATERMARK_MISSING)
                .says("windows of \"%s\" would never close", name)
                .at(Places.ofWindow(query, table));
        throw marked.isPresent()
                ? report.detail("The watermark of the table \"%s\" is for \"%s\", as it is read.", table, marked.get())
                        .hint(
                                "Make the windows of \"%s\", or let the table have WATERMARK FOR %s AS %s - INTERVAL '5' SECOND instead.",
                                marked.get(), name, name)
                        .toException()
                : report.detail("The table \"%s\" has no watermark that tells how far \"%s\" has come.", table, name)
                        .hint("Add WATERMARK FOR %s AS %s - INTERVAL '5' SECOND to the table.", name, name)
                        .toException();
    }

    private static Optional<LogicalPlan.Scan> firstScan(LogicalPlan node) {
        return node instanceof LogicalPlan.Scan scan
                ? Optional.of(scan)
                : LogicalRewrite.inputs(node).stream()
                        .flatMap(input -> firstScan(input).stream())
                        .findFirst();
    }

    /** Whether a value comes from the clock. */
    private boolean isOfEpoch(LogicalPlan node, Expression value) {
        if (nature.determinism(value) == Determinism.CONSTANT_PER_EPOCH) {
            return true;
        } else if (node instanceof LogicalPlan.Project project) {
            return isOfEpoch(project.input(), Expressions.substitute(value, project.expressions()));
        }
        return node instanceof LogicalPlan.Filter filter && isOfEpoch(filter.input(), value);
    }

    /** Checks the operators of a query. */
    void check(PhysicalPlan node, SqlNode query) {
        if (node instanceof PhysicalPlan.Filter filter) {
            checkDeterminism(filter.input(), List.of(filter.condition()));
            checkStandsStill(filter.condition());
        } else if (node instanceof PhysicalPlan.Project project) {
            checkDeterminism(project.input(), project.expressions());
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            checkDeterminism(unnest.input(), unnest.collections());
        } else if (node instanceof PhysicalPlan.Join join) {
            Expression condition = join.condition();
            if (condition != null) {
                // pairs of other joins are asked about again when their partners come and go
                checkDeterminism(join, List.of(condition));
                checkStandsStill(condition);
            }
        }
        node.inputs().forEach(input -> check(input, query));
    }

    private void checkStandsStill(Expression condition) {
        if (!emitsOnce && nature.determinism(condition) == Determinism.CONSTANT_PER_EPOCH) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a filter that changes with time is not supported yet")
                    .at(Expressions.span(condition))
                    .hint("Filter by the columns of the row, or aggregate over windows.")
                    .toException();
        }
    }

    private void checkDeterminism(PhysicalPlan input, List<Expression> expressions) {
        if (changes.of(input) == ChangeMode.APPEND) {
            return;
        }
        for (Expression expression : expressions) {
            if (!nature.isDeterministic(expression)) {
                throw SqlException.report(ErrorCode.VOLATILE_ON_UPDATES)
                        .says(
                                "a value that changes from one evaluation to the next is computed on rows that are taken back")
                        .at(Expressions.span(nature.firstNot(expression)))
                        .detail("A row that is taken back would no longer be found.")
                        .hint("Compute it before the aggregation, where rows are only added.")
                        .toException();
            }
        }
    }
}
