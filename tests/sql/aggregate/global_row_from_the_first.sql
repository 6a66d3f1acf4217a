-- Without GROUP BY there is a row from the start, over no rows at all.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT COUNT(*) AS n, SUM(amount) AS total FROM orders;

--> + 0 | NULL
+ north | 5
--> - 0 | NULL
--> + 1 | 5
- north | 5
--> - 1 | 5
--> + 0 | NULL
