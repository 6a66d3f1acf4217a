// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import com.sun.management.OperatingSystemMXBean;
import io.weir.engine.WeirEngineProvider;
import io.weir.server.ServerLimits;
import io.weir.server.WeirServer;
import io.weir.spi.session.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A server that, asked by a line on its standard input, says how many threads it has and how much processor time it took. */
public final class BenchServer {
    private BenchServer() {}

    public static void main(String[] arguments) throws IOException {
        Engine engine = new WeirEngineProvider().start(Map.of());
        try (WeirServer server = WeirServer.start(engine, "127.0.0.1", 0, ServerLimits.defaults());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.url());
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            while (in.readLine() != null) {
                long threads = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("weir-"))
                        .count();
                System.out.println(threads + " " + system.getProcessCpuTime());
            }
        } finally {
            engine.close();
        }
    }
}
