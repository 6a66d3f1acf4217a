// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The jobs on the other end of a connection, as SHOW JOBS tells them. */
final class Jobs {
    private final Connection connection;

    Jobs(Connection connection) {
        this.connection = connection;
    }

    /**
     * A job.
     *
     * @param error why it failed, or the empty text
     */
    record Job(String id, String kind, String state, String statement, long read, long written, String error) {
        boolean runs() {
            return state.equals("RUNNING");
        }

        boolean hasEnded() {
            return !runs() && !state.equals("STOPPING");
        }
    }

    /** All jobs, the newest last. */
    List<Job> list() throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW JOBS")) {
            while (rows.next()) {
                String error = rows.getString("error");
                jobs.add(new Job(
                        rows.getString("job_id"),
                        rows.getString("kind"),
                        rows.getString("state"),
                        rows.getString("statement"),
                        rows.getLong("rows_read"),
                        rows.getLong("rows_written"),
                        error == null ? "" : error));
            }
        }
        return jobs;
    }

    /** The job that a statement has just started, if it did: one that came to its end was waited for. */
    Optional<String> startedBy(String sql) {
        return newest(sql).filter(job -> !job.state.equals("FINISHED")).map(Job::id);
    }

    /** How far the newest job of a statement has come, as words to stand behind the time. */
    String progress(String sql) {
        return newest(sql)
                .filter(Job::runs)
                .map(job -> String.format(Locale.ROOT, " | %,d rows read, %,d written", job.read, job.written))
                .orElse("");
    }

    private Optional<Job> newest(String sql) {
        try {
            return list().stream().filter(job -> job.statement.equals(sql)).reduce((one, two) -> two);
        } catch (SQLException e) {
            return Optional.empty(); // what is said beside a statement is no reason for it to fail
        }
    }
}
