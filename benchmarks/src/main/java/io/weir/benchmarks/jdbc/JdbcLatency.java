// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a row is on its way from its making in the source to {@code ResultSet.next()} in an application, in one process.
 *
 * <p>Arguments: rows per second, seconds. The first third is left out as warming up. Prints percentiles in milliseconds, once for a plain
 * query and once for one whose answer changes.
 */
public final class JdbcLatency {
    private JdbcLatency() {}

    public static void main(String[] arguments) throws SQLException {
        long rate = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000;
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 15;
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE ticks (made BIGINT NOT NULL) WITH ('connector' = 'clock', 'rows-per-second' = '"
                            + rate + "')");
            measure(
                    statement,
                    "filter and project",
                    "SELECT made + 1 AS made FROM ticks WHERE made <> 0",
                    rate * seconds);
            measure(
                    statement,
                    "group by, updating",
                    "SELECT COUNT(*) AS n, MAX(made) AS made FROM ticks",
                    rate * seconds);
        }
    }

    private static void measure(Statement statement, String name, String sql, long rows) throws SQLException {
        long[] nanos = new long[(int) rows];
        int count = 0;
        try (ResultSet result = statement.executeQuery(sql)) {
            boolean changing = result.getMetaData().getColumnLabel(1).equals("op");
            while (count < rows && result.next()) {
                if (changing && result.getString("op").startsWith("-")) {
                    continue;
                }
                long made = result.getLong("made");
                if (!result.wasNull()) {
                    nanos[count++] = System.nanoTime() - made;
                }
            }
        }
        int from = count / 3;
        Arrays.sort(nanos, from, count);
        System.out.printf(
                Locale.ROOT,
                "%-20s %8d rows  p50 %.3f ms  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f%n",
                name,
                count - from,
                at(nanos, from, count, 0.5),
                at(nanos, from, count, 0.9),
                at(nanos, from, count, 0.99),
                at(nanos, from, count, 0.999),
                nanos[count - 1] / 1e6);
    }

    private static double at(long[] sorted, int from, int to, double share) {
        return sorted[from + (int) ((to - 1 - from) * share)] / 1e6;
    }
}
