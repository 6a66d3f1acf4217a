// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.Planning.Rows;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.definition.InsertAnalysis;
import io.weir.planner.definition.TableAnalysis;
import io.weir.planner.explain.RowEstimates;
import io.weir.planner.expression.ConstantFolder;
import io.weir.planner.physical.JobPlanner.Output;
import io.weir.planner.physical.TableFacts;
import io.weir.planner.query.Operators;
import io.weir.planner.query.QueryConverter;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.ParsedStatement;
import io.weir.sqlparser.statement.CreateTable;
import io.weir.sqlparser.statement.CreateView;
import io.weir.sqlparser.statement.Describe;
import io.weir.sqlparser.statement.DropTable;
import io.weir.sqlparser.statement.DropView;
import io.weir.sqlparser.statement.Explain;
import io.weir.sqlparser.statement.Insert;
import io.weir.sqlparser.statement.ObjectName;
import io.weir.sqlparser.statement.Query;
import io.weir.sqlparser.statement.ResetOption;
import io.weir.sqlparser.statement.SetOption;
import io.weir.sqlparser.statement.ShowCreate;
import io.weir.sqlparser.statement.ShowObjects;
import io.weir.sqlparser.statement.ShowOptions;
import io.weir.sqlparser.statement.Statement;
import io.weir.sqlparser.statement.StatementSet;
import io.weir.sqlparser.statement.StatementVisitor;
import io.weir.sqlparser.statement.StopJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;

/** Plans statements: the door of this module. Safe for use by several threads; changes no catalog. */
public final class SqlPlanner {
    private final FunctionRegistry functions;
    private final ConnectorCatalog connectors;
    private final ConstantFolder folder;
    private final PlannerOptions options;
    private final QueryConverter converter;

    /** A planner that leaves all constant expressions to the executor. */
    public SqlPlanner(FunctionRegistry functions, ConnectorCatalog connectors, PlannerOptions options) {
        this(functions, connectors, ConstantFolder.NONE, options);
    }

    public SqlPlanner(
            FunctionRegistry functions, ConnectorCatalog connectors, ConstantFolder folder, PlannerOptions options) {
        this.functions = functions;
        this.connectors = connectors;
        this.folder = folder;
        this.options = options;
        this.converter = new QueryConverter(new Operators(functions));
    }

    /** Plans a statement; every error is a {@link SqlException} whose place counts from the begin of the statement. */
    public Planned plan(ParsedStatement statement, PlanContext context) {
        return plan(statement.statement(), context);
    }

    Planned plan(Statement statement, PlanContext context) {
        try {
            return statement.accept(new Visitor(context, new Deadline(options.deadline(), context.cancelled())));
        } catch (SqlException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw SqlException.report(ErrorCode.NESTING_TOO_DEEP)
                    .says("the statement is nested too deeply")
                    .hint("Split it, for example into views.")
                    .causedBy(e)
                    .toException();
        } catch (RuntimeException | AssertionError e) {
            throw SqlException.internal("the statement could not be planned", e);
        }
    }

    private final class Visitor implements StatementVisitor<Planned> {
        private final PlanContext context;
        private final Deadline deadline;
        private final Planning planning;

        Visitor(PlanContext context, Deadline deadline) {
            this.context = context;
            this.deadline = deadline;
            this.planning = new Planning(converter, functions, folder, options, context, deadline);
        }

        private Catalog catalog() {
            return context.catalog();
        }

        @Override
        public Planned visit(Query statement) {
            if (!context.streaming() && saysStream(statement.text().node())) {
                return statement.accept(new Visitor(context.forStream(), deadline));
            }
            Rows rows = planning.query(statement.text());
            LogicalPlan plan = UntypedColumns.asText(rows.plan());
            Planning.Job made = planning.job(
                    List.of(new Output(plan, Optional.empty(), statement.text().node())));
            JobPlan job = made.plan();
            return new Planned.Query(
                    job,
                    plan,
                    job.roots().get(0).schema(),
                    changes(job.roots().get(0)),
                    context.streaming(),
                    rows.parameters(),
                    made.warnings());
        }

        private static ChangeMode changes(PhysicalPlan root) {
            return root instanceof PhysicalPlan.Result result ? result.changes() : ((PhysicalPlan.Sink) root).changes();
        }

        @Override
        public Planned visit(Insert statement) {
            return inserts(List.of(statement));
        }

        @Override
        public Planned visit(StatementSet statement) {
            return inserts(statement.inserts());
        }

        private Planned inserts(List<Insert> statements) {
            if (!context.streaming()
                    && statements.stream()
                            .anyMatch(each -> saysStream(each.query().node()))) {
                return new Visitor(context.forStream(), deadline).inserts(statements);
            }
            List<InsertAnalysis> analyses = new ArrayList<>();
            List<LogicalPlan> plans = new ArrayList<>();
            List<DataType> parameters = new ArrayList<>();
            for (Insert statement : statements) {
                if (!statement.hints().isEmpty()) {
                    throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                            .says("a hint behind a table is not supported yet")
                            .at(statement.hints().get(0).name().span())
                            .hint("A table's options are those of its CREATE TABLE.")
                            .toException();
                }
                InsertAnalysis analysis = new InsertAnalysis(statement, catalog());
                Rows rows = planning.query(statement.query(), analysis.targetTypes());
                analyses.add(analysis);
                plans.add(analysis.assign(rows.plan(), context.zone().getId()));
                parameters.addAll(rows.parameters());
            }
            List<Output> outputs = new ArrayList<>();
            for (int i = 0; i < plans.size(); i++) {
                outputs.add(new Output(
                        plans.get(i),
                        Optional.of(analyses.get(i).definition()),
                        statements.get(i).query().node()));
            }
            Planning.Job made = planning.job(outputs);
            JobPlan job = made.plan();
            for (int i = 0; i < plans.size(); i++) {
                checkSink(
                        analyses.get(i).table(),
                        changes(job.roots().get(i)),
                        statements.get(i).target().span());
                checkKey(job.roots().get(i), statements.get(i).target().span());
            }
            return new Planned.Insert(
                    job,
                    plans,
                    analyses.stream().map(each -> each.table().name()).toList(),
                    context.streaming(),
                    parameters,
                    made.warnings());
        }

        private void checkSink(CatalogTable table, ChangeMode changes, SourceSpan span) {
            var accepts = table.traits().sink().orElseThrow().accepts();
            if (changes == ChangeMode.APPEND
                    || accepts.contains(ChangeMode.RETRACT)
                    || accepts.contains(ChangeMode.UPSERT)) {
                return;
            }
            throw SqlException.report(ErrorCode.SINK_NOT_UPDATABLE)
                    .says("table \"%s\" cannot take back rows, but the query's result changes", table.name())
                    .at(span)
                    .hint("Aggregate over windows with TUMBLE, or write to a table that takes updates.")
                    .toException();
        }

        private static void checkKey(PhysicalPlan root, SourceSpan span) {
            if (root instanceof PhysicalPlan.Sink sink
                    && sink.input() instanceof PhysicalPlan.KeyWinner
                    && TableFacts.refusesKeyConflicts(sink.table())) {
                String key = String.join(", ", sink.table().primaryKey());
                throw SqlException.report(ErrorCode.KEY_NOT_PROVEN)
                        .says("the query may have several rows with the same (%s)", key)
                        .at(span)
                        .detail("The table refuses that with 'sink.key-conflicts' = 'refuse'.")
                        .hint("Group by %s, or take the first row of each with ROW_NUMBER() ... = 1.", key)
                        .toException();
            }
        }

        private boolean saysStream(SqlNode query) {
            return query instanceof SqlSelect select && select.getModifierNode(SqlSelectKeyword.STREAM) != null;
        }

        @Override
        public Planned visit(CreateTable statement) {
            checkSimple(statement.name());
            Optional<CatalogObject> there = standing(statement.name(), statement.temporary());
            if (there.isPresent()) {
                if (statement.ifNotExists()) {
                    return new Planned.Definition(new CatalogChange.Nothing(), List.of());
                }
                throw Catalog.exists(there.get(), statement.name().span());
            }
            CatalogTable table =
                    new TableAnalysis(statement, planning::expression, connectors, planning.nature()).table();
            return new Planned.Definition(
                    new CatalogChange.Create(
                            table, statement.ifNotExists(), statement.name().span()),
                    List.of());
        }

        private Optional<CatalogObject> standing(ObjectName name, boolean temporary) {
            return catalog().holds(name.name(), temporary) ? catalog().find(name.name()) : Optional.empty();
        }

        @Override
        public Planned visit(CreateView statement) {
            checkSimple(statement.name());
            Optional<CatalogObject> there = standing(statement.name(), statement.temporary());
            if (there.isPresent() && statement.ifNotExists()) {
                return new Planned.Definition(new CatalogChange.Nothing(), List.of());
            }
            if (there.isPresent() && (!statement.replace() || there.get() instanceof CatalogTable)) {
                throw Catalog.exists(there.get(), statement.name().span());
            }
            CatalogView view = new ViewAnalysis(statement, planning, catalog()).view();
            return new Planned.Definition(
                    statement.replace()
                            ? new CatalogChange.Replace(view)
                            : new CatalogChange.Create(
                                    view,
                                    statement.ifNotExists(),
                                    statement.name().span()),
                    List.of());
        }

        @Override
        public Planned visit(DropTable statement) {
            return drop(statement.name(), "table", statement.temporary(), statement.ifExists());
        }

        @Override
        public Planned visit(DropView statement) {
            return drop(statement.name(), "view", statement.temporary(), statement.ifExists());
        }

        private Planned drop(ObjectName name, String kind, boolean temporary, boolean ifExists) {
            checkSimple(name);
            Optional<CatalogObject> found =
                    catalog().find(name.name()).filter(object -> !temporary || object.temporary());
            if (found.isEmpty()) {
                if (ifExists) {
                    return new Planned.Definition(new CatalogChange.Nothing(), List.of());
                }
                throw catalog().notFound(temporary ? "temporary " + kind : kind, name.name(), name.span());
            }
            if (!found.get().kind().equals(kind)) {
                throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("\"%s\" is a %s", found.get().name(), found.get().kind())
                        .at(name.span())
                        .hint("Write DROP %s.", found.get().kind().toUpperCase(java.util.Locale.ROOT))
                        .toException();
            }
            return new Planned.Definition(new CatalogChange.Drop(found.get()), List.of());
        }

        private void checkSimple(ObjectName name) {
            if (name.parts().size() > 1) {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("a name with a schema before it is not supported yet")
                        .at(name.span())
                        .hint("Write \"%s\" alone.", name.name())
                        .toException();
            }
        }

        @Override
        public Planned visit(Describe statement) {
            return Answers.describe(
                    catalog().get(statement.name().toString(), statement.name().span()));
        }

        @Override
        public Planned visit(ShowCreate statement) {
            CatalogObject object =
                    catalog().get(statement.name().toString(), statement.name().span());
            return Answers.showCreate(object, statement);
        }

        @Override
        public Planned visit(ShowObjects statement) {
            return switch (statement.kind()) {
                case TABLES, VIEWS -> Answers.showTables(catalog(), statement);
                case FUNCTIONS -> Answers.showFunctions(functions, statement);
                case JOBS -> new Planned.Command(statement);
            };
        }

        @Override
        public Planned visit(Explain statement) {
            Planned planned = statement.statement().accept(this);
            JobPlan job;
            if (planned instanceof Planned.Query query) {
                job = query.job();
            } else if (planned instanceof Planned.Insert insert) {
                job = insert.job();
            } else {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("EXPLAIN of this statement is not supported yet")
                        .hint("Queries and INSERTs can be explained.")
                        .toException();
            }
            return Answers.explain(
                    job, new RowEstimates(connectors::estimatedRows), planned.warnings(), statement.format());
        }

        @Override
        public Planned visit(SetOption statement) {
            return new Planned.Command(statement);
        }

        @Override
        public Planned visit(ResetOption statement) {
            return new Planned.Command(statement);
        }

        @Override
        public Planned visit(ShowOptions statement) {
            return new Planned.Command(statement);
        }

        @Override
        public Planned visit(StopJob statement) {
            return new Planned.Command(statement);
        }
    }

    /** The columns of a statement's rows, when it gives any. */
    public static Optional<Schema> schema(Planned planned) {
        if (planned instanceof Planned.Query query) {
            return Optional.of(query.schema());
        }
        return planned instanceof Planned.Answer answer ? Optional.of(answer.schema()) : Optional.empty();
    }
}
