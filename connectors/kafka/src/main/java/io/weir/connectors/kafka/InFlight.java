// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The records that a writer has handed to its producer and that the broker has not yet acknowledged.
 *
 * <p>The writer counts what it sends, the producer's thread what is acknowledged, both in bytes that only grow; so the
 * writer knows without waiting whether it may go on, and is woken when it may.
 *
 * <pre>
 *     acknowledged      awaited        marked          sent
 *   -------|---------------|--------------|--------------|-----&gt; bytes
 *                          end of the     end of the
 *                          epoch before   last epoch
 * </pre>
 */
final class InFlight implements Callback {
    /** What a record counts beside its key and value, so that none counts nothing. */
    private static final int RECORD_BYTES = 64;

    private final long maxBytes;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    // ---- the writer's
    private long sent;
    private long marked;
    private long awaited;

    // ---- written by the producer's thread
    private volatile long acknowledged;

    // ---- from the writer to the producer's thread
    private volatile long wanted;
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();

    /** @param maxBytes the most that is on its way before the writer waits */
    InFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void sent(byte @Nullable [] key, byte @Nullable [] value) {
        sent += RECORD_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }

    /** An epoch ends here. The one before is to arrive before much of the next is written. */
    void mark() {
        awaited = marked;
        marked = sent;
    }

    /** Whether more may be sent. */
    boolean ready(Runnable wake) {
        return sent - acknowledged < maxBytes && acknowledged >= awaited
                || reached(Math.max(awaited, sent - maxBytes / 2), wake);
    }

    /** Whether all that was sent has arrived. */
    boolean settled(Runnable wake) {
        return reached(sent, wake);
    }

    private boolean reached(long bytes, Runnable wake) {
        if (!waits(bytes)) {
            return true;
        }
        wanted = bytes;
        waiting.set(wake);
        if (waits(bytes)) {
            return false;
        }
        waiting.set(null);
        return true;
    }

    private boolean waits(long bytes) {
        return acknowledged < bytes && failure.get() == null;
    }

    @Nullable
    Exception failure() {
        return failure.get();
    }

    /** Called by the producer's thread for each record. */
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure.compareAndSet(null, exception);
        } else if (metadata != null) {
            acknowledged += RECORD_BYTES
                    + Math.max(0, metadata.serializedKeySize())
                    + Math.max(0, metadata.serializedValueSize());
        }
        if (waiting.get() != null && !waits(wanted)) {
            Runnable wake = waiting.getAndSet(null);
            if (wake != null) {
                wake.run();
            }
        }
    }
}
