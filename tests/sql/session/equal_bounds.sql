-- A session that ends earlier since a row was taken back closes after one with the same bounds: their group is revised.
-- continuous only: over a bounded input all sessions close at once
CREATE TABLE readings (seen TIMESTAMP(3), sensor STRING, v INT, WATERMARK FOR seen AS seen - INTERVAL '2' SECOND)
WITH ('connector' = 'steps', 'updating' = 'true');

SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(SESSION(TABLE readings PARTITION BY sensor, DESCRIPTOR(seen), INTERVAL '5' SECOND))
GROUP BY window_start, window_end;

+ 00:05 | a | 1
+ 00:05 | b | 1
+ 00:09 | b | 1
+ 00:12 | c | 1
--> + 2026-01-01 00:00:05.000 | 2026-01-01 00:00:10.000 | 1
- 00:09 | b | 1
--> - 2026-01-01 00:00:05.000 | 2026-01-01 00:00:10.000 | 1
--> + 2026-01-01 00:00:05.000 | 2026-01-01 00:00:10.000 | 2
