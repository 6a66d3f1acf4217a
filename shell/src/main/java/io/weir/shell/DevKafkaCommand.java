// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.kafkabroker.BrokerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code weir dev-kafka}: a Kafka broker on loopback to try things with, until Ctrl-C or SIGTERM. */
final class DevKafkaCommand {
    private final int port;
    private final Path folder;
    private final boolean keeps;
    private final PrintStream out = Console.out();

    DevKafkaCommand(List<String> words) throws IOException {
        Arguments arguments = new Arguments(words, Set.of("--port", "--dir"), Set.of());
        long number = arguments.number("--port", 9092, 1);
        if (number > 65_535) {
            throw new UsageException("option --port takes a number of at most 65535");
        }
        port = (int) number;
        keeps = arguments.has("--dir");
        folder = keeps ? Path.of(arguments.text("--dir").orElseThrow()) : Files.createTempDirectory("weir-dev-kafka");
    }

    int run() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            System.err.println("weir: port " + port + " is in use; --port chooses another");
            return Main.FAILED;
        }
        // Topics are made when something is first written to them, as is usual on a desk.
        BrokerProcess broker = BrokerProcess.start(folder, port, Map.of("auto.create.topics.enable", "true"));
        Thread end = new Thread(
                () -> {
                    broker.stop();
                    if (!keeps) {
                        delete();
                    }
                },
                "end");
        Runtime.getRuntime().addShutdownHook(end);
        out.println("Kafka is ready at " + broker.bootstrap());
        out.println(
                keeps
                        ? "Its data stays in " + folder + ". Ctrl-C ends it."
                        : "Its data goes when it ends; --dir FOLDER keeps it. Ctrl-C ends it.");
        out.flush();
        try {
            int status = broker.await();
            System.err.println("weir: the broker has ended by itself, with status " + status + "; its log is "
                    + folder.resolve("broker.log"));
            return Main.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.FAILED;
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println("weir: " + folder + " could not be removed");
        }
    }
}
