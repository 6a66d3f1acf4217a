-- A least value that frames have no share in until a row without a key comes, which stands before all others.
CREATE TABLE prices (k DECIMAL(5, 2), price INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT COUNT(least) AS known, SUM(least) AS total
FROM (SELECT MIN(price) OVER (ORDER BY k RANGE BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS least FROM prices);

--> + 0 | NULL
+ 0.01 | 5
+ 0.02 | 5
+ 0.03 | 5
+ 0.04 | 5
+ 0.05 | 5
+ 0.06 | 5
+ 0.07 | 5
+ 0.08 | 5
+ 0.09 | 5
+ 0.10 | 5
+ 0.11 | 5
+ 0.12 | 5
+ 0.13 | 5
+ 0.14 | 5
+ 0.15 | 5
+ 0.16 | 5
+ 0.17 | 5
+ 0.18 | 5
+ 0.19 | 5
+ 0.20 | 5
+ 0.21 | 5
+ 0.22 | 5
+ 0.23 | 5
+ 0.24 | 5
+ 0.25 | 5
+ 0.26 | 5
+ 0.27 | 5
+ 0.28 | 5
+ 0.29 | 5
+ 0.30 | 5
+ 0.31 | 5
+ 0.32 | 5
+ 0.33 | 5
+ 0.34 | 5
+ 0.35 | 5
+ 0.36 | 5
+ 0.37 | 5
+ 0.38 | 5
+ 0.39 | 5
+ 0.40 | 5
+ 0.41 | NULL
+ NULL | 7
--> - 0 | NULL
--> + 42 | 294
+ NULL | 5
--> - 42 | 294
--> + 43 | 215
- NULL | 5
--> - 43 | 215
--> + 42 | 294
- NULL | 7
--> - 42 | 294
--> + 0 | NULL
