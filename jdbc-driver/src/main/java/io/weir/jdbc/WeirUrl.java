// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.jdbc.remote.ServerAddress;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.session.EngineProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL taken apart: {@code jdbc:weir:[name][;key=value...]} or {@code jdbc:weir://host[:port][/database][;...]}.
 *
 * @param text the URL as it was given
 * @param server where the engine is; null for one in this process
 * @param key what connections that share an engine have in common: the URL without its session properties
 */
record WeirUrl(
        String text,
        @Nullable ServerAddress server,
        String key,
        Map<String, String> engineProperties,
        Map<String, String> sessionProperties,
        String user,
        StatementDefaults defaults) {
    static final String PREFIX = "jdbc:weir:";

    static final Option<String> USER =
            Option.text("user").doc("Who connects; of no meaning where the engine is in this process.");
    static final Option<String> PASSWORD = Option.text("password")
            .secret()
            .doc("The user's password; of no meaning where the engine is in this process.");
    static final Option<Long> FETCH_SIZE = Option.integer("fetch-size", 0, 1_000_000)
            .defaults(0L)
            .doc(
                    "Rows that a statement asks for at a time unless it sets its own fetch size; 0 leaves it to the driver.");
    static final Option<Long> QUERY_TIMEOUT = Option.integer("query-timeout", 0, Integer.MAX_VALUE)
            .defaults(0L)
            .doc("Seconds after which a statement fails unless it sets its own timeout; 0 for never.");

    /** What the driver itself understands; the engine adds its settings and those of a session. */
    static final List<Option<?>> OWN = List.of(USER, PASSWORD, FETCH_SIZE, QUERY_TIMEOUT);

    /** The properties of a URL with a given engine. */
    static List<Option<?>> properties(EngineProvider engine) {
        List<Option<?>> all = new ArrayList<>(OWN);
        all.addAll(engine.sessionOptions());
        all.addAll(engine.engineOptions());
        return all;
    }

    /** The properties in a URL and beside it; those in the URL win. */
    static Map<String, String> given(String url, Properties info) {
        String[] parts = parts(url);
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
            String key = parts[i].substring(0, equals).trim();
            String value = parts[i].substring(equals + 1).trim();
            if (given.putIfAbsent(key, value) != null) {
                throw SqlException.report(ErrorCode.URL_INVALID)
                        .says("URL property \"%s\" stands twice", key)
                        .toException();
            }
        }
        for (String property : info.stringPropertyNames()) {
            given.putIfAbsent(property, info.getProperty(property));
        }
        return given;
    }

    /** The name, and each property; a server's URL may have its properties in the form of web addresses, too. */
    private static String[] parts(String url) {
        String rest = url.substring(PREFIX.length());
        int question = rest.startsWith("//") ? rest.indexOf('?') : -1;
        String semicolons = question < 0
                ? rest
                : rest.substring(0, question) + ";"
                        + rest.substring(question + 1).replace('&', ';');
        return semicolons.split(";", -1);
    }

    static boolean isOfServer(String url) {
        return url.startsWith(PREFIX + "//");
    }

    /** The URL of a server, which checks the properties of the session itself. */
    static WeirUrl ofServer(String url, Properties info) {
        String name = parts(url)[0];
        ServerAddress server = ServerAddress.parse(name);
        Map<String, String> given = given(url, info);
        Map<String, String> own = takeOwn(given);
        Engines.onClassPath().ifPresent(engine -> checkNotOfEngine(given, engine));
        for (String key : given.keySet()) {
            Nearest.to(key, Options.keys(OWN)).ifPresent(nearest -> {
                throw SqlException.report(ErrorCode.OPTION_UNKNOWN)
                        .says("the URL %s has no option \"%s\"", PREFIX, key)
                        .hint("The nearest name is \"%s\".", nearest)
                        .toException();
            });
        }
        return of(url, server, PREFIX + name, Map.of(), given, own);
    }

    /** The rights of a server's engine are set where it is started, never by who connects; the server refuses them, too. */
    private static void checkNotOfEngine(Map<String, String> given, EngineProvider engine) {
        for (String key : Options.keys(engine.engineOptions())) {
            if (given.containsKey(key)) {
                throw SqlException.report(ErrorCode.OPTION_UNKNOWN)
                        .says("the URL of a server has no property \"%s\"", key)
                        .hint("Set it when the server is started: weir server --%s ...", key.replace('.', '-'))
                        .toException();
            }
        }
    }

    /** Takes the driver's own properties out of those given. */
    private static Map<String, String> takeOwn(Map<String, String> given) {
        Map<String, String> own = new LinkedHashMap<>();
        for (Option<?> option : OWN) {
            String value = given.remove(option.key());
            if (value != null) {
                own.put(option.key(), value);
            }
        }
        return own;
    }

    private static WeirUrl of(
            String url,
            @Nullable ServerAddress server,
            String key,
            Map<String, String> ofEngine,
            Map<String, String> ofSession,
            Map<String, String> own) {
        Options options = Options.check("the URL " + PREFIX, own, OWN);
        return new WeirUrl(
                url,
                server,
                key,
                Map.copyOf(ofEngine),
                Map.copyOf(ofSession),
                options.find(USER).orElse(""),
                new StatementDefaults(
                        options.get(FETCH_SIZE).intValue(),
                        options.get(QUERY_TIMEOUT).intValue()));
    }

    /** The URL of an engine in this process, with the options that it has. */
    static WeirUrl ofEngine(String url, Properties info, EngineProvider engine) {
        String name = parts(url)[0];
        if (name.startsWith("file:")) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("URL \"%s\" is not supported yet", PREFIX + name)
                    .hint("jdbc:weir: opens an engine inside this process.")
                    .toException();
        }
        if (!name.matches("[A-Za-z0-9_.-]{0,64}")) {
            throw SqlException.report(ErrorCode.URL_INVALID)
                    .says("URL \"%s\" has no engine name of letters, digits, dots and dashes", url)
                    .hint("Write jdbc:weir: or jdbc:weir:name, then ;key=value for each property.")
                    .toException();
        }
        Map<String, String> given = given(url, info);
        Options.check("the URL " + PREFIX, given, properties(engine));
        Map<String, String> own = takeOwn(given);
        Map<String, String> ofEngine = new TreeMap<>();
        Options.keys(engine.engineOptions()).stream()
                .filter(given::containsKey)
                .forEach(key -> ofEngine.put(key, given.remove(key)));
        return of(url, null, PREFIX + name + (ofEngine.isEmpty() ? "" : ofEngine), ofEngine, given, own);
    }

    /** The URL without the values of secrets, for people to read. */
    String shown() {
        return text.replaceAll("(?i)([;?&]\\s*password\\s*=)[^;&]*", "$1***");
    }
}
