-- Windows that cannot be.
CREATE TABLE orders (id INT, shop STRING, amount INT, placed TIMESTAMP(3), WATERMARK FOR placed AS placed)
WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE untimed (id INT, amount INT, placed TIMESTAMP(3)) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE VIEW per_shop AS SELECT shop, COUNT(*) AS orders FROM orders GROUP BY shop;

SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(plased), INTERVAL '1' MINUTE));
--! ERROR SQL-1102 (42703): column "plased" does not exist
--!   line 1, column 53:  SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(plased), INTERVAL '1' MINUTE))
--!                                                                           ^^^^^^
--! DETAIL: The table has the columns id, shop, amount, placed.
--! HINT: The nearest name is "placed".

SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(shop), INTERVAL '1' MINUTE));
--! ERROR SQL-1201 (42804): time column "shop" is not a TIMESTAMP or TIMESTAMP_LTZ
--!   line 1, column 53:  SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(shop), INTERVAL '1' MINUTE))
--!                                                                           ^^^^
--! HINT: Windows are made of the column that the table's WATERMARK is for.

SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '1' MONTH));
--! ERROR SQL-1201 (42804): TUMBLE takes other arguments
--!   line 1, column 62:  SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '1' MONTH))
--!                                                                                    ^^^^^^^^^^^^^^^^^^
--! HINT: Write TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE).

SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '0' MINUTE));
--! ERROR DAT-4006 (22023): a window must be longer than nothing
--!   line 1, column 21:  SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '0' MINUTE))
--!                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Write INTERVAL '10' SECOND.

SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '-1' MINUTE));
--! ERROR DAT-4006 (22023): a window must be longer than nothing
--!   line 1, column 21:  SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '-1' MINUTE))
--!                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: Write INTERVAL '10' SECOND.

SELECT * FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(placed), INTERVAL '7' SECOND, INTERVAL '1' MINUTE));
--! ERROR DAT-4006 (22023): the size of CUMULATE must be a multiple of its step
--!   line 1, column 21:  SELECT * FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(placed), INTERVAL '7' SECOND, INTERVAL '1' MINUTE))
--!                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--! HINT: The step comes first, then the size.

CREATE TABLE t (id INT, WATERMARK FOR id AS id) WITH ('connector' = 'datagen');
--! ERROR SQL-1201 (42804): watermark column "id" is of type INT
--!   line 1, column 39:  CREATE TABLE t (id INT, WATERMARK FOR id AS id) WITH ('connector' = 'datagen')
--!                                                             ^^
--! HINT: It must be a TIMESTAMP or TIMESTAMP_LTZ; add a computed column such as ts AS TO_TIMESTAMP(text).

CREATE TABLE t (placed TIMESTAMP(3), WATERMARK FOR plased AS placed) WITH ('connector' = 'datagen');
--! ERROR SQL-1102 (42703): column "plased" does not exist
--!   line 1, column 52:  CREATE TABLE t (placed TIMESTAMP(3), WATERMARK FOR plased AS placed) WITH ('connector' = 'datagen')
--!                                                                          ^^^^^^
--! HINT: The nearest name is "placed".

CREATE TABLE t (placed TIMESTAMP(3), WATERMARK FOR placed AS CURRENT_TIMESTAMP) WITH ('connector' = 'datagen');
--! ERROR SQL-1201 (42804): the watermark of a TIMESTAMP(3) column is of type TIMESTAMP_LTZ(3)
--!   line 1, column 62:  CREATE TABLE t (placed TIMESTAMP(3), WATERMARK FOR placed AS CURRENT_TIMESTAMP) WITH ('connector' = 'datagen')
--!                                                                                    ^^^^^^^^^^^^^^^^^
--! HINT: Write ts - INTERVAL '5' SECOND.

CREATE TABLE t (placed TIMESTAMP(9), WATERMARK FOR placed AS placed) WITH ('connector' = 'datagen');
--! ERROR SQL-1202 (42601): the precision of TIMESTAMP must be from 0 to 6
--!   line 1, column 24:  CREATE TABLE t (placed TIMESTAMP(9), WATERMARK FOR placed AS placed) WITH ('connector' = 'datagen')
--!                                              ^^^^^^^^^^^^
--! DETAIL: Times are kept in microseconds.
--! HINT: Write TIMESTAMP(6).
