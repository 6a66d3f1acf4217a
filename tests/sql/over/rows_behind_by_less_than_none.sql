-- LAG by less than no row looks ahead, as LEAD does.
CREATE TABLE orders (id INT, amount INT) WITH ('connector' = 'steps', 'updating' = 'true');

SELECT id, LAG(amount, -1) OVER (ORDER BY id) AS next, LEAD(amount, -2, 0) OVER (ORDER BY id) AS earlier FROM orders;

+ 1 | 10
+ 3 | 30
--> + 1 | 30 | 0
--> + 3 | NULL | 0
+ 2 | 20
--> - 1 | 30 | 0
--> - 3 | NULL | 0
--> + 1 | 20 | 0
--> + 2 | 30 | 0
--> + 3 | NULL | 10
- 1 | 10
--> - 1 | 20 | 0
--> - 3 | NULL | 10
--> + 3 | NULL | 0
