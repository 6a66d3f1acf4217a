// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How to log in to brokers and how to trust them, as fields of their own.
 *
 * <p>What Kafka's client reads as the name of a login module is written here and never taken from SQL.
 */
final class SecurityOptions {
    private static final String[] PROTOCOLS = {"plaintext", "ssl", "sasl_plaintext", "sasl_ssl"};
    private static final String[] MECHANISMS = {"plain", "scram-sha-256", "scram-sha-512"};

    static final Option<String> PROTOCOL = Option.oneOf("security.protocol", PROTOCOLS)
            .doc("PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL; told by the other options if not given.");
    static final Option<String> MECHANISM = Option.oneOf("sasl.mechanism", MECHANISMS)
            .doc("How the password is proven: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.");
    /** The same under Flink's names. */
    static final Option<String> FLINK_PROTOCOL =
            Option.oneOf("properties.security.protocol", PROTOCOLS).doc("The same as security.protocol.");

    static final Option<String> FLINK_MECHANISM =
            Option.oneOf("properties.sasl.mechanism", MECHANISMS).doc("The same as sasl.mechanism.");
    static final Option<String> USER = credential("sasl.username").doc("The name to log in with.");
    static final Option<String> PASSWORD = credential("sasl.password").secret().doc("The password to log in with.");

    static final Option<String> TRUST_FILE =
            Option.text("ssl.truststore.location").doc("A file of certificates to trust, below the file roots.");
    static final Option<String> TRUST_PASSWORD =
            Option.text("ssl.truststore.password").secret().doc("Its password.");
    static final Option<String> TRUST_TYPE = type("ssl.truststore.type");
    static final Option<String> TRUST_PEM =
            Option.text("ssl.truststore.certificates").doc("Certificates to trust, as PEM text.");
    static final Option<String> KEY_FILE =
            Option.text("ssl.keystore.location").doc("A file with the own certificate and key, below the file roots.");
    static final Option<String> KEY_FILE_PASSWORD =
            Option.text("ssl.keystore.password").secret().doc("Its password.");
    static final Option<String> KEY_TYPE = type("ssl.keystore.type");
    static final Option<String> CHAIN_PEM =
            Option.text("ssl.keystore.certificate.chain").doc("The own certificate and those above it, as PEM text.");
    static final Option<String> KEY_PEM =
            Option.text("ssl.keystore.key").secret().doc("The own private key, as PEM text.");
    static final Option<String> KEY_PASSWORD =
            Option.text("ssl.key.password").secret().doc("The password of the private key.");

    static final List<Option<?>> ALL = List.of(
            PROTOCOL,
            MECHANISM,
            FLINK_PROTOCOL,
            FLINK_MECHANISM,
            USER,
            PASSWORD,
            TRUST_FILE,
            TRUST_PASSWORD,
            TRUST_TYPE,
            TRUST_PEM,
            KEY_FILE,
            KEY_FILE_PASSWORD,
            KEY_TYPE,
            CHAIN_PEM,
            KEY_PEM,
            KEY_PASSWORD);

    private SecurityOptions() {}

    private static Option<String> type(String key) {
        return Option.oneOf(key, "jks", "pkcs12", "pem").doc("The file's type: JKS, PKCS12 or PEM.");
    }

    /** A text that has a place between quotes. */
    private static Option<String> credential(String key) {
        return Option.of(key, "text without control characters", text -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("");
            }
            return text;
        });
    }

    /** The client's settings. */
    static Map<String, Object> settings(Options options, ConnectorContext context) {
        Map<String, Object> settings = new HashMap<>();
        Optional<String> user = options.find(USER);
        boolean trusts = ALL.stream().anyMatch(option -> option.key().startsWith("ssl.") && options.isSet(option));
        String protocol = options.find(PROTOCOL)
                .or(() -> options.find(FLINK_PROTOCOL))
                .orElse(user.isPresent() ? (trusts ? "sasl_ssl" : "sasl_plaintext") : trusts ? "ssl" : "plaintext");
        settings.put("security.protocol", protocol.toUpperCase(Locale.ROOT));
        if (protocol.startsWith("sasl_")) {
            String mechanism = options.find(MECHANISM)
                    .or(() -> options.find(FLINK_MECHANISM))
                    .orElseThrow(() -> missing(MECHANISM, protocol))
                    .toUpperCase(Locale.ROOT);
            settings.put("sasl.mechanism", mechanism);
            settings.put(
                    "sasl.jaas.config",
                    login(
                            mechanism,
                            user.orElseThrow(() -> missing(USER, protocol)),
                            options.find(PASSWORD).orElseThrow(() -> missing(PASSWORD, protocol))));
        } else if (user.isPresent()) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"security.protocol\" cannot be \"%s\" beside \"sasl.username\"", protocol)
                    .hint("Use SASL_SSL or SASL_PLAINTEXT.")
                    .toException();
        }
        if (protocol.endsWith("ssl")) {
            file(options, TRUST_FILE, context, settings);
            file(options, KEY_FILE, context, settings);
            for (Option<String> option :
                    List.of(TRUST_PASSWORD, TRUST_PEM, KEY_FILE_PASSWORD, CHAIN_PEM, KEY_PEM, KEY_PASSWORD)) {
                options.find(option).ifPresent(text -> settings.put(option.key(), text));
            }
            storeType(options, TRUST_TYPE, TRUST_PEM, settings);
            storeType(options, KEY_TYPE, CHAIN_PEM, settings);
            // The host's name is always compared with the certificate.
            settings.put("ssl.endpoint.identification.algorithm", "https");
        }
        return settings;
    }

    private static void file(
            Options options, Option<String> option, ConnectorContext context, Map<String, Object> settings) {
        options.find(option)
                .ifPresent(
                        path -> settings.put(option.key(), context.resolve(path).toString()));
    }

    private static void storeType(
            Options options, Option<String> type, Option<String> pem, Map<String, Object> settings) {
        String otherwise = options.isSet(pem) ? "pem" : "jks";
        settings.put(type.key(), options.find(type).orElse(otherwise).toUpperCase(Locale.ROOT));
    }

    private static String login(String mechanism, String user, String password) {
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=" + quoted(user) + " password=" + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static SqlException missing(Option<?> option, String protocol) {
        return SqlException.report(ErrorCode.OPTION_MISSING)
                .says("security protocol %s needs the option \"%s\"", protocol.toUpperCase(Locale.ROOT), option.key())
                .detail("%s", option.doc())
                .hint("Add '%s' = '...' to WITH (...).", option.key())
                .toException();
    }
}
