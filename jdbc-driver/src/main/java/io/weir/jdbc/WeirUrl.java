// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.jdbc.remote.ServerAddress;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL taken apart: {@code jdbc:weir:[name][;key=value...]} or {@code jdbc:weir://host[:port][/database][;...]}.
 *
 * @param key what connections that share an engine have in common: the URL without its session properties
 * @param server where the engine is; null for one in this process
 */
record WeirUrl(
        String key, @Nullable ServerAddress server, Map<String, String> engineProperties, Map<String, String> sessionProperties) {
    static final String PREFIX = "jdbc:weir:";

    static final Option<Long> PARALLELISM = Option.integer("parallelism", 1, 256)
            .doc("The most tasks a node of a query runs in; the number of processors unless set.");
    static final Option<String> TIME_ZONE =
            Option.text("time-zone").doc("IANA name of the session's time zone; the JVM's unless set.");
    static final Option<String> FILE_ROOTS = Option.text("files.roots")
            .doc("Folders that SQL may read and write, of the whole engine; the working directory unless set.");
    static final Option<Long> WORKERS = Option.integer("workers", 1, 256)
            .doc("Threads that run queries, of the whole engine; the number of processors unless set.");
    static final Option<Long> DEAD_LETTER_ROWS = Option.integer("dead-letters.max-rows", 0, 10_000_000)
            .doc("How many rows weir.dead_letters has at most, of the whole engine; 10000 unless set.");
    static final Option<Long> DEAD_LETTER_BYTES = Option.bytes("dead-letters.max-bytes")
            .doc(
                    "How much memory the records of weir.dead_letters take at most, of the whole engine; 16 mb unless set.");
    static final List<Option<?>> PROPERTIES =
            List.of(PARALLELISM, TIME_ZONE, FILE_ROOTS, WORKERS, DEAD_LETTER_ROWS, DEAD_LETTER_BYTES);
    private static final List<String> OF_ENGINE =
            List.of(FILE_ROOTS.key(), WORKERS.key(), DEAD_LETTER_ROWS.key(), DEAD_LETTER_BYTES.key());

    static WeirUrl parse(String url, Properties info) {
        String rest = url.substring(PREFIX.length());
        String[] parts = (rest.startsWith("//") ? withSemicolons(rest) : rest).split(";", -1);
        String name = parts[0];
        ServerAddress server = name.startsWith("//") ? ServerAddress.parse(name) : null;
        if (name.startsWith("file:")) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("URL \"%s\" is not supported yet", PREFIX + name)
                    .hint("jdbc:weir: opens an engine inside this process.")
                    .toException();
        }
        if (server == null && !name.matches("[A-Za-z0-9_.-]{0,64}")) {
            throw SqlException.report(ErrorCode.URL_INVALID)
                    .says("URL \"%s\" has no engine name of letters, digits, dots and dashes", url)
                    .hint("Write jdbc:weir: or jdbc:weir:name, then ;key=value for each property.")
                    .toException();
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].isBlank()) {
                continue;
            }
            int equals = parts[i].indexOf('=');
            if (equals < 1) {
                throw SqlException.report(ErrorCode.URL_INVALID)
                        .says("URL property \"%s\" has no value", parts[i])
                        .hint("Write ;key=value.")
                        .toException();
            }
            given.put(
                    parts[i].substring(0, equals).trim(),
                    parts[i].substring(equals + 1).trim());
        }
        for (String property : info.stringPropertyNames()) {
            // what DriverManager and pools add to any URL
            if (!property.equals("user") && !property.equals("password")) {
                given.putIfAbsent(property, info.getProperty(property));
            }
        }
        Options.check("the URL " + PREFIX, given, PROPERTIES);
        Map<String, String> engine = new TreeMap<>();
        if (server != null) {
            ofServer(given);
            return new WeirUrl(PREFIX + name, server, Map.of(), Map.copyOf(given));
        }
        OF_ENGINE.stream().filter(given::containsKey).forEach(key -> engine.put(key, given.remove(key)));
        return new WeirUrl(PREFIX + name + (engine.isEmpty() ? "" : engine), null, Map.copyOf(engine), Map.copyOf(given));
    }

    /** A server's URL may have its properties in the form of web addresses, too: {@code ?key=value&key=value}. */
    private static String withSemicolons(String rest) {
        int question = rest.indexOf('?');
        return question < 0
                ? rest
                : rest.substring(0, question) + ";" + rest.substring(question + 1).replace('&', ';');
    }

    /** The rights of a server's engine are set where it is started, never by who connects. */
    private static void ofServer(Map<String, String> given) {
        for (String key : OF_ENGINE) {
            if (given.containsKey(key)) {
                throw SqlException.report(ErrorCode.OPTION_UNKNOWN)
                        .says("the URL of a server has no property \"%s\"", key)
                        .hint("Set it when the server is started: weir server --%s ...", key.replace('.', '-'))
                        .toException();
            }
        }
    }
}
