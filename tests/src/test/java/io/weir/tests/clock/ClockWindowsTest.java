// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of processing time: the clock closes them, whether rows come or not. */
class ClockWindowsTest {
    private static final String CLICKS =
            "CREATE TABLE clicks (who STRING, n INT, p AS PROCTIME()) WITH ('connector' = 'fed');";

    @TempDir
    Path folder;

    private static VirtualQuery start(String query) {
        return new VirtualQuery(1, ZoneId.of("UTC"), CLICKS + query + ";");
    }

    private static void seconds(VirtualQuery query, double seconds) {
        query.advance(Duration.ofNanos((long) (seconds * 1e9)));
    }

    @Test
    void theClockClosesAWindowThoughNoRowComes() {
        VirtualQuery query = start("""
                SELECT who, COUNT(*) AS n, window_start, window_end
                FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND))
                GROUP BY who, window_start, window_end""");
        query.table("clicks").add("ann", 1);
        seconds(query, 3);
        query.table("clicks").add("ann", 2);
        query.table("clicks").add("bob", 3);
        seconds(query, 6.9);
        assertThat(query.lines()).isEmpty();
        seconds(query, 0.2);
        assertThat(query.lines()).containsExactly("ann 2 0.0s 10.0s", "bob 1 0.0s 10.0s");
        query.table("clicks").add("bob", 4);
        seconds(query, 9);
        assertThat(query.lines()).hasSize(2);
        seconds(query, 1);
        assertThat(query.lines()).contains("bob 1 10.0s 20.0s").hasSize(3);
    }

    @Test
    void slidingAndGrowingWindowsCloseOneAfterTheOther() {
        VirtualQuery hop = start("""
                SELECT SUM(n) AS n, window_start, window_end
                FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '10' SECOND))
                GROUP BY window_start, window_end""");
        VirtualQuery cumulate = start("""
                SELECT SUM(n) AS n, window_start, window_end
                FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '15' SECOND))
                GROUP BY window_start, window_end""");
        for (VirtualQuery query : new VirtualQuery[] {hop, cumulate}) {
            seconds(query, 1);
            query.table("clicks").add("ann", 1);
            seconds(query, 5);
            query.table("clicks").add("ann", 2);
            seconds(query, 10);
        }
        assertThat(hop.lines()).containsExactly("1 -5.0s 5.0s", "2 5.0s 15.0s", "3 0.0s 10.0s");
        assertThat(cumulate.lines()).containsExactly("1 0.0s 5.0s", "3 0.0s 10.0s", "3 0.0s 15.0s");
    }

    @Test
    void aSessionEndsWhenTheGapHasPassed() {
        VirtualQuery query = start("""
                SELECT who, COUNT(*) AS n, window_end
                FROM TABLE(SESSION(TABLE clicks PARTITION BY who, DESCRIPTOR(p), INTERVAL '10' SECOND))
                GROUP BY who, window_start, window_end""");
        query.table("clicks").add("ann", 1);
        seconds(query, 8);
        query.table("clicks").add("ann", 1);
        query.table("clicks").add("bob", 1);
        seconds(query, 9.5);
        assertThat(query.lines()).isEmpty();
        seconds(query, 1);
        assertThat(query.lines()).hasSize(2).allMatch(line -> line.startsWith("ann 2 ") || line.startsWith("bob 1 "));
        query.table("clicks").add("ann", 1);
        seconds(query, 11);
        assertThat(query.lines()).hasSize(3);
    }

    @Test
    void theOlderFormOfGroupByWorks() {
        VirtualQuery query = start("""
                SELECT who, COUNT(*) AS n, TUMBLE_START(p, INTERVAL '10' SECOND) AS s,
                  TUMBLE_END(p, INTERVAL '10' SECOND) AS e
                FROM clicks GROUP BY TUMBLE(p, INTERVAL '10' SECOND), who""");
        query.table("clicks").add("ann", 1);
        seconds(query, 10.1);
        assertThat(query.lines()).containsExactly("ann 1 0.0s 10.0s");
        VirtualQuery session = start("""
                SELECT who, COUNT(*) AS n FROM clicks GROUP BY SESSION(p, INTERVAL '3' SECOND), who""");
        session.table("clicks").add("ann", 1);
        seconds(session, 4);
        session.table("clicks").add("ann", 1);
        seconds(session, 4);
        assertThat(session.lines()).containsExactly("2 x ann 1");
    }

    @Test
    void windowsOfWindowsGoOnByTheirTime() {
        VirtualQuery query = start("""
                SELECT window_end, MAX(n) AS most FROM TABLE(TUMBLE(
                  (SELECT window_time, who, COUNT(*) AS n
                   FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '5' SECOND))
                   GROUP BY who, window_start, window_end, window_time),
                  DESCRIPTOR(window_time), INTERVAL '20' SECOND))
                GROUP BY window_start, window_end""");
        for (int i = 0; i < 3; i++) {
            query.table("clicks").add("ann", 1);
            query.table("clicks").add("ann", 1);
            seconds(query, 6);
        }
        assertThat(query.lines()).isEmpty();
        seconds(query, 3);
        assertThat(query.lines()).containsExactly("20.0s 2");
    }

    @Test
    void rowsOfAWindowAreRankedAndJoinedWhenItCloses() {
        VirtualQuery ranked = start("""
                SELECT who, n FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY n DESC) AS r
                  FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND)))
                WHERE r <= 1""");
        VirtualQuery joined = start("""
                SELECT a.who, b.n FROM
                  (SELECT * FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND)) WHERE n = 1) a
                  JOIN (SELECT * FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND)) WHERE n > 1) b
                  ON a.who = b.who AND a.window_start = b.window_start AND a.window_end = b.window_end""");
        VirtualQuery listed = start("""
                SELECT LISTAGG(who) AS who
                FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND))
                GROUP BY window_start, window_end""");
        for (VirtualQuery query : new VirtualQuery[] {ranked, joined, listed}) {
            query.table("clicks").add("ann", 1);
            seconds(query, 2);
            query.table("clicks").add("ann", 5);
            seconds(query, 7);
            assertThat(query.lines()).isEmpty();
            seconds(query, 2);
        }
        assertThat(ranked.lines()).containsExactly("ann 5");
        assertThat(joined.lines()).containsExactly("ann 5");
        assertThat(listed.lines()).containsExactly("ann,ann");
    }

    @Test
    void aWindowEndsByTheLocalTimeOfTheSession() {
        VirtualQuery query = new VirtualQuery(1, ZoneId.of("Asia/Kolkata"), CLICKS + """
                SELECT COUNT(*) AS n, window_end
                FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '1' HOUR))
                GROUP BY window_start, window_end;""");
        query.table("clicks").add("ann", 1);
        seconds(query, 60 * 60);
        // 22:13 in Greenwich is 3:43 in India
        assertThat(query.lines()).containsExactly("1 " + 17 * 60 + ".0s");
    }

    @Test
    void whatIsOpenIsGivenAtTheEnd() {
        VirtualQuery query = new VirtualQuery(1, ZoneId.of("UTC"), """
                CREATE TABLE clicks (who STRING, p AS PROCTIME()) WITH ('connector' = 'fed', 'bounded' = 'true');
                SELECT COUNT(*) AS n, window_end FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '10' SECOND))
                GROUP BY window_start, window_end;""");
        query.table("clicks").add("ann");
        seconds(query, 1);
        query.table("clicks").end();
        seconds(query, 1);
        assertThat(query.ended()).isTrue();
        assertThat(query.lines()).containsExactly("1 10.0s");
    }

    @Test
    void aJobThatGoesOnFromASnapshotWakesForItsWindows() {
        VirtualQuery query = start("""
                SELECT COUNT(*) AS n, window_end FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '1' MINUTE))
                GROUP BY window_start, window_end""");
        query.table("clicks").add("ann", 1);
        seconds(query, 1);
        query.restart(folder.resolve("snapshot"), Duration.ofSeconds(20));
        seconds(query, 30);
        assertThat(query.lines()).isEmpty();
        seconds(query, 10);
        assertThat(query.lines()).containsExactly("1 60.0s");
    }

    @Test
    void aClockMeansNothingForRowsThatAreTakenBack() {
        assertThatThrownBy(() -> new VirtualQuery(1, ZoneId.of("UTC"), """
                        CREATE TABLE stock (item STRING, p AS PROCTIME()) WITH ('connector' = 'fed', 'updating' = 'true');
                        SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE stock, DESCRIPTOR(p), INTERVAL '10' SECOND))
                        GROUP BY window_start, window_end;"""))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VOLATILE_ON_UPDATES));
    }

    @Test
    void aTimeThatIsComputedFromTheClockIsRefused() {
        assertThatThrownBy(() -> start("""
                        SELECT COUNT(*) FROM TABLE(TUMBLE(
                          (SELECT CAST(p AS TIMESTAMP(3)) AS t FROM clicks), DESCRIPTOR(t), INTERVAL '10' SECOND))
                        GROUP BY window_start, window_end"""))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WATERMARK_MISSING));
    }
}
