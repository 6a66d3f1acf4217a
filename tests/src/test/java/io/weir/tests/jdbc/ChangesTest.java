// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.jdbc.WeirResultSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Results whose answer changes: the column {@code op} and whole epochs. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Door.class)
class ChangesTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        Weir.run(connection, Weir.ticks("ticks", 1000));
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    @Test
    void anAnswerThatChangesStartsItsRowsWithOp() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, COUNT(*) AS total FROM ticks GROUP BY n")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(columns.getColumnLabel(1)).isEqualTo("op");
            assertThat(columns.getColumnType(1)).isEqualTo(Types.VARCHAR);
            assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(rows.unwrap(WeirResultSet.class).isChanging()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("op")).isEqualTo("+I");
        }
    }

    @Test
    void anAnswerThatOnlyGrowsHasTheSelectedColumnsAlone() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM ticks")) {
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
            assertThat(rows.unwrap(WeirResultSet.class).isChanging()).isFalse();
        }
    }

    @Test
    void aReplacedRowStandsDirectlyBeforeTheOneThatReplacesIt() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, COUNT(*) AS total FROM ticks GROUP BY n")) {
            int updates = 0;
            for (int i = 0; i < 1000; i++) {
                assertThat(rows.next()).isTrue();
                if (rows.getString("op").equals("-U")) {
                    long key = rows.getLong("n");
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("op")).isEqualTo("+U");
                    assertThat(rows.getLong("n")).isEqualTo(key);
                    updates++;
                } else {
                    assertThat(rows.getString("op")).isEqualTo("+I");
                }
            }
            assertThat(updates).isPositive();
        }
    }

    /** The total over all keys is the count of ticks, and at the end of each epoch both sides agree. */
    @Test
    void atTheEndOfEachEpochTheAnswerIsWhole() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT 'key' AS side, n AS k, COUNT(*) AS total FROM ticks GROUP BY n"
                                + " UNION ALL SELECT 'all', CAST(0 AS BIGINT), COUNT(*) FROM ticks")) {
            WeirResultSet weir = rows.unwrap(WeirResultSet.class);
            Map<String, Long> byKey = new HashMap<>();
            long all = 0;
            long epoch = -1;
            boolean whole = true;
            int epochs = 0;
            while (epochs < 20) {
                assertThat(rows.next()).isTrue();
                assertThat(weir.epoch()).as("epochs go up").isGreaterThanOrEqualTo(epoch);
                assertThat(weir.epoch() > epoch)
                        .as("an epoch ends before the next begins")
                        .isEqualTo(whole);
                epoch = weir.epoch();
                boolean add = rows.getString("op").startsWith("+");
                long total = rows.getLong("total");
                if (rows.getString("side").equals("all")) {
                    all += add ? total : -total;
                } else {
                    byKey.merge(rows.getString("k"), add ? total : -total, Long::sum);
                }
                whole = weir.isEpochComplete();
                if (whole) {
                    assertThat(byKey.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                            .as("after epoch %s", epoch)
                            .isEqualTo(all);
                    epochs++;
                }
            }
        }
    }

    @Test
    void streamingModeShowsTheChangesOverInputsThatEndToo() throws SQLException {
        Weir.run(connection, "SET 'execution.runtime-mode' = 'streaming'");
        assertThat(Weir.rows(
                        connection, "SELECT k, SUM(v) AS s FROM (VALUES ('a', 1), ('a', 2)) AS t (k, v) GROUP BY k"))
                .last()
                .asString()
                .endsWith(" | a | 3")
                .startsWith("+");
        Weir.run(connection, "RESET 'execution.runtime-mode'");
        assertThat(Weir.rows(
                        connection, "SELECT k, SUM(v) AS s FROM (VALUES ('a', 1), ('a', 2)) AS t (k, v) GROUP BY k"))
                .containsExactly("a | 3");
    }

    @Test
    void theWatermarkOfARowIsThatOfItsEpoch() throws SQLException {
        Weir.run(
                connection,
                "CREATE TABLE seen (ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen', 'rows-per-second' = '1000')");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE seen, DESCRIPTOR(ts), INTERVAL '0.1' SECOND))"
                                + " GROUP BY window_start, window_end")) {
            assertThat(rows.next()).isTrue();
            long end = rows.getTimestamp(1).toLocalDateTime().toEpochSecond(java.time.ZoneOffset.UTC) * 1_000_000
                    + rows.getTimestamp(1).getNanos() / 1000
                    + 100_000;
            assertThat(rows.unwrap(WeirResultSet.class).watermark()).isGreaterThanOrEqualTo(end - 1000);
        }
    }
}
