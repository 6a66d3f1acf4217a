// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.explain.PlanText;
import io.weir.spi.type.DataType.Field;
import io.weir.sqlparser.ParsedStatement;
import io.weir.sqlparser.StatementParser;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A planner and a catalog, to which tests talk in SQL. */
final class Session {
    /** Tables that most tests are about. */
    static final String TABLES = """
            CREATE TABLE orders (
              id BIGINT, shop STRING, amount BIGINT, price DECIMAL(10, 2), weight DOUBLE, pieces INT, paid BOOLEAN,
              day DATE, placed TIMESTAMP(3), seen TIMESTAMP_LTZ(3), clock TIME, tags ARRAY<STRING>, extra MAP<STRING, INT>,
              buyer ROW<name STRING, age INT>,
              WATERMARK FOR placed AS placed - INTERVAL '5' SECOND
            ) WITH ('connector' = 'stream');
            CREATE TABLE plain (shop STRING, amount BIGINT, placed TIMESTAMP(3)) WITH ('connector' = 'stream');
            CREATE TABLE past (shop STRING, amount BIGINT, placed TIMESTAMP(3)) WITH ('connector' = 'rows');
            CREATE TABLE stock (shop STRING, amount BIGINT, PRIMARY KEY (shop) NOT ENFORCED)
              WITH ('connector' = 'stream', 'changes' = 'upsert');
            CREATE TABLE log (shop STRING, amount BIGINT) WITH ('connector' = 'log');
            CREATE TABLE totals (shop STRING NOT NULL, amount INT, name VARCHAR(3), placed TIMESTAMP(0))
              WITH ('connector' = 'table');
            """;

    private final SqlPlanner planner;
    private final Catalog catalog = Catalog.shared().forSession();
    private final PlanContext context;

    Session() {
        this(PlannerOptions.defaults(), false);
    }

    Session(PlannerOptions options, boolean streaming) {
        planner = new SqlPlanner(FunctionRegistry.builtIn(), new FakeConnectors(), options);
        context = new PlanContext(
                catalog,
                ZoneId.of("Europe/Berlin"),
                streaming,
                streaming ? Map.of("execution.runtime-mode", "streaming") : Map.of(),
                () -> false);
    }

    static Session withTables() {
        Session session = new Session();
        session.run(TABLES);
        return session;
    }

    static Session withoutRules(String... names) {
        Session session = new Session(new PlannerOptions(Set.of(names), Duration.ofMinutes(1)), false);
        session.run(TABLES);
        return session;
    }

    Catalog catalog() {
        return catalog;
    }

    PlanContext context() {
        return context;
    }

    /** Plans each statement, and makes the changes that definitions ask for. */
    void run(String script) {
        for (ParsedStatement statement : StatementParser.parse(script)) {
            if (planner.plan(statement, context) instanceof Planned.Definition definition) {
                definition.change().apply(catalog);
            }
        }
    }

    Planned plan(String sql) {
        return planner.plan(StatementParser.parse(sql).get(0), context);
    }

    Planned.Query query(String sql) {
        return (Planned.Query) plan(sql);
    }

    JobPlan job(String sql) {
        Planned planned = plan(sql);
        return planned instanceof Planned.Query query ? query.job() : ((Planned.Insert) planned).job();
    }

    /** The plan as EXPLAIN prints it. */
    String explain(String sql) {
        return PlanText.of(job(sql));
    }

    /** The columns of a query, such as {@code a INT NOT NULL}. */
    List<String> columns(String sql) {
        return query(sql).schema().columns().stream().map(Session::column).toList();
    }

    private static String column(Field field) {
        return field.name() + " " + field.type().sqlWithNullability();
    }

    /** The type of an expression over the table orders. */
    String typeOf(String expression) {
        return query("SELECT " + expression + " FROM orders").schema().type(0).sqlWithNullability();
    }

    /** The rows of a statement that the catalog answers. */
    List<List<Object>> answer(String sql) {
        return ((Planned.Answer) plan(sql)).rows();
    }
}
