-- A row whose window has closed is left out; one that is only out of order counts.
-- continuous only: over a bounded input nothing is late
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(seen), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

+ 00:05 | a | 1
+ 00:13 | a | 1
--> + 2026-01-01 00:00:10.000 | 1
+ 00:09 | late | 1
+ 00:11 | in time | 1
--> nothing
+ 00:25 | a | 1
--> + 2026-01-01 00:00:20.000 | 2
