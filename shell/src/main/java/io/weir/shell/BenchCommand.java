// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code weir bench nexmark}: how many events a query takes per second and per CPU-second of this process.
 *
 * <p>The query writes into a blackhole. Measured is from the moment when 30 % of the events have been read to the end of the
 * job, so that warming up is left out; a figure measured for less than 5 seconds is marked.
 */
final class BenchCommand {
    private static final double WARM_UP = 0.3;
    private static final double LEAST_SECONDS = 5;
    private static final long SAMPLE_NANOS = 10_000_000;

    private static final Map<String, List<String>> QUERIES = queries();
    /** Measured when nothing is said. */
    private static final String USUAL = "q0,q1,q2,hop,tumble";

    private final long events;
    private final long parallelism;
    private final boolean json;
    private final List<String> names;
    private final PrintStream out = Console.out();

    BenchCommand(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("nexmark")) {
            throw new UsageException("say what to measure: weir bench nexmark or weir bench kafka");
        }
        Arguments arguments = new Arguments(
                words.subList(1, words.size()), Set.of("--queries", "--events", "--parallelism"), Set.of("--json"));
        events = arguments.number("--events", 200_000_000, 1);
        parallelism = arguments.number("--parallelism", Runtime.getRuntime().availableProcessors(), 1);
        json = arguments.has("--json");
        names = List.of(arguments.text("--queries").orElse(USUAL).split(",", -1));
        for (String name : names) {
            if (!QUERIES.containsKey(name)) {
                throw new UsageException(
                        "there is no query \"" + name + "\": choose from " + String.join(", ", QUERIES.keySet()));
            }
        }
    }

    private static Map<String, List<String>> queries() {
        Map<String, List<String>> queries = new LinkedHashMap<>();
        NexmarkQueries.names().forEach(name -> queries.put(name, NexmarkQueries.of(name)));
        queries.put(
                "hop",
                List.of("SELECT auction, window_end, COUNT(*) AS bids"
                        + " FROM TABLE(HOP(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '2' SECOND, INTERVAL '10' SECOND))"
                        + " GROUP BY auction, window_start, window_end"));
        queries.put(
                "tumble",
                List.of("SELECT window_end, MAX(price) AS price"
                        + " FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND))"
                        + " GROUP BY window_start, window_end"));
        return queries;
    }

    int run() throws SQLException {
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %12s %14s %14s %10s %14s %9s%n",
                    "query",
                    "events",
                    "events/s",
                    "events/cpu-s",
                    "epochs",
                    "output rows",
                    "measured");
            out.flush();
        }
        for (String name : names) {
            measure(name, Objects.requireNonNull(QUERIES.get(name)));
        }
        return Main.OK;
    }

    private void measure(String name, List<String> query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET 'parallelism' = '" + parallelism + "'");
            statement.execute("SET 'execution.runtime-mode' = 'streaming'");
            Map<String, String> options = Map.of("events.num", "" + events, "splits", "" + parallelism);
            for (String each : NexmarkQueries.tables(options)) {
                statement.execute(each);
            }
            int last = query.size() - 1;
            for (String each : query.subList(0, last)) {
                statement.execute(each);
            }
            statement.execute(sink(connection, query.get(last)));
            MeasuredJob job = new MeasuredJob(connection, "INSERT INTO out " + query.get(query.size() - 1));
            MeasuredJob.Sample first = job.sample(0);
            MeasuredJob.Sample warm = null;
            MeasuredJob.Sample latest = first;
            while (job.running()) {
                LockSupport.parkNanos(SAMPLE_NANOS);
                latest = job.sample(latest.events());
                if (warm == null && latest.events() >= WARM_UP * events) {
                    warm = latest;
                }
            }
            job.check();
            latest = job.sample(latest.events());
            report(name, warm == null ? first : warm, latest);
        }
    }

    /** A table that takes what a query gives, and forgets it. */
    private static String sink(Connection connection, String query) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            ResultSetMetaData columns = prepared.getMetaData();
            List<String> declared = new ArrayList<>();
            // what changes is told in a first column, which a table does not get
            boolean changing = columns.getColumnLabel(1).equals("op");
            for (int i = changing ? 2 : 1; i <= columns.getColumnCount(); i++) {
                String type = columns.getColumnTypeName(i);
                int scale = columns.getScale(i);
                declared.add("c" + i + " "
                        + switch (type) {
                            case "DECIMAL" -> "DECIMAL(" + columns.getPrecision(i) + ", " + scale + ")";
                            case "TIMESTAMP", "TIMESTAMP_LTZ" -> type + "(" + scale + ")";
                            case "VARCHAR" -> "STRING";
                            default -> type;
                        });
            }
            return "CREATE TABLE out (" + String.join(", ", declared) + ") WITH ('connector' = 'blackhole')";
        }
    }

    private void report(String name, MeasuredJob.Sample from, MeasuredJob.Sample to) {
        // at least a tick of the clocks, so that a run too short to measure still gives numbers
        double seconds = Math.max(1, to.nanos() - from.nanos()) / 1e9;
        double cpu = Math.max(1_000_000, to.cpuNanos() - from.cpuNanos()) / 1e9;
        long read = to.events() - from.events();
        if (json) {
            out.printf(
                    Locale.ROOT,
                    "{\"query\":\"%s\",\"parallelism\":%d,\"events\":%d,\"events_per_second\":%.0f,"
                            + "\"events_per_cpu_second\":%.0f,\"epochs\":%d,\"output_rows\":%d,\"measured_seconds\":%.2f}%n",
                    name,
                    parallelism,
                    to.events(),
                    read / seconds,
                    read / cpu,
                    to.epochs(),
                    to.rows(),
                    seconds);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%-8s %12d %14.0f %14.0f %10d %14d %7.1f s%s%n",
                    name,
                    to.events(),
                    read / seconds,
                    read / cpu,
                    to.epochs(),
                    to.rows(),
                    seconds,
                    seconds < LEAST_SECONDS ? "  too short: raise --events" : "");
        }
        out.flush();
    }
}
