// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many continuous queries at once: how long their rows are on their way, and how many threads the server has for them.
 *
 * <p>Arguments: queries (300), rows per second of each (2), seconds (20). Each query has a connection of its own.
 */
public final class RemoteStreams {
    private RemoteStreams() {}

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        int queries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        try (ServerProcess server = new ServerProcess()) {
            try (Connection connection = DriverManager.getConnection(server.url());
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE ticks (made BIGINT NOT NULL) WITH ('connector' = 'clock', 'rows-per-second' = '"
                                + rate + "')");
            }
            long begin = System.nanoTime();
            AtomicLong failures = new AtomicLong();
            CountDownLatch opened = new CountDownLatch(queries);
            List<Thread> threads = new ArrayList<>();
            List<Delays> all = new ArrayList<>();
            for (int i = 0; i < queries; i++) {
                Delays delays = new Delays(rate * seconds);
                all.add(delays);
                Thread thread = new Thread(() -> read(server.url(), delays, opened, failures));
                thread.start();
                threads.add(thread);
            }
            opened.await();
            System.out.printf(Locale.ROOT, "%d queries opened in %.1f s%n", queries, (System.nanoTime() - begin) / 1e9);
            ServerProcess.Status first = server.status();
            long from = System.nanoTime();
            threads.get(0).join(seconds * 500L); // half the time that it takes
            ServerProcess.Status then = server.status();
            System.out.printf(
                    Locale.ROOT,
                    "server threads %d, %.2f processors%n",
                    then.threads(),
                    (then.cpuNanos() - first.cpuNanos()) / (double) (System.nanoTime() - from));
            for (Thread thread : threads) {
                thread.join();
            }
            Delays sum = new Delays(queries * rate * seconds);
            all.forEach(sum::addAll);
            System.out.printf("%s; %d failed%n", sum.spread(0), failures.get());
        }
    }

    private static void read(String url, Delays delays, CountDownLatch opened, AtomicLong failures) {
        boolean counted = false;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT made FROM ticks")) {
            opened.countDown();
            counted = true;
            opened.await(); // what comes while others open is not measured
            long from = System.nanoTime();
            while (result.next()) {
                long made = result.getLong(1);
                if (made > from && !delays.add(System.nanoTime() - made)) {
                    return;
                }
            }
        } catch (SQLException | InterruptedException e) {
            failures.incrementAndGet();
            System.err.println(e.getMessage());
        } finally {
            if (!counted) {
                opened.countDown();
            }
        }
    }
}
