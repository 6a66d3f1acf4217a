// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import java.util.List;

/** Statements that parse, one of each form at least; read by the tests of round trips and of mutations. */
final class Corpus {
    private Corpus() {}

    static final List<String> DEFINITIONS = List.of(
            """
            CREATE TABLE orders (
              id BIGINT NOT NULL COMMENT 'the order''s number',
              shop STRING,
              amount DECIMAL(10, 2),
              `value` DOUBLE PRECISION,
              "order" INT NULL,
              placed_at TIMESTAMP(3) WITHOUT TIME ZONE,
              seen_at TIMESTAMP(6) WITH LOCAL TIME ZONE,
              lines ARRAY<ROW<sku STRING NOT NULL, count INT>>,
              tags MAP<STRING, INT ARRAY>,
              gross AS amount * 1.19 COMMENT 'with tax',
              `offset` BIGINT METADATA VIRTUAL,
              written TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' COMMENT 'by the broker',
              WATERMARK FOR placed_at AS placed_at - INTERVAL '5' SECOND,
              CONSTRAINT pk PRIMARY KEY (id) NOT ENFORCED
            ) COMMENT 'all orders'
            PARTITIONED BY (shop, id)
            WITH ('connector' = 'kafka', 'topic' = 'orders', 'properties.bootstrap.servers' = 'a:9092')""",
            "CREATE TABLE t (id BIGINT PRIMARY KEY NOT ENFORCED, name VARCHAR(20) NOT NULL) WITH ('connector' = 'datagen')",
            "CREATE TEMPORARY TABLE IF NOT EXISTS db.t (a INT)",
            "CREATE TABLE t (a INT, PRIMARY KEY (a)) WITH ()",
            "CREATE TABLE t (timestamp TIMESTAMP(3), date DATE, time TIME, start INT, \"end\" INT, year INT, value INT)",
            "CREATE TABLE t (r ROW<a INT, b ROW(c STRING, d ARRAY<INT>)>, WATERMARK FOR r.a AS r.a)",
            "CREATE VIEW v AS SELECT a, b FROM t WHERE a > 1",
            "CREATE OR REPLACE TEMPORARY VIEW v (x, \"the y\") AS VALUES (1, 'a'), (2, 'b')",
            "CREATE VIEW IF NOT EXISTS cat.db.v COMMENT 'it''s a view' AS WITH w AS (SELECT 1 AS one) SELECT * FROM w");

    static final List<String> QUERIES = List.of(
            "SELECT 1",
            "SELECT DISTINCT a, b AS c, t.*, COUNT(*) FROM t AS t GROUP BY a, b HAVING COUNT(*) > 1 ORDER BY a DESC LIMIT 3",
            "SELECT a FROM t UNION ALL SELECT b FROM u INTERSECT SELECT c FROM v EXCEPT SELECT d FROM w",
            "(SELECT a FROM t) UNION (SELECT b FROM u ORDER BY b LIMIT 1)",
            "VALUES (1, 'a'), (2, NULL)",
            "TABLE t",
            "WITH a AS (SELECT 1 AS x), b (y) AS (SELECT x FROM a) SELECT * FROM b",
            "SELECT STREAM * FROM orders",
            "SELECT a FROM t WHERE b = ? AND c IN (?, ?) OFFSET 2",
            "SELECT x::INT, -1::BIGINT, TRY_CAST(y AS DECIMAL(38, 4)), CAST(z AS ROW<a INT, b STRING NOT NULL>)",
            "SELECT CAST(a AS STRING), CAST(b AS BYTES), CAST(c AS TIMESTAMP_LTZ(3)), CAST(d AS MAP<STRING, ARRAY<INT>>)",
            "SELECT INTERVAL '1' DAY, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '10' MINUTES, DATE '2024-02-29'",
            "SELECT TIMESTAMP '2024-01-01 00:00:00', TIME '10:00:00', U&'\\00e9', E'a\\n', X'0A', N'x', 'it''s'",
            "SELECT * FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND))",
            "SELECT * FROM TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND, INTERVAL '1' SECOND) AS w",
            "SELECT * FROM TABLE(HOP(DATA => TABLE bid, TIMECOL => DESCRIPTOR(ts), SLIDE => INTERVAL '5' MINUTES,"
                    + " SIZE => INTERVAL '10' MINUTES))",
            "SELECT * FROM TABLE(CUMULATE(TABLE bid, DESCRIPTOR(ts), INTERVAL '2' MINUTES, INTERVAL '10' MINUTES))",
            "SELECT * FROM TABLE(SESSION(TABLE bid PARTITION BY bidder, DESCRIPTOR(ts), INTERVAL '5' MINUTES))",
            "SELECT * FROM SESSION(TABLE bid PARTITION BY (bidder, item), DESCRIPTOR(ts), INTERVAL '5' MINUTES)",
            "SELECT k, TUMBLE_START(ts, INTERVAL '1' HOUR), SUM(x) FROM t GROUP BY k, TUMBLE(ts, INTERVAL '1' HOUR)",
            "SELECT a FROM t GROUP BY GROUPING SETS ((a, b), (a), ()), CUBE (c), ROLLUP (d)",
            "SELECT o.id, r.rate FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.ts AS r ON o.cur = r.cur",
            "SELECT a FROM t /*+ OPTIONS('scan.startup.mode' = 'earliest-offset') */ AS x",
            "SELECT /*+ STATE_TTL('t' = '1d', 'u' = '12h') */ t.a FROM t JOIN u ON t.a = u.a",
            "SELECT a, ROW_NUMBER() OVER (PARTITION BY b ORDER BY c DESC) AS rn FROM t QUALIFY rn <= 3",
            "SELECT SUM(a) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY ts"
                    + " RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW)",
            "SELECT e, o FROM t CROSS JOIN UNNEST(t.list) WITH ORDINALITY AS u (e, o)",
            "SELECT s FROM t, LATERAL TABLE(split(t.text)) AS p (s)",
            "SELECT a[1], m['k'], r.f.g, ARRAY[1, 2], MAP['a', 1], ROW(1, 'x'), (1, 2)",
            "SELECT CASE WHEN a THEN 1 ELSE 2 END, CASE b WHEN 1 THEN 'x' END, COALESCE(a, b), IF(a, b, c)",
            "SELECT a LIKE 'x!%' ESCAPE '!', b NOT ILIKE 'y', c BETWEEN 1 AND 2, d IS NOT DISTINCT FROM e, NOT f",
            "SELECT EXISTS (SELECT 1), a > ALL (SELECT b FROM u), (SELECT MAX(c) FROM v)",
            "SELECT EXTRACT(YEAR FROM ts), FLOOR(ts TO HOUR), TIMESTAMPADD(DAY, 1, ts), YEAR(ts), POSITION('a' IN b)",
            "SELECT JSON_VALUE(j, '$.a' RETURNING INT NULL ON EMPTY), JSON_OBJECT('k' VALUE v), j IS JSON OBJECT",
            "SELECT LISTAGG(DISTINCT a, ',') WITHIN GROUP (ORDER BY b), COUNT(*) FILTER (WHERE c > 1)",
            "SELECT a || b, a % 2, -a, +b, a <> b, a != b, a * (b + c) / d",
            "SELECT user, current_user, CURRENT_TIMESTAMP, LOCALTIMESTAMP, CURRENT_DATE, PROCTIME(), NOW()",
            "SELECT LEFT(a, 2), RIGHT(a, 2), REPLACE(a, 'b', 'c'), TRUNCATE(x, 2), SUBSTRING(a FROM 2 FOR 3), TRIM(a)",
            "SELECT * EXCLUDE (a, b) FROM t",
            """
            SELECT * FROM t MATCH_RECOGNIZE (
              PARTITION BY k ORDER BY ts
              MEASURES A.x AS first_x, LAST(B.x) AS last_x
              ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
              PATTERN (A B+ C?) WITHIN INTERVAL '1' HOUR
              DEFINE A AS A.x > 1, B AS B.x > PREV(B.x)) AS m""");

    static final List<String> COMMANDS = List.of(
            "INSERT INTO t SELECT a FROM u",
            "INSERT INTO db.t (a, `b`) VALUES (1, 2)",
            "INSERT INTO t /*+ OPTIONS('sink.parallelism' = '1') */ (a) SELECT 1",
            "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t; INSERT INTO b VALUES (1); END",
            "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END",
            "EXPLAIN SELECT 1",
            "EXPLAIN PLAN FOR INSERT INTO t SELECT 1",
            "EXPLAIN (FORMAT JSON) SELECT 1",
            "EXPLAIN ESTIMATED_COST, CHANGELOG_MODE SELECT 1",
            "EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; END",
            "SHOW TABLES",
            "SHOW VIEWS LIKE 'a%'",
            "SHOW JOBS",
            "SHOW FUNCTIONS NOT LIKE '%agg'",
            "SHOW CREATE TABLE db.t",
            "SHOW CREATE VIEW v",
            "DESCRIBE t",
            "SET",
            "SET 'execution.runtime-mode' = 'streaming'",
            "SET table.local-time-zone = 'UTC'",
            "SET parallelism = 4",
            "RESET",
            "RESET 'a.b'",
            "STOP JOB '4f1c'",
            "STOP JOB nightly",
            "DROP TABLE IF EXISTS a.b",
            "DROP TEMPORARY TABLE t",
            "DROP VIEW v",
            "DROP TEMPORARY VIEW IF EXISTS v");

    static List<String> all() {
        return java.util.stream.Stream.of(DEFINITIONS, QUERIES, COMMANDS)
                .flatMap(List::stream)
                .toList();
    }
}
