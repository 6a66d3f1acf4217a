CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(*) FILTER (WHERE amount > 3) AS large, SUM(amount) FILTER (WHERE amount <= 3) AS small
FROM orders GROUP BY shop;

+ north | 5
--> + north | 1 | NULL
+ north | 2
--> - north | 1 | NULL
--> + north | 1 | 2
- north | 5
--> - north | 1 | 2
--> + north | 0 | 2
