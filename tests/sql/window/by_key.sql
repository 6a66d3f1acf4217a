-- continuous only: the last windows close when the input ends
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT sensor, window_start, MAX(v) AS highest
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(seen), INTERVAL '10' SECOND))
GROUP BY sensor, window_start, window_end;

+ 00:01 | a | 1
+ 00:02 | b | 7
+ 00:03 | a | 5
--> nothing
+ 00:20 | b | 1
--> + a | 2026-01-01 00:00:00.000 | 5
--> + b | 2026-01-01 00:00:00.000 | 7
+ 00:32 | a | 1
--> + b | 2026-01-01 00:00:20.000 | 1
