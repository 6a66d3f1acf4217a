-- A column that is NULL alone is text.
CREATE TABLE orders (shop STRING, amount INT)
WITH ('connector' = 'steps', 'updating' = 'true');

SELECT shop, NULL AS note, amount FROM orders;

+ north | 5
--> + north | NULL | 5
- north | 5
--> - north | NULL | 5
