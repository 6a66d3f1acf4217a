CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'splits' = '2');

SELECT amount, amount IN (1, 2) AS a, amount NOT IN (1, NULL) AS b, amount BETWEEN 2 AND 4 AS c FROM orders;

+ x | 1
+ x | 2
+ x | 3
+ x | NULL
--> + 1 | true | false | false
--> + 2 | true | NULL | true
--> + 3 | false | NULL | true
--> + NULL | NULL | NULL | NULL
