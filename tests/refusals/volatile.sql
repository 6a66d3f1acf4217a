-- Values that are different each time they are computed, of rows that are taken back.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

SELECT shop, RAND() FROM per_shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 14:  SELECT shop, RAND() FROM per_shop
--!                                    ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop, UUID() AS id FROM per_shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 14:  SELECT shop, UUID() AS id FROM per_shop
--!                                    ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop, CURRENT_TIMESTAMP AS seen FROM per_shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 14:  SELECT shop, CURRENT_TIMESTAMP AS seen FROM per_shop
--!                                    ^^^^^^^^^^^^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop, PROCTIME() FROM per_shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 14:  SELECT shop, PROCTIME() FROM per_shop
--!                                    ^^^^^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop, UUID() AS id, COUNT(*) FROM orders GROUP BY shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 14:  SELECT shop, UUID() AS id, COUNT(*) FROM orders GROUP BY shop
--!                                    ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop FROM per_shop WHERE RAND() > 0.5;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 33:  SELECT shop FROM per_shop WHERE RAND() > 0.5
--!                                                       ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT shop, COUNT(*) FROM orders GROUP BY shop HAVING RAND() > 0.5;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 56:  SELECT shop, COUNT(*) FROM orders GROUP BY shop HAVING RAND() > 0.5
--!                                                                              ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT SUM(RAND()) FROM per_shop;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 12:  SELECT SUM(RAND()) FROM per_shop
--!                                  ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

SELECT * FROM orders AS o LEFT JOIN per_shop AS p ON o.shop = p.shop AND RAND() > 0.5;
--! ERROR STR-3002 (SS002): a value that changes from one evaluation to the next is computed on rows that are taken back
--!   line 1, column 74:  SELECT * FROM orders AS o LEFT JOIN per_shop AS p ON o.shop = p.shop AND RAND() > 0.5
--!                                                                                                ^^^^^^
--! DETAIL: A row that is taken back would no longer be found.
--! HINT: Compute it before the aggregation, where rows are only added.

-- where rows are only added it is computed once
SELECT shop, RAND(), CURRENT_TIMESTAMP FROM orders;

SELECT lot, COUNT(*) FROM (SELECT UUID() AS lot FROM orders) AS lots GROUP BY lot;

-- a filter that changes its mind as time goes on
SELECT id FROM orders WHERE placed > LOCALTIMESTAMP - INTERVAL '1' HOUR;
--! ERROR SQL-1900 (0A000): a filter that changes with time is not supported yet
--!   line 1, column 29:  SELECT id FROM orders WHERE placed > LOCALTIMESTAMP - INTERVAL '1' HOUR
--!                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Filter by the columns of the row, or aggregate over windows.
