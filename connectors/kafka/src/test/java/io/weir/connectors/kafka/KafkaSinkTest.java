// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writing topics of a real broker. */
@Timeout(120)
class KafkaSinkTest {
    private final Tables tables = new Tables();

    private static Batch batch(Schema schema, Object[]... rows) {
        BatchBuilder builder = new BatchBuilder(schema.types());
        for (Object[] row : rows) {
            builder.append(Arrays.asList(row), 1);
        }
        return builder.build();
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private List<String> written(String topic) {
        List<String> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : tables.topics.read(topic)) {
            records.add(text(record.key()) + " -> " + text(record.value()));
        }
        return records;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "none" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void rowsAreThereWhenTheyArePrepared() {
        tables.topics.create("plain", 1);
        try (Writer writer = tables.writer(Tables.WORDS, Map.of(), "topic", "plain", "format", "csv")) {
            writer.write(batch(Tables.WORDS, row(1L, "a"), row(2L, "b,c")));
            writer.flush();
            assertThat(writer.prepare(1)).isEmpty();
            assertThat(written("plain")).containsExactly("none -> 1,a", "none -> 2,\"b,c\"");
        }
    }

    @Test
    void keysSayThePartitionAndMetadataIsWritten() {
        tables.topics.create("keyed", 4);
        Schema schema = new Schema(List.of(
                new Field("id", DataType.text()),
                new Field("word", DataType.text()),
                new Field("ts", DataType.timestampLtz(3)),
                new Field("h", DataType.map(DataType.text(), DataType.bytes()))));
        try (Writer writer = tables.writer(
                schema,
                Map.of(2, "timestamp", 3, "headers"),
                "topic",
                "keyed",
                "key.format",
                "raw",
                "key.fields",
                "id",
                "value.format",
                "json")) {
            BatchBuilder rows = new BatchBuilder(List.of(
                    DataType.text(),
                    DataType.text(),
                    DataType.bigint(),
                    DataType.map(DataType.text(), DataType.bytes())));
            for (int i = 0; i < 6; i++) {
                rows.append(Arrays.asList("k" + i % 2, "w" + i, 1_000_000L * i, Map.of("n", new byte[] {(byte) i})), 1);
            }
            writer.write(rows.build());
            writer.prepare(1);
        }
        List<ConsumerRecord<byte[], byte[]>> records = tables.topics.read("keyed");
        assertThat(records).hasSize(6).allSatisfy(record -> {
            int i = (int) record.timestamp() / 1000;
            assertThat(text(record.key())).isEqualTo("k" + i % 2);
            assertThat(text(record.value())).isEqualTo("{\"id\":\"k" + i % 2 + "\",\"word\":\"w" + i + "\"}");
            assertThat(record.headers().lastHeader("n").value()).containsExactly(i);
        });
        for (String key : List.of("k0", "k1")) {
            assertThat(records.stream()
                            .filter(each -> text(each.key()).equals(key))
                            .map(ConsumerRecord::partition)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void recordsGoRoundThePartitions() {
        tables.topics.create("round", 3);
        try (Writer writer =
                tables.writer(Tables.WORDS, Map.of(), "topic", "round", "sink.partitioner", "round-robin")) {
            writer.write(batch(Tables.WORDS, row(1L, "a"), row(2L, "b"), row(3L, "c")));
            writer.prepare(1);
        }
        assertThat(tables.topics.read("round").stream().map(ConsumerRecord::partition))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void whatTheBrokerSetsCannotBeWritten() {
        assertThatThrownBy(() -> tables.writer(Tables.WORDS, Map.of(0, "offset"), "topic", "plain"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WRONG_OBJECT_TYPE);
                    assertThat(e.hint()).contains("VIRTUAL");
                });
    }

    @Test
    void aTopicThatIsNotThereIsNamedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> tables.writer(Tables.WORDS, Map.of(), "topic", "not_there"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TOPIC_NOT_FOUND);
                    assertThat(e).hasMessageContaining("\"not_there\"");
                });
    }

    @Test
    void aRecordThatTheBrokerRefusesFailsWhatIsCommitted() {
        tables.topics.create("narrow", 1, Map.of("max.message.bytes", "1000"));
        try (Writer writer =
                tables.writer(Tables.WORDS, Map.of(), "topic", "narrow", "properties.compression.type", "none")) {
            assertThatThrownBy(() -> {
                        writer.write(batch(Tables.WORDS, row(1L, "x".repeat(5_000))));
                        writer.prepare(1);
                    })
                    .isInstanceOfSatisfying(SqlException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SINK_FAILED);
                        assertThat(e).hasMessageContaining("\"narrow\"");
                    });
        }
    }

    @Test
    void onlyUpsertsMayTakeRowsBack() {
        Sink plain = tables.connector
                .sink(tables.spec(Tables.WORDS, Map.of(), "topic", "t"), tables)
                .orElseThrow();
        assertThat(plain.accepts()).containsExactly(ChangeMode.APPEND);
        assertThat(plain.guarantee()).isEqualTo("at-least-once");
        tables.connector = new UpsertKafkaConnector();
        tables.primaryKey = List.of("id");
        Sink upsert = tables.connector
                .sink(tables.spec(Tables.WORDS, Map.of(), "topic", "t", "key.format", "json"), tables)
                .orElseThrow();
        assertThat(upsert.accepts()).contains(ChangeMode.UPSERT);
        assertThat(upsert.guarantee()).startsWith("at-least-once");
    }

    @Test
    void anUpsertIsOneRecordAndADeleteHasNoValue() {
        tables.topics.create("last", 1);
        tables.connector = new UpsertKafkaConnector();
        tables.primaryKey = List.of("id");
        try (Writer writer = tables.writer(Tables.WORDS, Map.of(), "topic", "last", "key.format", "raw")) {
            BatchBuilder rows = new BatchBuilder(Tables.WORDS.types());
            rows.append(Arrays.asList(1L, "old"), -1);
            rows.append(Arrays.asList(1L, "new"), 1);
            rows.append(Arrays.asList(2L, "gone"), -1);
            writer.write(rows.build());
            writer.prepare(1);
        }
        List<ConsumerRecord<byte[], byte[]>> records = tables.topics.read("last");
        assertThat(records.stream().map(each -> text(each.value())))
                .containsExactly("{\"id\":1,\"word\":\"new\"}", "none");
        assertThat(records.get(1).key()).containsExactly(0, 0, 0, 0, 0, 0, 0, 2);
    }
}
