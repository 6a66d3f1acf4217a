-- A division that fails only between two answers fails nothing: each answer divides by the number of all rows, which is never 0.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(*) * 100 / (SELECT COUNT(*) FROM orders) AS percent FROM orders GROUP BY shop;

--> nothing
+ north | 5
+ south | 1
+ north | 7
+ west | 7
--> + north | 50
--> + south | 25
--> + west | 25
- west | 7
- south | 1
--> - north | 50
--> - south | 25
--> - west | 25
--> + north | 100
- north | 5
- north | 7
--> - north | 100
+ east | 1
--> + east | 100
