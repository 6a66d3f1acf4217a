// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.connector.Pace;
import io.weir.spi.option.Options;
import java.nio.charset.StandardCharsets;

/**
 * The auction house: how many events of each kind there are, which ids they have and when they happen.
 *
 * <p>Events come in rounds of {@code people} persons, then {@code auctions} auctions, then {@code bids} bids; event n is
 * event {@code n % size} of round {@code n / size}. All else about an event is a function of the seed and n.
 *
 * <p>After the generator of the Nexmark project, itself after Apache Beam's, whose proportions, ids and distributions it
 * has; the numbers themselves are other ones, since those generators cannot be opened in the middle.
 */
record Model(
        long seed,
        long baseMicros,
        long rate,
        int people,
        int auctions,
        int bids,
        int personSize,
        int auctionSize,
        int bidSize,
        long hotAuctions,
        long hotBidders,
        long hotSellers) {
    static final long FIRST_PERSON = 1000;
    static final long FIRST_AUCTION = 1000;
    static final long FIRST_CATEGORY = 10;
    static final long CATEGORIES = 5;

    /** One in so many people and auctions is a hot one. */
    static final long HOT_EVERY = 100;
    /** So many people and auctions are referred to before they exist. */
    static final long LEAD = 10;

    static final long OPEN_AUCTIONS = 100;
    static final long ACTIVE_PEOPLE = 1000;

    private static final long MILLI = 1000;

    static Model of(Options options) {
        return new Model(
                options.get(NexmarkOptions.SEED),
                options.get(NexmarkOptions.BASE_TIME),
                options.get(NexmarkOptions.EVENT_RATE),
                Math.toIntExact(options.get(NexmarkOptions.PERSON_PROPORTION)),
                Math.toIntExact(options.get(NexmarkOptions.AUCTION_PROPORTION)),
                Math.toIntExact(options.get(NexmarkOptions.BID_PROPORTION)),
                Math.toIntExact(options.get(NexmarkOptions.PERSON_SIZE)),
                Math.toIntExact(options.get(NexmarkOptions.AUCTION_SIZE)),
                Math.toIntExact(options.get(NexmarkOptions.BID_SIZE)),
                options.get(NexmarkOptions.HOT_AUCTIONS),
                options.get(NexmarkOptions.HOT_BIDDERS),
                options.get(NexmarkOptions.HOT_SELLERS));
    }

    /** Events of a round. */
    int size() {
        return people + auctions + bids;
    }

    /** Events of a kind in a round. */
    int count(Kind kind) {
        return switch (kind) {
            case PERSON -> people;
            case AUCTION -> auctions;
            case BID -> bids;
        };
    }

    /** The place in a round where a kind begins. */
    int start(Kind kind) {
        return switch (kind) {
            case PERSON -> 0;
            case AUCTION -> people;
            case BID -> people + auctions;
        };
    }

    /** The time of an event. */
    long micros(long event) {
        return baseMicros + Pace.micros(event, rate);
    }

    /** Half the longest time for which an auction is open: until {@link #OPEN_AUCTIONS} further ones have begun. */
    long horizonMillis(long event) {
        long eventsAhead = OPEN_AUCTIONS * size() / auctions;
        return Math.floorDiv(micros(event + eventsAhead), MILLI) - Math.floorDiv(micros(event), MILLI);
    }

    /** The last person there is, counted from 0, when an auction or bid of the round happens. */
    long lastPerson(long round) {
        return round * people + people - 1;
    }

    /** The last auction there is, counted from 0, when a bid of the round happens. */
    long lastAuction(long round) {
        return round * auctions + auctions - 1;
    }

    /** A salt for one choice in one column. */
    long salt(NexmarkColumn column, int choice) {
        long salt = Mix.bits(seed, choice);
        for (byte letter : column.columnName().getBytes(StandardCharsets.US_ASCII)) {
            salt = Mix.bits(salt, letter);
        }
        return salt;
    }
}
