-- When the least row goes, the next takes its place.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, MIN(amount) AS least, MAX(amount) AS most FROM orders GROUP BY shop;

+ north | 5
+ north | 2
+ north | 9
+ north | 2
--> + north | 2 | 9
- north | 2
--> nothing
- north | 2
--> - north | 2 | 9
--> + north | 5 | 9
- north | 9
--> - north | 5 | 9
--> + north | 5 | 5
- north | 5
--> - north | 5 | 5
