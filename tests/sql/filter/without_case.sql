-- ILIKE is LIKE for capital and small letters alike.
CREATE TABLE words (word STRING) WITH ('connector' = 'steps', 'updating' = 'true', 'splits' = '2');

SELECT word, word ILIKE 'ö%_' AS a, word NOT ILIKE 'X$%' ESCAPE '$' AS b FROM words;

+ Öl
+ ö
+ x%
+ NULL
--> + NULL | NULL | NULL
--> + x% | false | false
--> + Öl | true | true
--> + ö | false | true
