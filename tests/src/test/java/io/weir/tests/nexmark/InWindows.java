// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import io.weir.tests.nexmark.Events.Auction;
import io.weir.tests.nexmark.Events.Bid;
import io.weir.tests.nexmark.Events.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Queries that look at stretches of ten seconds. */
final class InWindows {
    private static final long TEN_SECONDS = 10_000;
    private static final long TWO_SECONDS = 2_000;

    private final Events events;

    InWindows(Events events) {
        this.events = events;
    }

    private static long startOfTen(long time) {
        return time - Math.floorMod(time, TEN_SECONDS);
    }

    /** Every window of ten seconds that begins at an even second and has a bid. */
    void hotAuctions(Answer out) {
        Map<Long, Map<Long, Long>> counts = new TreeMap<>();
        for (Bid bid : events.bids()) {
            long last = bid.time() - Math.floorMod(bid.time(), TWO_SECONDS);
            for (long start = last; start > bid.time() - TEN_SECONDS; start -= TWO_SECONDS) {
                counts.computeIfAbsent(start, s -> new HashMap<>()).merge(bid.auction(), 1L, Long::sum);
            }
        }
        counts.forEach((start, byAuction) -> {
            long most =
                    byAuction.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            byAuction.forEach((auction, count) -> {
                if (count == most) {
                    out.expect(auction, count);
                }
            });
        });
    }

    /** A bid at the very end of a window, which is not of it, is shown if it has the window's highest price. */
    void highestBids(Answer out) {
        Map<Long, Long> highest = new TreeMap<>();
        events.bids().forEach(bid -> highest.merge(startOfTen(bid.time()), bid.price(), Long::max));
        Set<Long> prices = new HashSet<>(highest.values());
        List<Bid> candidates = events.bids().stream()
                .filter(bid -> prices.contains(bid.price()))
                .toList();
        highest.forEach((start, price) -> {
            for (Bid bid : candidates) {
                if (bid.price() == price && bid.time() >= start && bid.time() <= start + TEN_SECONDS) {
                    out.expect(bid.auction(), bid.price(), bid.bidder(), Events.time(bid.time()), bid.extra());
                }
            }
        });
    }

    private record Opened(long seller, long start) {}

    void newSellers(Answer out) {
        Set<Opened> opened = new HashSet<>();
        for (Auction auction : events.auctions()) {
            opened.add(new Opened(auction.seller(), startOfTen(auction.time())));
        }
        for (Person person : events.people()) {
            long start = startOfTen(person.time());
            if (opened.contains(new Opened(person.id(), start))) {
                out.expect(person.id(), person.name(), Events.time(start));
            }
        }
    }

    /** A bid less than or just ten seconds after the one before belongs to its session. */
    void sessions(Answer out) {
        Map<Long, List<Long>> times = new TreeMap<>();
        events.bids()
                .forEach(bid -> times.computeIfAbsent(bid.bidder(), bidder -> new ArrayList<>())
                        .add(bid.time()));
        times.forEach((bidder, own) -> {
            own.sort(null);
            int first = 0;
            for (int i = 1; i <= own.size(); i++) {
                if (i == own.size() || own.get(i) - own.get(i - 1) > TEN_SECONDS) {
                    String start = Events.time(own.get(first));
                    String end = Events.time(own.get(i - 1) + TEN_SECONDS);
                    out.expect(bidder, i - first, start, end);
                    first = i;
                }
            }
        });
    }
}
