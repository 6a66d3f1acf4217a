// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A thread that fetches for the readers of one cluster.
 *
 * <p>It has a consumer for all partitions; a further one only for readers of a partition that is read already, since a
 * consumer has one place in each. It waits for brokers that are away, and fails what cannot be fetched any more.
 */
final class Fetcher {
    private static final Duration WAIT = Duration.ofMillis(500);
    /** With several consumers each waits this long, so that none waits long for the others. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(5);

    private final Map<String, Object> settings;
    private final String bootstrap;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final CopyOnWriteArrayList<Lane> lanes = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    Fetcher(Map<String, Object> settings) {
        this.settings = settings;
        this.bootstrap = String.valueOf(settings.get("bootstrap.servers"));
        thread = new Thread(this::run, "kafka-fetcher " + bootstrap);
        thread.setDaemon(true);
        thread.start();
    }

    void add(PartitionBuffer buffer) {
        order(() -> begin(buffer));
    }

    void remove(PartitionBuffer buffer) {
        order(() -> lanes.forEach(lane -> lane.remove(buffer)));
    }

    void resume(PartitionBuffer buffer) {
        order(() -> lanes.forEach(lane -> lane.resume(buffer)));
    }

    /** Ends the thread, after what was asked for before. */
    void end() {
        ended = true;
        awake();
    }

    private void order(Runnable order) {
        orders.add(order);
        awake();
    }

    private void awake() {
        LockSupport.unpark(thread);
        lanes.forEach(lane -> lane.consumer.wakeup());
    }

    private void run() {
        while (true) {
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
            if (ended && orders.isEmpty()) {
                lanes.forEach(Lane::close);
                return;
            } else if (lanes.isEmpty()) {
                LockSupport.park(this);
            }
            Duration wait = lanes.size() > 1 ? SHORT_WAIT : WAIT;
            lanes.forEach(lane -> lane.fetch(wait));
        }
    }

    private void begin(PartitionBuffer buffer) {
        try {
            Lane free = null;
            for (Lane lane : lanes) {
                free = free == null && !lane.buffers.containsKey(buffer.partition()) ? lane : free;
            }
            if (free == null) {
                free = new Lane();
                lanes.add(free);
            }
            free.add(buffer);
        } catch (KafkaException e) {
            buffer.fail(failure(e, buffer));
        }
    }

    private SqlException failure(KafkaException cause, PartitionBuffer buffer) {
        return KafkaFailure.of(
                cause,
                ErrorCode.SOURCE_FAILED,
                "topic \"" + buffer.partition().topic() + "\" cannot be read",
                bootstrap);
    }

    /** A consumer and the buffers it fills. */
    private final class Lane {
        private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
                new KafkaConsumer<>(settings, new Unchanged(), new Unchanged());
        private final Map<TopicPartition, PartitionBuffer> buffers = new HashMap<>();

        void add(PartitionBuffer buffer) {
            buffers.put(buffer.partition(), buffer);
            consumer.assign(buffers.keySet());
            consumer.seek(buffer.partition(), buffer.start());
        }

        void remove(PartitionBuffer buffer) {
            if (buffers.remove(buffer.partition(), buffer)) {
                if (buffers.isEmpty()) {
                    lanes.remove(this);
                    close();
                } else {
                    consumer.assign(buffers.keySet());
                }
            }
        }

        void resume(PartitionBuffer buffer) {
            if (buffers.get(buffer.partition()) == buffer) {
                consumer.resume(List.of(buffer.partition()));
            }
        }

        void fetch(Duration wait) {
            try {
                hand(consumer.poll(wait));
            } catch (WakeupException e) {
                // there are orders
            } catch (OffsetOutOfRangeException e) {
                fail(e.partitions(), e);
            } catch (TopicAuthorizationException e) {
                fail(
                        buffers.keySet().stream()
                                .filter(each -> e.unauthorizedTopics().contains(each.topic()))
                                .toList(),
                        e);
            } catch (KafkaException e) {
                fail(buffers.keySet(), e);
            }
        }

        private void hand(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
            List<TopicPartition> full = new ArrayList<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                    records.nextOffsets().entrySet()) {
                PartitionBuffer buffer = buffers.get(next.getKey());
                if (buffer != null
                        && buffer.add(
                                records.records(next.getKey()), next.getValue().offset())) {
                    full.add(next.getKey());
                }
            }
            if (!full.isEmpty()) {
                consumer.pause(full);
            }
        }

        private void fail(Collection<TopicPartition> partitions, KafkaException cause) {
            for (TopicPartition partition : List.copyOf(partitions)) {
                PartitionBuffer buffer = buffers.get(partition);
                if (buffer != null) {
                    buffer.fail(failure(cause, buffer));
                    remove(buffer);
                }
            }
        }

        void close() {
            try {
                consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            } catch (KafkaException e) {
                System.getLogger(Fetcher.class.getName()).log(System.Logger.Level.DEBUG, "a consumer did not close", e);
            }
        }
    }
}
