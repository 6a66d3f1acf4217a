// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said in WITH, and what is refused; no broker is asked. */
class KafkaOptionsTest {
    private final Tables tables = new Tables("localhost:1");

    @ParameterizedTest
    @CsvSource({
        "properties.sasl.jaas.config, sasl.username",
        "sasl.jaas.config, sasl.username",
        "properties.sasl.login.class, sasl.username",
        "properties.sasl.client.callback.handler.class, sasl.username",
        "properties.interceptor.classes, page",
        "properties.key.deserializer, key.format",
        "properties.value.serializer, value.format",
        "properties.partitioner.class, sink.partitioner",
        "properties.ssl.truststore.location, ssl.truststore.location",
        "properties.ssl.keystore.key, ssl.keystore.key",
        "properties.ssl.engine.factory.class, page",
        "properties.metric.reporters, page",
        "properties.config.providers, page",
        "properties.sasl.oauthbearer.token.endpoint.url, page",
        "properties.security.providers, security.protocol",
        "properties.isolation.levels, ''",
        "properties.enable.auto.commit, ''",
        "properties.transactional.id, ''"
    })
    void whatNamesClassesFilesOrLoginsIsRefused(String key, String hint) {
        if (hint.isEmpty()) {
            assertThatThrownBy(() -> tables.words("t", key, "x")).isInstanceOf(SqlException.class);
            return;
        }
        assertThatThrownBy(() -> tables.words("t", key, "x")).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OPTION_REFUSED);
            assertThat(e).hasMessageContaining(key);
            assertThat(e.hint()).contains(hint);
        });
    }

    @Test
    void aMisspeltKeyNamesTheNearest() {
        assertThatThrownBy(() -> tables.words("t", "properties.fetch.min.byte", "1"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OPTION_UNKNOWN);
                    assertThat(e.hint()).contains("properties.fetch.min.bytes");
                });
    }

    @Test
    void secretsAreMarkedAsSuch() {
        assertThat(KafkaOptions.append().stream().filter(Option::isSecret).map(Option::key))
                .containsExactlyInAnyOrder(
                        "sasl.password",
                        "ssl.truststore.password",
                        "ssl.keystore.password",
                        "ssl.keystore.key",
                        "ssl.key.password");
    }

    @Test
    void everyOptionIsDocumented() {
        assertThat(KafkaOptions.append())
                .allSatisfy(option ->
                        assertThat(option.doc()).as(option.key()).isNotBlank().endsWith("."));
    }

    @Test
    void aLoginCannotBreakOutOfItsQuotes() {
        Map<String, Object> settings = SecurityOptions.settings(
                Options.check(
                        "t",
                        Map.of(
                                "sasl.mechanism", "plain",
                                "sasl.username", "a\" evil=\"",
                                "sasl.password", "\\\"; com.sun.security.auth.module.JndiLoginModule required;"),
                        SecurityOptions.ALL),
                tables);
        assertThat(settings.get("sasl.jaas.config"))
                .isEqualTo(
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\\\" evil=\\\"\""
                                + " password=\"\\\\\\\"; com.sun.security.auth.module.JndiLoginModule required;\";");
        assertThatThrownBy(() -> SecurityOptions.USER.parse("a\nb")).isInstanceOf(SqlException.class);
    }

    @Test
    void modesNeedTheirCompanions() {
        missing("scan.startup.timestamp-millis", "scan.startup.mode", "timestamp");
        missing("scan.startup.specific-offsets", "scan.startup.mode", "specific-offsets");
        missing("properties.group.id", "scan.startup.mode", "group-offsets");
        missing("scan.bounded.timestamp-millis", "scan.bounded.mode", "timestamp");
        missing("key.fields", "key.format", "json");
        missing("key.format", "key.fields", "id");
        assertThatThrownBy(() -> tables.words("t", "scan.startup.timestamp-millis", "1"))
                .isInstanceOf(SqlException.class);
    }

    private void missing(String key, String... options) {
        assertThatThrownBy(() -> tables.words("t", options)).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OPTION_MISSING);
            assertThat(e).hasMessageContaining("\"" + key + "\"");
        });
    }

    @Test
    void upsertsNeedAKeyInTheTable() {
        tables.connector = new UpsertKafkaConnector();
        assertThatThrownBy(() -> tables.words("t", "key.format", "json"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DEFINITION));
        tables.primaryKey = List.of("id");
        assertThat(tables.words("t", "key.format", "json").bounded()).isFalse();
    }

    @Test
    void aPatternIsARegularExpressionOfLinearTime() {
        assertThatThrownBy(() -> tables.source(Tables.WORDS, Map.of(), "topic-pattern", "(a"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REGEX));
    }
}
