// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link BenchServer} in a JVM of its own. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final String url;

    /** What a server says of itself. */
    record Status(long threads, long cpuNanos) {}

    ServerProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xms256m",
                "-Xmx2g",
                BenchServer.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        String first = out.readLine();
        if (first == null) {
            throw new IOException("the server did not start");
        }
        url = first;
    }

    String url() {
        return url;
    }

    Status status() throws IOException {
        in.println();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        String[] parts = line.split(" ", -1);
        return new Status(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public void close() {
        in.close(); // the end of its input ends it
        process.destroy();
    }
}
