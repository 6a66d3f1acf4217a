// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a value of each type is through the getters. */
@ParameterizedClass
@EnumSource(Door.class)
class ValuesTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    /** What looks at the one row of a result. */
    private interface Look {
        void at(ResultSet row) throws SQLException;
    }

    private void with(String expressions, Look look) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expressions)) {
            assertThat(row.next()).isTrue();
            look.at(row);
            assertThat(row.next()).isFalse();
        }
    }

    private void fails(String expression, String state, Look look) {
        assertThatThrownBy(() -> with(expression, look))
                .as(expression)
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo(state);
                    assertThat(e.getMessage()).doesNotContain("java.").doesNotContain("io.weir");
                });
    }

    @Test
    void wholeNumbers() throws SQLException {
        with("CAST(7 AS TINYINT) AS a, CAST(300 AS SMALLINT) AS b, 70000 AS c, 5000000000 AS d", row -> {
            assertThat(row.getObject("a")).isEqualTo(7);
            assertThat(row.getObject(1)).isEqualTo(7);
            assertThat(row.getByte("a")).isEqualTo((byte) 7);
            assertThat(row.getObject("b")).isEqualTo(300);
            assertThat(row.getShort("b")).isEqualTo((short) 300);
            assertThat(row.getObject("c")).isEqualTo(70_000);
            assertThat(row.getInt("c")).isEqualTo(70_000);
            assertThat(row.getDouble("c")).isEqualTo(70_000.0);
            assertThat(row.getBigDecimal("c")).isEqualByComparingTo("70000");
            assertThat(row.getString("c")).isEqualTo("70000");
            assertThat(row.getObject("d")).isEqualTo(5_000_000_000L);
            assertThat(row.getObject("d", Long.class)).isEqualTo(5_000_000_000L);
            assertThat(row.getObject("c", Integer.class)).isEqualTo(70_000);
            assertThat(row.getObject("c", String.class)).isEqualTo("70000");
            assertThat(row.getBoolean("c")).isTrue();
        });
        fails("5000000000", "22003", row -> row.getInt(1));
        fails("300", "22003", row -> row.getByte(1));
        fails("70000", "22003", row -> row.getShort(1));
    }

    @Test
    void otherNumbers() throws SQLException {
        with(
                "CAST(1.5 AS FLOAT) AS f, CAST(2.25 AS DOUBLE) AS d, CAST(12.50 AS DECIMAL(10, 2)) AS m,"
                        + " CAST('12345678901234567890123456789012345678' AS DECIMAL(38, 0)) AS big",
                row -> {
                    assertThat(row.getObject("f")).isEqualTo(1.5f);
                    assertThat(row.getFloat("f")).isEqualTo(1.5f);
                    assertThat(row.getObject("d")).isEqualTo(2.25);
                    assertThat(row.getDouble("d")).isEqualTo(2.25);
                    assertThat(row.getInt("d")).isEqualTo(2);
                    assertThat(row.getObject("m")).isEqualTo(new BigDecimal("12.50"));
                    assertThat(row.getBigDecimal("m")).isEqualTo(new BigDecimal("12.50"));
                    assertThat(row.getLong("m")).isEqualTo(12);
                    assertThat(row.getString("m")).isEqualTo("12.50");
                    assertThat(row.getBigDecimal("big"))
                            .isEqualTo(new BigDecimal("12345678901234567890123456789012345678"));
                });
        fails("CAST('12345678901234567890' AS DECIMAL(20, 0))", "22003", row -> row.getLong(1));
        fails("CAST('NaN' AS DOUBLE)", "42804", row -> row.getLong(1));
    }

    @Test
    void textsAndBytes() throws SQLException {
        with("'größe \uD83D\uDE00' AS t, x'01ff' AS b, '42' AS n, TRUE AS yes, 'true' AS word", row -> {
            assertThat(row.getObject("t")).isEqualTo("größe \uD83D\uDE00");
            assertThat(row.getString("t")).isEqualTo("größe \uD83D\uDE00");
            assertThat(row.getBytes("b")).containsExactly(1, 255);
            assertThat((byte[]) row.getObject("b")).containsExactly(1, 255);
            assertThat(row.getString("b")).isEqualTo("x'01ff'");
            assertThat(row.getInt("n")).isEqualTo(42);
            assertThat(row.getBoolean("yes")).isTrue();
            assertThat(row.getObject("yes")).isEqualTo(true);
            assertThat(row.getString("yes")).isEqualTo("true");
            assertThat(row.getBoolean("word")).isTrue();
        });
        fails("'forty'", "42804", row -> row.getInt(1));
        fails("'forty'", "42804", row -> row.getBoolean(1));
        fails("'forty'", "42804", row -> row.getTimestamp(1));
        fails("x'01'", "42804", row -> row.getInt(1));
    }

    @Test
    void datesAndTimesKeepTheirMicroseconds() throws SQLException {
        with(
                "DATE '2026-02-28' AS d, TIME '12:34:56.789' AS t3, TIMESTAMP '2026-02-28 12:34:56.123456' AS ts,"
                        + " CAST(TIMESTAMP '2026-02-28 12:34:56.123456' AS TIMESTAMP_LTZ(6)) AS z",
                row -> {
                    assertThat(row.getObject("d")).isEqualTo(Date.valueOf("2026-02-28"));
                    assertThat(row.getDate("d")).isEqualTo(Date.valueOf("2026-02-28"));
                    assertThat(row.getObject("d", LocalDate.class)).isEqualTo("2026-02-28");
                    assertThat(row.getObject("t3", LocalTime.class)).isEqualTo("12:34:56.789");
                    assertThat(row.getTime("t3")).hasToString("12:34:56");
                    assertThat(row.getString("t3")).isEqualTo("12:34:56.789");
                    LocalDateTime local = LocalDateTime.parse("2026-02-28T12:34:56.123456");
                    assertThat(row.getObject("ts")).isEqualTo(Timestamp.valueOf(local));
                    assertThat(row.getTimestamp("ts")).isEqualTo(Timestamp.valueOf(local));
                    assertThat(row.getTimestamp("ts").getNanos()).isEqualTo(123_456_000);
                    assertThat(row.getObject("ts", LocalDateTime.class)).isEqualTo(local);
                    assertThat(row.getString("ts")).isEqualTo("2026-02-28 12:34:56.123456");
                    assertThat(row.getDate("ts")).hasToString("2026-02-28");
                    assertThat(row.getObject("ts", LocalDate.class)).isEqualTo("2026-02-28");
                    Instant instant = local.toInstant(ZoneOffset.UTC);
                    assertThat(row.getObject("z")).isEqualTo(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                    assertThat(row.getObject("z", Instant.class)).isEqualTo(instant);
                    assertThat(row.getObject("z", ZonedDateTime.class).toInstant())
                            .isEqualTo(instant);
                    assertThat(row.getObject("z", OffsetDateTime.class).toInstant())
                            .isEqualTo(instant);
                    assertThat(row.getTimestamp("z")).isEqualTo(Timestamp.from(instant));
                    assertThat(row.getString("z")).startsWith("2026-02-28 12:34:56.123456");
                });
        fails("DATE '2026-02-28'", "42804", row -> row.getInt(1));
    }

    @Test
    void aCalendarDecidesTheZoneOfAWallClockTime() throws SQLException {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        with("TIMESTAMP '2026-02-28 12:00:00.000001' AS ts, DATE '2026-02-28' AS d, TIME '12:00:00' AS t", row -> {
            Timestamp stamp = row.getTimestamp("ts", tokyo);
            assertThat(stamp.toInstant()).isEqualTo(Instant.parse("2026-02-28T03:00:00.000001Z"));
            assertThat(row.getDate("d", tokyo).getTime())
                    .isEqualTo(Instant.parse("2026-02-27T15:00:00Z").toEpochMilli());
            assertThat(row.getTime("t", tokyo).getTime())
                    .isEqualTo(Instant.parse("1970-01-01T03:00:00Z").toEpochMilli());
        });
    }

    @Test
    void theSessionsTimeZoneTurnsTimestampsIntoInstants() throws SQLException {
        Weir.run(connection, "SET 'time-zone' = 'Asia/Tokyo'");
        with("CAST(TIMESTAMP '2026-02-28 12:00:00' AS TIMESTAMP_LTZ(3)) AS z", row -> {
            assertThat(row.getObject("z", Instant.class)).isEqualTo(Instant.parse("2026-02-28T03:00:00Z"));
            assertThat(row.getString("z")).isEqualTo("2026-02-28 03:00:00.000Z");
        });
    }

    @Test
    void intervals() throws SQLException {
        with("INTERVAL '14' MONTH AS m, INTERVAL '1 02:03:04.5' DAY TO SECOND AS s", row -> {
            assertThat(row.getObject("m")).isEqualTo(Period.of(1, 2, 0));
            assertThat(row.getObject("s")).isEqualTo(Duration.parse("P1DT2H3M4.5S"));
        });
    }

    @Test
    void nestedValues() throws SQLException {
        with(
                "ARRAY[1, 2, NULL] AS a, ROW(7, 'x') AS r, MAP['k', 1, 'l', 2] AS m, ARRAY[ROW(1, DATE '2026-01-01')] AS deep",
                row -> {
                    assertThat((Object[]) row.getArray("a").getArray()).containsExactly(1, 2, null);
                    assertThat(row.getArray("a").getBaseType()).isEqualTo(Types.INTEGER);
                    assertThat(row.getObject("a", List.class)).isEqualTo(Arrays.asList(1, 2, null));
                    assertThat(row.getString("a")).isEqualTo("[1, 2, NULL]");
                    assertThat(((Struct) row.getObject("r")).getAttributes()).containsExactly(7, "x");
                    assertThat(row.getString("r")).isEqualTo("(7, x)");
                    assertThat(row.getObject("r", List.class)).isEqualTo(List.of(7, "x"));
                    assertThat(row.getObject("m")).isEqualTo(Map.of("k", 1, "l", 2));
                    assertThat(row.getString("m")).isEqualTo("{k=1, l=2}");
                    Struct inner = (Struct) ((Object[]) row.getArray("deep").getArray())[0];
                    assertThat(inner.getAttributes()).containsExactly(1, Date.valueOf("2026-01-01"));
                });
    }

    @Test
    void nullIsToldByWasNull() throws SQLException {
        with(
                "CAST(NULL AS INT) AS i, CAST(NULL AS STRING) AS t, CAST(NULL AS TIMESTAMP(3)) AS ts, 1 AS one, CAST(NULL AS BOOLEAN) AS b",
                row -> {
                    assertThat(row.getInt("i")).isZero();
                    assertThat(row.wasNull()).isTrue();
                    assertThat(row.getInt("one")).isEqualTo(1);
                    assertThat(row.wasNull()).isFalse();
                    assertThat(row.getObject("i")).isNull();
                    assertThat(row.getString("t")).isNull();
                    assertThat(row.wasNull()).isTrue();
                    assertThat(row.getTimestamp("ts")).isNull();
                    assertThat(row.getObject("ts", LocalDateTime.class)).isNull();
                    assertThat(row.getBoolean("b")).isFalse();
                    assertThat(row.wasNull()).isTrue();
                    assertThat(row.getBigDecimal("i")).isNull();
                    assertThat(row.getDouble("i")).isZero();
                    assertThat(row.getArray("i")).isNull();
                });
    }

    @Test
    void columnsAreFoundInAnyCase() throws SQLException {
        with("1 AS Amount", row -> {
            assertThat(row.findColumn("AMOUNT")).isEqualTo(1);
            assertThat(row.getInt("amount")).isEqualTo(1);
            assertThatThrownBy(() -> row.getInt("amuont")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> row.getInt(2)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> row.getInt(0)).isInstanceOf(SQLException.class);
        });
    }

    @Test
    void beforeTheFirstAndAfterTheLastRowThereIsNoValue() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            assertThatThrownBy(() -> row.getInt(1))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("24000"));
            assertThat(row.next()).isTrue();
            assertThat(row.next()).isFalse();
            assertThatThrownBy(() -> row.getInt(1))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("24000"));
        }
    }

    @Test
    void theColumnsOfAResultAreDescribed() throws SQLException {
        Weir.run(connection, """
                CREATE TABLE t (
                  a TINYINT NOT NULL, b SMALLINT, c INT, d BIGINT, e FLOAT, f DOUBLE, g DECIMAL(10, 2), h VARCHAR(20), i STRING,
                  j BOOLEAN, k BYTES, l DATE, m TIME(3), n TIMESTAMP(6), o TIMESTAMP_LTZ(3), p ARRAY<INT>, q ROW<x INT, y STRING>,
                  r MAP<STRING, INT>
                ) WITH ('connector' = 'datagen', 'number-of-rows' = '1')""");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            ResultSetMetaData columns = rows.getMetaData();
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                text.append("%s %s %d %d,%d %s %s%n"
                        .formatted(
                                columns.getColumnLabel(i),
                                columns.getColumnTypeName(i),
                                columns.getColumnType(i),
                                columns.getPrecision(i),
                                columns.getScale(i),
                                columns.isNullable(i) == ResultSetMetaData.columnNullable ? "null" : "not-null",
                                columns.getColumnClassName(i)));
            }
            assertThat(text.toString().replace("\r", "")).isEqualTo("""
                            a TINYINT -6 3,0 not-null java.lang.Integer
                            b SMALLINT 5 5,0 null java.lang.Integer
                            c INT 4 10,0 null java.lang.Integer
                            d BIGINT -5 19,0 null java.lang.Long
                            e FLOAT 7 7,0 null java.lang.Float
                            f DOUBLE 8 15,0 null java.lang.Double
                            g DECIMAL(10, 2) 3 10,2 null java.math.BigDecimal
                            h VARCHAR(20) 12 20,0 null java.lang.String
                            i STRING 12 2147483647,0 null java.lang.String
                            j BOOLEAN 16 1,0 null java.lang.Boolean
                            k BYTES -3 2147483647,0 null [B
                            l DATE 91 10,0 null java.sql.Date
                            m TIME(3) 92 12,3 null java.sql.Time
                            n TIMESTAMP(6) 93 26,6 null java.sql.Timestamp
                            o TIMESTAMP_LTZ(3) 2014 29,3 null java.time.OffsetDateTime
                            p ARRAY<INT> 2003 0,0 null java.sql.Array
                            q ROW<`x` INT, `y` STRING> 2002 0,0 null java.sql.Struct
                            r MAP<STRING NOT NULL, INT> 2000 0,0 null java.util.Map
                            """);
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Object value = rows.getObject(i);
                if (value != null) {
                    String wanted = columns.getColumnClassName(i);
                    try {
                        assertThat(Class.forName(wanted)).isAssignableFrom(value.getClass());
                    } catch (ClassNotFoundException e) {
                        throw new AssertionError(wanted, e);
                    }
                }
            }
        }
    }

    @Test
    void aTimeOfSqlHasItsClockTime() throws SQLException {
        with("TIME '23:59:59' AS t", row -> assertThat(row.getObject("t")).isEqualTo(Time.valueOf("23:59:59")));
    }
}
