// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.json.NodeIds;
import io.weir.plan.json.PlanJson;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.explain.PlanText;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.rule.Optimizer;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a planned job says of itself. */
class JobsTest {
    private static final Session SESSION = Session.withTables();

    static final List<String> QUERIES = List.of(
            "SELECT * FROM orders",
            "SELECT shop, amount + 1 FROM orders WHERE amount IN (1, 2) OR price > 3 AND paid",
            "SELECT shop, COUNT(DISTINCT amount) FILTER (WHERE paid), AVG(price) FROM orders GROUP BY shop",
            "SELECT window_end, shop, SUM(amount) FROM TABLE(HOP(TABLE orders, DESCRIPTOR(placed),"
                    + " INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end, shop",
            "SELECT shop FROM orders WHERE amount > 1 UNION ALL SELECT shop FROM plain",
            "SELECT shop, COUNT(*) FROM past GROUP BY shop ORDER BY 2 DESC LIMIT 3",
            "SELECT tags, extra, buyer, CAST(seen AS STRING), NOW(), X'01ff', DATE '2020-01-01' FROM orders LIMIT 5",
            "VALUES (1, 'a', 1.5, TRUE, 1e0), (2, NULL, 2.5, FALSE, NULL)",
            "INSERT INTO totals SELECT shop, pieces, shop, placed FROM orders");

    static Stream<String> queries() {
        return QUERIES.stream();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aPlanIsStoredAndReadAgain(String sql) {
        JobPlan job = SESSION.job(sql);
        JobPlan read = PlanJson.read(PlanJson.write(job));
        assertThat(PlanText.of(read)).isEqualTo(PlanText.of(job));
        assertThat(PlanJson.write(read)).isEqualTo(PlanJson.write(job));
        assertThat(NodeIds.fingerprint(read)).isEqualTo(NodeIds.fingerprint(job));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void planningAgainGivesTheSamePlanWhereverTheTextStands(String sql) {
        assertThat(NodeIds.fingerprint(SESSION.job("\n\n  " + sql.replace(" FROM ", "\n FROM "))))
                .isEqualTo(NodeIds.fingerprint(SESSION.job(sql)));
    }

    static Stream<String> rules() {
        return Stream.concat(Optimizer.names().stream(), JobPlanner.passes().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleCanBeTurnedOffAndThePlanStillHasItsColumns(String rule) {
        Session without = Session.withoutRules(rule);
        for (String sql : QUERIES) {
            assertThat(without.job(sql).roots().get(0).schema())
                    .as(sql)
                    .isEqualTo(SESSION.job(sql).roots().get(0).schema());
        }
    }

    @Test
    void withoutAnyRuleThePlanIsWhatTheStatementSays() {
        Session without = Session.withoutRules(rules().toArray(String[]::new));
        assertThat(without.explain("SELECT shop FROM (SELECT * FROM plain WHERE amount > 1) WHERE shop = 'x'"))
                .isEqualTo("""
                        Result  changes=append  shown=[at once]
                          Project  columns=[shop]
                            Filter  where=[shop = 'x']
                              Project  columns=[shop, amount, placed]
                                Filter  where=[amount > 1]
                                  Scan  table=plain  columns=[shop, amount, placed]  changes=append""");
    }

    @Test
    void everyRowOfAPlanFitsItsSchema() {
        for (String sql : QUERIES) {
            SESSION.job(sql).roots().forEach(JobsTest::checkWidths);
        }
    }

    private static void checkWidths(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Project project) {
            assertThat(project.expressions()).hasSize(project.schema().size());
            for (int i = 0; i < project.schema().size(); i++) {
                assertThat(project.expressions().get(i).type().withNullable(true))
                        .isEqualTo(project.schema().type(i).withNullable(true));
            }
        }
        node.inputs().forEach(JobsTest::checkWidths);
    }

    @Test
    void boundedInputsAreAnsweredOnceUnlessTheSessionStreams() {
        String sql = "SELECT shop, COUNT(*) FROM past GROUP BY shop";
        assertThat(SESSION.query(sql).job().bounded()).isTrue();
        assertThat(SESSION.query(sql).changes()).isEqualTo(ChangeMode.APPEND);
        Planned.Query stream = SESSION.query(sql.replace("SELECT", "SELECT STREAM"));
        assertThat(stream.streaming()).isTrue();
        assertThat(stream.changes()).isEqualTo(ChangeMode.RETRACT);
        Session streaming = new Session(PlannerOptions.defaults(), true);
        streaming.run(Session.TABLES);
        assertThat(streaming.query(sql).changes()).isEqualTo(ChangeMode.RETRACT);
        assertThat(SESSION.query(sql.replace("past", "plain")).job().bounded()).isFalse();
    }

    @Test
    void theKeyOfAResultIsProven() {
        assertThat(key("SELECT COUNT(*) AS c, shop FROM plain GROUP BY shop")).contains(List.of(1));
        assertThat(key("SELECT COUNT(*) AS c FROM plain GROUP BY shop")).isEmpty();
        assertThat(key("SELECT COUNT(*) AS c FROM plain")).contains(List.of());
        assertThat(key("SELECT * FROM stock WHERE amount > 1")).contains(List.of(0));
        assertThat(key("SELECT * FROM plain")).isEmpty();
    }

    private static Optional<List<Integer>> key(String sql) {
        return ((PhysicalPlan.Result) SESSION.job(sql).roots().get(0)).key();
    }

    @Test
    void parametersAreBoundInBothPlans() {
        Planned.Query query = SESSION.query("SELECT shop FROM plain WHERE amount > ? AND shop = ?");
        JobPlan bound = Parameters.bind(query.job(), List.of(5L, "x"));
        assertThat(PlanText.of(bound)).contains("where=[(amount > 5) AND (shop = 'x')]");
        LogicalPlan logical = Parameters.bind(query.logical(), List.of(5L, "x"));
        assertThat(logical.toString()).doesNotContain("Parameter[");
        assertThatThrownBy(() -> Parameters.bind(query.job(), List.of(5L)))
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.PARAMETER_MISSING));
    }

    @Test
    void aTableIsReadByOneScan() {
        JobPlan job = SESSION.job(
                "EXECUTE STATEMENT SET BEGIN"
                        + " INSERT INTO log SELECT shop, amount FROM orders WHERE amount > 1;"
                        + " INSERT INTO log SELECT shop, pieces FROM orders WHERE paid UNION ALL SELECT shop, amount FROM plain; END");
        List<PhysicalPlan> scans = new ArrayList<>();
        job.roots().forEach(root -> collectScans(root, scans));
        assertThat(scans).hasSize(3);
        assertThat(Set.copyOf(scans)).hasSize(2);
    }

    private static void collectScans(PhysicalPlan node, List<PhysicalPlan> scans) {
        if (node instanceof PhysicalPlan.Scan) {
            scans.add(node);
        }
        node.inputs().forEach(input -> collectScans(input, scans));
    }

    @Test
    void planningEndsAtItsDeadlineAndWhenItIsCancelled() {
        Session hurried = new Session(new PlannerOptions(Set.of(), Duration.ZERO), false);
        assertThatThrownBy(() -> hurried.query("SELECT 1"))
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.PLAN_DEADLINE));
    }

    @Test
    void theLogicalPlanSaysWhichKeysAreWindows() {
        LogicalPlan plan = SESSION.query("SELECT shop, window_end AS e, window_start AS s, COUNT(*) FROM"
                        + " TABLE(TUMBLE(TABLE orders, DESCRIPTOR(placed), INTERVAL '1' DAY))"
                        + " GROUP BY shop, window_end, window_start")
                .logical();
        LogicalPlan below = plan;
        while (!(below instanceof LogicalPlan.Aggregate)) {
            below = ((LogicalPlan.Project) below).input();
        }
        LogicalPlan.Aggregate aggregate = (LogicalPlan.Aggregate) below;
        List<String> names = aggregate.windowKeys().stream()
                .map(aggregate.input().schema()::name)
                .toList();
        assertThat(names).containsExactly("s", "e");
    }
}
