// SPDX-License-Identifier: Apache-2.0
package io.weir.kafkabroker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker that runs in a process of its own, on loopback alone, with its data in one folder.
 *
 * <p>It ends with {@link #close}, and also when this process ends in whatever way.
 */
public final class BrokerProcess implements AutoCloseable {
    /** The system property that names the folder with the broker's jars. */
    public static final String LIB_PROPERTY = "weir.kafka.broker.lib";

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 20;
    private static final int LOG_TAIL_LINES = 40;

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable Process process;

    private BrokerProcess(Path folder, int port, Map<String, String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = Map.copyOf(settings);
    }

    /**
     * Starts a broker and waits until it is ready.
     *
     * @param folder made if need be; a broker started again on it has its topics
     * @param port where plain connections come in; 0 for any that is free
     * @param settings more of the broker's own settings; a list of listeners is added to ours
     */
    public static BrokerProcess start(Path folder, int port, Map<String, String> settings) throws IOException {
        BrokerProcess broker = new BrokerProcess(folder.toAbsolutePath(), port == 0 ? freePort() : port, settings);
        broker.start();
        return broker;
    }

    /** A port of loopback that nobody listens on at present. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What clients connect to, such as {@code 127.0.0.1:9092}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Starts a broker again that was stopped or killed, with the same port and data. */
    public synchronized void start() throws IOException {
        Files.createDirectories(folder);
        writeSettings();
        Path log = folder.resolve("broker.log");
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-Xshare:auto",
                        "-Djava.awt.headless=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-cp",
                        classPath(),
                        BrokerServer.class.getName(),
                        folder.toString())
                .redirectError(log.toFile())
                .start();
        process = started;
        Thread patience = new Thread(() -> giveUp(started), "kafka-broker-patience");
        patience.setDaemon(true);
        patience.start();
        // Not closed: the process may still want to say something, and nobody reads it.
        BufferedReader said =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(BrokerServer.READY)) {
                patience.interrupt();
                return;
            }
        }
        started.destroyForcibly();
        throw new IOException("the broker did not start:\n" + tail(log));
    }

    /** Ends a process that does not become ready, so that what waits for its word sees its end. */
    private static void giveUp(Process starting) {
        try {
            if (!starting.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                starting.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // It is ready.
        }
    }

    /** Waits until the broker's process ends by itself or by others. */
    public int await() throws InterruptedException {
        Process running = process;
        return running == null ? 0 : running.waitFor();
    }

    /** Ends the broker in an orderly way. */
    public void stop() {
        end(false);
    }

    /** Ends the broker like a power cut does. */
    public void kill() {
        end(true);
    }

    private synchronized void end(boolean atOnce) {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        if (!atOnce) {
            running.destroy();
        }
        try {
            if (atOnce || !running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void writeSettings() throws IOException {
        int controller = freePort();
        Properties all = new Properties();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://127.0.0.1:" + controller);
        all.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
        all.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        all.put("log.dirs", folder.resolve("data").toString());
        // One broker cannot hold three replicas.
        all.put("offsets.topic.num.partitions", "1");
        all.put("offsets.topic.replication.factor", "1");
        all.put("log.retention.ms", "-1"); // records may be given times of long ago, by which they would be deleted
        all.put("transaction.state.log.num.partitions", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        // The default takes 128 MB of the heap.
        all.put("log.cleaner.dedupe.buffer.size", "2097152");
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "2");
        all.put("background.threads", "2");
        settings.forEach((key, value) -> {
            boolean list = key.equals("listeners")
                    || key.equals("advertised.listeners")
                    || key.equals("listener.security.protocol.map");
            all.put(key, list ? all.get(key) + "," + value : value);
        });
        try (Writer writer = Files.newBufferedWriter(folder.resolve(BrokerServer.SETTINGS))) {
            all.store(writer, null);
        }
    }

    private static String classPath() throws IOException {
        String lib = System.getProperty(LIB_PROPERTY);
        if (lib == null || !Files.isDirectory(Path.of(lib))) {
            throw new IOException("the folder with the broker's jars is missing; the system property " + LIB_PROPERTY
                    + " names it: " + lib);
        }
        try {
            Path own = Path.of(BrokerProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + File.pathSeparator + Path.of(lib, "*");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static String tail(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL_LINES), all.size()));
        }
    }
}
