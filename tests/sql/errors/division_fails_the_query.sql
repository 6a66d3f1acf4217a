CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'splits' = '2');

SELECT shop, 100 / amount AS part FROM orders;

+ north | 5
--> + north | 20
+ south | 0
--! DAT-4002
