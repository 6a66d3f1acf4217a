CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT amount / 10 AS tens, COUNT(*) AS n FROM orders GROUP BY amount / 10;

+ a | 5
+ b | 9
+ c | 11
--> + 0 | 2
--> + 1 | 1
- b | 9
+ b | 19
--> - 0 | 2
--> - 1 | 1
--> + 0 | 1
--> + 1 | 2
