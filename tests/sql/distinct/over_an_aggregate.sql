CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT DISTINCT n FROM (SELECT shop, COUNT(*) AS n FROM orders GROUP BY shop) AS s;

+ north | 5
+ south | 5
--> + 1
+ north | 6
--> + 2
- south | 5
--> - 1
