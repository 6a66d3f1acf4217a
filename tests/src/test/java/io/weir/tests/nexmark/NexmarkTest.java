// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.shell.NexmarkQueries;
import io.weir.tests.clock.FedTable;
import io.weir.tests.clock.VirtualQuery;
import io.weir.tests.jdbc.Weir;
import io.weir.tests.nexmark.Events.Bid;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query on a seeded run of {@code -Devents} (in {@code -Druntime-mode}, streaming unless it is batch), a hundred seconds around midnight: its changes, folded to the end, are the answer that the
 * {@link Oracle} works out. Says for each query how many rows there are and how long the engine took.
 */
class NexmarkTest {
    private static final int EVENTS = Integer.getInteger("events", 20_000);
    private static final long SEED = Long.getLong("seed", 42);
    private static final String MODE = System.getProperty("runtime-mode", "streaming");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static Events events = new Events(List.of(), List.of(), List.of());
    private static Oracle oracle = new Oracle(events);

    @TempDir
    static Path files;

    @BeforeAll
    static void readEvents() throws SQLException {
        try (Connection connection = open("", 1)) { // in their order
            events = Events.read(connection);
        }
        assertThat(events.count()).isEqualTo(EVENTS);
        oracle = new Oracle(events);
        System.out.printf(
                Locale.ROOT,
                "nexmark: %d events of seed %d: %d people, %d auctions, %d bids%n",
                EVENTS,
                SEED,
                events.people().size(),
                events.auctions().size(),
                events.bids().size());
    }

    @AfterAll
    static void forget() {
        events = new Events(List.of(), List.of(), List.of());
        oracle = new Oracle(events);
    }

    private static Connection open(String properties, int splits) throws SQLException {
        Connection connection = DriverManager.getConnection(Weir.url() + properties);
        Map<String, String> options = Map.of(
                "events.num", "" + EVENTS,
                "seed", "" + SEED,
                "splits", "" + splits,
                "first-event.rate", "" + Math.max(1, EVENTS / 100),
                "base-time", "2015-07-14 23:59:10");
        for (String statement : NexmarkQueries.tables(options)) {
            Weir.run(connection, statement);
        }
        return connection;
    }

    static Stream<String> queries() {
        return NexmarkQueries.names().stream().filter(name -> !name.equals("q10") && !name.equals("q12"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void anAnswerIsWhatTheQueryMeans(String name) throws SQLException {
        Answer answer = new Answer();
        oracle.answer(name, answer);
        long began = System.nanoTime();
        try (Connection connection = open("", 2)) {
            Weir.run(connection, "SET 'execution.runtime-mode' = '" + MODE + "'");
            List<String> statements = NexmarkQueries.of(name);
            for (String statement : statements.subList(0, statements.size() - 1)) {
                Weir.run(connection, statement);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(statements.get(statements.size() - 1))) {
                fold(rows, answer);
            }
        }
        check(name, answer, began);
    }

    private static void fold(ResultSet rows, Answer answer) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        boolean changing = columns.getColumnLabel(1).equals("op");
        int first = changing ? 2 : 1;
        Object[] values = new Object[columns.getColumnCount() - first + 1];
        while (rows.next()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getString(first + i);
            }
            answer.give(Answer.row(values), changing && rows.getString(1).startsWith("-") ? -1 : 1);
        }
    }

    private static void check(String name, Answer answer, long began) {
        System.out.printf(
                Locale.ROOT,
                "%-4s %9d rows, %s, %.1f s%n",
                name,
                answer.given(),
                answer.isEqual()
                        ? "equal"
                        : answer.differenceCount() + " differ from the " + answer.expected() + " expected",
                (System.nanoTime() - began) / 1e9);
        answer.differences(10).forEach(line -> System.out.println("     " + line));
        assertThat(answer.differences(10)).as(name).isEmpty();
        assertThat(answer.expected()).as("rows of " + name).isPositive();
    }

    @Test
    void filesArePartitionedByDayAndMinute() throws SQLException, IOException {
        Answer answer = new Answer();
        oracle.answer("q10", answer);
        long began = System.nanoTime();
        try (Connection connection = open(";files.roots=" + files, 2)) {
            Weir.run(connection, """
                    CREATE TABLE nexmark_q10 (
                      auction BIGINT, bidder BIGINT, price BIGINT, dateTime TIMESTAMP(3), extra STRING, dt STRING, hm STRING
                    ) PARTITIONED BY (dt, hm) WITH ('connector' = 'filesystem', 'path' = 'bids', 'format' = 'csv')""");
            Weir.run(
                    connection,
                    "INSERT INTO nexmark_q10 " + NexmarkQueries.of("q10").get(0));
        }
        Path root = files.resolve("bids");
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String folders = root.relativize(file.getParent()).toString();
                assertThat(folders).matches("dt=2015-07-1[45]/hm=\\d\\d%3A\\d\\d");
                assertThat(file.getFileName().toString()).startsWith("part-");
                String behind = "|" + folders.substring(3, 13) + "|"
                        + folders.substring(17).replace("%3A", ":");
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    lines.lines().forEach(line -> answer.give(bid(line) + behind, 1));
                }
            }
        }
        check("q10", answer, began);
    }

    /** A line of a file; its times end with the last digit that is not zero. */
    private static String bid(String line) {
        String[] cells = line.split(",", -1);
        cells[3] = (cells[3].length() == 19 ? cells[3] + "." : cells[3])
                + "000".substring(Math.max(0, cells[3].length() - 20));
        return String.join("|", cells);
    }

    /** Bids come in heaps; each heap at a moment of the virtual clock that is not near the end of a window. */
    @Test
    void theClockCountsTheBidsOfTenSeconds() {
        SplittableRandom random = new SplittableRandom(SEED);
        Answer answer = new Answer();
        Map<String, Integer> counts = new HashMap<>();
        VirtualQuery query =
                new VirtualQuery(SEED, ZoneId.of("UTC"), """
                CREATE TABLE bid (auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,
                  dateTime TIMESTAMP(3), extra STRING) WITH ('connector' = 'fed');
                """ + String.join(";\n", NexmarkQueries.of("q12")) + ";");
        FedTable table = query.table("bid");
        long began = System.nanoTime();
        int next = 0;
        while (next < events.bids().size()) {
            long now = query.nowMicros() / 1000;
            long start = now - Math.floorMod(now, TEN_SECONDS.toMillis());
            int heap = 1 + random.nextInt(Math.max(1, EVENTS / 50));
            for (int i = 0; i < heap && next < events.bids().size(); i++) {
                Bid bid = events.bids().get(next++);
                table.add(
                        bid.auction(),
                        bid.bidder(),
                        bid.price(),
                        bid.channel(),
                        bid.url(),
                        bid.time() * 1000,
                        bid.extra());
                counts.merge(bid.bidder() + "|" + start, 1, Integer::sum);
            }
            query.advance(Duration.ofMillis(2_000)); // the heap has come long before the window ends
            long millis = query.nowMicros() / 1000 + random.nextInt(9_000);
            long within = Math.floorMod(millis, TEN_SECONDS.toMillis());
            long wait = millis + (within > 7_000 ? TEN_SECONDS.toMillis() - within + 100 : 0);
            query.advance(Duration.ofMillis(wait - query.nowMicros() / 1000));
        }
        query.advance(TEN_SECONDS.multipliedBy(2));
        counts.forEach((key, count) -> {
            int bar = key.indexOf('|');
            long start = Long.parseLong(key.substring(bar + 1));
            answer.expect(
                    key.substring(0, bar), count, Events.time(start), Events.time(start + TEN_SECONDS.toMillis()));
        });
        query.answer()
                .forEach((row, weight) -> answer.give(
                        Answer.row(
                                row.get(0),
                                row.get(1),
                                Events.time((Long) row.get(2) / 1000),
                                Events.time((Long) row.get(3) / 1000)),
                        weight));
        check("q12", answer, began);
    }
}
