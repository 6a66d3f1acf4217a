-- Types that cannot be told, or do not fit.

CREATE VIEW nothings AS SELECT id, NULL AS nothing FROM (VALUES (1)) AS t (id);
--! ERROR SQL-1202 (42601): the type of column "nothing" cannot be told
--!   line 1, column 36:  CREATE VIEW nothings AS SELECT id, NULL AS nothing FROM (VALUES (1)) AS t (id)
--!                                                          ^^^^^^^^^^^^^^^
--! HINT: Say it with CAST(NULL AS type).

-- a result's column of NULLs alone is text
SELECT NULL AS nothing;

SELECT id, NULL AS nothing, COUNT(*) FROM (VALUES (1)) AS t (id) GROUP BY id;

SELECT CASE WHEN id > 1 THEN NULL END FROM (VALUES (1)) AS t (id);

-- where something says the type, NULL is welcome
SELECT NULL AS nothing UNION ALL SELECT 1;

VALUES (1, ARRAY['a', NULL, 'c']), (2, ARRAY['b']), (3, NULL);

SELECT MAP[NULL, 1];

SELECT (SELECT id FROM (VALUES (1), (2)) AS t (id));
