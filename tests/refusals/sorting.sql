-- What never ends cannot be sorted.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

SELECT * FROM orders ORDER BY amount;
--! ERROR STR-3001 (SS001): rows that never end cannot be sorted
--!   line 1, column 22:  SELECT * FROM orders ORDER BY amount
--!                                            ^^^^^^^^^^^^^^^
--! HINT: Add LIMIT to keep the first rows up to date, leave out ORDER BY, or sort where the result is read.

SELECT shop, COUNT(*) FROM orders
GROUP BY shop
ORDER BY 2 DESC;
--! ERROR STR-3001 (SS001): rows that never end cannot be sorted
--!   line 3, column 1:  ORDER BY 2 DESC
--!                      ^^^^^^^^^^^^^^^
--! HINT: Add LIMIT to keep the first rows up to date, leave out ORDER BY, or sort where the result is read.

SELECT * FROM orders UNION ALL SELECT * FROM orders ORDER BY id;
--! ERROR STR-3001 (SS001): rows that never end cannot be sorted
--!   line 1, column 53:  SELECT * FROM orders UNION ALL SELECT * FROM orders ORDER BY id
--!                                                                           ^^^^^^^^^^^
--! HINT: Add LIMIT to keep the first rows up to date, leave out ORDER BY, or sort where the result is read.

-- the first ones can be kept up to date
SELECT * FROM orders ORDER BY amount LIMIT 10;
