-- Mistakes in functions over frames, groupings and sub-queries.
CREATE TABLE t (id INT NOT NULL, k STRING, v INT, at_time TIMESTAMP(3), WATERMARK FOR at_time AS at_time)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');

SELECT TUMBLE_START(at_time, INTERVAL '5' MINUTE), COUNT(*) FROM t GROUP BY TUMBLE(at_time, INTERVAL '1' MINUTE);
--! ERROR SQL-1203 (42803): TUMBLE_START asks for another window than the query groups by
--!   line 1, column 8:  SELECT TUMBLE_START(at_time, INTERVAL '5' MINUTE), COUNT(*) FROM t GROUP BY TUMBLE(at_time, INTERVAL '1' MINUTE)
--!                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Give the arguments of TUMBLE in GROUP BY to TUMBLE_START, TUMBLE_END or TUMBLE_ROWTIME.

SELECT HOP_END(at_time, INTERVAL '5' SECOND, INTERVAL '1' MINUTE), COUNT(*) FROM t GROUP BY TUMBLE(at_time, INTERVAL '1' MINUTE);
--! ERROR SQL-1203 (42803): HOP_END asks for another window than the query groups by
--!   line 1, column 8:  SELECT HOP_END(at_time, INTERVAL '5' SECOND, INTERVAL '1' MINUTE), COUNT(*) FROM t GROUP BY TUMBLE(at_time, INTERVAL '1' MINUTE)
--!                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Give the arguments of TUMBLE in GROUP BY to TUMBLE_START, TUMBLE_END or TUMBLE_ROWTIME.

SELECT CASE WHEN v THEN 1 END FROM t;
--! ERROR SQL-1201 (42804): a condition is not a BOOLEAN
--!   line 1, column 8:  SELECT CASE WHEN v THEN 1 END FROM t
--!                             ^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Compare the value with something.

SELECT SUM(v) OVER (ORDER BY k RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t;
--! ERROR SQL-1201 (42804): the distance of RANGE does not fit what the window is ordered by
--!   line 1, column 46:  SELECT SUM(v) OVER (ORDER BY k RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t
--!                                                                    ^
--! HINT: Give a number for numbers and an INTERVAL for dates and times, or count rows with ROWS.

SELECT SUM(v) OVER (ORDER BY k, v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t;
--! ERROR SQL-1299 (42000): a distance of RANGE needs one value in ORDER BY
--!   line 1, column 35:  SELECT SUM(v) OVER (ORDER BY k, v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t
--!                                                         ^^^^^
--! HINT: Count rows with ROWS.

SELECT SUM(v) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t;
--! ERROR SQL-1299 (42000): the frame ends before it begins
--!   line 1, column 62:  SELECT SUM(v) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t
--!                                                                                    ^^^^^^^^^^^
--! HINT: Write its bounds in order, as in ROWS BETWEEN 1 PRECEDING AND CURRENT ROW.

SELECT SUM(v) OVER (ORDER BY id ROWS BETWEEN -1 PRECEDING AND CURRENT ROW) FROM t;
--! ERROR SQL-1299 (42000): a frame goes a whole number of rows back or on, and not less than none
--!   line 1, column 46:  SELECT SUM(v) OVER (ORDER BY id ROWS BETWEEN -1 PRECEDING AND CURRENT ROW) FROM t
--!                                                                    ^^
--! HINT: Write ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING.

SELECT SUM(v) OVER w FROM t;
--! ERROR SQL-1299 (42000): window "w" does not exist
--!   line 1, column 20:  SELECT SUM(v) OVER w FROM t
--!                                          ^
--! HINT: Name it behind FROM, as in WINDOW w AS (PARTITION BY k ORDER BY ts).

SELECT RANK() OVER (PARTITION BY k) FROM t;
--! ERROR SQL-1299 (42000): the window needs an order
--!   line 1, column 20:  SELECT RANK() OVER (PARTITION BY k) FROM t
--!                                          ^^^^^^^^^^^^^^^^
--! HINT: Write ORDER BY within OVER.

SELECT RANK() OVER (ORDER BY k ROWS 1 PRECEDING) FROM t;
--! ERROR SQL-1299 (42000): the function takes no frame
--!   line 1, column 32:  SELECT RANK() OVER (ORDER BY k ROWS 1 PRECEDING) FROM t
--!                                                      ^^^^
--! HINT: Leave out ROWS or RANGE.

SELECT ROW_NUMBER() FROM t;
--! ERROR SQL-1299 (42000): the function needs an OVER clause
--!   line 1, column 8:  SELECT ROW_NUMBER() FROM t
--!                             ^^^^^^^^^^^^
--! HINT: Write OVER (PARTITION BY k ORDER BY ts) behind it.

SELECT k FROM t WHERE ROW_NUMBER() OVER (ORDER BY id) = 1;
--! ERROR SQL-1299 (42000): a function over a frame cannot stand in WHERE
--!   line 1, column 23:  SELECT k FROM t WHERE ROW_NUMBER() OVER (ORDER BY id) = 1
--!                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Filter by it with QUALIFY, or in a query around this one.

SELECT k FROM t GROUP BY k HAVING ROW_NUMBER() OVER (ORDER BY k) = 1;
--! ERROR SQL-1299 (42000): a function over a frame cannot stand in HAVING
--!   line 1, column 35:  SELECT k FROM t GROUP BY k HAVING ROW_NUMBER() OVER (ORDER BY k) = 1
--!                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Filter by it with QUALIFY, or in a query around this one.

SELECT NTILE(0) OVER (ORDER BY id) FROM t;
--! ERROR DAT-4006 (22023): the number of NTILE and NTH_VALUE is at least 1
--!   line 1, column 8:  SELECT NTILE(0) OVER (ORDER BY id) FROM t
--!                             ^^^^^^^^
--! HINT: Write NTILE(4), or NTH_VALUE(x, 2).

SELECT NTH_VALUE(v, 0) OVER (ORDER BY id) FROM t;
--! ERROR DAT-4006 (22023): the number of NTILE and NTH_VALUE is at least 1
--!   line 1, column 8:  SELECT NTH_VALUE(v, 0) OVER (ORDER BY id) FROM t
--!                             ^^^^^^^^^^^^^^^
--! HINT: Write NTILE(4), or NTH_VALUE(x, 2).

SELECT MEDIAN(v) OVER (PARTITION BY k) FROM t;
--! ERROR SQL-1900 (0A000): this aggregate over a frame is not supported yet
--!   line 1, column 8:  SELECT MEDIAN(v) OVER (PARTITION BY k) FROM t
--!                             ^^^^^^^^^
--! HINT: Aggregate with GROUP BY, and join the result.

SELECT PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY v) FROM t;
--! ERROR DAT-4006 (22023): PERCENTILE_CONT takes a number from 0 to 1
--!   line 1, column 24:  SELECT PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY v) FROM t
--!                                              ^^^
--! HINT: Write PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x).

SELECT MODE() WITHIN GROUP (ORDER BY k, v) FROM t;
--! ERROR SQL-1299 (42000): MODE takes one value in ORDER BY
--!   line 1, column 8:  SELECT MODE() WITHIN GROUP (ORDER BY k, v) FROM t
--!                             ^^^^^^
--! HINT: Write MODE() WITHIN GROUP (ORDER BY x).

SELECT SUM(v) IGNORE NULLS FROM t;
--! ERROR SQL-1299 (42000): IGNORE NULLS cannot stand behind SUM
--!   line 1, column 8:  SELECT SUM(v) IGNORE NULLS FROM t
--!                             ^^^^^^
--! HINT: FILTER (WHERE x IS NOT NULL) leaves NULLs out.

SELECT (SELECT k, v FROM t) FROM t;
--! ERROR SQL-1201 (42804): a query in place of a value has one column, and this one more
--!   line 1, column 8:  SELECT (SELECT k, v FROM t) FROM t
--!                             ^^^^^^^^^^^^^^^^^^^^
--! HINT: Select one column, or join the query.

SELECT id FROM t WHERE v IN (SELECT k, v FROM t);
--! ERROR SQL-1201 (42804): the values of IN are not of one type, or differ in the number of columns
--!   line 1, column 24:  SELECT id FROM t WHERE v IN (SELECT k, v FROM t)
--!                                              ^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Convert them with CAST(... AS type).

SELECT GROUPING(v) FROM t GROUP BY k;
--! ERROR SQL-1203 (42803): GROUPING takes what the query groups by
--!   line 1, column 17:  SELECT GROUPING(v) FROM t GROUP BY k
--!                                       ^
--! HINT: Name an item of GROUP BY.

SELECT GROUPING(v) FROM t;
--! ERROR SQL-1203 (42803): GROUPING needs GROUP BY, and stands in SELECT, HAVING or ORDER BY
--!   line 1, column 8:  SELECT GROUPING(v) FROM t
--!                             ^^^^^^^^^^^
--! HINT: Group by what it asks for, such as GROUP BY ROLLUP (k).

SELECT k FROM t LIMIT 1.5;
--! ERROR SQL-1201 (42804): a number of rows is a whole number
--!   line 1, column 23:  SELECT k FROM t LIMIT 1.5
--!                                             ^^^
--! HINT: Write LIMIT 10.
