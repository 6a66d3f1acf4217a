-- Different rows may look the same after a projection; each counts.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT amount > 3 AS large FROM orders;

+ north | 5
+ south | 6
+ west | 1
--> + false
--> + true
--> + true
- south | 6
--> - true
- west | 1
+ west | 2
--> nothing
