// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.option.Option;
import io.weir.spi.type.DateTimeText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The options of {@code nexmark}; those that the Nexmark project has have its names and, but for rates, its defaults. */
final class NexmarkOptions {
    private static final long MAX_RATE = 1_000_000_000L;
    private static final long MAX_SIZE = 100_000L;

    static final Option<Long> EVENTS_NUM = Option.integer("events.num", 0, Long.MAX_VALUE)
            .defaults(0L)
            .doc("Events after which the table ends; 0 for no end.");
    static final Option<Long> EVENT_RATE =
            Option.integer("first-event.rate", 1, MAX_RATE).defaults(100_000L).doc("Events per second of event time.");
    static final Option<Long> NEXT_EVENT_RATE = Option.integer("next-event.rate", 1, MAX_RATE)
            .doc("For scripts that have it; must be the same as first-event.rate.");
    static final Option<Boolean> RATE_LIMITED = Option.bool("rate.limited")
            .defaults(false)
            .doc("Whether events come at first-event.rate by the clock too, rather than as fast as they can.");
    static final Option<Long> ROWS_PER_SECOND = Option.integer("rows-per-second", 1, Long.MAX_VALUE)
            .doc("Events per second by the clock, over all splits; without it rate.limited decides.");
    static final Option<Long> BASE_TIME = Option.of("base-time", "timestamp", NexmarkOptions::parseTime)
            .defaults(1_436_918_400_000_000L)
            .doc("Time of the first event; 2015-07-15 00:00:00 unless given.");
    static final Option<Long> SEED = Option.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            .defaults(42L)
            .doc("Tables with the same seed have the same events.");
    static final Option<Long> SPLITS = Option.integer("splits", 1, 1024)
            .defaults(1L)
            .doc("Parts that can be read in parallel; they take turns round by round.");
    static final Option<Long> PERSON_PROPORTION =
            Option.integer("person.proportion", 1, 10_000).defaults(1L).doc("People in each round of events.");
    static final Option<Long> AUCTION_PROPORTION =
            Option.integer("auction.proportion", 1, 10_000).defaults(3L).doc("Auctions in each round of events.");
    static final Option<Long> BID_PROPORTION =
            Option.integer("bid.proportion", 0, 10_000).defaults(46L).doc("Bids in each round of events.");
    static final Option<Long> PERSON_SIZE = size("person.avg-size", 200).doc("Bytes of a person on average.");
    static final Option<Long> AUCTION_SIZE = size("auction.avg-size", 500).doc("Bytes of an auction on average.");
    static final Option<Long> BID_SIZE = size("bid.avg-size", 100).doc("Bytes of a bid on average.");
    static final Option<Long> HOT_AUCTIONS = Option.integer("bid.hot-ratio.auctions", 1, 1_000_000)
            .defaults(2L)
            .doc("One bid in so many is for any open auction, the others are for the hot one.");
    static final Option<Long> HOT_BIDDERS = Option.integer("bid.hot-ratio.bidders", 1, 1_000_000)
            .defaults(4L)
            .doc("One bid in so many is by any active person, the others are by the hot bidder.");
    static final Option<Long> HOT_SELLERS = Option.integer("auction.hot-ratio.sellers", 1, 1_000_000)
            .defaults(4L)
            .doc("One auction in so many is by any active person, the others are by the hot seller.");

    static final List<Option<?>> ALL = List.of(
            EVENTS_NUM,
            EVENT_RATE,
            NEXT_EVENT_RATE,
            RATE_LIMITED,
            ROWS_PER_SECOND,
            BASE_TIME,
            SEED,
            SPLITS,
            PERSON_PROPORTION,
            AUCTION_PROPORTION,
            BID_PROPORTION,
            PERSON_SIZE,
            AUCTION_SIZE,
            BID_SIZE,
            HOT_AUCTIONS,
            HOT_BIDDERS,
            HOT_SELLERS);

    private NexmarkOptions() {}

    private static Option<Long> size(String key, long value) {
        Option<Long> bytes = Option.bytes(key);
        return Option.of(key, "size of at most " + MAX_SIZE + " bytes", text -> {
                    long size = bytes.parse(text);
                    if (size > MAX_SIZE) {
                        throw new IllegalArgumentException(text);
                    }
                    return size;
                })
                .defaults(value);
    }

    private static Long parseTime(String text) {
        byte[] bytes = text.trim().getBytes(StandardCharsets.UTF_8);
        long micros = DateTimeText.readTimestamp(bytes, 0, bytes.length, ' ');
        if (micros == DateTimeText.INVALID) {
            throw new IllegalArgumentException(text);
        }
        return micros;
    }
}
