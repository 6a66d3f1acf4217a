// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.executor.operator.Barrier;
import io.weir.spi.batch.Batch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of batches and barriers from one task to another.
 *
 * <pre>
 *   ring of {@value #SLOTS}:   {@value #BATCHES_MAX} batches fill it; the rest is kept
 *                  for barriers, of which few are ever under way, and for the batches
 *                  that one call may send beyond its room
 * </pre>
 *
 * One thread sends and one takes. Whoever finds it full or empty is woken when that has changed.
 */
public final class Channel {
    /** Batches that make it full. */
    public static final int BATCHES_MAX = 8;
    /** Batches at which a sender that waits is woken: late enough to be worth a turn, early enough to leave no gap. */
    private static final int BATCHES_LOW = 4;

    private static final int SLOTS = 64;
    private static final int MASK = SLOTS - 1;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Ends.class, "head", int.class);
            TAIL = lookup.findVarHandle(Ends.class, "tail", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The two ends, a cache line apart since two threads write them. */
    @SuppressWarnings("UnusedVariable")
    private static final class Ends {
        long p00, p01, p02, p03, p04, p05, p06, p07;
        volatile int head;
        long p10, p11, p12, p13, p14, p15, p16, p17;
        volatile int tail;
        long p20, p21, p22, p23, p24, p25, p26, p27;
    }

    private final @Nullable Object[] ring = new Object[SLOTS];
    private final Ends ends = new Ends();
    private final Runnable wakeSender;
    private final Runnable wakeTaker;
    private volatile boolean senderWaits;

    /**
     * Makes an empty channel.
     *
     * @param wakeSender called when a channel that was found full has room
     * @param wakeTaker called when something was sent
     */
    public Channel(Runnable wakeSender, Runnable wakeTaker) {
        this.wakeSender = wakeSender;
        this.wakeTaker = wakeTaker;
    }

    /** Whether there is no room for another batch; the sender is then woken when there is. */
    public boolean full() {
        if (ends.tail - ends.head < BATCHES_MAX) {
            return false;
        }
        senderWaits = true;
        return ends.tail - ends.head >= BATCHES_MAX;
    }

    /** Sends a batch, whose reference goes with it. */
    public void send(Batch batch) {
        put(batch);
    }

    /** Sends a barrier, for which there is always room. */
    public void send(Barrier barrier) {
        put(barrier);
    }

    private void put(Object message) {
        int tail = ends.tail;
        if (tail - ends.head == SLOTS) {
            throw new IllegalStateException("sent more than a channel can hold");
        }
        ring[tail & MASK] = message;
        TAIL.setRelease(ends, tail + 1);
        wakeTaker.run();
    }

    /** Takes the oldest message, a {@link Batch} or a {@link Barrier}; null when there is none. */
    public @Nullable Object poll() {
        int head = ends.head;
        if (head == ends.tail) {
            return null;
        }
        Object message = ring[head & MASK];
        ring[head & MASK] = null;
        HEAD.setVolatile(ends, head + 1);
        if (senderWaits && ends.tail - head - 1 <= BATCHES_LOW) {
            senderWaits = false;
            wakeSender.run();
        }
        return message;
    }

    public boolean isEmpty() {
        return ends.head == ends.tail;
    }

    /** Gives up what was not taken; when neither end works any more. */
    public void clear() {
        for (Object left = poll(); left != null; left = poll()) {
            if (left instanceof Batch batch) {
                batch.release();
            }
        }
    }
}
