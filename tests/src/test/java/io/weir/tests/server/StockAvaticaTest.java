// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.tests.jdbc.Weir;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Avatica's own driver, as it comes, against the server. */
@Timeout(60)
class StockAvaticaTest {
    private TestServer server;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        server = TestServer.start();
        connection = DriverManager.getConnection(server.avaticaUrl());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.close();
    }

    @Test
    void valuesArriveByGetters() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT TRUE, CAST(1 AS TINYINT), CAST(-2 AS SMALLINT), 3, CAST(4 AS BIGINT), CAST(1.5 AS FLOAT), CAST(2.5 AS DOUBLE),
                          CAST(12.34 AS DECIMAL(10, 2)), 'täxt', X'00ff10', DATE '2026-02-28', TIME '12:34:56',
                          TIMESTAMP '1969-12-31 23:59:59.999', ARRAY[1, 2, 3], MAP['k', 1], ROW(1, 'x'), CAST(NULL AS INT)
                        FROM (VALUES (1)) AS t (a)""")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getByte(2)).isEqualTo((byte) 1);
            assertThat(row.getShort(3)).isEqualTo((short) -2);
            assertThat(row.getInt(4)).isEqualTo(3);
            assertThat(row.getLong(5)).isEqualTo(4);
            assertThat(row.getFloat(6)).isEqualTo(1.5f);
            assertThat(row.getDouble(7)).isEqualTo(2.5);
            assertThat(row.getBigDecimal(8)).isEqualTo(new BigDecimal("12.34"));
            assertThat(row.getString(9)).isEqualTo("täxt");
            assertThat(row.getBytes(10)).isEqualTo(new byte[] {0, (byte) 0xff, 0x10});
            assertThat(row.getDate(11)).isEqualTo(Date.valueOf("2026-02-28"));
            assertThat(row.getTime(12)).hasToString("12:34:56");
            assertThat(row.getTimestamp(13)).isEqualTo(Timestamp.valueOf("1969-12-31 23:59:59.999"));
            assertThat((Object[]) row.getArray(14).getArray()).containsExactly(1, 2, 3);
            assertThat(row.getString(15)).isEqualTo("{k=1}");
            assertThat(row.getObject(16)).isNotNull();
            assertThat(row.getInt(17)).isZero();
            assertThat(row.wasNull()).isTrue();
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void aLongResultComesWholeAndInOrder() throws SQLException {
        Weir.run(
                connection,
                "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '10000')");
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(777);
            try (ResultSet result = statement.executeQuery("SELECT n FROM numbers")) {
                for (int i = 1; i <= 10_000; i++) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getLong(1)).isEqualTo(i);
                }
                assertThat(result.next()).isFalse();
            }
            statement.setMaxRows(12);
            assertThat(Weir.rows(statement.executeQuery("SELECT n FROM numbers"), 100))
                    .hasSize(12);
        }
    }

    /** Avatica's protocol has no place for warnings. */
    @Test
    void aResultWithWarningsEndsAsAnyOther() throws SQLException {
        Weir.run(connection, "SET 'on-error' = 'drop'");
        Weir.run(
                connection,
                "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '10')");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 6 / MOD(n, 5) FROM numbers")) {
            assertThat(Weir.rows(result, 100)).hasSize(8);
            assertThat((Throwable) result.getWarnings()).isNull();
        }
    }

    @Test
    void anEndlessResultGivesItsRowsAsTheyCome() throws SQLException {
        Weir.run(connection, Weir.ticks("ticks", 20));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT n, COUNT(*) AS c FROM ticks GROUP BY n")) {
            assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("op");
            List<String> kinds = new ArrayList<>();
            while (kinds.size() < 10) {
                assertThat(result.next()).isTrue();
                kinds.add(result.getString(1));
            }
            assertThat(kinds).contains("+I");
        }
    }

    @Test
    void closingTheStatementWakesItsReader() throws Exception {
        Weir.run(connection, Weir.ticks("ticks", 20));
        Weir.run(connection, "CREATE VIEW none AS SELECT n FROM ticks WHERE n < 0");
        Statement statement = connection.createStatement();
        CompletableFuture<Throwable> reader = CompletableFuture.supplyAsync(() -> {
            try (ResultSet result = statement.executeQuery("SELECT n FROM ticks WHERE n > 0")) {
                while (result.next()) {
                    result.getLong(1);
                }
                return new AssertionError("it ended");
            } catch (SQLException | RuntimeException e) {
                return e;
            }
        });
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(stack -> List.of(stack).toString().contains("FetchIterator"))) {
            assertThat(reader).isNotDone();
        }
        statement.close();
        assertThat(reader.get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void preparedStatementsTakeParameters() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS BIGINT), CAST(? AS STRING), CAST(? AS TIMESTAMP(3)), CAST(? AS DECIMAL(10, 2)), CAST(? AS DATE),"
                        + " CAST(? AS BYTES), CAST(? AS INT) FROM (VALUES (1)) AS t (a)")) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(7);
            statement.setLong(1, 1L << 40);
            statement.setString(2, "tëxt");
            statement.setTimestamp(3, Timestamp.valueOf("2026-03-04 05:06:07.089"));
            statement.setBigDecimal(4, new BigDecimal("1.5"));
            statement.setDate(5, Date.valueOf("2026-02-28"));
            statement.setBytes(6, new byte[] {1, 2});
            statement.setNull(7, java.sql.Types.INTEGER);
            for (int i = 0; i < 2; i++) {
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(1L << 40);
                    assertThat(row.getString(2)).isEqualTo("tëxt");
                    assertThat(row.getTimestamp(3)).isEqualTo(Timestamp.valueOf("2026-03-04 05:06:07.089"));
                    assertThat(row.getBigDecimal(4)).isEqualTo(new BigDecimal("1.50"));
                    assertThat(row.getDate(5)).isEqualTo(Date.valueOf("2026-02-28"));
                    assertThat(row.getBytes(6)).isEqualTo(new byte[] {1, 2});
                    assertThat(row.getObject(7)).isNull();
                }
            }
        }
    }

    @Test
    void countsAndBatchesAreTold() throws SQLException {
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO hole VALUES (1), (2)"))
                    .isEqualTo(2);
            statement.addBatch("INSERT INTO hole VALUES (1)");
            statement.addBatch("INSERT INTO hole VALUES (1), (2), (3)");
            assertThat(statement.executeBatch()).containsExactly(1, 3);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO hole SELECT n + ? FROM (VALUES (1)) AS t (n)")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void errorsHaveStateAndCodeAndNoStackTrace() {
        assertThatThrownBy(() -> Weir.run(connection, "SELECT amuont FROM (VALUES (1)) AS t (amount)"))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("42703");
                    assertThat(e.getErrorCode()).isEqualTo(1102);
                    assertThat(e.getMessage()).contains("column \"amuont\" does not exist");
                    assertThat(String.valueOf(e.getCause())).doesNotContain("io.weir");
                });
    }

    @Test
    void theCatalogIsTold() throws SQLException {
        Weir.run(connection, Weir.ticks("ticks", 20));
        Weir.run(connection, "CREATE VIEW v AS SELECT n FROM ticks");
        var metadata = connection.getMetaData();
        try (ResultSet tables = metadata.getTables(null, null, "T%", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("ticks");
            assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
            assertThat(tables.next()).isFalse();
        }
        try (ResultSet columns = metadata.getColumns(null, null, "v", "%")) {
            assertThat(columns.next()).isTrue();
            assertThat(columns.getString("COLUMN_NAME")).isEqualTo("n");
            assertThat(columns.getInt("DATA_TYPE")).isEqualTo(java.sql.Types.BIGINT);
        }
        assertThat(metadata.getSQLKeywords()).contains("SELECT");
        assertThat(Weir.rows(metadata.getTableTypes(), 10)).containsExactly("TABLE", "VIEW");
        assertThat(metadata.getSchemas().next()).isFalse();
        assertThat(metadata.getCatalogs().next()).isFalse();
    }

    @Test
    void aSessionThatTheServerHasForgottenIsOpenedAnew() throws SQLException {
        try (Connection other = DriverManager.getConnection(server.avaticaUrl())) {
            assertThat(Weir.rows(other, "VALUES (1)")).containsExactly("1");
        }
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void optionsOfTheEngineAreNotForClients() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(Map.of("files.roots", "/", "fileSystem", "x", "parallelism", "1"));
        try (Connection other = DriverManager.getConnection(server.avaticaUrl(), properties)) {
            assertThat(Weir.rows(other, "SET")).contains("parallelism | 1");
            assertThatThrownBy(
                            () -> Weir.run(
                                    other,
                                    "CREATE TABLE f (a INT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '/etc/passwd')"))
                    .isInstanceOf(SQLException.class);
        }
    }

    // ---- ids

    private static Service.Response send(TestServer server, Service.Request request) throws Exception {
        byte[] answer = RawHttp.post(server.port(), "/", new ProtobufTranslationImpl().serializeRequest(request));
        return new ProtobufTranslationImpl().parseResponse(answer);
    }

    @Test
    void anIdThatCouldBeGuessedOrIsInUseIsRefused() throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(send(server, new Service.OpenConnectionRequest(id, Map.of())))
                .isInstanceOf(Service.OpenConnectionResponse.class);
        for (String taken : List.of(id, "1", "", "00000000-0000-1000-8000-000000000000")) {
            assertThat(send(server, new Service.OpenConnectionRequest(taken, Map.of())))
                    .isInstanceOfSatisfying(Service.ErrorResponse.class, e -> {
                        assertThat(e.errorCode).isEqualTo(8104);
                        assertThat(e.sqlState).isEqualTo("28000");
                    });
        }
        assertThat(send(
                        server,
                        new Service.CreateStatementRequest(UUID.randomUUID().toString())))
                .isInstanceOfSatisfying(
                        Service.ErrorResponse.class,
                        e -> assertThat(e.errorCode).isEqualTo(Service.ErrorResponse.MISSING_CONNECTION_ERROR_CODE));
    }

    @Test
    void aFrameMayBeFetchedAgainAndNoOther() throws Exception {
        String id = UUID.randomUUID().toString();
        send(server, new Service.OpenConnectionRequest(id, Map.of()));
        int statement =
                ((Service.CreateStatementResponse) send(server, new Service.CreateStatementRequest(id))).statementId;
        send(
                server,
                new Service.PrepareAndExecuteRequest(
                        id,
                        statement,
                        "CREATE TABLE many (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '5000')",
                        -1));
        Service.ExecuteResponse executed = (Service.ExecuteResponse)
                send(server, new Service.PrepareAndExecuteRequest(id, statement, "SELECT n FROM many", -1));
        long offset = count(executed.results.get(0).firstFrame);
        Service.FetchResponse first =
                (Service.FetchResponse) send(server, new Service.FetchRequest(id, statement, offset, 10));
        Service.FetchResponse again =
                (Service.FetchResponse) send(server, new Service.FetchRequest(id, statement, offset, 10));
        assertThat(again.frame.rows).isEqualTo(first.frame.rows).hasSize(10);
        send(server, new Service.FetchRequest(id, statement, offset + 10, 10));
        assertThat(send(server, new Service.FetchRequest(id, statement, offset, 10)))
                .isInstanceOf(Service.ErrorResponse.class);
    }

    private static int count(org.apache.calcite.avatica.Meta.Frame frame) {
        int count = 0;
        for (Object row : frame.rows) {
            count += row == null ? 0 : 1;
        }
        return count;
    }
}
