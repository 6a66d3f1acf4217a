// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each getter on a value of each type, and a value of each Java class as the parameter of each type: what comes out, or the SQLSTATE
 * with which it is refused, as the golden file {@code conversions.txt} says; {@code -Dgolden=write} writes it.
 */
@Tag("golden")
@Timeout(120)
@ParameterizedClass
@EnumSource(Door.class)
class ConversionsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/jdbc/conversions.txt");

    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("BOOLEAN", "TRUE");
        VALUES.put("TINYINT", "CAST(-7 AS TINYINT)");
        VALUES.put("SMALLINT", "CAST(300 AS SMALLINT)");
        VALUES.put("INT", "70000");
        VALUES.put("BIGINT", "5000000000");
        VALUES.put("FLOAT", "CAST(1.5 AS FLOAT)");
        VALUES.put("DOUBLE", "CAST(-2.75 AS DOUBLE)");
        VALUES.put("DECIMAL(10, 2)", "CAST(12.50 AS DECIMAL(10, 2))");
        VALUES.put("DECIMAL(38, 2)", "CAST('123456789012345678901234567890123456.78' AS DECIMAL(38, 2))");
        VALUES.put("STRING", "'größe'");
        VALUES.put("STRING of a number", "' 42 '");
        VALUES.put("STRING of a timestamp", "'2026-02-28 12:34:56.5'");
        VALUES.put("BYTES", "x'01ff'");
        VALUES.put("DATE", "DATE '2026-02-28'");
        VALUES.put("DATE long ago", "DATE '0001-01-01'");
        VALUES.put("TIME(3)", "TIME '12:34:56.789'");
        VALUES.put("TIMESTAMP(6)", "TIMESTAMP '2026-02-28 12:34:56.123456'");
        VALUES.put("TIMESTAMP(6) before 1970", "TIMESTAMP '1969-12-31 23:59:59.999999'");
        VALUES.put("TIMESTAMP_LTZ(3)", "CAST(TIMESTAMP '2026-02-28 12:34:56.123' AS TIMESTAMP_LTZ(3))");
        VALUES.put("INTERVAL YEAR TO MONTH", "INTERVAL '14' MONTH");
        VALUES.put("INTERVAL DAY TO SECOND", "INTERVAL '1 02:03:04.5' DAY TO SECOND");
        VALUES.put("ARRAY<INT>", "ARRAY[1, 2, NULL]");
        VALUES.put("ROW<a INT, b STRING>", "CAST(ROW(7, 'x') AS ROW<a INT, b STRING>)");
        VALUES.put("MAP<STRING, INT>", "MAP['k', 1, 'l', 2]");
        VALUES.put("NULL of INT", "CAST(NULL AS INT)");
    }

    private interface Getter {
        Object get(ResultSet row) throws SQLException, IOException;
    }

    private static final Map<String, Getter> GETTERS = new LinkedHashMap<>();

    static {
        GETTERS.put("getString", row -> row.getString(1));
        GETTERS.put("getBoolean", row -> row.getBoolean(1));
        GETTERS.put("getByte", row -> row.getByte(1));
        GETTERS.put("getShort", row -> row.getShort(1));
        GETTERS.put("getInt", row -> row.getInt(1));
        GETTERS.put("getLong", row -> row.getLong(1));
        GETTERS.put("getFloat", row -> row.getFloat(1));
        GETTERS.put("getDouble", row -> row.getDouble(1));
        GETTERS.put("getBigDecimal", row -> row.getBigDecimal(1));
        GETTERS.put("getBytes", row -> row.getBytes(1));
        GETTERS.put("getDate", row -> row.getDate(1));
        GETTERS.put("getTime", row -> row.getTime(1));
        GETTERS.put("getTimestamp", row -> row.getTimestamp(1));
        GETTERS.put("getObject", row -> row.getObject(1));
        GETTERS.put("getArray", row -> row.getArray(1));
        GETTERS.put("getAsciiStream", row -> row.getAsciiStream(1));
        GETTERS.put("getBinaryStream", row -> row.getBinaryStream(1));
        GETTERS.put("getCharacterStream", row -> row.getCharacterStream(1));
        GETTERS.put("getClob", row -> row.getClob(1));
        GETTERS.put("getBlob", row -> row.getBlob(1));
        for (Class<?> wanted : List.of(
                String.class,
                Boolean.class,
                Integer.class,
                Long.class,
                Double.class,
                BigDecimal.class,
                BigInteger.class,
                byte[].class,
                Date.class,
                Time.class,
                Timestamp.class,
                java.util.Date.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Instant.class,
                Duration.class,
                Period.class,
                Array.class,
                Struct.class,
                List.class,
                Object[].class,
                Map.class,
                UUID.class,
                Thread.class)) {
            String name = wanted == java.util.Date.class ? "java.util.Date" : wanted.getSimpleName();
            GETTERS.put("as " + name, row -> row.getObject(1, wanted));
        }
    }

    private static final List<String> PARAMETER_TYPES = List.of(
            "BOOLEAN",
            "TINYINT",
            "INT",
            "BIGINT",
            "FLOAT",
            "DOUBLE",
            "DECIMAL(10, 2)",
            "STRING",
            "BYTES",
            "DATE",
            "TIME(3)",
            "TIMESTAMP(3)",
            "TIMESTAMP_LTZ(3)",
            "ARRAY<INT>",
            "ROW<a INT, b STRING>",
            "MAP<STRING, INT>");

    private static List<Object> parameters(Connection connection) throws SQLException {
        return List.of(
                true,
                7,
                300L,
                5_000_000_000L,
                1.5f,
                -2.75,
                new BigDecimal("12.345"),
                new BigInteger("12"),
                "größe",
                "42",
                "true",
                "2026-02-28",
                "12:34:56.7",
                "2026-02-28 12:34:56.7",
                'c',
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                new byte[] {1, 2},
                Date.valueOf("2026-02-28"),
                Time.valueOf("12:34:56"),
                Timestamp.valueOf("2026-02-28 12:34:56.7"),
                LocalDate.parse("2026-02-28"),
                LocalTime.parse("12:34:56.7"),
                LocalDateTime.parse("2026-02-28T12:34:56.7891"),
                OffsetDateTime.parse("2026-02-28T12:34:56.7+01:00"),
                ZonedDateTime.parse("2026-02-28T12:34:56.7+01:00[Europe/Berlin]"),
                Instant.parse("2026-02-28T12:34:56.7Z"),
                LocalDateTime.parse("+12026-02-28T12:34:56"),
                Duration.ofHours(2),
                Period.ofMonths(14),
                List.of(1, 2),
                new int[] {1, 2},
                new Object[] {7, "x"},
                connection.createArrayOf("INT", new Object[] {1, null}),
                connection.createStruct("ROW<a INT, b STRING>", new Object[] {7, "x"}),
                Map.of("k", 1));
    }

    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void open() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        home = door.open();
        connection = home.connect();
    }

    @AfterEach
    void close() throws SQLException {
        TimeZone.setDefault(zone);
        home.close();
    }

    @Test
    void valuesAreConvertedAsThePageOfConversionsSays() throws Exception {
        StringBuilder page = new StringBuilder();
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            page.append("== ")
                    .append(value.getKey())
                    .append(": ")
                    .append(value.getValue())
                    .append('\n');
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + value.getValue())) {
                assertThat(row.next()).isTrue();
                for (Map.Entry<String, Getter> getter : GETTERS.entrySet()) {
                    String got;
                    try {
                        got = text(getter.getValue().get(row)) + (row.wasNull() ? " (NULL)" : "");
                    } catch (SQLException e) {
                        got = "-- " + e.getSQLState();
                    }
                    page.append("%-22s %s%n".formatted(getter.getKey(), got));
                }
            }
        }
        for (String type : PARAMETER_TYPES) {
            page.append("== a parameter of type ").append(type).append('\n');
            try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + type + ")")) {
                for (Object value : parameters(connection)) {
                    String came;
                    try {
                        statement.setObject(1, value);
                        try (ResultSet row = statement.executeQuery()) {
                            assertThat(row.next()).isTrue();
                            came = row.getString(1);
                        }
                    } catch (SQLException e) {
                        came = "-- " + e.getSQLState();
                    }
                    page.append("%-22s %-40s %s%n".formatted(name(value), text(value), came));
                }
            }
        }
        String made = page.toString().replace("\r", "");
        if ("write".equals(System.getProperty("golden")) && door == Door.IN_PROCESS) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, made);
        }
        assertThat(made).isEqualTo(Files.readString(GOLDEN).replace("\r", ""));
    }

    private static String name(Object value) {
        return value instanceof List
                ? "List"
                : value instanceof Map ? "Map" : value.getClass().getSimpleName();
    }

    /** As text that does not depend on the zone of the JVM. */
    private static String text(Object value) throws SQLException, IOException {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        } else if (value instanceof int[] ints) {
            return "ints " + Arrays.toString(ints);
        } else if (value instanceof Object[] objects) {
            return "objects " + Arrays.toString(objects);
        } else if (value instanceof InputStream stream) {
            return "stream " + new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
        } else if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return "reader " + text;
        } else if (value instanceof Clob clob) {
            return "clob " + clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        return String.valueOf(value);
    }
}
