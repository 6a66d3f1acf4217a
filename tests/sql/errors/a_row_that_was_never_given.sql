-- A source that takes back what it never gave is found out.
-- continuous only: the code is raised where the group is kept
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, MIN(amount) AS least FROM orders GROUP BY shop;

+ north | 5
--> + north | 5
- south | 6
--! CHG-4501
