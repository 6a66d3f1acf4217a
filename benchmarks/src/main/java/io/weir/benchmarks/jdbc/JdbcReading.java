// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.jdbc;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Locale;

/**
 * How many rows a second an application reads by getters: a result of five columns (two BIGINT, STRING, DOUBLE, TIMESTAMP) that ends.
 *
 * <p>Arguments: rows (20,000,000), URL ({@code jdbc:weir:}; that of a server measures the way through the network), rounds (5). A
 * server must have the connector of the benchmarks on its class path; with another table's name as fourth argument it need not, and
 * that table must have the columns id, amount, customer, price and made.
 */
public final class JdbcReading {
    private JdbcReading() {}

    /** Reads one row, and gives something of it that depends on all columns. */
    private interface RowReader {
        long read(ResultSet row) throws SQLException;
    }

    public static void main(String[] arguments) throws SQLException {
        long rows = arguments.length > 0
                ? Long.parseLong(arguments[0].replace("_", "").replace(",", ""))
                : 20_000_000;
        String url = arguments.length > 1 ? arguments[1] : "jdbc:weir:";
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            String table = "orders";
            if (arguments.length > 3) {
                table = arguments[3];
            } else {
                statement.execute(
                        "CREATE TABLE orders (id BIGINT NOT NULL, amount BIGINT NOT NULL, customer STRING NOT NULL,"
                                + " price DOUBLE NOT NULL, made TIMESTAMP(6) NOT NULL) WITH ('connector' = 'ready', 'number-of-rows' = '"
                                + rows + "')");
            }
            String all = "SELECT id, amount, customer, price, made FROM " + table;
            for (int round = 0; round < rounds; round++) {
                measure(statement, "five columns", all, row -> {
                    Timestamp at = row.getTimestamp(5);
                    return row.getLong(1)
                            + row.getLong(2)
                            + row.getString(3).length()
                            + (long) row.getDouble(4)
                            + at.getNanos();
                });
                measure(
                        statement,
                        "four primitive ones",
                        "SELECT id, amount, price, id + amount AS total FROM " + table,
                        row -> row.getLong(1) + row.getLong(2) + (long) row.getDouble(3) + row.getLong(4));
                measure(statement, "by label", all, row -> {
                    Timestamp at = row.getTimestamp("made");
                    return row.getLong("id")
                            + row.getLong("amount")
                            + row.getString("customer").length()
                            + (long) row.getDouble("price")
                            + at.getNanos();
                });
                measure(statement, "by getObject", all, row -> {
                    long sum = 0;
                    for (int i = 1; i <= 5; i++) {
                        sum += row.getObject(i).hashCode();
                    }
                    return sum;
                });
            }
        }
    }

    private static void measure(Statement statement, String what, String sql, RowReader reader) throws SQLException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long count = 0;
        long sum = 0;
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sum += reader.read(rows);
                count++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-20s %9d rows  %6.2f M rows/s  %5.0f ns of the reader's processor per row  %4.0f bytes per row  (%d)%n",
                what,
                count,
                count / seconds / 1e6,
                (threads.getCurrentThreadCpuTime() - cpu) / (double) count,
                (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) count,
                sum & 0xFF);
    }
}
