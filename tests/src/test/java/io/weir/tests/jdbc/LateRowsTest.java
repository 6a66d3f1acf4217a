// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a result says of rows that came too late for their windows. */
@Timeout(60)
class LateRowsTest {
    @Test
    void aResultSaysAtItsEndThatARowCameTooLate() throws SQLException {
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET 'execution.runtime-mode' = 'streaming'");
            statement.execute("CREATE TABLE readings (id INT,"
                    + " seen AS TIMESTAMPADD(SECOND, CASE id WHEN 4 THEN 3 ELSE id * 10 END, TIMESTAMP '2026-03-01 10:00:00'),"
                    + " WATERMARK FOR seen AS seen) WITH ('connector' = 'datagen', 'rows-per-second' = '20',"
                    + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '5')");
            try (ResultSet result = statement.executeQuery(
                    "SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(seen), INTERVAL '10' SECOND))"
                            + " GROUP BY window_start, window_end")) {
                assertThat(Weir.rows(result, Integer.MAX_VALUE)).containsExactly("1", "1", "1", "1");
                assertThat(result.getWarnings().getMessage()).isEqualTo("1 record was left out: it came too late");
            }
        }
    }
}
