-- A group whose sum is out of range has no row until the sum fits again.
SET 'on-error' = 'dead-letter';

CREATE TABLE t (k STRING, n BIGINT) WITH ('connector' = 'steps', 'updating' = 'true');

SELECT k, SUM(n) AS total FROM t GROUP BY k;

+ a | 9223372036854775807
--> + a | 9223372036854775807
+ a | 1
--> - a | 9223372036854775807
+ a | 5
--> nothing
- a | 1
- a | 5
--> + a | 9223372036854775807
