// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * How many rows of five columns a second an application reads by getters from a server in another process.
 *
 * <p>Arguments: rows per second that the source gives, 0 for as many as are read (200,000); seconds (10).
 */
public final class RemoteThroughput {
    private RemoteThroughput() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        long rate = arguments.length > 0 ? Long.parseLong(arguments[0]) : 200_000;
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10;
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (ServerProcess server = new ServerProcess();
                Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows5 (a BIGINT, b BIGINT, c STRING, d DOUBLE, e TIMESTAMP(3))"
                    + " WITH ('connector' = 'datagen', 'fields.c.length' = '12'"
                    + ", 'rows-per-second' = '" + (rate == 0 ? 10_000_000 : rate) + "')");
            long check = 0;
            try (ResultSet result = statement.executeQuery("SELECT a, b, c, d, e FROM rows5")) {
                long rows = 0;
                long begin = System.nanoTime();
                long warm = begin + seconds * 300_000_000L;
                long end = begin + seconds * 1_000_000_000L;
                long from = 0;
                long cpu = 0;
                ServerProcess.Status before = null;
                while (result.next()) {
                    check += result.getLong(1)
                            + result.getLong(2)
                            + result.getString(3).length();
                    check += (long) result.getDouble(4) + result.getTimestamp(5).getTime();
                    rows++;
                    if ((rows & 0x3ff) == 0) {
                        long now = System.nanoTime();
                        if (before == null && now > warm) {
                            before = server.status();
                            from = rows;
                            begin = now;
                            cpu = system.getProcessCpuTime();
                        } else if (now > end) {
                            break;
                        }
                    }
                }
                double took = (System.nanoTime() - begin) / 1e9;
                long measured = rows - from;
                ServerProcess.Status after = server.status();
                System.out.printf(
                        Locale.ROOT,
                        "%.0f rows/s of 5 columns; processor time per row: client %.2f us, server %.2f us (check %d)%n",
                        measured / took,
                        (system.getProcessCpuTime() - cpu) / 1e3 / measured,
                        before == null ? 0 : (after.cpuNanos() - before.cpuNanos()) / 1e3 / measured,
                        check & 0xff);
            }
        }
    }
}
