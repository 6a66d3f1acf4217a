// SPDX-License-Identifier: Apache-2.0
package io.weir.kafkabroker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The main class of the broker's process: broker and controller in one, until SIGTERM or until standard input ends.
 *
 * <p>Its only argument is a folder with {@value #SETTINGS}. It writes {@value #READY} when clients may come.
 */
final class BrokerServer {
    static final String SETTINGS = "server.properties";
    static final String READY = "ready";
    /** Any fixed id will do: a cluster of one process is told from others by its address. */
    private static final String CLUSTER_ID = "d2VpcmRldmJyb2tlcjAwMQ";

    private BrokerServer() {}

    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IOException | RuntimeException | Error e) {
            System.getLogger(BrokerServer.class.getName()).log(System.Logger.Level.ERROR, "the broker failed", e);
            // Threads of a broker that came half way would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).resolve(SETTINGS);
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        if (!Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"))) {
            format(file);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.shutdown();
                            server.awaitShutdown();
                        },
                        "shutdown"));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // lives as long as its parent keeps the other end open
        }
        System.exit(0);
    }

    private static void format(Path settings) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = StorageTool.execute(
                new String[] {"format", "-t", CLUSTER_ID, "-c", settings.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (result != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }
}
