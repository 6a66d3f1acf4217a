// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.TopicAppender;
import io.weir.kafkabroker.Topics;
import java.util.List;

/** A topic with a partition per stream. */
final class KafkaPartitions implements Inflow {
    private final String bootstrap = TestBroker.shared().bootstrap();
    private final String topic;
    private final TopicAppender appender;

    KafkaPartitions(String topic) {
        this.topic = topic;
        new Topics(bootstrap).create(topic, SPLITS);
        this.appender = new TopicAppender(bootstrap, topic);
    }

    @Override
    public String options() {
        return "'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', 'format' = 'json'"
                .formatted(topic, bootstrap);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public void append(int split, List<Transfer> transfers) {
        transfers.forEach(each -> appender.append(split, each.json()));
    }

    @Override
    public void close() {
        appender.close();
    }
}
