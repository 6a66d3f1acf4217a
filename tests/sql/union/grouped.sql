-- Rows of both tables meet in one group.
CREATE TABLE a (k STRING, n INT) WITH ('connector' = 'steps', 'updating' = 'true');
CREATE TABLE b (k STRING, n INT) WITH ('connector' = 'steps');

SELECT k, SUM(n) AS total FROM (SELECT k, n FROM a UNION ALL SELECT k, n FROM b) AS u GROUP BY k;

a + x | 1
--> + x | 1
b + x | 10
--> - x | 1
--> + x | 11
a - x | 1
--> - x | 11
--> + x | 10
