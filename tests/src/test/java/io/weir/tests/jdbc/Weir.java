// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections to engines that no other test uses, and the short ways of using them. */
public final class Weir {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Weir() {}

    /** A URL that no other test has. */
    public static String url() {
        return "jdbc:weir:test-" + NUMBERS.incrementAndGet() + ";parallelism=2;time-zone=UTC";
    }

    public static Connection open() throws SQLException {
        return DriverManager.getConnection(url());
    }

    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows of a query that ends, each with its values as text between bars. */
    public static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result, Integer.MAX_VALUE);
        }
    }

    /** The next rows of a result. */
    public static List<String> rows(ResultSet result, int most) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.append(i == 1 ? "" : " | ").append(result.getString(i));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** A table without an end: sequence numbers at the given rate. */
    public static String ticks(String name, int rowsPerSecond) {
        return "CREATE TABLE " + name + " (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '"
                + rowsPerSecond + "', 'fields.n.min' = '1', 'fields.n.max' = '4')";
    }
}
