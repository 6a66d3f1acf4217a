-- A removal passes a filter and a projection as its row did.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT UPPER(shop) AS shop, amount * 2 AS twice FROM orders WHERE amount <> 3;

+ north | 5
+ south | 3
--> + NORTH | 10
- south | 3
--> nothing
- north | 5
+ north | 6
--> - NORTH | 10
--> + NORTH | 12
