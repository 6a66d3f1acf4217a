// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Output;
import io.weir.executor.state.MultisetTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Joins a batch of one side with the state of the other: a cursor over the pairs for which the condition holds, which are
 * sent a batch at a time.
 */
final class Pairing {
    /** So many pairs are worth a batch. */
    private static final int WORTH = PairRows.MAX / 2;

    /** Told of pairs that have met the condition. */
    interface Matched {
        /** The pairs from {@code from} on; says whether no more are to be looked for in this call. */
        boolean add(PairRows pairs, int from);
    }

    private final @Nullable PairFilter filter;
    private final @Nullable Matched matched;
    private final boolean sends;
    /** How many columns a pair has; it may have none and count all the same. */
    private final int width;

    private final PairSource source;
    private final PairColumns columns;
    private final PairRows pairs = new PairRows();

    private Batch batch = new Batch(0);
    /** Pairs before this one have been sent. */
    private int sent;
    /** What is left of the weight of the pair to be sent next, if a part of it has been sent. */
    private long rest;

    private final int[] picked = new int[PairRows.MAX];

    /**
     * @param filter the condition; null for none
     * @param matched told of all pairs, if it is there; also of those with rows that have no weight now, since they may get some
     *     again and must know their partners then
     * @param sends whether pairs are sent
     */
    Pairing(
            JoinSide own,
            JoinSide other,
            MultisetTable table,
            @Nullable PairFilter filter,
            @Nullable Matched matched,
            boolean sends) {
        this.filter = filter;
        this.matched = matched;
        this.sends = sends;
        width = own.types.size() + other.types.size();
        source = new PairSource(table, matched != null);
        columns = new PairColumns(own, other, table);
    }

    /** Begins a batch; {@code first} are the first rows of its chains, and both are kept until it is done. */
    void begin(Batch of, int[] first) {
        batch = of;
        columns.of(of);
        source.begin(of, first);
        pairs.count = 0;
        sent = 0;
        rest = 0;
    }

    boolean done() {
        return source.done() && pairs.count == 0;
    }

    /** Whether there are as many pairs as should be sent at once. */
    boolean ready() {
        return pairs.count >= WORTH || (pairs.count > 0 && source.done());
    }

    /** Looks for pairs until enough are found or as many rows have been visited as may be; says how many were visited. */
    int find(int mostVisits) {
        int visits = 0;
        boolean stop = false;
        while (!stop && !source.done() && !ready() && visits < mostVisits) {
            int from = pairs.count;
            visits += source.fill(pairs, mostVisits - visits);
            if (filter != null) {
                filter.keep(pairs, from, columns);
            }
            if (matched != null) {
                stop = matched.add(pairs, from);
                pairs.dropWeightless(from);
            }
            if (!sends) {
                pairs.count = 0;
            }
        }
        return visits;
    }

    /** Sends a batch of what has been found. */
    void send(Output out) {
        int count = 0;
        int[] weights = new int[PairRows.MAX];
        boolean ones = true;
        while (sent < pairs.count && count < weights.length) {
            long left = rest != 0 ? rest : pairs.weights[sent];
            int part = PairRows.part(left);
            picked[count] = sent;
            weights[count++] = part;
            ones &= part == 1;
            rest = left - part;
            sent += rest == 0 ? 1 : 0;
        }
        columns.begin(pairs, picked, count);
        Vector[] vectors = new Vector[width];
        for (int c = 0; c < width; c++) {
            vectors[c] = columns.column(c);
        }
        if (sent == pairs.count) {
            pairs.count = 0;
            sent = 0;
        }
        out.send(new Batch(count, vectors, null, count, ones ? null : weights, batch, null));
    }

    /** Forgets the batch. */
    void end() {
        batch = new Batch(0);
        columns.of(batch);
    }
}
