CREATE TABLE a (n INT) WITH ('connector' = 'steps', 'updating' = 'true');
CREATE TABLE b (n INT) WITH ('connector' = 'steps');

SELECT n FROM a UNION ALL SELECT n + 0 FROM b WHERE n > 0;

a + 1
b + 1
--> + 1
--> + 1
a - 1
b + -1
--> - 1
