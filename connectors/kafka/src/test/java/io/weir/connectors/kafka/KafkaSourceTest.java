// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connectors.kafka.Tables.Reading;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading topics of a real broker. */
@Timeout(120)
class KafkaSourceTest {
    private final Tables tables = new Tables();

    private void fill(String topic, int count) {
        tables.topics.create(topic, 1);
        tables.topics.send(
                topic,
                IntStream.range(0, count).mapToObj(i -> Tables.json(i, "w" + i)).toArray(String[]::new));
    }

    private static List<Object> row(long id, String word) {
        return Arrays.asList(id, word);
    }

    @Test
    void keyValueAndMetadataAreColumns() {
        tables.topics.create("whole", 1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap), new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> record =
                    new ProducerRecord<>("whole", 0, 1_600_000_000_123L, "7", "{\"word\":\"hat\"}");
            record.headers()
                    .add("trace", "abc".getBytes(StandardCharsets.UTF_8))
                    .add("none", null);
            producer.send(record);
            producer.send(new ProducerRecord<>("whole", 0, 1_600_000_000_124L, null, (String) null, List.of()));
        }
        Schema schema = new Schema(List.of(
                new Field("k_id", DataType.text()),
                new Field("topic", DataType.text()),
                new Field("p", DataType.integer()),
                new Field("o", DataType.bigint()),
                new Field("ts", DataType.bigint()),
                new Field("tt", DataType.text()),
                new Field("epoch", DataType.integer()),
                new Field("h", DataType.map(DataType.text(), DataType.text())),
                new Field("word", DataType.text())));
        Source source = tables.source(
                schema,
                Map.of(
                        1,
                        "topic",
                        2,
                        "partition",
                        3,
                        "offset",
                        4,
                        "timestamp",
                        5,
                        "timestamp-type",
                        6,
                        "leader-epoch",
                        7,
                        "headers"),
                "topic",
                "whole",
                "key.format",
                "raw",
                "key.fields",
                "k_id",
                "key.fields-prefix",
                "k_",
                "value.fields-include",
                "EXCEPT_KEY",
                "scan.bounded.mode",
                "latest-offset");
        Map<String, String> headers = new HashMap<>();
        headers.put("trace", "abc");
        headers.put("none", null);
        assertThat(tables.all(source, schema))
                .containsExactly(
                        Arrays.asList("7", "whole", 0, 0L, 1_600_000_000_123_000L, "CreateTime", 0, headers, "hat"),
                        Arrays.asList(null, "whole", 0, 1L, 1_600_000_000_124_000L, "CreateTime", 0, Map.of(), null));
    }

    @Test
    void theSameRowsAreReadAgainUpToAPosition() {
        fill("again", 10);
        Source source = tables.words("again");
        byte[] third;
        byte[] eighth;
        try (Reading first = tables.open(source, "again-0")) {
            assertThat(first.rows(3)).hasSize(3);
            third = first.reader.position();
            assertThat(third).isEqualTo(Positions.of(3));
            assertThat(first.rows(5)).hasSize(5);
            eighth = first.reader.position();
        }
        try (Reading second = tables.open(source, Tables.WORDS, "again-0", third)) {
            assertThat(second.rows(100, eighth)).hasSize(5).first().isEqualTo(row(3, "w3"));
            assertThat(second.reader.position()).isEqualTo(eighth);
            assertThat(second.rows(2)).containsExactly(row(8, "w8"), row(9, "w9"));
        }
    }

    @Test
    void readingBeginsWhereTheModeSays() {
        tables.topics.create("begin", 1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("begin", 0, 1000L * i, null, Tables.json(i, "x")));
            }
        }
        tables.topics.administer(admin -> admin.alterConsumerGroupOffsets(
                        "readers", Map.of(new TopicPartition("begin", 0), new OffsetAndMetadata(4)))
                .all()
                .get());
        assertThat(first("begin", "scan.startup.mode", "earliest-offset")).isEqualTo(row(0, "x"));
        assertThat(first("begin")).isEqualTo(row(0, "x"));
        assertThat(first("begin", "scan.startup.mode", "timestamp", "scan.startup.timestamp-millis", "1500"))
                .isEqualTo(row(2, "x"));
        assertThat(first(
                        "begin",
                        "scan.startup.mode",
                        "specific-offsets",
                        "scan.startup.specific-offsets",
                        "partition:0,offset:3"))
                .isEqualTo(row(3, "x"));
        assertThat(first("begin", "properties.group.id", "readers")).isEqualTo(row(4, "x"));
        Source latest = tables.words("begin", "scan.startup.mode", "latest-offset");
        try (Reading reading = tables.open(latest, "begin-0")) {
            tables.topics.send("begin", Tables.json(5, "new"));
            assertThat(reading.rows(1)).containsExactly(row(5, "new"));
        }
        assertThatThrownBy(() -> first("begin", "properties.group.id", "strangers"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.POSITION_LOST);
                    assertThat(e.hint()).contains("properties.auto.offset.reset");
                });
        assertThat(first("begin", "properties.group.id", "strangers", "properties.auto.offset.reset", "earliest"))
                .isEqualTo(row(0, "x"));
    }

    private List<Object> first(String topic, String... options) {
        Source source = tables.words(topic, options);
        try (Reading reading = tables.open(source, topic + "-0")) {
            return reading.rows(1).get(0);
        }
    }

    @Test
    void readingEndsWhereTheModeSays() {
        tables.topics.create("end", 2);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("end", 0, 1000L * i, null, Tables.json(i, "x")));
            }
        }
        assertThat(tables.all(tables.words("end", "scan.bounded.mode", "latest-offset")))
                .hasSize(5);
        assertThat(tables.all(
                        tables.words("end", "scan.bounded.mode", "timestamp", "scan.bounded.timestamp-millis", "2500")))
                .hasSize(3);
        assertThat(tables.all(tables.words(
                        "end",
                        "scan.bounded.mode",
                        "specific-offsets",
                        "scan.bounded.specific-offsets",
                        "partition:0,offset:2")))
                .hasSize(2);
    }

    @Test
    void newPartitionsAreReadFromTheirBeginning() {
        tables.topics.create("wider", 1);
        Source source = tables.words("wider", "scan.startup.mode", "latest-offset");
        assertThat(source.splits()).containsExactly(new Split("wider-0"));
        tables.topics.widen("wider", 2);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("wider", 1, null, Tables.json(1, "first")));
        }
        assertThat(source.splits()).containsExactly(new Split("wider-0"), new Split("wider-1"));
        try (Reading reading = tables.open(source, Tables.WORDS, "wider-1", null)) {
            assertThat(reading.rows(1)).containsExactly(row(1, "first"));
        }
    }

    @Test
    void topicsAreNamedByListOrPattern() {
        fill("many-a", 1);
        fill("many-b", 1);
        assertThat(tables.words("many-a;many-b").splits())
                .containsExactly(new Split("many-a-0"), new Split("many-b-0"));
        assertThat(tables.source(Tables.WORDS, Map.of(), "topic-pattern", "many-.")
                        .splits())
                .containsExactlyInAnyOrder(new Split("many-a-0"), new Split("many-b-0"));
    }

    @Test
    void transactionsThatFailedAreGapsAndOpenOnesAreNotWaitedFor() {
        tables.topics.create("gaps", 1);
        try (KafkaProducer<String, String> producer = transactional("gaps-1");
                KafkaProducer<String, String> open = transactional("gaps-2")) {
            transact(producer, "gaps", 1, true);
            transact(producer, "gaps", 2, false);
            transact(producer, "gaps", 3, true);
            open.beginTransaction();
            open.send(new ProducerRecord<>("gaps", Tables.json(4, "open")));
            open.flush();
            Source source = tables.words("gaps", "scan.bounded.mode", "latest-offset");
            try (Reading reading = tables.open(source, "gaps-0")) {
                assertThat(reading.rest()).containsExactly(row(1, "t"), row(3, "t"));
                assertThat(reading.reader.position()).isEqualTo(Positions.of(6));
            }
            open.abortTransaction();
        }
        // The last offsets are ends of transactions: nothing stands there, and yet it ends.
        assertThat(tables.all(tables.words("gaps", "scan.bounded.mode", "latest-offset")))
                .hasSize(2);
    }

    private KafkaProducer<String, String> transactional(String id) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap, "transactional.id", id),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void transact(KafkaProducer<String, String> producer, String topic, long id, boolean commit) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, Tables.json(id, "t")));
        producer.flush();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    @Test
    void deletedRecordsAreAnErrorInTheMiddleButNotAtTheBeginning() {
        fill("cut", 10);
        tables.topics.administer(admin -> admin.deleteRecords(Map.of(
                        new TopicPartition("cut", 0), org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(6)))
                .all()
                .get());
        assertThat(first("cut")).isEqualTo(row(6, "w6"));
        Source source = tables.words("cut");
        source.splits();
        try (Reading reading = tables.open(source, Tables.WORDS, "cut-0", Positions.of(3))) {
            assertThatThrownBy(() -> reading.rows(1))
                    .isInstanceOfSatisfying(
                            SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.POSITION_LOST));
        }
    }

    @Test
    void aPoisonRecordIsReportedWithItsPlaceAndTheRestIsRead() {
        tables.topics.create("poison", 1);
        tables.topics.send("poison", Tables.json(1, "a"), "{\"id\":", "\u0000\u0001", Tables.json(2, "b"));
        try (Reading reading = tables.open(tables.words("poison"), "poison-0")) {
            assertThat(reading.rows(2)).containsExactly(row(1, "a"), row(2, "b"));
        }
        assertThat(tables.errors).hasSize(2);
        assertThat(tables.errors.get(0)).startsWith("poison/0/1: ");
        assertThat(tables.errors.get(1)).startsWith("poison/0/2: ");
    }

    @Test
    void thePoisonRecordMayFailTheReaderAfterTheRowsBeforeIt() {
        tables.topics.create("deadly", 1);
        tables.topics.send("deadly", Tables.json(1, "a"), "nonsense");
        Source source = tables.words("deadly");
        source.splits();
        try (Reading reading =
                tables.new Reading(source, Tables.WORDS, "deadly-0", null, (record, start, length, where, reason) -> {
                    assertThat(new String(record, start, length, StandardCharsets.UTF_8))
                            .isEqualTo("nonsense");
                    throw reason;
                })) {
            assertThat(reading.rows(1)).containsExactly(row(1, "a"));
            assertThatThrownBy(() -> reading.rows(1))
                    .isInstanceOfSatisfying(
                            SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD));
        }
    }

    @Test
    void aRecordOf64MegabytesIsReportedAndLeftOut() {
        tables.topics.create("huge", 1, Map.of("max.message.bytes", String.valueOf(80 << 20)));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", tables.bootstrap, "max.request.size", 80 << 20, "buffer.memory", 100 << 20),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("huge", Tables.json(1, "small")));
            producer.flush();
            producer.send(new ProducerRecord<>("huge", Tables.json(2, "x".repeat(64 << 20))));
            producer.send(new ProducerRecord<>("huge", Tables.json(3, "small")));
        }
        try (Reading reading = tables.open(tables.words("huge"), "huge-0")) {
            assertThat(reading.rows(2)).containsExactly(row(1, "small"), row(3, "small"));
        }
        assertThat(tables.errors).containsExactly("huge/0/1: a record has more than 16777216 bytes");
    }

    @Test
    void aMissingTopicIsNamed() {
        assertThatThrownBy(() -> tables.words("nowhere").splits()).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.TOPIC_NOT_FOUND);
            assertThat(e).hasMessageContaining("\"nowhere\"");
            assertThat(e.detail()).contains(tables.bootstrap);
        });
    }

    @Test
    void aNullWhereNoneMayStandIsReported() {
        tables.topics.create("nothing", 1);
        tables.topics.sendKeyed("nothing", "k", null);
        Schema schema = new Schema(List.of(new Field("id", DataType.bigint().withNullable(false))));
        Source source = tables.source(schema, Map.of(), "topic", "nothing", "scan.bounded.mode", "latest-offset");
        assertThat(tables.all(source, schema)).isEmpty();
        assertThat(tables.errors).containsExactly("nothing/0/0: column \"id\" is NULL");
    }

    @Test
    void compactedTopicsHaveGaps() {
        tables.topics.create(
                "compact",
                1,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.ms",
                        "1",
                        "min.cleanable.dirty.ratio",
                        "0.001",
                        "delete.retention.ms",
                        "1"));
        for (int i = 0; i < 6; i++) {
            tables.topics.sendKeyed("compact", "k" + i % 2, Tables.json(i, "v"));
        }
        while (tables.topics.read("compact").size() > 4) {
            tables.topics.sendKeyed("compact", "k0", Tables.json(9, "v"));
        }
        Source source = tables.words("compact", "scan.bounded.mode", "latest-offset");
        assertThat(tables.all(source))
                .hasSizeBetween(2, 5)
                .contains(row(5, "v"))
                .doesNotContain(row(0, "v"), row(1, "v"));
    }

    @Test
    void readersOfAClusterShareAThread() {
        fill("shared", 3);
        Source source = tables.words("shared");
        Source other = tables.words("shared");
        try (Reading first = tables.open(source, "shared-0");
                Reading second = tables.open(other, "shared-0")) {
            assertThat(first.rows(3)).hasSize(3);
            assertThat(second.rows(3)).hasSize(3);
            tables.topics.send("shared", Tables.json(3, "more"));
            assertThat(first.rows(1)).containsExactly(row(3, "more"));
            assertThat(second.rows(1)).containsExactly(row(3, "more"));
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(each -> each.getName().startsWith("kafka-fetcher")))
                    .hasSize(1);
        }
    }

    @Test
    void aSlowReaderHoldsNoMoreThanItsBuffer() {
        tables.topics.create("slow", 1);
        String word = "x".repeat(10_000);
        tables.topics.send(
                "slow",
                IntStream.range(0, 1_200).mapToObj(i -> Tables.json(i, word)).toArray(String[]::new));
        try (Reading reading = tables.open(tables.words("slow"), "slow-0")) {
            for (int i = 0; i < 1_200; i += 100) {
                assertThat(reading.rows(100)).hasSize(100).first().isEqualTo(row(i, word));
            }
        }
    }
}
