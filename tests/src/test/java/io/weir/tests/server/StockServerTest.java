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
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.jdbc.JdbcMeta;
import org.apache.calcite.avatica.remote.Driver.Serialization;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.server.HttpServer;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our driver against Avatica's own server, as it comes, with another database behind it. */
@Timeout(60)
class StockServerTest {
    private HttpServer server;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        JdbcMeta database = new JdbcMeta("jdbc:hsqldb:mem:" + System.nanoTime(), "sa", "");
        server = new HttpServer.Builder<Server>()
                .withHandler(new LocalService(database), Serialization.PROTOBUF)
                .withPort(0)
                .build();
        server.start();
        connection = DriverManager.getConnection("jdbc:weir://127.0.0.1:" + server.getPort());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.stop();
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void numbers() throws SQLException {
        update("CREATE TABLE numbers (n BIGINT)");
        assertThat(update("INSERT INTO numbers SELECT * FROM UNNEST(SEQUENCE_ARRAY(1, 10000, 1))"))
                .isEqualTo(10_000);
    }

    @Test
    void valuesOfAllTypesArrive() throws SQLException {
        update(
                "CREATE TABLE kinds (a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f REAL, g DOUBLE, h DECIMAL(10, 2),"
                        + " i VARCHAR(20), j CHAR(3), k DATE, l TIME, m TIMESTAMP(3), n VARBINARY(10))");
        assertThat(update("INSERT INTO kinds VALUES (TRUE, 3, 7, 1, 5000000000, 2.5, 1.5, 12.34, 'täxt', 'ab',"
                        + " DATE '2026-02-28', TIME '12:34:56', TIMESTAMP '1969-12-31 23:59:59.999', X'00ff10'),"
                        + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"))
                .isEqualTo(2);
        assertThat(Weir.rows(connection, "SELECT a, b, c, d, e, f, g, h, i, j, k, m FROM kinds"))
                .containsExactly(
                        "true | 3 | 7 | 1 | 5000000000 | 2.5 | 1.5 | 12.34 | täxt | ab  | 2026-02-28 | 1969-12-31 23:59:59.999",
                        "null | null | null | null | null | null | null | null | null | null | null | null");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM kinds WHERE d = 1")) {
            assertThat(row.getMetaData().getColumnLabel(9)).isEqualTo("I");
            assertThat(row.getMetaData().getColumnType(8)).isEqualTo(Types.DECIMAL);
            assertThat(row.getMetaData().getPrecision(8)).isEqualTo(10);
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("E")).isEqualTo(5_000_000_000L);
            assertThat(row.getBigDecimal("H")).isEqualTo(new BigDecimal("12.34"));
            assertThat(row.getDate("K")).isEqualTo(Date.valueOf("2026-02-28"));
            assertThat(row.getTime("L")).hasToString("12:34:56");
            assertThat(row.getTimestamp("M")).isEqualTo(Timestamp.valueOf("1969-12-31 23:59:59.999"));
            assertThat(row.getBytes("N")).containsExactly(0, 0xff, 0x10);
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void aLongResultComesWholeAndInOrder() throws SQLException {
        numbers();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("SELECT n FROM numbers ORDER BY n")) {
                for (int i = 1; i <= 10_000; i++) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getLong(1)).isEqualTo(i);
                }
                assertThat(result.next()).isFalse();
            }
            statement.setMaxRows(12);
            assertThat(Weir.rows(statement.executeQuery("SELECT n FROM numbers ORDER BY n"), 100))
                    .hasSize(12);
        }
    }

    @Test
    void aResultThatIsNotReadToItsEndIsLeft() throws SQLException {
        numbers();
        for (int i = 0; i < 20; i++) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT n FROM numbers ORDER BY n")) {
                assertThat(result.next()).isTrue();
            }
        }
        assertThat(Weir.rows(connection, "SELECT COUNT(*) FROM numbers")).containsExactly("10000");
    }

    @Test
    void parametersArrive() throws SQLException {
        update(
                "CREATE TABLE made (i INT, l BIGINT, s VARCHAR(20), t TIMESTAMP(3), n DECIMAL(10, 2), d DATE, g DOUBLE, b BOOLEAN)");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 1; i <= 2; i++) {
                insert.setInt(1, i);
                insert.setLong(2, 1L << 40);
                insert.setString(3, "tëxt");
                insert.setTimestamp(4, Timestamp.valueOf("2026-03-04 05:06:07.089"));
                insert.setBigDecimal(5, new BigDecimal("1.5"));
                insert.setDate(6, Date.valueOf("2020-01-02"));
                insert.setDouble(7, 0.5);
                insert.setBoolean(8, true);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM made WHERE i = ?")) {
            assertThat(select.getMetaData().getColumnCount()).isEqualTo(8);
            for (int i = 1; i <= 2; i++) {
                select.setInt(1, i);
                assertThat(Weir.rows(select.executeQuery(), 10))
                        .containsExactly(i
                                + " | 1099511627776 | tëxt | 2026-03-04 05:06:07.089 | 1.50 | 2020-01-02 | 0.5 | true");
            }
        }
    }

    @Test
    void anErrorOfTheDatabaseIsTold() throws SQLException {
        update("CREATE TABLE t (n INT)");
        assertThatThrownBy(() -> Weir.rows(connection, "SELECT nope FROM t"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NOPE");
        assertThatThrownBy(() -> update("not SQL at all")).isInstanceOf(SQLException.class);
        assertThat(Weir.rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("0");
    }

    @Test
    void itsTablesAreSeen() throws SQLException {
        update("CREATE TABLE orders (id BIGINT, shop VARCHAR(10))");
        List<String> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, null, "ORDERS", null)) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        }
        assertThat(columns).containsExactly("ID", "SHOP");
        assertThat(connection.isValid(5)).isTrue();
        connection.close();
        assertThat(connection.isValid(5)).isFalse();
    }
}
