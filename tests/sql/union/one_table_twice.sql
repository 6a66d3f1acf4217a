-- A table that stands twice in a query is read once: both branches see the same rows.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT side, COUNT(*) AS n FROM (
  SELECT 'large' AS side, amount FROM orders WHERE amount > 3
  UNION ALL SELECT 'every', amount FROM orders) AS u
GROUP BY side;

+ a | 5
--> + every | 1
--> + large | 1
+ b | 1
--> - every | 1
--> + every | 2
- a | 5
--> - every | 2
--> - large | 1
--> + every | 1
