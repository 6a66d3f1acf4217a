// SPDX-License-Identifier: Apache-2.0
package io.weir.kafkabroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one broker that all tests of a JVM share: started by the first that asks, gone with the JVM, its data too. */
public final class TestBroker {
    private static final AtomicReference<@Nullable BrokerProcess> SHARED = new AtomicReference<>();

    private TestBroker() {}

    /** The broker, which takes records of up to 80 MB and makes no topics by itself. */
    public static synchronized BrokerProcess shared() {
        BrokerProcess present = SHARED.get();
        if (present == null) {
            present = own(Map.of("message.max.bytes", String.valueOf(80 << 20), "log.cleaner.backoff.ms", "200"));
            SHARED.set(present);
        }
        return present;
    }

    /** A further broker, for tests that stop it or that need settings of their own; gone with the JVM at the latest. */
    public static BrokerProcess own(Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("kafka-broker");
            Map<String, String> all = new java.util.HashMap<>(Map.of("auto.create.topics.enable", "false"));
            all.putAll(settings);
            BrokerProcess broker = BrokerProcess.start(folder, 0, all);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.kill();
                delete(folder);
            }));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (java.util.stream.Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // A temporary folder: what is left goes with the others.
        }
    }
}
