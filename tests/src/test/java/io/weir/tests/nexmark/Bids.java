// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import io.weir.tests.nexmark.Events.Bid;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries whose answer follows from each bid alone. */
final class Bids {
    private static final BigDecimal EURO = new BigDecimal("0.908");
    private static final Map<String, String> CHANNELS =
            Map.of("apple", "0", "google", "1", "facebook", "2", "baidu", "3");
    private static final String KEY = "channel_id=";

    private final Events events;

    Bids(Events events) {
        this.events = events;
    }

    void asTheyAre(Answer out) {
        for (Bid bid : events.bids()) {
            out.expect(bid.auction(), bid.bidder(), bid.price(), Events.time(bid.time()), bid.extra());
        }
    }

    private static BigDecimal euros(Bid bid) {
        return EURO.multiply(BigDecimal.valueOf(bid.price()));
    }

    void inAnotherCurrency(Answer out) {
        for (Bid bid : events.bids()) {
            out.expect(bid.auction(), bid.bidder(), euros(bid).toPlainString(), Events.time(bid.time()), bid.extra());
        }
    }

    void onSomeAuctions(Answer out) {
        for (Bid bid : events.bids()) {
            if (bid.auction() % 123 == 0) {
                out.expect(bid.auction(), bid.price());
            }
        }
    }

    void byMinute(Answer out) {
        for (Bid bid : events.bids()) {
            out.expect(
                    bid.auction(),
                    bid.bidder(),
                    bid.price(),
                    Events.time(bid.time()),
                    bid.extra(),
                    Events.day(bid.time()),
                    Events.minute(bid.time()));
        }
    }

    void ofAPriceRange(Answer out) {
        for (Bid bid : events.bids()) {
            double euros = bid.price() * 908L / 1000.0;
            if (euros > 1_000_000 && euros < 50_000_000) {
                int hour = Events.hour(bid.time());
                String part = hour >= 8 && hour <= 18 ? "dayTime" : hour <= 6 || hour >= 20 ? "nightTime" : "otherTime";
                out.expect(
                        bid.auction(),
                        bid.bidder(),
                        euros(bid).toPlainString(),
                        part,
                        Events.time(bid.time()),
                        bid.extra(),
                        bid.extra().chars().filter(c -> c == 'c').count());
            }
        }
    }

    void withChannelNumber(Answer out) {
        for (Bid bid : events.bids()) {
            String known = CHANNELS.get(bid.channel().toLowerCase(Locale.ROOT));
            String number = known == null ? channelId(bid.url()) : known;
            if (number != null) {
                out.expect(bid.auction(), bid.bidder(), bid.price(), bid.channel(), number);
            }
        }
    }

    /** The value of channel_id at the start of an address or behind an ampersand, up to the next one. */
    private static @Nullable String channelId(String url) {
        int at = url.indexOf(KEY);
        while (at > 0 && url.charAt(at - 1) != '&') {
            at = url.indexOf(KEY, at + 1);
        }
        if (at < 0) {
            return null;
        }
        int end = url.indexOf('&', at + KEY.length());
        return url.substring(at + KEY.length(), end < 0 ? url.length() : end);
    }

    void withFolders(Answer out) {
        for (Bid bid : events.bids()) {
            String[] parts = bid.url().split("/", -1);
            out.expect(
                    bid.auction(),
                    bid.bidder(),
                    bid.price(),
                    bid.channel(),
                    part(parts, 3),
                    part(parts, 4),
                    part(parts, 5));
        }
    }

    private static @Nullable String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : null;
    }
}
