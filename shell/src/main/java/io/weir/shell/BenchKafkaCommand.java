// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.kafkabroker.BrokerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code weir bench kafka}: how many records go from topic to topic per second and per CPU-second of this process.
 *
 * <p>A broker in a process of its own is filled with JSON, and one query reads it, filters and writes JSON again; broker
 * and engine share the machine. Measured is from the moment when 30 % have been read to the end of the job.
 */
final class BenchKafkaCommand {
    private static final double WARM_UP = 0.3;
    private static final long SAMPLE_NANOS = 100_000_000;
    private static final String COLUMNS =
            "auction BIGINT, bidder BIGINT, price BIGINT, extra STRING, made_at TIMESTAMP(3)";
    private static final Map<String, String> PIPELINES = Map.of(
            "filter", "INSERT INTO events_out SELECT * FROM events_in WHERE MOD(auction, 2) = 0",
            "copy", "INSERT INTO events_out SELECT * FROM events_in");

    private final String pipeline;
    private final long events;
    private final long partitions;
    private final long parallelism;
    private final String compression;
    private final boolean json;
    private final PrintStream out = Console.out();

    BenchKafkaCommand(List<String> words) {
        Arguments arguments = new Arguments(
                words,
                Set.of("--pipeline", "--events", "--partitions", "--parallelism", "--compression"),
                Set.of("--json"));
        pipeline = arguments.text("--pipeline").orElse("filter");
        if (!PIPELINES.containsKey(pipeline)) {
            throw new UsageException("there is no pipeline \"" + pipeline + "\": choose filter or copy");
        }
        events = arguments.number("--events", 10_000_000, 1);
        partitions = arguments.number("--partitions", 2, 1);
        parallelism = arguments.number("--parallelism", Runtime.getRuntime().availableProcessors(), 1);
        compression = arguments.text("--compression").orElse("lz4");
        json = arguments.has("--json");
    }

    int run() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("weir-bench-kafka");
        Map<String, String> settings =
                Map.of("auto.create.topics.enable", "true", "num.partitions", String.valueOf(partitions));
        try (BrokerProcess broker = BrokerProcess.start(folder, 0, settings);
                Connection connection = DriverManager.getConnection("jdbc:weir:")) {
            measure(broker.bootstrap(), connection);
        } finally {
            delete(folder);
        }
        return Main.OK;
    }

    private void measure(String bootstrap, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET 'parallelism' = '" + parallelism + "'");
            statement.execute("""
                    CREATE TABLE made (event_type INT, bid_auction BIGINT, bid_bidder BIGINT, bid_price BIGINT,
                      bid_extra STRING, date_time TIMESTAMP(3))
                    WITH ('connector' = 'nexmark', 'events.num' = '%d', 'splits' = '1')""".formatted((long) (events / 0.92)));
            statement.execute(table("events_in", bootstrap));
            statement.execute(table("events_out", bootstrap));
            long start = System.nanoTime();
            statement.execute("""
                    INSERT INTO events_in SELECT bid_auction, bid_bidder, bid_price, bid_extra, date_time
                    FROM made WHERE event_type = 2""");
            double fill = (System.nanoTime() - start) / 1e9;
            MeasuredJob job = new MeasuredJob(connection, PIPELINES.getOrDefault(pipeline, ""));
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
            report(warm == null ? first : warm, last, fill);
        }
    }

    private String table(String topic, String bootstrap) {
        return """
                CREATE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'json',
                  'properties.bootstrap.servers' = '%s', 'scan.bounded.mode' = 'latest-offset',
                  'properties.compression.type' = '%s')""".formatted(topic, COLUMNS, topic, bootstrap, compression);
    }

    private void report(MeasuredJob.Sample from, MeasuredJob.Sample to, double fillSeconds) {
        double seconds = Math.max(1, to.nanos() - from.nanos()) / 1e9;
        double cpu = Math.max(1_000_000, to.cpuNanos() - from.cpuNanos()) / 1e9;
        long read = to.events() - from.events();
        out.printf(
                Locale.ROOT,
                json
                        ? "{\"pipeline\":\"%s\",\"records\":%d,\"compression\":\"%s\",\"fill_rows_per_second\":%.0f,"
                                + "\"rows_per_second\":%.0f,\"rows_per_cpu_second\":%.0f,\"measured_seconds\":%.2f}%n"
                        : "%s: %d records, %s; filled at %.0f rows/s; %.0f rows/s, %.0f rows/CPU-s, measured for %.1f s%n",
                pipeline,
                to.events(),
                compression,
                to.events() / fillSeconds,
                read / seconds,
                read / cpu,
                seconds);
        out.flush();
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println("weir: " + folder + " could not be removed");
        }
    }
}
