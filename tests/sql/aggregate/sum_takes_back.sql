CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, SUM(amount) AS total FROM orders GROUP BY shop;

+ north | 5
+ north | 2
--> + north | 7
- north | 5
--> - north | 7
--> + north | 2
- north | 2
--> - north | 2
