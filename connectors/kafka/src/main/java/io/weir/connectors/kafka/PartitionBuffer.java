// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.error.SqlException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of a partition that have been fetched and not yet been read: filled by a fetcher, emptied by a reader. */
final class PartitionBuffer {
    /** With so many bytes a partition is not fetched until half of them are read. */
    static final long MAX_BYTES = 1 << 20;

    private final TopicPartition partition;
    private final long start;
    private final Runnable wake;
    private final ArrayDeque<Fetched> fetched = new ArrayDeque<>();
    private long bytes;
    private boolean full;
    private boolean starving;
    private @Nullable SqlException failure;

    /**
     * Records in order.
     *
     * @param next the offset behind them and behind what is not for readers, such as the ends of transactions
     */
    record Fetched(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long next, long bytes) {}

    /** @param wake called when there is something for a reader that found nothing */
    PartitionBuffer(TopicPartition partition, long start, Runnable wake) {
        this.partition = partition;
        this.start = start;
        this.wake = wake;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The offset that the first fetch begins with. */
    long start() {
        return start;
    }

    // ---- the fetcher

    /** Whether the partition is to be paused. */
    boolean add(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long next) {
        long size = 0;
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
            size += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
        boolean woken;
        synchronized (this) {
            fetched.add(new Fetched(records, next, size));
            bytes += size;
            full = bytes >= MAX_BYTES;
            woken = starving;
            starving = false;
        }
        if (woken) {
            wake.run();
        }
        return full;
    }

    void fail(SqlException reason) {
        synchronized (this) {
            failure = failure == null ? reason : failure;
        }
        wake.run();
    }

    // ---- the reader

    /** The next records; empty when there are none, and then the reader is woken when there are. */
    synchronized Optional<Fetched> take() {
        Fetched next = fetched.poll();
        if (next == null) {
            if (failure != null) {
                throw failure;
            }
            starving = true;
            return Optional.empty();
        }
        bytes -= next.bytes();
        return Optional.of(next);
    }

    /** Whether the partition was paused and is to be fetched again; says so once. */
    synchronized boolean resumes() {
        boolean again = full && bytes <= MAX_BYTES / 2;
        full = full && !again;
        return again;
    }
}
