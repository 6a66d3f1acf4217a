-- A row whose time is NULL is in no window.
-- continuous only: the last window closes when the input ends
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(seen), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

+ 00:01 | a | 1
+ NULL | a | 1
--> nothing
+ 00:12 | a | 1
--> + 2026-01-01 00:00:00.000 | 1
