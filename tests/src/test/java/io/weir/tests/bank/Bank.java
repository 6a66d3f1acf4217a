// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes transfers in rounds, never far ahead of the reader, and knows every answer there may be.
 *
 * <pre>
 *   round r      1 or 2 transfers per stream, of the times (r - 3 s, r s], so that none is late
 *   amount       1 of its stream's own digit: the sum of amounts tells how many rows of each stream it is of
 *
 *     stream 3        stream 2        stream 1        stream 0
 *   +---------------+---------------+---------------+---------------+
 *   | 15 bits       | 15 bits       | 15 bits       | 15 bits       |
 *   +---------------+---------------+---------------+---------------+
 * </pre>
 */
final class Bank {
    /** How much later than the newest a transfer may come, and the watermark's delay. */
    static final int DELAY_S = 3;

    private static final int DIGIT_BITS = 15;
    private static final int ACCOUNTS = 700;
    private static final long BEGIN_MS = 1_700_000_000_000L;
    /** Rounds that may be written before the reader has seen any. */
    private static final int AHEAD_WITHOUT_WINDOWS = 4;

    /** Some of these cannot be seen yet, since their windows wait for what may still come. */
    private static final int AHEAD_WITH_WINDOWS = 5 * DELAY_S;

    private final Random random;
    private final Inflow inflow;
    private final boolean windows;

    // ---- guarded by this
    private final List<List<Transfer>> written = new ArrayList<>();
    private final TreeMap<Long, List<Transfer>> bySecond = new TreeMap<>();
    private final int[] known = new int[Inflow.SPLITS];
    private final BitSet knownAccounts = new BitSet();
    private long knownCredits;
    private long seen;
    private boolean enough;
    private long total = -1;

    Bank(long seed, Inflow inflow, boolean windows) {
        this.random = new Random(seed);
        this.inflow = inflow;
        this.windows = windows;
        for (int i = 0; i < Inflow.SPLITS; i++) {
            written.add(new ArrayList<>());
        }
    }

    // ---- the writer

    /** Writes until the reader has {@linkplain #enough enough}. */
    void write() throws IOException, InterruptedException {
        int ahead = windows ? AHEAD_WITH_WINDOWS : AHEAD_WITHOUT_WINDOWS;
        List<Long> creditsAfter = new ArrayList<>();
        long credits = 0;
        for (int round = 0; ; round++) {
            if (round >= ahead && !awaitSeen(creditsAfter.get(round - ahead))) {
                break;
            }
            for (int split = 0; split < Inflow.SPLITS; split++) {
                List<Transfer> transfers = new ArrayList<>();
                for (int i = 1 + random.nextInt(2); i > 0; i--) {
                    transfers.add(transfer(split, atMs(round)));
                }
                credits += append(split, transfers);
            }
            creditsAfter.add(credits);
        }
        close(credits, creditsAfter.size());
    }

    /** The last transfers: of a time that closes all windows before it. */
    private void close(long credits, int round) throws IOException {
        synchronized (this) {
            total = windows ? credits : credits + credits(1, 1, 1, 1);
        }
        for (int split = 0; split < Inflow.SPLITS; split++) {
            append(split, List.of(transfer(split, atMs(round) + 3_600_000)));
        }
    }

    private long append(int split, List<Transfer> transfers) throws IOException {
        synchronized (this) {
            written.get(split).addAll(transfers);
            transfers.forEach(
                    each -> bySecond.computeIfAbsent(Math.floorDiv(each.atMs(), 1000), second -> new ArrayList<>())
                            .add(each));
            if (written.get(split).size() >= 1 << DIGIT_BITS) {
                throw new IllegalStateException("more rows than a digit can count");
            }
        }
        inflow.append(split, transfers);
        return transfers.stream().mapToLong(Transfer::amount).sum();
    }

    private Transfer transfer(int split, long atMs) {
        return new Transfer(random.nextInt(ACCOUNTS), random.nextInt(ACCOUNTS), 1L << (DIGIT_BITS * split), atMs);
    }

    private long atMs(int round) {
        return BEGIN_MS + 1000L * round - random.nextInt(1000 * DELAY_S);
    }

    private static long credits(long... rows) {
        long credits = 0;
        for (int i = 0; i < rows.length; i++) {
            credits += rows[i] << (DIGIT_BITS * i);
        }
        return credits;
    }

    // ---- between writer and reader

    /** Waits until the reader has seen so many rows; false when it wants no more. */
    private synchronized boolean awaitSeen(long credits) throws InterruptedException {
        while (!enough && seen < rows(credits)) {
            wait();
        }
        return !enough;
    }

    synchronized void seen(long credits) {
        seen = rows(credits);
        notifyAll();
    }

    synchronized void enough() {
        enough = true;
        notifyAll();
    }

    /** Whether these credits are all there will be. */
    synchronized boolean isLast(long credits) {
        return credits == total;
    }

    // ---- what is right

    private static int rowsOf(int split, long credits) {
        return (int) (credits >> (DIGIT_BITS * split)) & ((1 << DIGIT_BITS) - 1);
    }

    private static long rows(long credits) {
        long rows = 0;
        for (int i = 0; i < Inflow.SPLITS; i++) {
            rows += rowsOf(i, credits);
        }
        return rows;
    }

    /**
     * How many accounts the answer with these credits must have; -1 when no cut of the streams has them. Asked for
     * answers one after the other, each with more credits.
     */
    synchronized int accounts(long credits) {
        for (int i = 0; i < Inflow.SPLITS && !windows; i++) {
            while (known[i] < Math.min(rowsOf(i, credits), written.get(i).size())) {
                know(written.get(i).get(known[i]++));
            }
        }
        while (windows && knownCredits < credits && !bySecond.isEmpty()) {
            bySecond.pollFirstEntry().getValue().forEach(this::know);
        }
        return knownCredits == credits ? knownAccounts.cardinality() : -1;
    }

    private void know(Transfer transfer) {
        knownCredits += transfer.amount();
        enter(knownAccounts, transfer);
    }

    private static void enter(BitSet accounts, Transfer transfer) {
        accounts.set(transfer.from());
        accounts.set(transfer.to());
    }

    /** How many accounts there are after all that was written; for streams whose order nobody knows. */
    synchronized int accountsAfterAll() {
        BitSet accounts = new BitSet();
        written.forEach(split -> split.forEach(each -> enter(accounts, each)));
        return accounts.cardinality();
    }
}
