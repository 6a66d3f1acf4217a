// SPDX-License-Identifier: Apache-2.0
package io.weir.kafkabroker;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A writer of one topic that stays open and says which partition each value goes to; values are sent at once. */
public final class TopicAppender implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], String> producer;

    public TopicAppender(String bootstrap, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new ByteArraySerializer(),
                new StringSerializer());
    }

    public void append(int partition, String value) {
        producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
