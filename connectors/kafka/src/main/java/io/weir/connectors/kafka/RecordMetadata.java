// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a record tells beside its key and value, with Flink's names. */
enum RecordMetadata {
    TOPIC("topic", DataType.text().withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            text(record.topic(), out);
        }
    },
    PARTITION("partition", DataType.integer().withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            out.appendInt(record.partition());
        }
    },
    OFFSET("offset", DataType.bigint().withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            out.appendLong(record.offset());
        }
    },
    TIMESTAMP("timestamp", DataType.timestampLtz(3).withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            out.appendLong(record.timestamp() * 1000);
        }
    },
    TIMESTAMP_TYPE("timestamp-type", DataType.text().withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            text(record.timestampType().name, out);
        }
    },
    LEADER_EPOCH("leader-epoch", DataType.integer()) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            if (record.leaderEpoch().isPresent()) {
                out.appendInt(record.leaderEpoch().get());
            } else {
                out.appendNull();
            }
        }
    },
    HEADERS("headers", DataType.map(DataType.text(), DataType.bytes()).withNullable(false)) {
        @Override
        void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out) {
            for (Header header : record.headers()) {
                if (record.headers().lastHeader(header.key()) != header) {
                    continue; // a key of a map stands once: the last counts
                }
                text(header.key(), out.child(0));
                byte[] value = header.value();
                if (value == null) {
                    out.child(1).appendNull();
                } else {
                    out.child(1).appendBytes(value, 0, value.length);
                }
            }
            out.appendChildren();
        }
    };

    private final String key;
    private final DataType type;

    RecordMetadata(String key, DataType type) {
        this.key = key;
        this.type = type;
    }

    abstract void append(ConsumerRecord<ByteBuffer, ByteBuffer> record, VectorBuilder out);

    private static void text(String text, VectorBuilder out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.appendBytes(bytes, 0, bytes.length);
    }

    static RecordMetadata of(String key) {
        for (RecordMetadata each : values()) {
            if (each.key.equals(key)) {
                return each;
            }
        }
        throw new IllegalArgumentException(key);
    }

    static Map<String, DataType> types() {
        Map<String, DataType> types = new java.util.LinkedHashMap<>();
        for (RecordMetadata each : values()) {
            types.put(each.key, each.type);
        }
        return types;
    }
}
