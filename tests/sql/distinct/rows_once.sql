-- A row is there as long as any of its copies is.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT DISTINCT shop FROM orders;

+ north | 5
+ north | 6
+ south | 1
--> + north
--> + south
- north | 5
--> nothing
- north | 6
--> - north
