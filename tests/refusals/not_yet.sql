-- SQL that is not there yet, and what to write instead.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY shop ORDER BY placed
  MEASURES B.amount AS amount PATTERN (A B) DEFINE B AS B.amount > A.amount) AS m;
--! ERROR SQL-1900 (0A000): MATCH RECOGNIZE is not supported yet
--!   line 1, column 22:  SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY shop ORDER BY placed
--!                                            ^
--! HINT: Joins, sub-queries, aggregates, windows and functions over frames work.

WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r;
--! ERROR SQL-1900 (0A000): WITH RECURSIVE is not supported yet
--!   line 1, column 16:  WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r
--!                                      ^
--! HINT: WITH without RECURSIVE works.

SELECT * FROM orders TABLESAMPLE BERNOULLI(10);
--! ERROR SQL-1900 (0A000): TABLESAMPLE is not supported yet
--!   line 1, column 15:  SELECT * FROM orders TABLESAMPLE BERNOULLI(10)
--!                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Filter the rows with WHERE.

SELECT * FROM orders AS o JOIN per_shop FOR SYSTEM_TIME AS OF o.placed AS p ON o.shop = p.shop;
--! ERROR SQL-1900 (0A000): FOR SYSTEM_TIME AS OF is not supported yet
--!   line 1, column 32:  SELECT * FROM orders AS o JOIN per_shop FOR SYSTEM_TIME AS OF o.placed AS p ON o.shop = p.shop
--!                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: A table without FOR SYSTEM_TIME works.

UPDATE orders SET amount = 1;
--! ERROR SQL-1900 (0A000): UPDATE is not supported yet
--!   line 1, column 1:  UPDATE orders SET amount = 1
--!                      ^^^^^^

DELETE FROM orders;
--! ERROR SQL-1900 (0A000): DELETE is not supported yet
--!   line 1, column 1:  DELETE FROM orders
--!                      ^^^^^^

CREATE MATERIALIZED VIEW shops AS SELECT shop FROM orders;
--! ERROR SQL-1900 (0A000): CREATE MATERIALIZED VIEW is not supported yet
--!   line 1, column 8:  CREATE MATERIALIZED VIEW shops AS SELECT shop FROM orders
--!                             ^^^^^^^^^^^^
--! HINT: CREATE VIEW names a query; INSERT INTO a table starts a job that keeps its result.

CREATE TABLE own (id INT);
--! ERROR SQL-1900 (0A000): a table without a connector is not supported yet
--!   line 1, column 14:  CREATE TABLE own (id INT)
--!                                    ^^^
--! HINT: Say where its rows are, such as WITH ('connector' = 'datagen').
