// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The auction house is the one of the Nexmark project: proportions, ids, times and distributions. */
class ModelTest {
    private static final int ROUNDS = 2_000;
    private static final List<List<Object>> EVENTS = new Tables().everything("events.num", String.valueOf(50 * ROUNDS));

    @Test
    void aRoundHasOnePersonThreeAuctionsAndFortySixBids() {
        assertThat(EVENTS).hasSize(50 * ROUNDS);
        for (int i = 0; i < EVENTS.size(); i++) {
            int place = i % 50;
            int type = place < 1 ? 0 : place < 4 ? 1 : 2;
            assertThat(value(i, NexmarkColumn.EVENT_TYPE)).isEqualTo(type);
        }
    }

    @Test
    void onlyTheColumnsOfTheKindHaveValues() {
        for (int i = 0; i < 500; i++) {
            for (NexmarkColumn column : NexmarkColumn.values()) {
                boolean own = column.kind() == null
                        || column.kind().ordinal() == (Integer) value(i, NexmarkColumn.EVENT_TYPE);
                assertThat(value(i, column) != null)
                        .as("event %d, %s", i, column)
                        .isEqualTo(own);
            }
        }
    }

    @Test
    void idsCountFromAThousand() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(value(50 * round, NexmarkColumn.PERSON_ID)).isEqualTo(1000L + round);
            for (int auction = 0; auction < 3; auction++) {
                assertThat(value(50 * round + 1 + auction, NexmarkColumn.AUCTION_ID))
                        .isEqualTo(1000L + 3 * round + auction);
            }
        }
    }

    @Test
    void timesAdvanceWithTheRate() {
        for (int i = 0; i < EVENTS.size(); i++) {
            long expected = 1_436_918_400_000_000L + i * 10L / 1000 * 1000;
            assertThat(value(i, NexmarkColumn.DATE_TIME)).isEqualTo(expected);
            NexmarkColumn own = List.of(
                            NexmarkColumn.PERSON_DATE_TIME,
                            NexmarkColumn.AUCTION_DATE_TIME,
                            NexmarkColumn.BID_DATE_TIME)
                    .get((Integer) value(i, NexmarkColumn.EVENT_TYPE));
            assertThat(value(i, own)).isEqualTo(expected);
        }
    }

    @Test
    void halfOfTheBidsAreForTheHotAuctionAndTheOthersForOpenOnes() {
        int hot = 0;
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.BID_AUCTION) instanceof Long auction) {
                long last = i / 50 * 3 + 2;
                hot += auction == 1000 + last / 100 * 100 ? 1 : 0;
                boolean open = auction >= 1000 + Math.max(last - 100, 0) && auction <= 1000 + last + 10;
                assertThat(open || auction == 1000 + last / 100 * 100).isTrue();
            }
        }
        assertThat(hot / (46.0 * ROUNDS)).isBetween(0.495, 0.52);
    }

    @Test
    void threeQuartersOfTheBidsAreByTheHotBidderAndTheOthersByActivePeople() {
        int hot = 0;
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.BID_BIDDER) instanceof Long bidder) {
                long last = i / 50;
                hot += bidder == 1001 + last / 100 * 100 ? 1 : 0;
                boolean active = bidder >= 1000 + Math.max(last - 999, 0) && bidder <= 1000 + last + 10;
                assertThat(active || bidder == 1001 + last / 100 * 100).isTrue();
            }
        }
        assertThat(hot / (46.0 * ROUNDS)).isBetween(0.745, 0.76);
    }

    @Test
    void threeQuartersOfTheAuctionsAreByTheHotSeller() {
        int hot = 0;
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.AUCTION_SELLER) instanceof Long seller) {
                hot += seller == 1000 + i / 50 / 100 * 100 ? 1 : 0;
                assertThat(seller).isBetween(1000L, 1010L + i / 50);
            }
        }
        assertThat(hot / (3.0 * ROUNDS)).isBetween(0.72, 0.78);
    }

    @Test
    void pricesHaveEvenlySpreadLogarithms() {
        int[] decades = new int[6];
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.BID_PRICE) instanceof Long price) {
                assertThat(price).isBetween(100L, 100_000_000L);
                decades[Math.min(5, (int) Math.log10(price / 100.0))]++;
            }
        }
        for (int decade : decades) {
            assertThat(decade / (46.0 * ROUNDS)).isBetween(0.158, 0.175);
        }
        assertThat(Prices.price(0)).isEqualTo(100);
        assertThat(Prices.price(-1L)).isEqualTo(100_000_000);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long bits = random.nextLong();
            double u = (bits >>> 53 << 27 | bits >>> 8 & (1 << 27) - 1) * 0x1.0p-38;
            assertThat((double) Prices.price(bits))
                    .isBetween(Math.pow(10, 6 * u) * 100 - 0.6, Math.pow(10, 6 * u) * 100 * (1 + 6e-6) + 0.6);
        }
    }

    @Test
    void auctionsExpireAfterAboutAHundredOthers() {
        long sum = 0;
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.AUCTION_EXPIRES) instanceof Long expires) {
                long open = expires - (Long) value(i, NexmarkColumn.AUCTION_DATE_TIME);
                assertThat(open).isBetween(1_000L, 34_000L);
                assertThat(open % 1000).isZero();
                sum += open;
            }
        }
        assertThat(sum / (3.0 * ROUNDS)).isCloseTo(17_000, Percentage.withPercentage(3));
    }

    @Test
    void anAuctionReservesAtLeastItsInitialBidAndHasACategory() {
        Set<Object> categories = EVENTS.stream()
                .map(event -> event.get(NexmarkColumn.AUCTION_CATEGORY.ordinal()))
                .collect(Collectors.toSet());
        assertThat(categories).containsExactlyInAnyOrder(null, 10L, 11L, 12L, 13L, 14L);
        for (int i = 0; i < EVENTS.size(); i++) {
            if (value(i, NexmarkColumn.AUCTION_RESERVE) instanceof Long reserve) {
                assertThat(reserve).isGreaterThan((Long) value(i, NexmarkColumn.AUCTION_INITIAL_BID));
            }
        }
    }

    @Test
    void textsLookLikeThoseOfTheNexmarkProject() {
        for (int i = 0; i < EVENTS.size(); i++) {
            matches(i, NexmarkColumn.PERSON_NAME, "[A-Z][a-z]+ [A-Z][a-z]+");
            matches(i, NexmarkColumn.PERSON_EMAIL_ADDRESS, "[a-z]{3,6}@[a-z]{3,4}\\.com");
            matches(i, NexmarkColumn.PERSON_CREDIT_CARD, "\\d{4} \\d{4} \\d{4} \\d{4}");
            matches(i, NexmarkColumn.PERSON_CITY, "[A-Z][A-Za-z ]+");
            matches(i, NexmarkColumn.PERSON_STATE, "AZ|CA|ID|OR|WA|WY");
            matches(i, NexmarkColumn.AUCTION_ITEM_NAME, "|[a-z]|[a-z][a-z ]{0,17}[a-z]");
            matches(i, NexmarkColumn.AUCTION_DESCRIPTION, "|[a-z]|[a-z][a-z ]{0,97}[a-z]");
            matches(i, NexmarkColumn.BID_CHANNEL, "Google|Facebook|Baidu|Apple|channel-\\d{1,4}");
            matches(
                    i,
                    NexmarkColumn.BID_URL,
                    "https://www\\.nexmark\\.com/([a-z_]{3,4}/){3}item\\.htm\\?query=1(&channel_id=\\d+)?");
            matches(i, NexmarkColumn.BID_EXTRA, "[a-z]{54,81}");
        }
    }

    @Test
    void halfOfTheBidsComeThroughOneOfFourChannels() {
        long hot = EVENTS.stream()
                .map(event -> event.get(NexmarkColumn.BID_CHANNEL.ordinal()))
                .filter(channel -> channel != null && !((String) channel).startsWith("channel-"))
                .count();
        assertThat(hot / (46.0 * ROUNDS)).isBetween(0.49, 0.51);
        long urlsWithChannel = EVENTS.stream()
                .filter(event -> event.get(NexmarkColumn.BID_CHANNEL.ordinal()) instanceof String channel
                        && channel.startsWith("channel-"))
                .filter(event -> ((String) event.get(NexmarkColumn.BID_URL.ordinal())).contains("&channel_id="))
                .count();
        assertThat(urlsWithChannel / (23.0 * ROUNDS)).isBetween(0.87, 0.93);
    }

    @Test
    void eventsHaveTheirSizesOnAverage() {
        double bids = 0;
        double auctions = 0;
        double people = 0;
        for (int i = 0; i < EVENTS.size(); i++) {
            switch ((Integer) value(i, NexmarkColumn.EVENT_TYPE)) {
                case 0 ->
                    people += 8
                            + length(i, NexmarkColumn.PERSON_NAME)
                            + length(i, NexmarkColumn.PERSON_EMAIL_ADDRESS)
                            + length(i, NexmarkColumn.PERSON_CREDIT_CARD)
                            + length(i, NexmarkColumn.PERSON_CITY)
                            + length(i, NexmarkColumn.PERSON_STATE)
                            + length(i, NexmarkColumn.PERSON_EXTRA);
                case 1 ->
                    auctions += 48
                            + length(i, NexmarkColumn.AUCTION_ITEM_NAME)
                            + length(i, NexmarkColumn.AUCTION_DESCRIPTION)
                            + length(i, NexmarkColumn.AUCTION_EXTRA);
                default -> bids += 32 + length(i, NexmarkColumn.BID_EXTRA);
            }
        }
        assertThat(people / ROUNDS).isCloseTo(200, Percentage.withPercentage(1));
        assertThat(auctions / ROUNDS / 3).isCloseTo(500, Percentage.withPercentage(1));
        assertThat(bids / ROUNDS / 46).isCloseTo(100, Percentage.withPercentage(1));
    }

    @Test
    void timesAreExactAtAnyRateAndPrecision() {
        for (long rate : new long[] {1, 3, 7, 1000, 100_000, 300_000, 999_983, 1_000_000, 3_000_000, 1_000_000_000}) {
            for (int precision = 0; precision <= 6; precision++) {
                Tables tables = new Tables();
                Schema schema = new Schema(List.of(new Field("dateTime", DataType.timestampLtz(precision))));
                Source source = tables.source(
                        schema,
                        "first-event.rate",
                        String.valueOf(rate),
                        "base-time",
                        "1969-12-31 23:59:59.123456",
                        "events.num",
                        "20000");
                Reader reader = Tables.open(source, 0, Positions.of(12_345), List.of(), 0);
                List<List<Object>> rows = Tables.read(reader, schema.types(), 1999, null);
                List<List<Object>> expected = new ArrayList<>();
                for (long event = 12_345; event < 20_000; event++) {
                    long exact = -876_544 + event / rate * 1_000_000 + event % rate * 1_000_000 / rate;
                    expected.add(List.of(DateTimeText.cut(exact, precision)));
                }
                assertThat(rows).as("rate %d, precision %d", rate, precision).isEqualTo(expected);
            }
        }
    }

    private static Object value(int event, NexmarkColumn column) {
        return EVENTS.get(event).get(column.ordinal());
    }

    private static int length(int event, NexmarkColumn column) {
        return ((String) value(event, column)).length();
    }

    private static void matches(int event, NexmarkColumn column, String pattern) {
        if (value(event, column) instanceof String text) {
            assertThat(text).matches(pattern);
        }
    }
}
