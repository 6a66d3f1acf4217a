// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import java.util.List;
import java.util.Optional;

/** Reads and writes topics whose records are rows, each added once. */
public final class KafkaConnector implements Connector {
    private final Fetchers fetchers = new Fetchers();

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Option<?>> options() {
        return KafkaOptions.append();
    }

    @Override
    public List<String> formatKeys() {
        return List.of(KafkaOptions.KEY_FORMAT_KEY, KafkaOptions.VALUE_FORMAT_KEY);
    }

    @Override
    public void checkKey(String key) {
        RefusedKeys.check(key, options());
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        checkPlain(table);
        return Optional.of(KafkaSource.append(table, layout(table), fetchers, context));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        checkPlain(table);
        boolean oneTopic = table.find(KafkaOptions.TOPIC)
                .filter(topics -> topics.size() == 1)
                .isPresent();
        return oneTopic ? Optional.of(KafkaSink.append(table, layout(table), context)) : Optional.empty();
    }

    private TableLayout layout(TableSpec table) {
        return TableLayout.of(table, name(), table.find(KafkaOptions.KEY_FIELDS).orElse(List.of()));
    }

    static void checkPlain(TableSpec table) {
        if (!table.partitionedBy().isEmpty()) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a topic's partitions are not chosen by PARTITIONED BY")
                    .hint("Rows with the same key go to the same partition: see \"key.fields\".")
                    .toException();
        }
    }
}
