-- Percentiles, the median and the most frequent value follow rows that are taken back.
CREATE TABLE orders (shop STRING, amount INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT shop, MEDIAN(amount) AS middle, PERCENTILE_CONT(0.75) WITHIN GROUP (ORDER BY amount) AS high,
       PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY amount) AS there, MODE() WITHIN GROUP (ORDER BY amount) AS often
FROM orders GROUP BY shop;

+ north | 5
+ north | NULL
--> + north | 5.0 | 5.0 | 5 | 5
+ north | 9
+ north | 9
+ north | 1
--> - north | 5.0 | 5.0 | 5 | 5
--> + north | 7.0 | 9.0 | 9 | 9
- north | 9
- north | 5
--> - north | 7.0 | 9.0 | 9 | 9
--> + north | 5.0 | 7.0 | 9 | 1
- north | 9
- north | 1
--> - north | 5.0 | 7.0 | 9 | 1
--> + north | NULL | NULL | NULL | NULL
