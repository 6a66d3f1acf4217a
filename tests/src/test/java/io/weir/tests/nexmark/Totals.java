// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import io.weir.tests.nexmark.Events.Bid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Queries that count and rank bids. */
final class Totals {
    /** All columns of a bid in the order of the view, which decide ties. */
    private static final Comparator<Bid> WHOLE_ROW = (a, b) -> Oracle.compareRows(values(a), values(b));

    private final Events events;

    Totals(Events events) {
        this.events = events;
    }

    private static List<Comparable<?>> values(Bid bid) {
        return List.of(bid.auction(), bid.bidder(), bid.price(), bid.channel(), bid.url(), bid.time(), bid.extra());
    }

    /** 0 for cheap, 1, and 2 for expensive. */
    private static int rank(Bid bid) {
        return bid.price() < 10_000 ? 0 : bid.price() < 1_000_000 ? 1 : 2;
    }

    /** What is counted: all bids, then those of each rank. */
    private static final class Counts {
        private final long[] bids = new long[4];
        private final List<Set<Long>> bidders = sets();
        private final List<Set<Long>> auctions = sets();
        private String lastMinute = "";

        private static List<Set<Long>> sets() {
            return List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        void add(Bid bid) {
            for (int place : new int[] {0, 1 + rank(bid)}) {
                bids[place]++;
                bidders.get(place).add(bid.bidder());
                auctions.get(place).add(bid.auction());
            }
            String minute = Events.minute(bid.time());
            lastMinute = minute.compareTo(lastMinute) > 0 ? minute : lastMinute;
        }

        Object[] behind(Object... keys) {
            List<Object> row = new ArrayList<>(Arrays.asList(keys));
            for (long count : bids) {
                row.add(count);
            }
            bidders.forEach(set -> row.add(set.size()));
            auctions.forEach(set -> row.add(set.size()));
            return row.toArray();
        }
    }

    void byDay(Answer out) {
        Map<String, Counts> days = new HashMap<>();
        events.bids()
                .forEach(bid -> days.computeIfAbsent(Events.day(bid.time()), day -> new Counts())
                        .add(bid));
        days.forEach((day, counts) -> out.expect(counts.behind(day)));
    }

    private record ChannelDay(String channel, String day) {}

    void byChannel(Answer out) {
        Map<ChannelDay, Counts> groups = new HashMap<>();
        for (Bid bid : events.bids()) {
            groups.computeIfAbsent(new ChannelDay(bid.channel(), Events.day(bid.time())), key -> new Counts())
                    .add(bid);
        }
        groups.forEach((key, counts) -> out.expect(counts.behind(key.channel(), key.day(), counts.lastMinute)));
    }

    private record AuctionDay(long auction, String day) {}

    void byAuction(Answer out) {
        Map<AuctionDay, List<Bid>> groups = new HashMap<>();
        for (Bid bid : events.bids()) {
            groups.computeIfAbsent(new AuctionDay(bid.auction(), Events.day(bid.time())), key -> new ArrayList<>())
                    .add(bid);
        }
        groups.forEach((key, own) -> {
            long[] ranks = new long[3];
            own.forEach(bid -> ranks[rank(bid)]++);
            LongStream prices = own.stream().mapToLong(Bid::price);
            var summary = prices.summaryStatistics();
            out.expect(
                    key.auction(),
                    key.day(),
                    own.size(),
                    ranks[0],
                    ranks[1],
                    ranks[2],
                    summary.getMin(),
                    summary.getMax(),
                    (double) summary.getSum() / own.size(),
                    summary.getSum());
        });
    }

    private record Bidding(long bidder, long auction) {}

    /** The latest; of several the first by the whole row. */
    void lastBids(Answer out) {
        Comparator<Bid> better = Comparator.comparingLong(Bid::time).reversed().thenComparing(WHOLE_ROW);
        Map<Bidding, Bid> last = new HashMap<>();
        for (Bid bid : events.bids()) {
            last.merge(new Bidding(bid.bidder(), bid.auction()), bid, (a, b) -> better.compare(a, b) <= 0 ? a : b);
        }
        last.values()
                .forEach(bid -> out.expect(
                        bid.auction(),
                        bid.bidder(),
                        bid.price(),
                        bid.channel(),
                        bid.url(),
                        Events.time(bid.time()),
                        bid.extra()));
    }

    /** The highest prices first; equal ones by the whole row. */
    void tenHighest(Answer out) {
        Map<Long, List<Bid>> byAuction = new HashMap<>();
        events.bids()
                .forEach(bid -> byAuction
                        .computeIfAbsent(bid.auction(), auction -> new ArrayList<>())
                        .add(bid));
        Comparator<Bid> better = Comparator.comparingLong(Bid::price).reversed().thenComparing(WHOLE_ROW);
        for (List<Bid> own : byAuction.values()) {
            own.sort(better);
            for (int i = 0; i < Math.min(10, own.size()); i++) {
                Bid bid = own.get(i);
                out.expect(
                        bid.auction(),
                        bid.bidder(),
                        bid.price(),
                        bid.channel(),
                        bid.url(),
                        Events.time(bid.time()),
                        bid.extra(),
                        i + 1);
            }
        }
    }
}
