-- continuous only: the last windows close when the input ends
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT window_start, window_end, SUM(v) AS total
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(seen), INTERVAL '5' SECOND, INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

+ 00:01 | a | 1
+ 00:07 | a | 2
--> + 2025-12-31 23:59:55.000 | 2026-01-01 00:00:05.000 | 1
+ 00:13 | a | 4
--> + 2026-01-01 00:00:00.000 | 2026-01-01 00:00:10.000 | 3
+ 00:23 | a | 8
--> + 2026-01-01 00:00:05.000 | 2026-01-01 00:00:15.000 | 6
--> + 2026-01-01 00:00:10.000 | 2026-01-01 00:00:20.000 | 4
