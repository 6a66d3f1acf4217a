// SPDX-License-Identifier: Apache-2.0
package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Opens an engine inside this process and reads ten rows of a query that never ends. */
public final class Watch {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE visits (
                      page   INT,
                      millis INT,
                      seen   TIMESTAMP(3),
                      WATERMARK FOR seen AS seen
                    ) WITH (
                      'connector' = 'datagen',
                      'rows-per-second' = '1000',
                      'fields.page.min' = '1',
                      'fields.page.max' = '3',
                      'fields.millis.min' = '10',
                      'fields.millis.max' = '500'
                    )""");
            String sql = """
                    SELECT page, COUNT(*) AS visits, AVG(millis) AS average
                    FROM visits
                    GROUP BY page""";
            try (ResultSet rows = statement.executeQuery(sql)) {
                for (int i = 0; i < 10 && rows.next(); i++) {
                    System.out.printf(
                            "%s page %d: %d visits, %.1f ms%n",
                            rows.getString("op"), rows.getInt("page"), rows.getLong("visits"), rows.getDouble("average"));
                }
            } // closing the result ends the query
        }
    }
}
