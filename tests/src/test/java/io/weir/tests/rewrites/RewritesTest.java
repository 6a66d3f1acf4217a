// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.rewrites;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.TableDefinition;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.TableTraits;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.expression.ConstantFolder;
import io.weir.planner.expression.Nature;
import io.weir.planner.rule.Optimizer;
import io.weir.planner.subquery.SubQueryRemoval;
import io.weir.reference.Cut;
import io.weir.reference.Delta;
import io.weir.reference.ReferenceQuery;
import io.weir.reference.RowFailure;
import io.weir.spi.connector.ChangeMode;
import io.weir.sqlparser.StatementParser;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each query gives the same answer after each epoch as it is said, with its sub-queries as joins, and optimised with any
 * of the rules left out. Rows come and go; values are few, so that they meet, and NULL among them.
 */
class RewritesTest {
    private static final long SEEDS = Long.getLong("rewrites.seeds", 12);
    private static final int EPOCHS = 4;

    private static final String QUERIES = """
            SELECT a FROM t WHERE a IN (SELECT a FROM u)
            SELECT a FROM t WHERE a NOT IN (SELECT a FROM u)
            SELECT a, b FROM t WHERE (a, b) IN (SELECT a, b FROM u)
            SELECT a, b FROM t WHERE (a, b) NOT IN (SELECT a, b FROM u)
            SELECT a FROM t WHERE a NOT IN (SELECT a FROM u WHERE u.b = t.b)
            SELECT a FROM t WHERE a IN (SELECT a FROM u WHERE u.b <> t.b) AND b > 0
            SELECT a FROM t WHERE b > 1 OR a IN (SELECT a FROM u)
            SELECT a FROM t WHERE b > 1 OR a NOT IN (SELECT a FROM u)
            SELECT a, b IN (SELECT a FROM u) AS x FROM t
            SELECT a, b NOT IN (SELECT a FROM u) AS x, a IN (SELECT k FROM keyed) AS y FROM t
            SELECT a, b IN (SELECT a FROM u WHERE u.c = t.c) AS x FROM t
            SELECT a, (a, b) IN (SELECT a, b FROM u) AS x FROM t
            SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a)
            SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b > t.b)
            SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u) AND NOT EXISTS (SELECT 1 FROM u WHERE a > 2)
            SELECT a, EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b = t.b) AS e FROM t
            SELECT a, EXISTS (SELECT 1 FROM u WHERE u.a < t.a) AS e FROM t
            SELECT a, CASE WHEN b > 1 THEN EXISTS (SELECT 1 FROM u WHERE u.a = t.a) END AS e FROM t
            SELECT a, (SELECT COUNT(*) FROM u WHERE u.a = t.a) AS n FROM t
            SELECT a, (SELECT COUNT(b) FROM u WHERE u.a = t.a AND u.c > t.c) AS n FROM t
            SELECT a, (SELECT SUM(b) + 1 FROM u WHERE u.a = t.a) AS n FROM t
            SELECT a, (SELECT COALESCE(MAX(b), -5) FROM u WHERE u.a = t.a) AS n FROM t
            SELECT a, (SELECT MAX(u.b + t.b) FROM u WHERE u.a = t.a) AS n FROM t
            SELECT a, (SELECT COUNT(*) FROM u WHERE u.a > t.a) AS n FROM t
            SELECT a, (SELECT MAX(b) FROM u) AS n, (SELECT COUNT(*) FROM keyed) AS m FROM t
            SELECT a, (SELECT v FROM keyed WHERE k = t.a) AS v FROM t
            SELECT a, (SELECT b FROM u WHERE u.a = t.a ORDER BY c DESC, b LIMIT 1) AS v FROM t
            SELECT a, (SELECT b FROM u ORDER BY b LIMIT 1) AS v FROM t
            SELECT a, (SELECT b FROM u WHERE u.a < t.a ORDER BY b LIMIT 1) AS v FROM t
            SELECT a FROM t WHERE b > (SELECT AVG(b) FROM u WHERE u.a = t.a)
            SELECT a FROM t WHERE b = (SELECT COUNT(*) FROM u WHERE u.a = t.a) OR c > 1
            SELECT a FROM t WHERE b > ALL (SELECT b FROM u)
            SELECT a FROM t WHERE b > ALL (SELECT b FROM u WHERE u.a = t.a)
            SELECT a FROM t WHERE b < ANY (SELECT b FROM u)
            SELECT a FROM t WHERE NOT (b < ANY (SELECT b FROM u WHERE u.a = t.a))
            SELECT a, b >= ALL (SELECT b FROM u) AS x, b <> SOME (SELECT b FROM u) AS y FROM t
            SELECT a, b = ANY (SELECT b FROM u WHERE u.a = t.a) AS x FROM t
            SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b = (SELECT MAX(v) FROM keyed WHERE k = t.b))
            SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND EXISTS (SELECT 1 FROM keyed WHERE k = u.b AND v = t.b))
            SELECT a, (SELECT COUNT(*) FROM u WHERE u.a = t.a AND u.b IN (SELECT k FROM keyed WHERE v > t.b)) AS n FROM t
            SELECT a, (SELECT COUNT(*) FROM (SELECT DISTINCT b FROM u WHERE u.a = t.a)) AS n FROM t
            SELECT a, (SELECT SUM(n) FROM (SELECT b, COUNT(*) AS n FROM u WHERE u.a = t.a GROUP BY b)) AS n FROM t
            SELECT a, (SELECT COUNT(*) FROM u WHERE u.a = t.a HAVING COUNT(*) > 1) AS n FROM t
            SELECT t.a, x.n FROM t, LATERAL (SELECT COUNT(*) AS n FROM u WHERE u.a = t.a) AS x
            SELECT t.a, x.b FROM t, LATERAL (SELECT b FROM u WHERE u.a = t.a) AS x
            SELECT t.a, x.b FROM t LEFT JOIN LATERAL (SELECT b FROM u WHERE u.a = t.a) AS x ON TRUE
            SELECT t.a, x.s FROM t LEFT JOIN LATERAL (SELECT u.b + t.b AS s, 7 AS z FROM u WHERE u.a = t.a) AS x ON TRUE
            SELECT t.a, x.z FROM t LEFT JOIN LATERAL (SELECT 7 AS z FROM u WHERE u.a = t.a) AS x ON TRUE
            SELECT t.a, x.b FROM t LEFT JOIN LATERAL (SELECT b FROM u WHERE u.a = t.a ORDER BY b DESC LIMIT 2) AS x ON TRUE
            SELECT t.a, x.b FROM t, LATERAL (SELECT b FROM u WHERE u.a = t.a UNION ALL SELECT v FROM keyed WHERE k = t.b) AS x
            SELECT t.a, x.b FROM t, LATERAL (SELECT b FROM u WHERE u.a = t.a UNION SELECT v FROM keyed) AS x
            SELECT t.a, x.b FROM t, LATERAL (SELECT b FROM u WHERE u.a = t.a EXCEPT SELECT v FROM keyed WHERE k = t.a) AS x
            SELECT t.a, x.b FROM t, LATERAL (SELECT u.b FROM u JOIN keyed ON u.b = k AND v = t.c WHERE u.a = t.a) AS x
            SELECT t.a, x.b, x.v FROM t, LATERAL (SELECT u.b, v FROM u LEFT JOIN keyed ON u.b = k WHERE u.a = t.a) AS x
            SELECT t.a, x.b, x.v FROM t, LATERAL (SELECT u.b, v FROM u LEFT JOIN keyed ON u.b = k AND v = t.c WHERE u.a = t.a) AS x
            SELECT t.a, x.b, x.v FROM t, LATERAL (SELECT u.b, v FROM (SELECT * FROM u WHERE a = t.a) u FULL JOIN keyed ON u.b = k) AS x
            SELECT t.a, x.b, x.r FROM t, LATERAL (SELECT b, RANK() OVER (ORDER BY b) AS r FROM u WHERE u.a = t.a) AS x
            SELECT t.a, x.m FROM t, LATERAL (SELECT MAX(n) AS m FROM (SELECT u.b + t.b AS n FROM u)) AS x
            SELECT t.a, u.b FROM t LEFT JOIN u ON t.a = u.a AND u.b IN (SELECT k FROM keyed)
            SELECT t.a, u.b FROM t LEFT JOIN u ON t.a = u.a AND EXISTS (SELECT 1 FROM keyed WHERE k = t.b)
            SELECT t.a, u.b FROM t JOIN u ON t.a = u.a AND EXISTS (SELECT 1 FROM keyed WHERE k = t.b AND v = u.b)
            SELECT a, COUNT(*) AS n FROM t GROUP BY a HAVING COUNT(*) > (SELECT COUNT(*) FROM u WHERE u.a = t.a)
            SELECT t.a, u.b FROM t, u, keyed WHERE t.a = u.a AND u.b = k AND v > 1 AND t.c < u.c
            SELECT t.a, u.b FROM t LEFT JOIN u ON t.a = u.a WHERE u.b > 1 OR u.c > 2
            SELECT t.a, u.b FROM t LEFT JOIN u ON t.a = u.a WHERE u.b IS NULL AND t.b > 0
            SELECT t.a, u.b FROM t FULL JOIN u ON t.a = u.a AND t.b > 1 WHERE u.b > 0
            SELECT t.a, u.b FROM t FULL JOIN u ON t.a IS NOT DISTINCT FROM u.a WHERE t.b > 0 OR u.b > 0
            SELECT t.a, u.b FROM t RIGHT JOIN u ON t.a = u.a AND u.b > 1 WHERE t.c < 2
            SELECT a, r FROM (SELECT a, b, RANK() OVER (PARTITION BY a ORDER BY b) AS r FROM t) WHERE r <= 2 AND a > 0
            SELECT a, b FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b, c) = 1
            SELECT a FROM (SELECT a FROM t INTERSECT ALL SELECT a FROM u) WHERE a > 0
            SELECT a FROM (SELECT a FROM t EXCEPT SELECT a FROM u) WHERE a > 0
            SELECT DISTINCT k, v FROM keyed WHERE v > 0
            SELECT DISTINCT v FROM keyed
            SELECT DISTINCT t.a, t.b, v FROM (SELECT DISTINCT a, b FROM t) t LEFT JOIN keyed ON k = t.a
            SELECT DISTINCT k, u.b FROM keyed LEFT JOIN u ON k = u.a
            SELECT t.a, t.b FROM t LEFT JOIN keyed ON k = t.a AND v > t.b
            SELECT t.a, SUM(t.b) AS s FROM t LEFT JOIN keyed ON t.a = k GROUP BY t.a
            SELECT t.a, t.b FROM t LEFT JOIN keyed ON v = t.a
            SELECT t.a, t.b FROM t LEFT JOIN (SELECT a, COUNT(*) AS n FROM u GROUP BY a) AS x ON x.a = t.a
            SELECT t.a FROM t LEFT JOIN (SELECT MAX(b) AS m FROM u) AS x ON m > t.b
            SELECT k FROM keyed UNION SELECT k FROM keyed WHERE v > 0
            SELECT a, b, SUM(c) AS s, GROUPING(a) AS g FROM t GROUP BY CUBE(a, b) HAVING SUM(c) > 1
            """;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE t (a BIGINT, b BIGINT, c BIGINT) WITH ('connector' = 'changes')",
            "CREATE TABLE u (a BIGINT, b BIGINT, c BIGINT) WITH ('connector' = 'changes')",
            "CREATE TABLE keyed (k BIGINT, v BIGINT, PRIMARY KEY (k) NOT ENFORCED)"
                    + " WITH ('connector' = 'changes', 'changes' = 'upsert')");

    private static final FunctionRegistry FUNCTIONS = FunctionRegistry.builtIn();

    private static final Predicate<TableDefinition> FOLDED =
            table -> table.name().equals("keyed");

    static Stream<String> queries() {
        return QUERIES.lines();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryKeepsItsAnswer(String sql) {
        LogicalPlan said = plan(sql);
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + sql.hashCode());
            List<Cut> cuts = cuts(random);
            LogicalPlan joined = removal().apply(said);
            Set<String> disabled = new HashSet<>();
            Optimizer.names().stream().filter(name -> random.nextInt(4) == 0).forEach(disabled::add);
            LogicalPlan optimized = new Optimizer(
                            new Nature(FUNCTIONS), ConstantFolder.NONE, FOLDED, disabled, () -> {})
                    .optimize(joined);
            Answers expected = answers(said, cuts);
            assertSame(sql, seed, "as joins", expected, answers(joined, cuts), cuts);
            assertSame(sql, seed, "without " + disabled, expected, answers(optimized, cuts), cuts);
        }
    }

    /** The answers after each cut, as far as there was no error. */
    private record Answers(List<String> texts, boolean failed) {}

    private static Answers answers(LogicalPlan plan, List<Cut> cuts) {
        ReferenceQuery query = new ReferenceQuery(plan, 0, false);
        List<String> texts = new ArrayList<>();
        try {
            for (Cut cut : cuts) {
                query.step(cut);
                texts.add(query.answer().deltas().stream()
                        .map(delta -> delta.weight() + " x " + delta.row())
                        .sorted()
                        .toList()
                        .toString());
            }
            return new Answers(texts, false);
        } catch (RowFailure e) {
            return new Answers(texts, true);
        }
    }

    /** A rewritten plan may fail less than what the statement says; it never fails more. */
    private static void assertSame(
            String sql, long seed, String how, Answers expected, Answers actual, List<Cut> cuts) {
        String text = "seed %d, %s: %s%n%s".formatted(seed, how, sql, cuts);
        assertThat(actual.failed() && !expected.failed()).as(text).isFalse();
        int common = expected.texts().size();
        assertThat(actual.texts().subList(0, Math.min(common, actual.texts().size())))
                .as(text)
                .isEqualTo(expected.texts());
    }

    private static SubQueryRemoval removal() {
        return new SubQueryRemoval(new Nature(FUNCTIONS), FOLDED);
    }

    private static LogicalPlan plan(String sql) {
        Catalog catalog = Catalog.shared().forSession();
        PlanContext context = new PlanContext(catalog, ZoneId.of("UTC"), true, Map.of(), () -> false);
        SqlPlanner planner = new SqlPlanner(
                FUNCTIONS,
                table -> new TableTraits(
                        Optional.of(new TableTraits.SourceTraits(
                                false,
                                table.options().containsKey("changes") ? ChangeMode.UPSERT : ChangeMode.RETRACT,
                                Map.of())),
                        Optional.empty(),
                        Set.of()),
                PlannerOptions.defaults());
        for (String table : TABLES) {
            Planned made = planner.plan(StatementParser.parse(table).get(0), context);
            ((Planned.Definition) made).change().apply(catalog);
        }
        return ((Planned.Query) planner.plan(StatementParser.parse(sql).get(0), context)).logical();
    }

    private static List<Cut> cuts(SplittableRandom random) {
        Map<String, List<List<@Nullable Object>>> there = new HashMap<>();
        List<Cut> cuts = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Map<String, List<Delta>> changes = new HashMap<>();
            for (String table : List.of("t", "u", "keyed")) {
                changes.put(table, changes(table, there.computeIfAbsent(table, any -> new ArrayList<>()), random));
            }
            cuts.add(new Cut(changes, Map.of(), epoch, true, true, false));
        }
        return cuts;
    }

    private static List<Delta> changes(String table, List<List<@Nullable Object>> rows, SplittableRandom random) {
        List<Delta> changes = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            if (!rows.isEmpty() && random.nextInt(3) == 0) {
                changes.add(new Delta(rows.remove(random.nextInt(rows.size())), -1));
                continue;
            }
            List<@Nullable Object> row = table.equals("keyed")
                    ? Arrays.asList((Object) (long) random.nextInt(5), value(random))
                    : Arrays.asList(value(random), value(random), value(random));
            boolean twice = table.equals("keyed")
                    && rows.stream().anyMatch(each -> each.get(0).equals(row.get(0)));
            if (!twice) {
                rows.add(row);
                changes.add(new Delta(row, 1));
            }
        }
        return changes;
    }

    private static @Nullable Object value(SplittableRandom random) {
        int value = random.nextInt(5);
        return value == 4 ? null : (Object) (long) value;
    }
}
