// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** {@code weir demo}: a continuous windowed query over made-up auctions, in this very process. */
final class DemoCommand {
    private static final String TABLE = """
            CREATE TABLE events (
              event_type  INT,
              bid_auction BIGINT,
              bid_price   BIGINT,
              date_time   TIMESTAMP(3),
              WATERMARK FOR date_time AS date_time - INTERVAL '0.1' SECOND
            ) WITH (
              'connector' = 'nexmark',
              'rows-per-second' = '100000'
            )""";

    private static final String QUERY = """
            SELECT window_end, COUNT(*) AS bids, COUNT(DISTINCT bid_auction) AS auctions,
                   MAX(bid_price) AS highest, CAST(AVG(bid_price) AS DECIMAL(12, 2)) AS average
            FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(date_time), INTERVAL '1' SECOND))
            WHERE event_type = 2
            GROUP BY window_start, window_end""";

    private final long seconds;
    private final PrintStream out = Console.out();

    DemoCommand(List<String> arguments) {
        seconds = new Arguments(arguments, Set.of("--seconds"), Set.of()).number("--seconds", 0, 1);
    }

    int run() throws SQLException {
        out.println("An auction house makes 100,000 events a second, 92 % of them bids. This table reads them:\n");
        out.println(indent(TABLE) + ";\n");
        out.println("and this query tells of every second as soon as it is over, for ever:\n");
        out.println(indent(QUERY) + ";\n");
        out.println(seconds == 0 ? "Ctrl-C ends it.\n" : "It ends after " + seconds + " seconds.\n");
        out.flush();
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.setQueryTimeout((int) Math.min(seconds, Integer.MAX_VALUE / 1000));
            try (ResultSet result = statement.executeQuery(QUERY)) {
                new TableFormat().print(result, out);
            }
        } catch (SQLTimeoutException e) {
            out.println(
                    "\nThat was jdbc:weir: - an engine inside this process. Try next:  bin/weir sql -e \"VALUES (1)\"");
        } finally {
            out.flush();
        }
        return Main.OK;
    }

    private static String indent(String sql) {
        return sql.indent(2).stripTrailing();
    }
}
