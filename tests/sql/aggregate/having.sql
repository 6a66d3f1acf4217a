-- A group appears when the condition becomes true and goes when it ceases to be.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, COUNT(*) AS n FROM orders GROUP BY shop HAVING COUNT(*) > 1;

+ north | 5
--> nothing
+ north | 2
+ south | 1
--> + north | 2
- north | 5
+ south | 2
--> - north | 2
--> + south | 2
