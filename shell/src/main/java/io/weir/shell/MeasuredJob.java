// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A running INSERT, seen through SHOW JOBS. */
final class MeasuredJob {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Thread thread;
    private final Connection connection;
    private final String insert;
    private volatile @Nullable SQLException failure;

    /** What was seen at one moment. */
    record Sample(long nanos, long cpuNanos, long events, long rows, long epochs) {}

    MeasuredJob(Connection connection, String insert) {
        this.connection = connection;
        this.insert = insert;
        thread = new Thread(
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(insert);
                    } catch (SQLException e) {
                        failure = e;
                    }
                },
                "bench");
        thread.start();
    }

    boolean running() {
        return thread.isAlive();
    }

    void check() throws SQLException {
        SQLException known = failure;
        if (known != null) {
            throw known;
        }
    }

    /** @param events those of the sample before, given again when the job is over */
    Sample sample(long events) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            long cpu = system.getProcessCpuTime();
            long now = System.nanoTime();
            while (jobs.next()) {
                if (insert.equals(jobs.getString("statement"))) {
                    return new Sample(
                            now, cpu, jobs.getLong("rows_read"), jobs.getLong("rows_written"), jobs.getLong("epochs"));
                }
            }
            return new Sample(now, cpu, events, 0, 0);
        }
    }
}
