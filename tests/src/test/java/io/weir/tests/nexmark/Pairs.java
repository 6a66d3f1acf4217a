// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import io.weir.tests.nexmark.Events.Auction;
import io.weir.tests.nexmark.Events.Bid;
import io.weir.tests.nexmark.Events.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queries that bring people, auctions and bids together. */
final class Pairs {
    private static final Set<String> STATES = Set.of("OR", "ID", "CA");

    private final Events events;
    private final Map<Long, Person> people = new HashMap<>();
    private final Map<Long, Auction> auctions = new HashMap<>();

    Pairs(Events events) {
        this.events = events;
        events.people().forEach(person -> people.put(person.id(), person));
        events.auctions().forEach(auction -> auctions.put(auction.id(), auction));
    }

    void localSellers(Answer out) {
        for (Auction auction : events.auctions()) {
            Person seller = people.get(auction.seller());
            if (auction.category() == 10 && seller != null && STATES.contains(seller.state())) {
                out.expect(seller.name(), seller.city(), seller.state(), auction.id());
            }
        }
    }

    void bidsOfACategory(Answer out) {
        for (Bid bid : events.bids()) {
            Auction auction = auctions.get(bid.auction());
            if (auction != null && auction.category() == 10) {
                out.expect(
                        bid.auction(),
                        bid.bidder(),
                        bid.price(),
                        bid.channel(),
                        bid.url(),
                        Events.time(bid.time()),
                        bid.extra(),
                        auction.item(),
                        auction.description(),
                        auction.initialBid(),
                        auction.reserve(),
                        Events.time(auction.time()),
                        Events.time(auction.expires()),
                        auction.seller(),
                        auction.category(),
                        auction.extra());
            }
        }
    }

    void bidsOfSellers(Answer out) {
        Map<Long, List<Auction>> bySeller = new HashMap<>();
        events.auctions()
                .forEach(auction -> bySeller.computeIfAbsent(auction.seller(), seller -> new ArrayList<>())
                        .add(auction));
        for (Bid bid : events.bids()) {
            Person bidder = people.get(bid.bidder());
            if (bidder == null) {
                continue;
            }
            for (Auction auction : bySeller.getOrDefault(bid.bidder(), List.of())) {
                out.expect(
                        bid.bidder(),
                        bid.price(),
                        bid.channel(),
                        bid.url(),
                        bid.extra(),
                        bidder.id(),
                        bidder.name(),
                        bidder.email(),
                        bidder.card(),
                        bidder.city(),
                        bidder.state(),
                        bidder.extra(),
                        auction.item(),
                        auction.description(),
                        auction.initialBid(),
                        auction.reserve(),
                        Events.time(auction.time()),
                        Events.time(auction.expires()),
                        auction.seller(),
                        auction.category(),
                        auction.extra());
            }
        }
    }
}
