-- NULL is a key like any other in GROUP BY, and SUM over nothing but NULL is NULL.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(*) AS n, COUNT(amount) AS known, SUM(amount) AS total FROM orders GROUP BY shop;

+ NULL | NULL
+ NULL | 3
--> + NULL | 2 | 1 | 3
- NULL | 3
--> - NULL | 2 | 1 | 3
--> + NULL | 1 | 0 | NULL
- NULL | NULL
--> - NULL | 1 | 0 | NULL
