// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.expression.ConstantFolder;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.LogicalPlanner;
import io.weir.planner.logical.LogicalRewrite;
import io.weir.planner.physical.Changes;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.physical.JobPlanner.Output;
import io.weir.planner.physical.StateWarnings;
import io.weir.planner.physical.StreamChecks;
import io.weir.planner.physical.TableFacts;
import io.weir.planner.query.Places;
import io.weir.planner.query.QueryConverter;
import io.weir.planner.query.QueryConverter.Converted;
import io.weir.planner.rule.Optimizer;
import io.weir.planner.subquery.SubQueryRemoval;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.StatementParser;
import io.weir.sqlparser.statement.Query;
import io.weir.sqlparser.statement.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlNode;

/** The planning of one statement: what it has read so far, and the way from queries to a job. */
final class Planning {
    /** Views within views. */
    private static final int VIEW_DEPTH_MAX = 32;

    private final QueryConverter converter;
    private final FunctionRegistry functions;
    private final ConstantFolder folder;
    private final PlannerOptions options;
    private final PlanContext context;
    private final TableFacts tables = new TableFacts();
    private final Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Deadline deadline;
    private int viewDepth;
    private int correlations;

    Planning(
            QueryConverter converter,
            FunctionRegistry functions,
            ConstantFolder folder,
            PlannerOptions options,
            PlanContext context,
            Deadline deadline) {
        this.converter = converter;
        this.functions = functions;
        this.folder = folder;
        this.options = options;
        this.context = context;
        this.deadline = deadline;
    }

    /** A query as it is written, and the types of its parameters. */
    record Rows(LogicalPlan plan, List<DataType> parameters) {}

    Rows query(SqlText query) {
        return rows(converter.convert(query.node(), context.catalog()), query.node());
    }

    /** A query whose rows are written into columns of these types. */
    Rows query(SqlText query, List<DataType> targets) {
        return rows(converter.convertForTargets(query.node(), targets, context.catalog()), query.node());
    }

    /** An expression over a table that need not be in the catalog. */
    LogicalPlan expression(SqlText expression, CatalogTable table) {
        Catalog alone = Catalog.shared();
        alone.add(table.temporary() ? notTemporary(table) : table);
        Converted converted = converter.convertExpression(expression.node(), table.name(), alone);
        return new LogicalPlanner(functions, context.zone(), new NoChecks()).plan(converted.rel(), converted.names());
    }

    private static CatalogTable notTemporary(CatalogTable table) {
        return new CatalogTable(
                table.name(),
                false,
                table.columns(),
                table.primaryKey(),
                table.time(),
                table.partitionedBy(),
                table.comment(),
                table.options(),
                table.traits(),
                table.createSql());
    }

    private Rows rows(Converted converted, SqlNode query) {
        deadline.check();
        LogicalPlan plan = new LogicalPlanner(functions, context.zone(), new Readable(query))
                .plan(converted.rel(), converted.names());
        if (plan.schema().size() > PlannerOptions.COLUMNS_MAX) {
            throw SqlException.report(ErrorCode.TOO_MANY_COLUMNS)
                    .says("a query has at most %d columns", PlannerOptions.COLUMNS_MAX)
                    .toException();
        }
        return new Rows(plan, converted.parameters());
    }

    /** Names of the tables and views that were read, at any depth. */
    Set<String> read() {
        return read;
    }

    private LogicalPlan view(CatalogView view) {
        if (++viewDepth > VIEW_DEPTH_MAX) {
            throw SqlException.report(ErrorCode.NESTING_TOO_DEEP)
                    .says("views are nested more than %d deep", VIEW_DEPTH_MAX)
                    .toException();
        }
        try {
            Query query = (Query) StatementParser.parse(view.query()).get(0).statement();
            LogicalPlan plan = query(query.text()).plan();
            if (!plan.schema().types().equals(view.schema().types())) {
                throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                        .says("its columns have changed")
                        .toException();
            }
            return plan.schema().equals(view.schema())
                    ? plan
                    : LogicalPlanner.named(plan, view.schema().names());
        } catch (SqlException e) {
            throw SqlException.report(e.code())
                    .says("view \"%s\" can no longer be used: %s", view.name(), e.getMessage())
                    .hint("Create the view again.")
                    .causedBy(e)
                    .toException();
        } finally {
            viewDepth--;
        }
    }

    private boolean isBounded(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Scan scan
                ? tables.isBounded(scan.table())
                : LogicalRewrite.inputs(plan).stream().allMatch(this::isBounded);
    }

    /** A job, and what is worth knowing of it. */
    record Job(JobPlan plan, List<String> warnings) {}

    /** The job that gives these outputs. */
    Job job(List<Output> outputs) {
        Predicate<TableDefinition> folded = table -> tables.changes(table) == ChangeMode.UPSERT;
        SubQueryRemoval removal = new SubQueryRemoval(nature(), folded);
        List<Output> joined = outputs.stream()
                .map(output -> new Output(removal.apply(output.plan()), output.target(), output.query()))
                .toList();
        boolean bounded = joined.stream().allMatch(output -> isBounded(output.plan()));
        boolean emitsOnce = bounded && !context.streaming();
        Changes changes = new Changes(emitsOnce);
        StreamChecks checks = new StreamChecks(tables, nature(), changes, emitsOnce);
        Optimizer optimizer = new Optimizer(nature(), folder, folded, options.disabledRules(), deadline::check);
        List<Output> optimized = new ArrayList<>();
        for (Output output : joined) {
            checks.check(output.plan(), output.query());
            optimized.add(new Output(optimizer.optimize(output.plan()), output.target(), output.query()));
        }
        deadline.check();
        boolean endlessInsert =
                !bounded && outputs.stream().anyMatch(output -> output.target().isPresent());
        String onError = endlessInsert ? "dead-letter" : "fail";
        List<PhysicalPlan> roots =
                new JobPlanner(tables, changes, nature(), checks, onError, options.disabledRules()).plan(optimized);
        JobPlan job = new JobPlan(JobPlan.VERSION, roots, bounded, context.options());
        return new Job(job, emitsOnce ? List.of() : StateWarnings.of(roots, tables));
    }

    Nature nature() {
        return new Nature(functions);
    }

    /** Lets tables be read that can be. */
    private final class Readable implements LogicalPlanner.Objects {
        private final SqlNode query;

        Readable(SqlNode query) {
            this.query = query;
        }

        @Override
        public void read(CatalogTable table) {
            read.add(table.name());
            if (table.traits().source().isEmpty()) {
                throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("table \"%s\" can only be written", table.name())
                        .at(Places.ofTable(query, table.name()))
                        .hint(
                                "Its connector \"%s\" reads nothing.",
                                table.options().get("connector"))
                        .toException();
            }
            tables.add(table);
        }

        @Override
        public Optional<Expression> timeColumn(TableDefinition table) {
            return tables.timeColumn(table);
        }

        @Override
        public boolean isAppendOnly(TableDefinition table) {
            return tables.isAppendOnly(table);
        }

        @Override
        public boolean isEndless(TableDefinition table) {
            return context.streaming() || !tables.isBounded(table);
        }

        @Override
        public int newCorrelation() {
            return correlations++;
        }

        @Override
        public LogicalPlan plan(CatalogView view) {
            read.add(view.name());
            try {
                return view(view);
            } catch (SqlException e) {
                throw e.at(Places.ofTable(query, view.name()));
            }
        }
    }

    private static final class NoChecks implements LogicalPlanner.Objects {
        @Override
        public void read(CatalogTable table) {}

        @Override
        public Optional<Expression> timeColumn(TableDefinition table) {
            return Optional.empty();
        }

        @Override
        public boolean isAppendOnly(TableDefinition table) {
            return true;
        }

        @Override
        public int newCorrelation() {
            throw new IllegalStateException("an expression of a table holds no query");
        }

        @Override
        public LogicalPlan plan(CatalogView view) {
            throw new IllegalStateException(view.name());
        }
    }
}
