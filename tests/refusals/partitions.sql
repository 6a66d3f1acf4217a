-- connectors that have no folders have no partitions
CREATE TABLE hole (id INT, day DATE) PARTITIONED BY (day) WITH ('connector' = 'blackhole');
--! ERROR SQL-1900 (0A000): connector "blackhole" has no PARTITIONED BY
--!   line 1, column 54:  CREATE TABLE hole (id INT, day DATE) PARTITIONED BY (day) WITH ('connector' = 'blackhole')
--!                                                                            ^^^
--! HINT: Leave it out; tables of "filesystem" can have it.

CREATE TABLE made (id INT, day DATE) PARTITIONED BY (day) WITH ('connector' = 'datagen');
--! ERROR SQL-1900 (0A000): connector "datagen" has no PARTITIONED BY
--!   line 1, column 54:  CREATE TABLE made (id INT, day DATE) PARTITIONED BY (day) WITH ('connector' = 'datagen')
--!                                                                            ^^^
--! HINT: Leave it out; tables of "filesystem" can have it.

-- a partition is told by a column that is written
CREATE TABLE files (id INT, day DATE) PARTITIONED BY (dya) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json');
--! ERROR SQL-1102 (42703): column "dya" does not exist
--!   line 1, column 55:  CREATE TABLE files (id INT, day DATE) PARTITIONED BY (dya) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json')
--!                                                                             ^^^
--! HINT: The nearest name is "day".

CREATE TABLE files (id INT, twice AS id * 2) PARTITIONED BY (twice)
WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json');
--! ERROR SQL-1205 (42P16): partition column "twice" is not written
--!   line 1, column 62:  CREATE TABLE files (id INT, twice AS id * 2) PARTITIONED BY (twice)
--!                                                                                    ^^^^^
--! DETAIL: A partition is told by a value that rows are written with.
--! HINT: Name a column that is neither computed nor virtual metadata.

CREATE TABLE files (id INT, n DOUBLE) PARTITIONED BY (n) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json');
--! ERROR SQL-1201 (42804): partition column "n" is of type DOUBLE
--!   line 1, column 55:  CREATE TABLE files (id INT, n DOUBLE) PARTITIONED BY (n) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json')
--!                                                                             ^
--! DETAIL: Its values would have to stand in the names of folders.
--! HINT: Use a column of text, whole numbers, DECIMAL, BOOLEAN, DATE, TIME or TIMESTAMP.

CREATE TABLE files (day DATE) PARTITIONED BY (day) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json');
--! ERROR SQL-1205 (42P16): all columns of table "files" are in PARTITIONED BY
--!   line 1, column 47:  CREATE TABLE files (day DATE) PARTITIONED BY (day) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json')
--!                                                                     ^^^
--! DETAIL: Nothing would be left for the files.
