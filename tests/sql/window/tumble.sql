-- A window comes once, when the watermark (two seconds behind) has passed its end.
-- continuous only: the last window closes when the input ends
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT window_start, window_end, COUNT(*) AS n, SUM(v) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(seen), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

+ 00:01 | a | 1
+ 00:09 | b | 2
+ 00:11 | a | 4
--> nothing
+ 00:12 | a | 8
--> + 2026-01-01 00:00:00.000 | 2026-01-01 00:00:10.000 | 2 | 3
+ 00:40 | a | 16
--> + 2026-01-01 00:00:10.000 | 2026-01-01 00:00:20.000 | 2 | 12
