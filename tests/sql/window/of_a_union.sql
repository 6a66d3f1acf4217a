-- A window function reads the whole of the query it is given, and not only the first SELECT in it.
-- continuous only: the last window closes when the input ends
CREATE TABLE a (shop STRING, at_time TIMESTAMP(3), WATERMARK FOR at_time AS at_time) WITH ('connector' = 'steps');
CREATE TABLE b (shop STRING, at_time TIMESTAMP(3), WATERMARK FOR at_time AS at_time) WITH ('connector' = 'steps');

SELECT window_start, COUNT(*) AS orders
FROM TABLE(TUMBLE((SELECT at_time FROM a UNION ALL SELECT at_time FROM b), DESCRIPTOR(at_time), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

a + north | 00:01
b + south | 00:02
b + south | 00:12
--> nothing
a + north | 00:15
--> + 2026-01-01 00:00:00.000 | 2
