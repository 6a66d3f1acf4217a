// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import io.weir.tests.nexmark.Events.Auction;
import io.weir.tests.nexmark.Events.Bid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queries about the highest bids on auctions while those were open. */
final class Winners {
    private final Map<Long, Auction> auctions = new HashMap<>();
    private final Map<Long, List<Bid>> bids = new TreeMap<>();

    Winners(Events events) {
        events.auctions().forEach(auction -> auctions.put(auction.id(), auction));
        for (Bid bid : events.bids()) {
            Auction auction = auctions.get(bid.auction());
            if (auction != null && auction.time() <= bid.time() && bid.time() <= auction.expires()) {
                bids.computeIfAbsent(auction.id(), id -> new ArrayList<>()).add(bid);
            }
        }
    }

    void averageByCategory(Answer out) {
        Map<Long, long[]> sums = new TreeMap<>();
        bids.forEach((id, own) -> {
            long highest = own.stream().mapToLong(Bid::price).max().orElseThrow();
            long[] sum = sums.computeIfAbsent(auctions.get(id).category(), category -> new long[2]);
            sum[0] += highest;
            sum[1]++;
        });
        sums.forEach((category, sum) -> out.expect(category, (double) sum[0] / sum[1]));
    }

    /** Highest price first, then the earlier; other ties by what is left of the row. */
    void winningBids(Answer out) {
        Comparator<Bid> better = Comparator.comparingLong(Bid::price)
                .reversed()
                .thenComparingLong(Bid::time)
                .thenComparing(
                        (a, b) -> Oracle.compareRows(List.of(a.bidder(), a.extra()), List.of(b.bidder(), b.extra())));
        bids.forEach((id, own) -> {
            Auction auction = auctions.get(id);
            Bid bid = own.stream().min(better).orElseThrow();
            out.expect(
                    auction.id(),
                    auction.item(),
                    auction.description(),
                    auction.initialBid(),
                    auction.reserve(),
                    Events.time(auction.time()),
                    Events.time(auction.expires()),
                    auction.seller(),
                    auction.category(),
                    auction.extra(),
                    bid.auction(),
                    bid.bidder(),
                    bid.price(),
                    Events.time(bid.time()),
                    bid.extra());
        });
    }

    private record Sale(long price, long time) {}

    /** Of bids of one price the earlier wins; sales of a seller at one time stand in the order of their prices. */
    void averageBySeller(Answer out) {
        Map<Long, List<Sale>> sales = new TreeMap<>();
        Comparator<Bid> better = Comparator.comparingLong(Bid::price).reversed().thenComparingLong(Bid::time);
        bids.forEach((id, own) -> {
            Bid bid = own.stream().min(better).orElseThrow();
            sales.computeIfAbsent(auctions.get(id).seller(), seller -> new ArrayList<>())
                    .add(new Sale(bid.price(), bid.time()));
        });
        sales.forEach((seller, own) -> {
            own.sort(Comparator.comparingLong(Sale::time).thenComparingLong(Sale::price));
            for (int i = 0; i < own.size(); i++) {
                int from = Math.max(0, i - 10);
                long sum = 0;
                for (int j = from; j <= i; j++) {
                    sum += own.get(j).price();
                }
                out.expect(seller, (double) sum / (i - from + 1));
            }
        });
    }
}
