-- What waits for time needs a watermark.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

SELECT window_start, COUNT(*)
FROM TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 2, column 12:  FROM TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE))
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

SELECT window_start, COUNT(*)
FROM TABLE(HOP(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
GROUP BY window_start, window_end;
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 2, column 12:  FROM TABLE(HOP(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

SELECT window_start, COUNT(*)
FROM TABLE(CUMULATE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE, INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 2, column 12:  FROM TABLE(CUMULATE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE, INTERVAL '1' HOUR))
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

SELECT * FROM TABLE(SESSION(TABLE untimed PARTITION BY id, DESCRIPTOR(placed), INTERVAL '1' MINUTE));
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 1, column 21:  SELECT * FROM TABLE(SESSION(TABLE untimed PARTITION BY id, DESCRIPTOR(placed), INTERVAL '1' MINUTE))
--!                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

SELECT TUMBLE_START(placed, INTERVAL '1' MINUTE), COUNT(*) FROM untimed
GROUP BY TUMBLE(placed, INTERVAL '1' MINUTE);
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 2, column 10:  GROUP BY TUMBLE(placed, INTERVAL '1' MINUTE)
--!                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

-- the first rows of each window
SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY amount) AS place
  FROM TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE)))
WHERE place <= 2;
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 3, column 14:    FROM TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE)))
--!                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

-- a join of windows, one side of which has no time
SELECT o.id, o.window_start
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '1' MINUTE)) AS o
JOIN TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE)) AS u
ON o.id = u.id AND o.window_start = u.window_start AND o.window_end = u.window_end;
--! ERROR STR-3003 (SS003): windows of "placed" would never close
--!   line 3, column 12:  JOIN TABLE(TUMBLE(TABLE untimed, DESCRIPTOR(placed), INTERVAL '1' MINUTE)) AS u
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The table "untimed" has no watermark that tells how far "placed" has come.
--! HINT: Add WATERMARK FOR placed AS placed - INTERVAL '5' SECOND to the table.

-- the column is no longer what the watermark is for
SELECT window_start, COUNT(*)
FROM TABLE(TUMBLE((SELECT id, placed + INTERVAL '1' HOUR AS later FROM orders), DESCRIPTOR(later), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
--! ERROR STR-3003 (SS003): windows of "later" would never close
--!   line 2, column 12:  FROM TABLE(TUMBLE((SELECT id, placed + INTERVAL '1' HOUR AS later FROM orders), DESCRIPTOR(later), INTERVAL '1' MINUTE))
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: The watermark of the table "orders" is for "placed", as it is read.
--! HINT: Make the windows of "placed", or let the table have WATERMARK FOR later AS later - INTERVAL '5' SECOND instead.

-- the clock needs none
SELECT window_start, COUNT(*)
FROM TABLE(TUMBLE((SELECT id, PROCTIME() AS now FROM orders), DESCRIPTOR(now), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

-- but what is computed from it is not the clock
SELECT window_start, COUNT(*)
FROM TABLE(TUMBLE((SELECT id, CAST(PROCTIME() AS TIMESTAMP(3)) AS now FROM orders), DESCRIPTOR(now), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
--! ERROR STR-3003 (SS003): windows of "now" would never close
--!   line 2, column 12:  FROM TABLE(TUMBLE((SELECT id, CAST(PROCTIME() AS TIMESTAMP(3)) AS now FROM orders), DESCRIPTOR(now), INTERVAL '1' MINUTE))
--!                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! DETAIL: It is computed from the clock, but is not the clock.
--! HINT: Use PROCTIME() itself as the time column, or a column that the table has a WATERMARK for.
