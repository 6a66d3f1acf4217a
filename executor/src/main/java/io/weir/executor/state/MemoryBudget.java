// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that may be held, and how many are; may stand under a larger budget, which then counts them too.
 *
 * <p>Whoever holds big arrays leases their bytes before and releases them after. Any thread may call it.
 */
public final class MemoryBudget {
    private final long limitBytes;
    private final @Nullable MemoryBudget parent;
    private final AtomicLong leasedBytes = new AtomicLong();

    public MemoryBudget(long limitBytes, @Nullable MemoryBudget parent) {
        this.limitBytes = limitBytes;
        this.parent = parent;
    }

    /** Counts and never refuses. */
    public static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE, null);
    }

    /** Takes bytes, or throws {@link ErrorCode#OUT_OF_MEMORY} and takes none. */
    public void lease(long bytes) {
        if (!tryLease(bytes)) {
            throw SqlException.report(ErrorCode.OUT_OF_MEMORY)
                    .says("the state needed %d more bytes than its memory budget has", bytes)
                    .detail("%d of %d bytes are in use.", leasedBytes.get(), limitBytes)
                    .hint("Give the job more memory, or keep less state.")
                    .toException();
        }
    }

    /** Takes bytes unless that would pass the limit of this budget or of one above it. */
    public boolean tryLease(long bytes) {
        long now = leasedBytes.addAndGet(bytes);
        if (now > limitBytes || (parent != null && !parent.tryLease(bytes))) {
            leasedBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void release(long bytes) {
        long left = leasedBytes.addAndGet(-bytes);
        if (left < 0) {
            throw new IllegalStateException("released " + bytes + " bytes, " + (left + bytes) + " were leased");
        }
        if (parent != null) {
            parent.release(bytes);
        }
    }

    public long leasedBytes() {
        return leasedBytes.get();
    }

    public long limitBytes() {
        return limitBytes;
    }
}
