CREATE TABLE t (n INT) WITH ('connector' = 'steps', 'wrong' = 'x');
--! SQL-1302
CREATE TABLE t (n INT) WITH ('connector' = 'stepps');
--! SQL-1301
CREATE TABLE t (n INT) WITH ('connector' = 'steps', 'splits' = '99');
--! SQL-1304
CREATE TABLE t (n INT) WITH ('connector' = 'steps');
CREATE TABLE T (n INT) WITH ('connector' = 'steps');
--! SQL-1104
DROP TABLE u;
--! SQL-1101
DROP TABLE IF EXISTS u;
SELECT m FROM t;
--! SQL-1102
SELECT n FROM t ORDER BY n;
--! STR-3001
INSERT INTO t SELECT 1;
--! SQL-1204
