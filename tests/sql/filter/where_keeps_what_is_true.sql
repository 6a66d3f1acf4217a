-- A row passes when the condition is TRUE, not when it is FALSE or NULL.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'splits' = '2');

SELECT shop, amount FROM orders WHERE amount > 3;

+ north | 5
+ south | 3
+ west | NULL
--> + north | 5
+ south | 1
--> nothing
+ east | 4
+ east | 4
--> + east | 4
--> + east | 4
