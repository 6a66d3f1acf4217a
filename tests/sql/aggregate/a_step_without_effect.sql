-- What is added and taken back within an epoch never shows.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, SUM(amount) AS total FROM orders GROUP BY shop;

+ north | 5
--> + north | 5
+ north | 3
- north | 3
--> nothing
+ south | 1
--> + south | 1
