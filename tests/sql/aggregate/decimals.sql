CREATE TABLE prices (item STRING, price DECIMAL(10, 2)) WITH ('connector' = 'steps', 'updating' = 'true');

SELECT item, SUM(price) AS total, AVG(price) AS mean, MAX(price) AS most FROM prices GROUP BY item;

+ pen | 1.10
+ pen | 2.25
--> + pen | 3.35 | 1.675000 | 2.25
- pen | 1.10
+ pen | 0.01
--> - pen | 3.35 | 1.675000 | 2.25
--> + pen | 2.26 | 1.130000 | 2.25
