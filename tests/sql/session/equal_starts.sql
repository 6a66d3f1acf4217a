-- Two sessions that begin together close one after the other: what is grouped by the start alone is revised.
-- continuous only: over a bounded input all sessions close at once
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps');

SELECT window_start, COUNT(*) AS n
FROM TABLE(SESSION(TABLE readings PARTITION BY sensor, DESCRIPTOR(seen), INTERVAL '5' SECOND))
GROUP BY window_start;

+ 00:05 | a | 1
+ 00:05 | b | 1
+ 00:09 | b | 1
--> nothing
+ 00:12 | c | 1
--> + 2026-01-01 00:00:05.000 | 1
+ 00:30 | c | 1
--> - 2026-01-01 00:00:05.000 | 1
--> + 2026-01-01 00:00:05.000 | 3
--> + 2026-01-01 00:00:12.000 | 1
