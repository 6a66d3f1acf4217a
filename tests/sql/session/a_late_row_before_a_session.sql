-- Where rows are taken back, a late row does not let an open session begin earlier: no session of a partition comes twice.
-- continuous only: over a bounded input nothing is late
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps', 'updating' = 'true');

SELECT sensor, window_start, window_end, COUNT(*) AS n
FROM TABLE(SESSION(TABLE readings PARTITION BY sensor, DESCRIPTOR(seen), INTERVAL '5' SECOND))
GROUP BY sensor, window_start, window_end;

+ 00:05 | a | 1
+ 00:12 | c | 1
--> + a | 2026-01-01 00:00:05.000 | 2026-01-01 00:00:10.000 | 1
+ 00:08 | a | 2
--> nothing
+ 00:05 | a | 3
--> nothing
+ 00:09 | a | 4
--> nothing
- 00:08 | a | 2
--> nothing
+ 00:30 | c | 1
--> + a | 2026-01-01 00:00:09.000 | 2026-01-01 00:00:14.000 | 1
--> + c | 2026-01-01 00:00:12.000 | 2026-01-01 00:00:17.000 | 1
