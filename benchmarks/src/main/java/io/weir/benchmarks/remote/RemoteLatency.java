// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long a row is on its way from its making in a server's source to {@code ResultSet.next()} in another process.
 *
 * <p>Arguments: seconds for each rate, then the rates in rows per second (2, 20 and 1,000). A third is left out as warming up. Both
 * processes read the same clock of the machine.
 */
public final class RemoteLatency {
    private RemoteLatency() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20;
        String[] rates = arguments.length > 1
                ? java.util.Arrays.copyOfRange(arguments, 1, arguments.length)
                : new String[] {"2", "20", "1000"};
        try (ServerProcess server = new ServerProcess()) {
            warmUp(server.url());
            for (String rate : rates) {
                System.out.printf(
                        "%6s rows/s %s%n",
                        rate,
                        measure(server.url(), Long.parseLong(rate), seconds).spread(1.0 / 3));
            }
        }
    }

    private static void warmUp(String url) throws SQLException {
        measure(url, 5_000, 4);
    }

    private static Delays measure(String url, long rate, long seconds) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            String table = "ticks_" + rate;
            statement.execute("CREATE TABLE " + table
                    + " (made BIGINT NOT NULL) WITH ('connector' = 'clock', 'rows-per-second' = '" + rate + "')");
            try (ResultSet result = statement.executeQuery("SELECT made FROM " + table + " WHERE made <> 0")) {
                Delays delays = new Delays((int) (rate * seconds));
                while (result.next()) {
                    if (!delays.add(System.nanoTime() - result.getLong(1))) {
                        break;
                    }
                }
                return delays;
            }
        }
    }
}
