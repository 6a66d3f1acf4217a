-- NULL AND FALSE is FALSE, NULL OR TRUE is TRUE, NOT NULL is NULL.
CREATE TABLE t (a BOOLEAN, b BOOLEAN) WITH ('connector' = 'steps');

SELECT a, b, a AND b AS "and", a OR b AS "or", NOT a AS "not", a IS DISTINCT FROM b AS "differ" FROM t;

+ true | NULL
+ false | NULL
--> + false | NULL | false | NULL | true | true
--> + true | NULL | NULL | true | false | true
+ NULL | NULL
+ NULL | true
--> + NULL | NULL | NULL | NULL | NULL | false
--> + NULL | true | NULL | true | NULL | true
