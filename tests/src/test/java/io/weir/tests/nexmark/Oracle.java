// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import java.util.Arrays;
import java.util.List;

/**
 * The answer of each query, worked out from what the query means.
 *
 * <p>Ties are decided by the columns that the SELECT with the rank or frame reads, in the order in which FROM has them, the least first. An average of whole numbers is the nearest DOUBLE; no sum here is
 * beyond what a DOUBLE holds exactly.
 */
final class Oracle {
    private final Bids bids;
    private final Winners winners;
    private final Pairs pairs;
    private final InWindows windows;
    private final Totals totals;

    Oracle(Events events) {
        bids = new Bids(events);
        winners = new Winners(events);
        pairs = new Pairs(events);
        windows = new InWindows(events);
        totals = new Totals(events);
    }

    /** Columns whose values decide a tie: compared in their order, numbers and times by size, texts by their characters. */
    static int compareRows(List<Comparable<?>> a, List<Comparable<?>> b) {
        for (int i = 0; i < a.size(); i++) {
            int compared = compareValues(a.get(i), b.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compareValues(Comparable<?> a, Comparable<?> b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        byte[] x = a.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] y = b.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Arrays.compareUnsigned(x, y);
    }

    void answer(String query, Answer out) {
        switch (query) {
            case "q0" -> bids.asTheyAre(out);
            case "q1" -> bids.inAnotherCurrency(out);
            case "q2" -> bids.onSomeAuctions(out);
            case "q3" -> pairs.localSellers(out);
            case "q4" -> winners.averageByCategory(out);
            case "q5" -> windows.hotAuctions(out);
            case "q6" -> winners.averageBySeller(out);
            case "q7" -> windows.highestBids(out);
            case "q8" -> windows.newSellers(out);
            case "q9" -> winners.winningBids(out);
            case "q10" -> bids.byMinute(out);
            case "q11" -> windows.sessions(out);
            case "q14" -> bids.ofAPriceRange(out);
            case "q15" -> totals.byDay(out);
            case "q16" -> totals.byChannel(out);
            case "q17" -> totals.byAuction(out);
            case "q18" -> totals.lastBids(out);
            case "q19" -> totals.tenHighest(out);
            case "q20" -> pairs.bidsOfACategory(out);
            case "q21" -> bids.withChannelNumber(out);
            case "q22" -> bids.withFolders(out);
            case "q23" -> pairs.bidsOfSellers(out);
            default -> throw new IllegalArgumentException(query);
        }
    }
}
