-- Pairs count also when nothing of their rows is read.
CREATE TABLE orders (shop STRING, amount INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT COUNT(*) AS pairs FROM orders AS a, orders AS b;

--> + 0
+ north | 5
+ east | NULL
--> - 0
--> + 4
- east | NULL
--> - 4
--> + 1
