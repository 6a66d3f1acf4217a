-- MAX_BY gives a value of the row that has the greatest other one, MIN_BY of that with the least; NULLs are no values to go by.
CREATE TABLE orders (shop STRING, amount INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT MAX_BY(shop, amount) AS most, MIN_BY(shop, amount) FILTER (WHERE shop <> 'west') AS least, COUNT_IF(amount > 4) AS large FROM orders;

--> + NULL | NULL | 0
+ north | 5
+ east | NULL
--> - NULL | NULL | 0
--> + north | north | 1
+ south | 9
+ west | 1
--> - north | north | 1
--> + south | north | 2
- south | 9
--> - south | north | 2
--> + north | north | 1
