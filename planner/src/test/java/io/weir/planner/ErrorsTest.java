// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake has its code, its exact place and a hint; what Calcite says of it is not seen. */
class ErrorsTest {
    /** Code, statement with its mistake between « and », a part of the hint; {@code -} for no place. */
    private static final String CASES = """
            SQL-1101 ~ SELECT * FROM «ordrs» ~ The nearest name is "orders".
            SQL-1101 ~ SELECT shop FROM «a.b» ~ SHOW TABLES
            SQL-1101 ~ SELECT «x».shop FROM orders ~
            SQL-1101 ~ INSERT INTO «logg» SELECT shop, amount FROM orders ~ The nearest name is "log".
            SQL-1101 ~ DROP TABLE «nothing» ~ SHOW TABLES
            SQL-1101 ~ DESCRIBE «ordrs» ~ The nearest name is "orders".
            SQL-1102 ~ SELECT SUM(«amuont») FROM orders ~ The nearest name is "amount".
            SQL-1102 ~ SELECT orders.«amuont» FROM orders ~ The nearest name is "amount".
            SQL-1102 ~ SELECT shop FROM orders WHERE «shp» = 'x' ~ The nearest name is "shop".
            SQL-1102 ~ SELECT q.a FROM (SELECT shop AS b FROM orders) AS q WHERE q.«c» > 1 ~ The nearest name is "b".
            SQL-1102 ~ SELECT «buyer.city» FROM orders ~
            SQL-1102 ~ INSERT INTO log (shop, «amunt») SELECT shop, amount FROM orders ~ The nearest name is "amount".
            SQL-1102 ~ SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(«place»), INTERVAL '1' DAY)) ~ The nearest name is "placed".
            SQL-1103 ~ SELECT «uper(shop)» FROM orders ~ The nearest name is "UPPER".
            SQL-1103 ~ SELECT «upper(amount)» FROM orders ~ CAST
            SQL-1103 ~ SELECT «upper(shop, shop)» FROM orders ~ CAST
            SQL-1103 ~ SELECT «SUM(amount, amount)» FROM orders ~
            SQL-1104 ~ CREATE TABLE «Orders» (a INT) WITH ('connector' = 'stream') ~ IF NOT EXISTS
            SQL-1104 ~ CREATE VIEW «log» AS SELECT 1 AS one ~ IF NOT EXISTS
            SQL-1105 ~ CREATE TABLE t (a INT, «A» INT) WITH ('connector' = 'stream') ~
            SQL-1105 ~ CREATE VIEW v (a, «A») AS SELECT 1, 2 ~
            SQL-1105 ~ CREATE VIEW v AS «SELECT shop, SHOP FROM orders» ~ AS
            SQL-1105 ~ INSERT INTO log (shop, «shop») SELECT shop, shop FROM orders ~
            SQL-1201 ~ SELECT «shop + 1» FROM orders ~ CAST
            SQL-1201 ~ SELECT «shop + shop» FROM orders ~ ||
            SQL-1201 ~ SELECT «placed + 5» FROM orders ~ INTERVAL
            SQL-1201 ~ SELECT «shop || amount» FROM orders ~ CAST
            SQL-1201 ~ SELECT shop FROM orders WHERE «amount = 'x'» ~ CAST
            SQL-1201 ~ SELECT shop FROM orders WHERE «shop = 1» ~ CAST
            SQL-1201 ~ SELECT shop FROM orders WHERE «day > shop» ~ CAST
            SQL-1201 ~ SELECT shop FROM orders WHERE «amount» ~ Compare
            SQL-1201 ~ SELECT shop FROM orders GROUP BY shop HAVING «COUNT(*)» ~ Compare
            SQL-1201 ~ SELECT «CASE WHEN paid THEN 1 ELSE 'a' END» FROM orders ~ CAST
            SQL-1201 ~ SELECT «COALESCE(shop, amount)» FROM orders ~ CAST
            SQL-1201 ~ SELECT shop FROM orders WHERE amount IN «(1, 'a')» ~ CAST
            SQL-1201 ~ SELECT «shop» FROM orders UNION ALL SELECT amount FROM orders ~ CAST
            SQL-1201 ~ SELECT shop FROM orders UNION ALL SELECT «shop, amount» FROM orders ~
            SQL-1201 ~ SELECT «CAST(amount AS DATE)» FROM orders ~
            SQL-1201 ~ SELECT «CAST(tags AS INT)» FROM orders ~
            SQL-1201 ~ SELECT «SUM(shop)» FROM orders ~ CAST
            SQL-1201 ~ SELECT «tags['x']» FROM orders ~ CAST
            SQL-1201 ~ SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(«shop»), INTERVAL '1' DAY)) ~ WATERMARK
            SQL-1201 ~ SELECT * FROM TABLE(TUMBLE(TABLE orders, «placed», INTERVAL '1' DAY)) ~ DESCRIPTOR
            SQL-1201 ~ SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), «5»)) ~ INTERVAL
            SQL-1201 ~ SELECT * FROM TABLE(«HOP(TABLE orders, DESCRIPTOR(placed), INTERVAL '1' DAY)») ~ HOP
            SQL-1201 ~ INSERT INTO log SELECT «amount», amount FROM orders ~ CAST(... AS STRING)
            SQL-1201 ~ INSERT INTO totals (shop, amount) SELECT shop, «amount» FROM orders ~ CAST(... AS INT)
            SQL-1202 ~ SELECT «?» FROM orders ~ CAST(? AS type)
            SQL-1202 ~ CREATE VIEW e AS SELECT «NULL AS e» FROM orders ~ CAST(NULL AS type)
            SQL-1203 ~ SELECT shop, «amount» FROM orders GROUP BY shop ~ GROUP BY
            SQL-1203 ~ SELECT shop, «amount» + 1 FROM orders GROUP BY shop ~ GROUP BY
            SQL-1203 ~ SELECT shop FROM orders WHERE «SUM(amount)» > 1 ~ HAVING
            SQL-1203 ~ SELECT «SUM(COUNT(*))» FROM orders ~ FROM
            SQL-1203 ~ SELECT shop, COUNT(*) FROM orders GROUP BY shop, «SUM(amount)» ~
            SQL-1204 ~ SELECT * FROM «log» ~ reads nothing
            SQL-1204 ~ INSERT INTO «past» SELECT * FROM past ~ writes nothing
            SQL-1204 ~ DROP VIEW «orders» ~ DROP TABLE
            SQL-1204 ~ SHOW CREATE VIEW «orders» ~ SHOW CREATE TABLE
            SQL-1205 ~ CREATE VIEW v (a, b) AS SELECT 1 ~
            SQL-1205 ~ CREATE VIEW v AS «SELECT shop FROM orders WHERE amount = ?» ~ queries that read
            SQL-1205 ~ CREATE TABLE t (a INT, s AS «COUNT(*)») WITH ('connector' = 'stream') ~ query or view
            SQL-1299 ~ SELECT shop FROM past ORDER BY «2» ~ counted from 1
            SQL-1299 ~ SELECT o.shop FROM orders o «JOIN» past p ~ CROSS JOIN
            SQL-1299 ~ SELECT o.shop FROM orders o CROSS JOIN past p «ON» TRUE ~ JOIN ... ON
            SQL-1299 ~ SELECT o.shop FROM orders o NATURAL JOIN past p ON «TRUE» ~ NATURAL
            SQL-1299 ~ SELECT shop FROM orders QUALIFY «amount > 1» ~ WHERE
            SQL-1299 ~ INSERT INTO log «SELECT shop FROM orders» ~
            SQL-1301 ~ CREATE TABLE t (a INT) WITH ('connector' = «'strem'») ~ stream
            SQL-1302 ~ CREATE TABLE t (a INT) WITH ('connector' = 'stream', «'rat'» = '1') ~ The nearest name is "rate".
            SQL-1304 ~ CREATE TABLE t (a INT) WITH ('connector' = 'stream', 'rate' = «'x'») ~
            SQL-1102 ~ CREATE TABLE t (a INT, b AS «c» + 1) WITH ('connector' = 'stream') ~ The nearest name is "a".
            SQL-1102 ~ CREATE TABLE t (a INT, «m» INT METADATA FROM 'ofset') WITH ('connector' = 'stream') ~ The nearest name is "offset".
            SQL-1201 ~ CREATE TABLE t (a INT, o «STRING» METADATA FROM 'offset') WITH ('connector' = 'stream') ~ computed
            SQL-1201 ~ CREATE TABLE t (a INT, WATERMARK FOR «a» AS a) WITH ('connector' = 'stream') ~ computed column
            SQL-1201 ~ CREATE TABLE t (a TIMESTAMP(3), WATERMARK FOR a AS «5») WITH ('connector' = 'stream') ~ INTERVAL
            SQL-1205 ~ CREATE TABLE t (a TIMESTAMP_LTZ(3), WATERMARK FOR a AS «NOW()») WITH ('connector' = 'stream') ~ INTERVAL
            SQL-1205 ~ CREATE TABLE t (a INT, b AS a, PRIMARY KEY («b») NOT ENFORCED) WITH ('connector' = 'stream') ~ read
            SQL-1900 ~ CREATE TABLE t (a INT, «PRIMARY KEY (a)») WITH ('connector' = 'stream') ~ NOT ENFORCED
            SQL-1900 ~ CREATE TABLE «t» (a INT) ~ 'connector' = 'datagen'
            SQL-1900 ~ SELECT shop FROM «orders TABLESAMPLE BERNOULLI(10)» ~ WHERE
            SQL-1900 ~ SELECT o.shop FROM orders o, plain p GROUP BY o.shop, «TUMBLE(o.placed, INTERVAL '1' DAY)» ~ FROM
            SQL-1900 ~ SELECT «TUMBLE_START(placed, INTERVAL '1' DAY)» FROM orders ~ window_start
            SQL-1900 ~ SELECT «LAG(amount, pieces)» OVER (ORDER BY id) FROM orders ~ LAG
            SQL-1900 ~ SELECT shop FROM orders WHERE «placed < LOCALTIMESTAMP» ~ windows
            SQL-1900 ~ WITH RECURSIVE «r» AS (SELECT 1 AS a) SELECT a FROM r ~ WITH
            SQL-1900 ~ INSERT INTO log /*+ «OPTIONS»('rate' = '1') */ SELECT shop, amount FROM orders ~ CREATE TABLE
            DAT-4005 ~ SELECT shop FROM orders WHERE «placed > '2020-13-01'» ~ Write
            DAT-4006 ~ SELECT * FROM TABLE(«HOP(TABLE orders, DESCRIPTOR(placed), INTERVAL '7' SECOND, INTERVAL '10' SECOND)») ~ slide
            DAT-4007 ~ INSERT INTO «totals» (amount) SELECT 1 ~ Add it
            STR-3001 ~ SELECT shop FROM orders «ORDER BY amount» ~ LIMIT
            STR-3002 ~ SELECT shop, «RAND()» FROM (SELECT shop, COUNT(*) AS c FROM orders GROUP BY shop) ~ before the aggregation
            STR-3003 ~ SELECT window_end, COUNT(*) FROM TABLE(«TUMBLE(TABLE plain, DESCRIPTOR(placed), INTERVAL '1' DAY)») GROUP BY window_start, window_end ~ WATERMARK FOR placed
            STR-3003 ~ SELECT window_end, COUNT(*) FROM TABLE(«TUMBLE(TABLE orders, DESCRIPTOR(seen), INTERVAL '1' DAY)») GROUP BY window_start, window_end ~ WATERMARK FOR seen
            STR-3005 ~ INSERT INTO «log» SELECT shop, COUNT(*) FROM orders GROUP BY shop ~ TUMBLE
            """;

    private static final Session SESSION = Session.withTables();

    record Mistake(String code, String sql, String hint) {
        @Override
        public String toString() {
            return code + " " + sql;
        }
    }

    static Stream<Mistake> mistakes() {
        return CASES.lines().map(line -> {
            List<String> parts = List.of(line.split(" ~ ?", 3));
            return new Mistake(parts.get(0), parts.get(1), parts.get(2).trim());
        });
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeHasItsCodePlaceAndHint(Mistake mistake) {
        String sql = mistake.sql().replace("«", "").replace("»", "");
        SqlException error = catchThrowableOfType(SqlException.class, () -> SESSION.plan(sql));
        assertThat(error).as(sql).isNotNull();
        assertThat(error.code().code()).as(error.render(sql)).isEqualTo(mistake.code());
        if (mistake.sql().contains("«")) {
            assertThat(error.span()).as(error.render(sql)).isEqualTo(marked(mistake.sql()));
        }
        assertThat(error.hint() == null ? "" : error.hint()).contains(mistake.hint());
        assertThat(error.render(sql)).doesNotContainIgnoringCase("calcite").doesNotContain("org.apache");
    }

    private static SourceSpan marked(String sql) {
        int start = sql.indexOf('«') + 1;
        int end = sql.indexOf('»') - 1;
        return new SourceSpan(1, start, 1, end);
    }

    @Test
    void theDetailListsTheColumnsThereAre() {
        SqlException error = catchThrowableOfType(SqlException.class, () -> SESSION.plan("SELECT amuont FROM plain"));
        assertThat(error.detail()).isEqualTo("Table \"plain\" has the columns shop, amount, placed.");
    }

    @Test
    void theDetailListsTheSignaturesThereAre() {
        SqlException error =
                catchThrowableOfType(SqlException.class, () -> SESSION.plan("SELECT SUBSTRING(amount, 1) FROM plain"));
        assertThat(error.detail()).contains("SUBSTRING(STRING,INT)", "SUBSTRING(STRING,INT,INT)");
    }

    @Test
    void theSpanCountsLines() {
        SqlException error =
                catchThrowableOfType(SqlException.class, () -> SESSION.plan("SELECT\n  amount,\n  amuont\nFROM plain"));
        assertThat(error.span()).isEqualTo(new SourceSpan(3, 3, 3, 8));
    }

    @Test
    void anErrorWithinAViewIsToldAtTheView() {
        Session session = Session.withTables();
        session.run("CREATE VIEW v AS SELECT shop FROM plain; DROP TABLE plain;");
        SqlException error = catchThrowableOfType(SqlException.class, () -> session.plan("SELECT * FROM v"));
        assertThat(error.code().code()).isEqualTo("SQL-1101");
        assertThat(error.span()).isEqualTo(new SourceSpan(1, 15, 1, 15));
        assertThat(error.getMessage()).contains("view \"v\"", "\"plain\"");
    }

    @Test
    void deepNestingIsAnErrorAndNotACrash() {
        String sql = "SELECT " + "(".repeat(100) + "amount" + ")".repeat(100) + " FROM plain";
        assertThat(SESSION.query(sql).schema().size()).isEqualTo(1);
        String chain = "SELECT amount" + " + amount".repeat(490) + " FROM plain";
        assertThat(SESSION.query(chain).schema().size()).isEqualTo(1);
        String operands = "SELECT shop FROM plain WHERE amount = 0" + " OR amount = 1 AND shop = 'a'".repeat(2_000);
        assertThat(SESSION.query(operands).schema().size()).isEqualTo(1);
    }

    @Test
    void aTableHasAtMostSoManyColumns() {
        StringBuilder columns = new StringBuilder("c0 INT");
        for (int i = 1; i <= PlannerOptions.COLUMNS_MAX; i++) {
            columns.append(", c").append(i).append(" INT");
        }
        SqlException error = catchThrowableOfType(
                SqlException.class,
                () -> SESSION.plan("CREATE TABLE wide (" + columns + ") WITH ('connector' = 'stream')"));
        assertThat(error.code().code()).isEqualTo("LIM-2002");
    }
}
