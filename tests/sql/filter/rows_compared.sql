-- Rows that are written out are compared field by field, from the left.
CREATE TABLE orders (shop STRING, amount INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, amount, (shop, amount) = ('b', 2) AS equal, (shop, amount) < ('b', 2) AS less, (shop, amount) >= ('b', 2) AS least FROM orders
WHERE (shop, amount) IS DISTINCT FROM ('z', 26);

+ a | 5
+ b | 2
+ b | 1
+ b | NULL
+ c | NULL
+ z | 26
--> + a | 5 | false | true | false
--> + b | 1 | false | true | false
--> + b | 2 | true | false | true
--> + b | NULL | NULL | NULL | NULL
--> + c | NULL | false | false | true
