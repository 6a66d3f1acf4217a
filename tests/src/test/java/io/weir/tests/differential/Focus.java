// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a trial is steered to: a form of query that chance alone would bring too seldom, on tables that only grow or that are revised.
 *
 * @param form found in the text of the query
 * @param updating whether the tables are revised; empty when both may be
 */
record Focus(Optional<Pattern> form, Optional<Boolean> updating) {
    /** Whatever comes. */
    static final Focus NONE = new Focus(Optional.empty(), Optional.empty());

    /** So many queries are looked through for the form; then the last is taken as it is. */
    private static final int TRIES_MAX = 4_000;

    private static final int TIMES_OF_SHAPES = 4;
    private static final int TIMES_OF_FRAMES = 2;
    /** One seed of so many has no focus. */
    private static final int SEEDS_PER_FREE = 8;

    private static final String FRAME = " (?:ROWS|RANGE) BETWEEN ";
    private static final String DISTANCE = "(?:\\d+|INTERVAL '\\d+' (?:SECOND|DAY))";

    private static final List<String> AGGREGATES = List.of(
            "AVG\\([a-z0-9.]+\\)(?! OVER)",
            "SUM\\(DISTINCT",
            "AVG\\(DISTINCT",
            "SUM\\([a-z0-9.]+\\)(?! OVER)",
            "COUNT\\(DISTINCT",
            "ANY_VALUE\\(",
            "FIRST_VALUE\\([a-z0-9.]+\\)(?! OVER| IGNORE)",
            "LAST_VALUE\\([a-z0-9.]+\\)(?! OVER| IGNORE)",
            "LISTAGG\\([a-z0-9.]",
            "LISTAGG\\(DISTINCT",
            "ARRAY_AGG\\(",
            "WITHIN GROUP",
            "JSON_OBJECTAGG\\((?!.* ABSENT)",
            "JSON_OBJECTAGG\\(.* ABSENT",
            "JSON_ARRAYAGG\\((?!.* NULL ON NULL)",
            "JSON_ARRAYAGG\\(.* NULL ON NULL",
            "VAR_POP\\(",
            "VAR_SAMP\\(",
            "STDDEV_POP\\([a-z0-9.]+\\)(?! OVER)",
            "STDDEV_SAMP\\(",
            "COVAR_POP\\(",
            "COVAR_SAMP\\(",
            "CORR\\(",
            "REGR_COUNT\\(",
            "REGR_SXX\\(",
            "REGR_SYY\\(",
            "BIT_AND\\(",
            "BIT_OR\\(",
            "BIT_XOR\\(",
            "(?:EVERY|BOOL_AND)\\(",
            "(?:SOME|BOOL_OR)\\([a-z(]",
            "APPROX_COUNT_DISTINCT\\(");

    private static final List<String> SHAPES = List.of(
            "ROLLUP|CUBE|GROUPING SETS",
            "HAVING",
            "FILTER \\(WHERE",
            "TABLE\\(TUMBLE\\(.*GROUP BY",
            "TABLE\\(HOP\\(.*GROUP BY",
            "TABLE\\(CUMULATE\\(.*GROUP BY",
            "TABLE\\(SESSION\\(",
            "TABLE\\(TUMBLE\\((?!.*GROUP BY)",
            "TABLE\\(HOP\\((?!.*GROUP BY)",
            "TABLE\\(CUMULATE\\((?!.*GROUP BY)",
            "window_end = .*window_end",
            "(?<!LEFT |RIGHT |FULL )JOIN .*window_end\\) AND|(?<!LEFT |RIGHT |FULL )JOIN .*window_end\\)",
            "LEFT JOIN .*window_end",
            "RIGHT JOIN .*window_end",
            "FULL JOIN .*window_end",
            "EXISTS \\(.*window_end",
            "UNNEST\\([^)]*\\) WITH ORDINALITY",
            ", UNNEST\\([^)]*\\) AS",
            "LEFT JOIN UNNEST\\([^)]*\\) AS",
            "LEFT JOIN UNNEST\\([^)]*\\) WITH",
            "INTERSECT ALL",
            "INTERSECT (?!ALL)",
            "EXCEPT ALL",
            "EXCEPT (?!ALL)",
            "UNION (?!ALL)",
            "UNION ALL",
            "VALUES",
            "EXISTS \\(SELECT 1 FROM [a-z] AS x\\d+ WHERE (?!x\\d+\\.k)",
            "(?<!NOT )EXISTS",
            "NOT EXISTS",
            "(?<!NOT )IN \\(SELECT",
            "NOT IN \\(SELECT",
            "\\) IN \\(SELECT",
            "\\) NOT IN \\(SELECT",
            "(?:SOME|ANY) \\(SELECT",
            "ALL \\(SELECT",
            "\\(\\(SELECT (?:COUNT|MIN|MAX)",
            "(?:<|=|>=) \\(SELECT (?:COUNT|MIN|MAX)",
            "CROSS JOIN LATERAL",
            "LEFT JOIN LATERAL",
            "ROW_NUMBER\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            " RANK\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            "DENSE_RANK\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            "PARTITION BY .*window_end.* AS rn",
            "LIMIT",
            "JOIN [a-z] AS x\\d+ ON \\(x\\d+\\.k1 = x\\d+\\.k1\\) AND \\(x\\d+\\.k2 = x\\d+\\.k2\\)",
            "(?:RIGHT|FULL) JOIN [a-z] AS x\\d+ ON \\(x\\d+\\.k1 = x\\d+\\.k1\\) AND \\(x\\d+\\.k2 = x\\d+\\.k2\\)",
            "FULL JOIN(?!.*(?:SECOND|window_end))",
            "RIGHT JOIN(?!.*(?:SECOND|window_end))");

    /** Of these the planner does something else, or nothing, when the tables are revised. */
    private static final List<String> APPENDING = List.of(
            "(?<!LEFT |RIGHT |FULL )JOIN .* [+-] INTERVAL '[0-9-]+' SECOND",
            "LEFT JOIN .* [+-] INTERVAL '[0-9-]+' SECOND",
            "RIGHT JOIN .* [+-] INTERVAL '[0-9-]+' SECOND",
            "FULL JOIN .* [+-] INTERVAL '[0-9-]+' SECOND");

    private static final List<String> OVER = List.of(
            "PERCENT_RANK",
            "CUME_DIST",
            "NTILE",
            "LAG\\(",
            "LEAD\\(",
            "(?:LAG|LEAD)\\(.* IGNORE NULLS",
            "(?:FIRST|LAST|NTH)_VALUE\\(.* IGNORE NULLS",
            "FIRST_VALUE\\([^)]*\\)(?: IGNORE NULLS)? OVER",
            "LAST_VALUE\\([^)]*\\)(?: IGNORE NULLS)? OVER",
            "NTH_VALUE",
            "SUM\\([^)]*\\) OVER",
            "AVG\\([^)]*\\) OVER",
            "STDDEV_POP\\([^)]*\\) OVER",
            "M(?:IN|AX)\\([^)]*\\) OVER",
            "COUNT\\([^)]*\\) OVER",
            "ORDER BY x\\d+\\.ts\\) AS w",
            "ORDER BY x\\d+\\.ts R[A-Z]+ .*\\) AS w",
            "EXCLUDE CURRENT ROW",
            "EXCLUDE GROUP",
            "EXCLUDE TIES",
            FRAME + "UNBOUNDED PRECEDING AND CURRENT ROW",
            FRAME + "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            FRAME + "CURRENT ROW AND UNBOUNDED FOLLOWING",
            FRAME + DISTANCE + " PRECEDING AND CURRENT ROW",
            FRAME + DISTANCE + " PRECEDING AND " + DISTANCE + " PRECEDING",
            FRAME + DISTANCE + " PRECEDING AND " + DISTANCE + " FOLLOWING",
            FRAME + DISTANCE + " FOLLOWING AND " + DISTANCE + " FOLLOWING",
            FRAME + "CURRENT ROW AND " + DISTANCE + " FOLLOWING",
            FRAME + "UNBOUNDED PRECEDING AND " + DISTANCE + " PRECEDING",
            FRAME + DISTANCE + " FOLLOWING AND UNBOUNDED FOLLOWING");

    private static final List<Focus> ALL = all(false);
    private static final List<Focus> ALL_WITH_OVER = all(true);

    private static List<Focus> all(boolean over) {
        List<Focus> all = new ArrayList<>();
        for (boolean updating : new boolean[] {false, true}) {
            AGGREGATES.forEach(form -> all.add(on(form, updating)));
            // of aggregates and frames a query has many, of the shape of a query one or two
            for (int times = 0; times < TIMES_OF_SHAPES; times++) {
                SHAPES.forEach(form -> all.add(on(form, updating)));
                if (!updating) {
                    APPENDING.forEach(form -> all.add(on(form, false)));
                }
            }
            for (int times = 0; times < TIMES_OF_FRAMES && over; times++) {
                OVER.forEach(form -> all.add(on(form, updating)));
            }
        }
        return all;
    }

    /** @param form a regular expression */
    static Focus on(String form, boolean updating) {
        return new Focus(Optional.of(Pattern.compile(form)), Optional.of(updating));
    }

    /** The one that is the turn of a seed, if it has one. */
    static Focus of(long seed, boolean over) {
        List<Focus> all = over ? ALL_WITH_OVER : ALL;
        return seed % SEEDS_PER_FREE == 0 ? NONE : all.get((int) (seed % all.size()));
    }

    Draft query(Supplier<Draft> queries) {
        Draft query = queries.get();
        for (int i = 1; i < TRIES_MAX && !fits(query); i++) {
            query = queries.get();
        }
        return query;
    }

    private boolean fits(Draft query) {
        return form.isEmpty() || form.get().matcher(query.sql()).find();
    }
}
