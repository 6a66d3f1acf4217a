CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'splits' = '2');

SELECT CASE WHEN amount IS NULL THEN 'none' WHEN amount >= 10 THEN 'many' ELSE 'some' END AS size,
  COALESCE(shop, 'unknown') AS shop
FROM orders;

+ north | 5
+ NULL | 12
--> + many | unknown
--> + some | north
+ south | NULL
--> + none | south
