// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.nexmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All events of a run, read from the table once; times in milliseconds. */
record Events(List<Person> people, List<Auction> auctions, List<Bid> bids) {
    record Person(
            long id, String name, String email, String card, String city, String state, long time, String extra) {}

    record Auction(
            long id,
            String item,
            String description,
            long initialBid,
            long reserve,
            long time,
            long expires,
            long seller,
            long category,
            String extra) {}

    record Bid(long auction, long bidder, long price, String channel, String url, long time, String extra) {}

    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    static Events read(Connection connection) throws SQLException {
        Events events = new Events(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, String> shared = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM nexmark")) {
            while (row.next()) {
                long time = millis(row.getString("date_time"));
                switch (row.getInt("event_type")) {
                    case 0 ->
                        events.people.add(new Person(
                                row.getLong("person_id"),
                                row.getString("person_name"),
                                row.getString("person_email_address"),
                                row.getString("person_credit_card"),
                                row.getString("person_city"),
                                row.getString("person_state"),
                                time,
                                row.getString("person_extra")));
                    case 1 ->
                        events.auctions.add(new Auction(
                                row.getLong("auction_id"),
                                row.getString("auction_item_name"),
                                row.getString("auction_description"),
                                row.getLong("auction_initial_bid"),
                                row.getLong("auction_reserve"),
                                time,
                                millis(row.getString("auction_expires")),
                                row.getLong("auction_seller"),
                                row.getLong("auction_category"),
                                row.getString("auction_extra")));
                    default ->
                        events.bids.add(new Bid(
                                row.getLong("bid_auction"),
                                row.getLong("bid_bidder"),
                                row.getLong("bid_price"),
                                shared.computeIfAbsent(row.getString("bid_channel"), text -> text),
                                shared.computeIfAbsent(row.getString("bid_url"), text -> text),
                                time,
                                row.getString("bid_extra")));
                }
            }
        }
        return events;
    }

    int count() {
        return people.size() + auctions.size() + bids.size();
    }

    private static long millis(String text) {
        return LocalDateTime.parse(text, TIMES).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** A time as a TIMESTAMP(3) is shown. */
    static String time(long millis) {
        return TIMES.format(wall(millis));
    }

    static String day(long millis) {
        return wall(millis).toLocalDate().toString();
    }

    /** Hour and minute. */
    static String minute(long millis) {
        return time(millis).substring(11, 16);
    }

    static int hour(long millis) {
        return wall(millis).getHour();
    }

    private static LocalDateTime wall(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
    }
}
