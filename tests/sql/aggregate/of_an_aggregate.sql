-- How many shops have how many orders.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT n, COUNT(*) AS shops FROM (SELECT shop, COUNT(*) AS n FROM orders GROUP BY shop) AS s GROUP BY n;

+ north | 5
+ south | 2
--> + 1 | 2
+ north | 1
--> - 1 | 2
--> + 1 | 1
--> + 2 | 1
- north | 5
- north | 1
--> - 2 | 1
