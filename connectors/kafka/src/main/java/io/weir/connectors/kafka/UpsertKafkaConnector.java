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

/** Reads and writes topics that hold the last row of each key; a record without a value deletes its key's row. */
public final class UpsertKafkaConnector implements Connector {
    private final Fetchers fetchers = new Fetchers();

    @Override
    public String name() {
        return "upsert-kafka";
    }

    @Override
    public List<Option<?>> options() {
        return KafkaOptions.upsert();
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
        return Optional.of(KafkaSource.upsert(table, layout(table), fetchers, context));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.of(KafkaSink.upsert(table, layout(table), context));
    }

    private TableLayout layout(TableSpec table) {
        KafkaConnector.checkPlain(table);
        if (table.primaryKey().isEmpty()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("table \"%s\" needs a primary key", table.name())
                    .detail("The key of each record says which row it replaces.")
                    .hint("Add PRIMARY KEY (...) NOT ENFORCED, with the columns that are in the records' keys.")
                    .toException();
        }
        List<String> topics = table.find(KafkaOptions.TOPIC).orElse(List.of());
        if (topics.size() != 1) {
            throw SqlException.report(topics.isEmpty() ? ErrorCode.OPTION_MISSING : ErrorCode.OPTION_VALUE)
                    .says("connector \"upsert-kafka\" needs one topic in the option \"topic\"")
                    .hint("Add 'topic' = '...' to WITH (...).")
                    .toException();
        }
        return TableLayout.of(table, name(), table.primaryKey());
    }
}
