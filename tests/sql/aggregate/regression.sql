-- The line through pairs that both are there, as pairs are added and taken back.
CREATE TABLE points (x INT, y INT) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT REGR_SLOPE(y, x) AS slope, REGR_INTERCEPT(y, x) AS zero, REGR_R2(y, x) AS fit, REGR_AVGX(y, x) AS x, REGR_AVGY(y, x) AS y
FROM points;

--> + NULL | NULL | NULL | NULL | NULL
+ 1 | 3
+ NULL | 100
+ 100 | NULL
--> - NULL | NULL | NULL | NULL | NULL
--> + NULL | NULL | NULL | 1.0 | 3.0
+ 3 | 7
+ 5 | 0
--> - NULL | NULL | NULL | 1.0 | 3.0
--> + -0.75 | 5.583333333333334 | 0.18243243243243243 | 3.0 | 3.3333333333333335
- 5 | 0
--> - -0.75 | 5.583333333333334 | 0.18243243243243243 | 3.0 | 3.3333333333333335
--> + 2.0 | 1.0 | 1.0 | 2.0 | 5.0
