-- The average of whole numbers keeps a digit behind the point.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(*) AS n, AVG(amount) AS mean, AVG(CAST(amount AS DOUBLE)) AS exact FROM orders GROUP BY shop;

+ north | 5
+ north | 2
+ south | 1
--> + north | 2 | 3.5 | 3.5
--> + south | 1 | 1.0 | 1.0
- south | 1
+ south | -4
+ south | 1
--> - south | 1 | 1.0 | 1.0
--> + south | 2 | -1.5 | -1.5
- north | 2
--> - north | 2 | 3.5 | 3.5
--> + north | 1 | 5.0 | 5.0
