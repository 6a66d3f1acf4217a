-- EXISTS is true or false, never unknown, also where its condition compares NULLs: the row of NULL stays out.
CREATE TABLE marks (k INT, s STRING) WITH ('connector' = 'steps', 'updating' = 'true');

SELECT k, s FROM marks AS m
WHERE (NOT EXISTS (SELECT 1 FROM marks AS o WHERE o.k = m.k AND o.s <> m.s)) IS NOT TRUE;

+ 1 | x
+ 1 | NULL
+ 2 | a
+ 1 | y
--> + 1 | x
--> + 1 | y
- 1 | y
--> - 1 | x
--> - 1 | y
