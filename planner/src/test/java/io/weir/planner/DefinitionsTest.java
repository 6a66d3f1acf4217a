// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CREATE, DROP, SHOW and DESCRIBE. */
class DefinitionsTest {
    private final Session session = new Session();

    @Test
    void aTableKnowsItsColumnsKeyTimeAndOptions() {
        session.run("""
                CREATE TABLE t (
                  id BIGINT COMMENT 'the key', name CHAR(3), ts TIMESTAMP(3), twice AS id * 2,
                  o BIGINT METADATA FROM 'offset' VIRTUAL, `timestamp` TIMESTAMP_LTZ(3) METADATA,
                  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (id) NOT ENFORCED
                ) COMMENT 'a table' WITH ('connector' = 'stream', 'password' = 'secret')
                """);
        CatalogTable table = (CatalogTable) session.catalog().get("T", null);
        assertThat(table.schema().columns())
                .extracting(column -> column.name() + " " + column.type().sqlWithNullability())
                .containsExactly(
                        "id BIGINT NOT NULL",
                        "name VARCHAR(3)",
                        "ts TIMESTAMP(3)",
                        "twice BIGINT NOT NULL",
                        "o BIGINT",
                        "timestamp TIMESTAMP_LTZ(3)");
        assertThat(table.definition().schema().names()).containsExactly("id", "name", "ts", "o", "timestamp");
        assertThat(table.definition().metadataKeys()).containsEntry(3, "offset").containsEntry(4, "timestamp");
        assertThat(table.writtenDefinition().schema().names()).containsExactly("id", "name", "ts", "timestamp");
        assertThat(table.primaryKey()).containsExactly("id");
        assertThat(session.answer("DESCRIBE t"))
                .contains(
                        Arrays.asList("id", "BIGINT", "false", "PRI(id)", null, null, "the key"),
                        Arrays.asList("ts", "TIMESTAMP(3)", "true", null, null, "ts - INTERVAL '5' SECOND", null),
                        Arrays.asList("twice", "BIGINT", "false", null, "AS id * 2", null, null),
                        Arrays.asList("o", "BIGINT", "true", null, "METADATA FROM 'offset' VIRTUAL", null, null));
        String sql = String.valueOf(session.answer("SHOW CREATE TABLE t").get(0).get(0));
        assertThat(sql).contains("'password' = '***'").doesNotContain("secret");
        Session other = new Session();
        other.run(sql);
        assertThat(other.answer("DESCRIBE t")).isEqualTo(session.answer("DESCRIBE t"));
    }

    @Test
    void aViewIsCheckedWhenItIsMadeAndNamesItsColumns() {
        session.run(Session.TABLES);
        session.run("CREATE VIEW v (s, n) AS SELECT shop, COUNT(*) FROM past GROUP BY shop");
        session.run("CREATE VIEW w AS SELECT s FROM v WHERE n > 1");
        CatalogView view = (CatalogView) session.catalog().get("w", null);
        assertThat(view.dependencies()).containsExactlyInAnyOrder("past", "v");
        assertThat(session.columns("SELECT * FROM v")).containsExactly("s STRING", "n BIGINT NOT NULL");
        assertThat(session.explain("SELECT * FROM w")).contains("GroupAggregate", "table=past");
        assertThatThrownBy(() -> session.run("CREATE OR REPLACE VIEW v AS SELECT s, 1 AS n FROM w"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("would read itself");
        session.run("CREATE OR REPLACE VIEW v (s, n) AS SELECT shop, amount FROM plain");
        assertThatThrownBy(() -> session.query("SELECT * FROM w WHERE s = 'x' AND n = 1"))
                .isInstanceOf(SqlException.class);
        assertThat(session.answer("SHOW CREATE VIEW w").get(0).get(0))
                .isEqualTo("CREATE VIEW `w`\nAS SELECT s FROM v WHERE n > 1");
    }

    @Test
    void aViewWhoseColumnsHaveChangedIsRefused() {
        session.run(Session.TABLES);
        session.run("CREATE VIEW v AS SELECT * FROM plain; DROP TABLE plain;"
                + "CREATE TABLE plain (shop INT) WITH ('connector' = 'stream')");
        assertThatThrownBy(() -> session.query("SELECT * FROM v"))
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_DEFINITION));
    }

    @Test
    void temporaryObjectsHideOthersAndEndWithTheSession() {
        session.run("CREATE TABLE t (a INT) WITH ('connector' = 'stream');"
                + "CREATE TEMPORARY TABLE t (b INT) WITH ('connector' = 'stream')");
        assertThat(session.columns("SELECT * FROM t")).containsExactly("b INT");
        assertThatThrownBy(() -> session.run("CREATE VIEW v AS SELECT * FROM t"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("would outlive");
        session.run("CREATE TEMPORARY VIEW v AS SELECT * FROM t");
        session.run("DROP TEMPORARY TABLE t");
        assertThat(session.columns("SELECT * FROM t")).containsExactly("a INT");
    }

    @Test
    void ifExistsAndIfNotExistsAreHeeded() {
        session.run("DROP TABLE IF EXISTS t; DROP VIEW IF EXISTS v");
        session.run("CREATE TABLE t (a INT) WITH ('connector' = 'stream')");
        session.run("CREATE TABLE IF NOT EXISTS T (b INT) WITH ('connector' = 'nothing')");
        assertThat(session.columns("SELECT * FROM t")).containsExactly("a INT");
    }

    @Test
    void tablesViewsAndFunctionsAreListed() {
        session.run(Session.TABLES);
        session.run("CREATE VIEW v AS SELECT 1 AS one");
        assertThat(session.answer("SHOW TABLES LIKE 'p%'"))
                .containsExactly(List.of("past", "TABLE", "false"), List.of("plain", "TABLE", "false"));
        assertThat(session.answer("SHOW VIEWS")).containsExactly(List.of("v", "VIEW", "false"));
        assertThat(session.answer("SHOW FUNCTIONS LIKE 'UPP__'")).hasSize(1);
        assertThat(session.answer("SHOW FUNCTIONS"))
                .extracting(row -> row.get(0))
                .doesNotContain("LIKE", "FLOOR_TO");
    }

    @Test
    void theSessionsOwnStatementsAreHandedOn() {
        for (String sql : List.of("SET 'a' = 'b'", "RESET", "SHOW JOBS", "STOP JOB 'x'", "SET")) {
            assertThat(session.plan(sql)).isInstanceOf(Planned.Command.class);
        }
    }

    @Test
    void explainPrintsThePlanInBothForms() {
        session.run(Session.TABLES);
        assertThat(session.answer("EXPLAIN SELECT shop FROM plain"))
                .extracting(row -> String.valueOf(row.get(0)).strip().split(" ")[0])
                .containsExactly("Result", "Scan");
        assertThat(String.valueOf(session.answer("EXPLAIN (FORMAT JSON) INSERT INTO log SELECT shop, amount FROM plain")
                        .get(0)
                        .get(0)))
                .startsWith("{\"bounded\":false,")
                .contains("{\"node\":\"Scan\",\"table\":\"plain\"");
    }

    @Test
    void explainGuessesRows() {
        session.run(Session.TABLES);
        assertThat(session.answer(
                        "EXPLAIN SELECT shop, COUNT(*) AS n FROM plain WHERE shop = 'x' AND amount > 3 GROUP BY shop"))
                .extracting(row -> String.valueOf(row.get(0)).strip())
                .filteredOn(line -> line.startsWith("Scan") || line.startsWith("Filter") || line.startsWith("Group"))
                .extracting(line -> line.replaceAll(".*  rows=", ""))
                .containsExactly("~3333", "~33333", "~1000000");
        assertThat(String.valueOf(
                        session.answer("EXPLAIN (FORMAT JSON) SELECT shop, COUNT(*) AS n FROM plain GROUP BY shop")
                                .get(0)
                                .get(0)))
                .contains("\"state\":{\"keeps\":\"a row per key, kept for ever\",\"bounded\":false}")
                .contains("\"warnings\":[\"");
    }

    @Test
    void aDeclaredKeySparesStateThatWouldFindItOut() {
        session.run(Session.TABLES);
        assertThat(session.explain("SELECT DISTINCT shop, amount FROM stock")).doesNotContain("GroupAggregate");
        assertThat(session.explain("SELECT DISTINCT amount FROM stock")).contains("GroupAggregate");
        assertThat(session.explain("SELECT p.amount FROM plain AS p LEFT JOIN stock AS s ON s.shop = p.shop"))
                .doesNotContain("Join")
                .doesNotContain("stock");
        assertThat(session.explain("SELECT p.amount FROM plain AS p LEFT JOIN stock AS s ON s.amount = p.amount"))
                .contains("Join");
    }

    @Test
    void rowsThatASubQueryDecidesOnAreNotOnlyAdded() {
        session.run(Session.TABLES);
        String some = "(SELECT id, placed FROM orders WHERE amount > (SELECT MAX(amount) FROM plain))";
        String all = "(SELECT id, placed FROM orders WHERE amount > 5)";
        String join = "SELECT o.id FROM orders AS o JOIN %s AS p ON o.id = p.id AND o.placed BETWEEN p.placed"
                + " AND p.placed + INTERVAL '1' HOUR";
        assertThat(session.explain(join.formatted(all))).contains("IntervalJoin");
        assertThat(session.explain(join.formatted(some))).doesNotContain("IntervalJoin");
        String over = "SELECT COUNT(*) OVER (ORDER BY placed ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM %s AS p";
        assertThat(session.explain(over.formatted(all))).contains("waits for=watermark");
        assertThat(session.explain(over.formatted(some))).doesNotContain("waits for");
    }
}
