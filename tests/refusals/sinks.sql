-- Answers that change, and tables that can only add rows.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

CREATE TABLE files (shop STRING, orders BIGINT) WITH ('connector' = 'filesystem', 'path' = 'target/refused', 'format' = 'json');
CREATE TABLE topic (shop STRING, orders BIGINT)
WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'localhost:1', 'format' = 'json');

INSERT INTO files SELECT shop, COUNT(*) FROM orders GROUP BY shop;
--! ERROR STR-3005 (SS005): table "files" cannot take back rows, but the query's result changes
--!   line 1, column 13:  INSERT INTO files SELECT shop, COUNT(*) FROM orders GROUP BY shop
--!                                   ^^^^^
--! HINT: Aggregate over windows with TUMBLE, or write to a table that takes updates.

INSERT INTO topic SELECT shop, COUNT(*) FROM orders GROUP BY shop;
--! ERROR STR-3005 (SS005): table "topic" cannot take back rows, but the query's result changes
--!   line 1, column 13:  INSERT INTO topic SELECT shop, COUNT(*) FROM orders GROUP BY shop
--!                                   ^^^^^
--! HINT: Aggregate over windows with TUMBLE, or write to a table that takes updates.

INSERT INTO files SELECT * FROM per_shop WHERE orders > 1;
--! ERROR STR-3005 (SS005): table "files" cannot take back rows, but the query's result changes
--!   line 1, column 13:  INSERT INTO files SELECT * FROM per_shop WHERE orders > 1
--!                                   ^^^^^
--! HINT: Aggregate over windows with TUMBLE, or write to a table that takes updates.

INSERT INTO files SELECT shop, CAST(id AS BIGINT) FROM orders ORDER BY amount LIMIT 3;
--! ERROR STR-3005 (SS005): table "files" cannot take back rows, but the query's result changes
--!   line 1, column 13:  INSERT INTO files SELECT shop, CAST(id AS BIGINT) FROM orders ORDER BY amount LIMIT 3
--!                                   ^^^^^
--! HINT: Aggregate over windows with TUMBLE, or write to a table that takes updates.

-- one that can only be read, and one whose key is missing
INSERT INTO orders SELECT 1, 'north', 2, LOCALTIMESTAMP;
--! ERROR SQL-1204 (42809): table "orders" can only be read
--!   line 1, column 13:  INSERT INTO orders SELECT 1, 'north', 2, LOCALTIMESTAMP
--!                                   ^^^^^^
--! HINT: Its connector "datagen" writes nothing.

CREATE TABLE keyless (shop STRING, orders BIGINT)
WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'localhost:1',
  'key.format' = 'json', 'value.format' = 'json');
--! ERROR SQL-1205 (42P16): table "keyless" needs a primary key
--!   line 1, column 14:  CREATE TABLE keyless (shop STRING, orders BIGINT)
--!                                    ^^^^^^^
--! DETAIL: The key of each record says which row it replaces.
--! HINT: Add PRIMARY KEY (...) NOT ENFORCED, with the columns that are in the records' keys.

-- a key that the query does not have
CREATE TABLE strict (shop STRING, orders BIGINT, PRIMARY KEY (shop) NOT ENFORCED)
WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'localhost:1',
  'key.format' = 'json', 'value.format' = 'json', 'sink.key-conflicts' = 'refuse');

INSERT INTO strict SELECT shop, COUNT(*) FROM orders GROUP BY shop, amount;
--! ERROR STR-3006 (SS006): the query may have several rows with the same (shop)
--!   line 1, column 13:  INSERT INTO strict SELECT shop, COUNT(*) FROM orders GROUP BY shop, amount
--!                                   ^^^^^^
--! DETAIL: The table refuses that with 'sink.key-conflicts' = 'refuse'.
--! HINT: Group by shop, or take the first row of each with ROW_NUMBER() ... = 1.
