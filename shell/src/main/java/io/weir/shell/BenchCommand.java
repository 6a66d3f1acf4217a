// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

    private static final Map<String, Query> QUERIES = queries();

    /** A query and the columns of its sink. */
    private record Query(String sink, String sql) {}

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
        names = List.of(arguments
                .text("--queries")
                .orElse(String.join(",", QUERIES.keySet()))
                .split(",", -1));
        for (String name : names) {
            if (!QUERIES.containsKey(name)) {
                throw new UsageException(
                        "there is no query \"" + name + "\": choose from " + String.join(", ", QUERIES.keySet()));
            }
        }
    }

    private static Map<String, Query> queries() {
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put(
                "q0",
                new Query(
                        "auction BIGINT, bidder BIGINT, price BIGINT, date_time TIMESTAMP(3), extra STRING",
                        "SELECT auction, bidder, price, date_time, extra FROM bid"));
        queries.put(
                "q1",
                new Query(
                        "auction BIGINT, bidder BIGINT, price DECIMAL(23, 3), date_time TIMESTAMP(3), extra STRING",
                        "SELECT auction, bidder, 0.908 * price AS price, date_time, extra FROM bid"));
        queries.put(
                "q2",
                new Query(
                        "auction BIGINT, price BIGINT", "SELECT auction, price FROM bid WHERE MOD(auction, 123) = 0"));
        queries.put(
                "hop",
                new Query(
                        "auction BIGINT, window_end TIMESTAMP(3), bids BIGINT",
                        "SELECT auction, window_end, COUNT(*) AS bids"
                                + " FROM TABLE(HOP(TABLE bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND))"
                                + " GROUP BY auction, window_start, window_end"));
        queries.put(
                "tumble",
                new Query(
                        "window_end TIMESTAMP(3), price BIGINT",
                        "SELECT window_end, MAX(price) AS price"
                                + " FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(date_time), INTERVAL '10' SECOND))"
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

    private void measure(String name, Query query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET 'parallelism' = '" + parallelism + "'");
            statement.execute("SET 'execution.runtime-mode' = 'streaming'");
            statement.execute("""
                    CREATE TABLE nexmark (
                      event_type INT, bid_auction BIGINT, bid_bidder BIGINT, bid_price BIGINT, bid_extra STRING,
                      date_time TIMESTAMP(3), WATERMARK FOR date_time AS date_time - INTERVAL '4' SECOND
                    ) WITH ('connector' = 'nexmark', 'events.num' = '%d', 'splits' = '%d')""".formatted(events, parallelism));
            statement.execute("""
                    CREATE VIEW bid AS SELECT bid_auction AS auction, bid_bidder AS bidder, bid_price AS price,
                      date_time, bid_extra AS extra FROM nexmark WHERE event_type = 2""");
            statement.execute("CREATE TABLE out (" + query.sink() + ") WITH ('connector' = 'blackhole')");
            MeasuredJob job = new MeasuredJob(connection, "INSERT INTO out " + query.sql());
            MeasuredJob.Sample first = job.sample(0);
            MeasuredJob.Sample warm = null;
            MeasuredJob.Sample last = first;
            while (job.running()) {
                LockSupport.parkNanos(SAMPLE_NANOS);
                last = job.sample(last.events());
                if (warm == null && last.events() >= WARM_UP * events) {
                    warm = last;
                }
            }
            job.check();
            last = job.sample(last.events());
            report(name, warm == null ? first : warm, last);
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
