-- A row that is there only between two answers is none that an answer does without.
SET 'on-error' = 'dead-letter';

CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, 100 / amount AS part, SUM(amount) * 10 / (SELECT SUM(amount) FROM orders) AS share FROM orders GROUP BY shop, amount;

--> nothing
+ north | 5
+ south | 0
+ west | 5
--> + north | 20 | 5
--> + west | 20 | 5
- west | 5
--> - north | 20 | 5
--> - west | 20 | 5
--> + north | 20 | 10
