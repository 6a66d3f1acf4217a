-- A row that cannot be computed is left out, and so is the row that takes it back.
SET 'on-error' = 'dead-letter';

CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, 100 / amount AS part FROM orders;

+ north | 5
+ south | 0
--> + north | 20
- south | 0
--> nothing
+ south | 4
--> + south | 25
