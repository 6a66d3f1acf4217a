-- Types that cannot be told, or do not fit.

SELECT NULL AS nothing;
--! ERROR SQL-1202 (42601): the type of column "nothing" cannot be told
--!   line 1, column 8:  SELECT NULL AS nothing
--!                             ^^^^^^^^^^^^^^^
--! HINT: Say it with CAST(NULL AS type).

SELECT id, NULL AS nothing, COUNT(*) FROM (VALUES (1)) AS t (id) GROUP BY id;
--! ERROR SQL-1202 (42601): the type of column "nothing" cannot be told
--!   line 1, column 12:  SELECT id, NULL AS nothing, COUNT(*) FROM (VALUES (1)) AS t (id) GROUP BY id
--!                                  ^^^^^^^^^^^^^^^
--! HINT: Say it with CAST(NULL AS type).

SELECT CASE WHEN id > 1 THEN NULL END FROM (VALUES (1)) AS t (id);
--! ERROR SQL-1202 (42601): the type of column "EXPR$0" cannot be told
--!   line 1, column 8:  SELECT CASE WHEN id > 1 THEN NULL END FROM (VALUES (1)) AS t (id)
--!                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Say it with CAST(NULL AS type).

-- where something says the type, NULL is welcome
SELECT NULL AS nothing UNION ALL SELECT 1;

VALUES (1, ARRAY['a', NULL, 'c']), (2, ARRAY['b']), (3, NULL);

SELECT MAP[NULL, 1];

SELECT (SELECT id FROM (VALUES (1), (2)) AS t (id));
