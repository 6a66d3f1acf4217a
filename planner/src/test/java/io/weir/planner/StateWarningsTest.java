// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is warned of: state of endless queries that is never let go of, and the way out. */
class StateWarningsTest {
    private static final Session SESSION = Session.withTables();
    private static final String BY_WINDOW = "Group by window_start and window_end of TUMBLE, HOP or SESSION";

    static Stream<Arguments> queries() {
        return Stream.of(
                warned(
                        "SELECT shop, COUNT(*) FROM orders GROUP BY shop",
                        "the aggregation by shop keeps a row for every key for ever. " + BY_WINDOW + " too."),
                warned(
                        "SELECT COUNT(DISTINCT shop), LISTAGG(shop), COUNT(*) FROM orders",
                        "COUNT(DISTINCT shop) keeps every different value for ever. " + BY_WINDOW + ".",
                        "LISTAGG(shop) keeps all values for ever. " + BY_WINDOW + "."),
                warned(
                        "SELECT MAX(s) FROM (SELECT SUM(amount) AS s FROM orders GROUP BY shop)",
                        "MAX(s) keeps all values for ever. " + BY_WINDOW + ".",
                        "the aggregation by shop keeps a row for every key for ever. " + BY_WINDOW + " too."),
                warned(
                        "SELECT o.id, p.amount FROM orders o JOIN plain p ON o.shop = p.shop",
                        "the join on shop = shop keeps all rows of both sides for ever. Bound the distance of their times, as in"
                                + " a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts, or join windows."),
                warned(
                        "SELECT id, SUM(amount) OVER (PARTITION BY shop ORDER BY id) FROM orders",
                        "functions over frames keep all rows for ever. Order by the column that the table's WATERMARK is for, with"
                                + " frames that end at the current row, or partition by window."),
                warned(
                        "SELECT shop FROM orders INTERSECT SELECT shop FROM plain",
                        "INTERSECT keeps all rows of its inputs for ever. Select window_start and window_end of totals of"
                                + " windows too."));
    }

    private static Arguments warned(String sql, String... warnings) {
        return Arguments.of(sql, List.of(warnings));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void stateThatIsNeverFreedIsNamedWithAWayOut(String sql, List<String> warnings) {
        assertThat(SESSION.query(sql).warnings()).isEqualTo(warnings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT shop, COUNT(DISTINCT amount) FROM past GROUP BY shop",
                "SELECT COUNT(*), MAX(amount) FROM orders",
                "SELECT EVERY(s > 1) FROM (SELECT SUM(amount) AS s FROM past GROUP BY shop)",
                "SELECT window_start, COUNT(DISTINCT shop) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed),"
                        + " INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
                "SELECT a.id FROM orders a JOIN orders b ON a.id = b.id AND a.placed BETWEEN b.placed AND b.placed"
                        + " + INTERVAL '1' HOUR",
            })
    void stateThatEndsIsNotWarnedOf(String sql) {
        assertThat(SESSION.query(sql).warnings()).isEmpty();
    }
}
