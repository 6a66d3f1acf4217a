// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The arrays of one batch; when the batch is released they go back to where they came from and serve the next one, which
 * then finds them still in the processor's cache.
 *
 * <p>An array is as long as the greatest batch and holds what it held before.
 */
final class Lease implements Batch.Recycler {
    /** Leases that wait for use; more than a job keeps in flight. */
    static final class Pool {
        private static final int MAX_IDLE = 32;

        private final Queue<Lease> idle = new ArrayBlockingQueue<>(MAX_IDLE);
        private final int length;

        Pool(int length) {
            this.length = length;
        }

        Lease take() {
            Lease lease = idle.poll();
            return lease == null ? new Lease(this) : lease.emptied();
        }
    }

    private final Pool pool;
    private final List<long[]> longs = new ArrayList<>();
    private final List<int[]> ints = new ArrayList<>();
    private final List<boolean[]> booleans = new ArrayList<>();
    private int longsUsed;
    private int intsUsed;
    private int booleansUsed;

    private Lease(Pool pool) {
        this.pool = pool;
    }

    private Lease emptied() {
        longsUsed = 0;
        intsUsed = 0;
        booleansUsed = 0;
        return this;
    }

    long[] longs() {
        if (longsUsed == longs.size()) {
            longs.add(new long[pool.length]);
        }
        return longs.get(longsUsed++);
    }

    int[] ints() {
        if (intsUsed == ints.size()) {
            ints.add(new int[pool.length]);
        }
        return ints.get(intsUsed++);
    }

    boolean[] booleans() {
        if (booleansUsed == booleans.size()) {
            booleans.add(new boolean[pool.length]);
        }
        return booleans.get(booleansUsed++);
    }

    @Override
    public void recycle(Batch batch) {
        pool.idle.offer(this);
    }
}
