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
import java.util.Set;

/** The jobs that run on the other end of a connection, as SHOW JOBS tells them. */
final class RunningJobs {
    private final Connection connection;

    RunningJobs(Connection connection) {
        this.connection = connection;
    }

    /** A running job. */
    record Job(String id, String kind, String statement, long read, long written) {}

    /** All that run, the newest last. */
    List<Job> list() throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW JOBS")) {
            while (rows.next()) {
                if ("RUNNING".equals(rows.getString("state"))) {
                    jobs.add(new Job(
                            rows.getString("job_id"),
                            rows.getString("kind"),
                            rows.getString("statement"),
                            rows.getLong("rows_read"),
                            rows.getLong("rows_written")));
                }
            }
        }
        return jobs;
    }

    /** A job that runs no more, and why it failed, or the empty text. */
    record Ended(String id, String state, String error, long written) {}

    /** Those of some jobs that run no more. */
    List<Ended> endedOf(Set<String> ids) throws SQLException {
        List<Ended> ended = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW JOBS")) {
            while (rows.next()) {
                String state = rows.getString("state");
                String error = rows.getString("error");
                if (ids.contains(rows.getString("job_id")) && !state.equals("RUNNING") && !state.equals("STOPPING")) {
                    ended.add(new Ended(
                            rows.getString("job_id"), state, error == null ? "" : error, rows.getLong("rows_written")));
                }
            }
        }
        return ended;
    }

    /** The id of the newest job of a statement, if one runs. */
    Optional<String> of(String sql) {
        return newest(sql).map(Job::id);
    }

    /** How far the newest job of a statement has come, as words to stand behind the time. */
    String progress(String sql) {
        return newest(sql)
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
