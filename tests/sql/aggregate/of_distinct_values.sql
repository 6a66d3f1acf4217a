CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(DISTINCT amount) AS kinds, SUM(DISTINCT amount) AS total, COUNT(amount) AS n FROM orders GROUP BY shop;

+ north | 5
+ north | 5
+ north | 2
--> + north | 2 | 7 | 3
- north | 5
--> - north | 2 | 7 | 3
--> + north | 2 | 7 | 2
- north | 5
--> - north | 2 | 7 | 2
--> + north | 1 | 2 | 1
