CREATE TABLE t (k STRING, n BIGINT) WITH ('connector' = 'steps', 'updating' = 'true');

SELECT k, SUM(n) AS total FROM t GROUP BY k;

+ a | 9223372036854775807
--> + a | 9223372036854775807
+ a | 1
--! DAT-4001
