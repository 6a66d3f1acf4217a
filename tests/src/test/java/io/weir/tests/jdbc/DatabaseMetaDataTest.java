// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Door.class)
class DatabaseMetaDataTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;
    private DatabaseMetaData database;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        database = connection.getMetaData();
        Weir.run(
                connection,
                "CREATE TABLE orders (id BIGINT NOT NULL, shop VARCHAR(20), amount DECIMAL(10, 2), PRIMARY KEY (id) NOT ENFORCED)"
                        + " WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
        Weir.run(connection, "CREATE TEMPORARY VIEW big_orders AS SELECT id, amount FROM orders WHERE amount > 100");
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        try (result) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (String column : columns) {
                    row.append(row.length() == 0 ? "" : " ").append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    @Test
    void tablesAndViewsAreListed() throws SQLException {
        assertThat(rows(database.getTables(null, null, null, null), "TABLE_NAME", "TABLE_TYPE"))
                .containsExactlyInAnyOrder("orders TABLE", "big_orders VIEW");
        assertThat(rows(database.getTables(null, null, "big%", null), "TABLE_NAME"))
                .containsExactly("big_orders");
        assertThat(rows(database.getTables(null, null, "order_", null), "TABLE_NAME"))
                .containsExactly("orders");
        assertThat(rows(database.getTables(null, null, "big\\_orders", null), "TABLE_NAME"))
                .containsExactly("big_orders");
        assertThat(rows(database.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_NAME"))
                .containsExactly("big_orders");
        assertThat(rows(database.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
    }

    @Test
    void columnsAreDescribed() throws SQLException {
        assertThat(rows(
                        database.getColumns(null, null, "orders", null),
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "DATA_TYPE",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "IS_NULLABLE",
                        "ORDINAL_POSITION"))
                .containsExactly(
                        "id BIGINT -5 19 0 NO 1",
                        "shop VARCHAR(20) 12 20 0 YES 2",
                        "amount DECIMAL(10, 2) 3 10 2 YES 3");
        assertThat(rows(database.getColumns(null, null, "%", "am%"), "TABLE_NAME", "COLUMN_NAME"))
                .containsExactlyInAnyOrder("orders amount", "big_orders amount");
    }

    @Test
    void theProductSaysWhatItIs() throws SQLException {
        assertThat(database.getDatabaseProductName()).isEqualTo("Weir");
        assertThat(database.getDriverName()).contains("Weir");
        assertThat(database.getJDBCMajorVersion()).isEqualTo(4);
        assertThat(database.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(database.getURL()).isEqualTo(home.url());
        assertThat(database.getSQLKeywords()).isNotBlank();
        assertThat(database.getConnection()).isSameAs(connection);
        assertThat(database.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    }
}
