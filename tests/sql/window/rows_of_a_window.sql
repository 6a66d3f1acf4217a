-- Without GROUP BY a window function gives each row its windows at once.
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT v, window_start, window_time FROM TABLE(HOP(TABLE readings, DESCRIPTOR(seen), INTERVAL '5' SECOND, INTERVAL '10' SECOND));

+ 00:07 | a | 1
--> + 1 | 2026-01-01 00:00:00.000 | 2026-01-01 00:00:09.999999
--> + 1 | 2026-01-01 00:00:05.000 | 2026-01-01 00:00:14.999999
