// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Door.class)
class PreparedStatementTest {
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

    private String echo(String type, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + type + ") AS v")) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aParameterOfEachTypeArrives() {
        return Stream.of(
                        new Object[] {"BOOLEAN", true, "true"},
                        new Object[] {"TINYINT", (byte) 7, "7"},
                        new Object[] {"SMALLINT", (short) 300, "300"},
                        new Object[] {"INT", 70_000, "70000"},
                        new Object[] {"INT", "12", "12"},
                        new Object[] {"BIGINT", 5_000_000_000L, "5000000000"},
                        new Object[] {"FLOAT", 1.5f, "1.5"},
                        new Object[] {"DOUBLE", 2.25, "2.25"},
                        new Object[] {"DECIMAL(10, 2)", new BigDecimal("12.5"), "12.50"},
                        new Object[] {
                            "DECIMAL(38, 0)",
                            new BigDecimal("12345678901234567890123456789012345678"),
                            "12345678901234567890123456789012345678"
                        },
                        new Object[] {"STRING", "größe", "größe"},
                        new Object[] {"BYTES", new byte[] {1, (byte) 255}, "x'01ff'"},
                        new Object[] {"DATE", LocalDate.parse("2026-02-28"), "2026-02-28"},
                        new Object[] {"DATE", Date.valueOf("2026-02-28"), "2026-02-28"},
                        new Object[] {"TIME(3)", LocalTime.parse("12:34:56.789"), "12:34:56.789"},
                        new Object[] {"TIME(0)", Time.valueOf("12:34:56"), "12:34:56"},
                        new Object[] {
                            "TIMESTAMP(6)",
                            LocalDateTime.parse("2026-02-28T12:34:56.123456"),
                            "2026-02-28 12:34:56.123456"
                        },
                        new Object[] {
                            "TIMESTAMP(6)",
                            Timestamp.valueOf("2026-02-28 12:34:56.123456"),
                            "2026-02-28 12:34:56.123456"
                        },
                        new Object[] {
                            "TIMESTAMP_LTZ(3)", Instant.parse("2026-02-28T12:34:56.123Z"), "2026-02-28 12:34:56.123Z"
                        },
                        new Object[] {
                            "TIMESTAMP_LTZ(3)",
                            OffsetDateTime.parse("2026-02-28T13:34:56.123+01:00"),
                            "2026-02-28 12:34:56.123Z"
                        })
                .map(c -> DynamicTest.dynamicTest(
                        c[0] + " from " + c[1].getClass().getSimpleName(),
                        () -> assertThat(echo((String) c[0], c[1])).isEqualTo(c[2])));
    }

    @TestFactory
    Stream<DynamicTest> aParameterMayBeNull() {
        return Stream.of(
                        "BOOLEAN",
                        "INT",
                        "DECIMAL(10, 2)",
                        "STRING",
                        "DATE",
                        "TIMESTAMP(3)",
                        "TIMESTAMP_LTZ(3)",
                        "BYTES")
                .map(type -> DynamicTest.dynamicTest(
                        type, () -> assertThat(echo(type, null)).isNull()));
    }

    @Test
    void theTypedSettersSetTheSame() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS BOOLEAN), CAST(? AS TINYINT), CAST(? AS SMALLINT), CAST(? AS INT), CAST(? AS BIGINT),"
                        + " CAST(? AS FLOAT), CAST(? AS DOUBLE), CAST(? AS DECIMAL(5, 1)), CAST(? AS STRING), CAST(? AS BYTES),"
                        + " CAST(? AS DATE), CAST(? AS TIME(0)), CAST(? AS TIMESTAMP(3)), CAST(? AS INT)")) {
            statement.setBoolean(1, true);
            statement.setByte(2, (byte) 1);
            statement.setShort(3, (short) 2);
            statement.setInt(4, 3);
            statement.setLong(5, 4);
            statement.setFloat(6, 5.5f);
            statement.setDouble(7, 6.5);
            statement.setBigDecimal(8, new BigDecimal("7.5"));
            statement.setString(9, "eight");
            statement.setBytes(10, new byte[] {9});
            statement.setDate(11, Date.valueOf("2026-01-10"));
            statement.setTime(12, Time.valueOf("11:11:11"));
            statement.setTimestamp(13, Timestamp.valueOf("2026-01-12 12:12:12.012"));
            statement.setNull(14, Types.INTEGER);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(Weir.rows(rows, 2))
                        .containsExactly(
                                "true | 1 | 2 | 3 | 4 | 5.5 | 6.5 | 7.5 | eight | x'09' | 2026-01-10 | 11:11:11"
                                        + " | 2026-01-12 12:12:12.012 | null");
            }
        }
    }

    @Test
    void aParameterTakesItsTypeFromItsPlace() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT n FROM (VALUES (1), (2), (3)) AS t (n) WHERE n > ? AND CAST(n AS STRING) <> ?")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
            assertThat(parameters.getParameterTypeName(1)).isEqualTo("INT");
            assertThat(parameters.getParameterClassName(1)).isEqualTo("java.lang.Integer");
            assertThat(parameters.getParameterType(2)).isEqualTo(Types.VARCHAR);
            assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
            statement.setInt(1, 1);
            statement.setString(2, "3");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(Weir.rows(rows, 9)).containsExactly("2");
            }
        }
    }

    @Test
    void aStatementRunsAgainWithOtherValues() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT n * ? FROM (VALUES (1), (2)) AS t (n)")) {
            for (int factor = 1; factor < 4; factor++) {
                statement.setInt(1, factor);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(Weir.rows(rows, 9)).containsExactly("" + factor, "" + 2 * factor);
                }
            }
        }
    }

    @Test
    void theColumnsAreKnownBeforeItRuns() throws SQLException {
        Weir.run(connection, Weir.ticks("ticks", 20));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT n, COUNT(*) AS total FROM ticks GROUP BY n")) {
            assertThat(statement.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("op");
            assertThat(statement.getMetaData().getColumnLabel(3)).isEqualTo("total");
        }
        try (PreparedStatement statement = connection.prepareStatement("CREATE VIEW v AS SELECT 1 AS one")) {
            assertThat(statement.getMetaData()).isNull();
            assertThat(statement.execute()).isFalse();
        }
        assertThat(Weir.rows(connection, "SELECT one FROM v")).containsExactly("1");
    }

    @Test
    void preparedInsertsCountTheirRows() throws SQLException {
        Weir.run(connection, "CREATE TABLE hole (n BIGINT, t STRING) WITH ('connector' = 'blackhole')");
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO hole VALUES (?, ?), (2, 'b')")) {
            statement.setLong(1, 1);
            statement.setString(2, "a");
            assertThat(statement.executeUpdate()).isEqualTo(2);
            assertThat(statement.execute()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
        }
    }

    @Test
    void mistakesWithParametersAreErrors() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS INT), CAST(? AS DATE)")) {
            assertThatThrownBy(() -> statement.setInt(3, 1))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1206));
            assertThatThrownBy(() -> statement.setInt(0, 1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setString(1, "twelve"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("String")
                    .hasMessageContaining("int");
            assertThatThrownBy(() -> statement.setLong(1, 5_000_000_000L)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setObject(2, 1.5)).isInstanceOf(SQLException.class);
            statement.setInt(1, 1);
            assertThatThrownBy(statement::executeQuery).isInstanceOfSatisfying(SQLException.class, e -> {
                assertThat(e.getErrorCode()).isEqualTo(1206);
                assertThat(e.getMessage()).contains("parameter 2");
            });
            statement.setDate(2, Date.valueOf("2026-01-01"));
            statement.executeQuery().close();
            statement.clearParameters();
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aTextThatIsWrongIsRefusedWhenItIsPrepared() {
        assertThatThrownBy(() -> connection.prepareStatement("SELECT nowhere FROM (VALUES (1)) AS t (n)"))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("42703");
                    assertThat(e.getMessage()).contains("line 1, column 8");
                });
    }

    @Test
    void aPreparedStatementCannotRunAnotherText() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT 2")).isInstanceOf(SQLException.class);
        }
    }
}
