// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Refuses settings of Kafka's client that are not on the list.
 *
 * <p>Among them are names of classes to load, login modules, interceptors and files, by which whoever may create a table
 * would run code or read the host's files.
 */
final class RefusedKeys {
    private static final List<String> AREAS = List.of("sasl.", "ssl.", "security.", "config.providers", "metric");

    private RefusedKeys() {}

    static void check(String key, Collection<Option<?>> declared) {
        List<String> allowed = Options.keys(List.copyOf(declared));
        if (allowed.contains(key)) {
            return;
        }
        String setting = key.startsWith(ClientOptions.PREFIX) ? key.substring(ClientOptions.PREFIX.length()) : key;
        if (isSetting(setting) || AREAS.stream().anyMatch(setting::startsWith)) {
            throw SqlException.report(ErrorCode.OPTION_REFUSED)
                    .says("option \"%s\" may not be set by SQL", key)
                    .detail("Only settings that name no class, file or login module are passed on to Kafka's client.")
                    .hint("%s", hint(setting, allowed))
                    .toException();
        }
    }

    private static boolean isSetting(String name) {
        return ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }

    private static String hint(String setting, List<String> allowed) {
        if (setting.contains("jaas") || setting.startsWith("sasl.login") || setting.startsWith("sasl.client")) {
            return "Use \"sasl.username\", \"sasl.password\" and \"sasl.mechanism\".";
        } else if (setting.endsWith("serializer")) {
            return "Use \"key.format\" and \"value.format\".";
        } else if (setting.equals("partitioner.class")) {
            return "Use \"sink.partitioner\".";
        } else if (allowed.contains(setting)) {
            return "Use \"" + setting + "\".";
        }
        // By what Kafka calls it: the prefix would make all of ours near.
        List<String> bare = allowed.stream()
                .map(key -> key.startsWith(ClientOptions.PREFIX) ? key.substring(ClientOptions.PREFIX.length()) : key)
                .toList();
        return Nearest.to(setting, bare)
                .map(name -> "The nearest option is \"" + (allowed.contains(name) ? name : ClientOptions.PREFIX + name)
                        + "\".")
                .orElse("The connector's page lists those that may be set.");
    }
}
