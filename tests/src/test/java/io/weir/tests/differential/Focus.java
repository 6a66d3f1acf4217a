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
 * @param bounded whether the tables are known to end; when not, chance decides
 */
record Focus(Optional<Pattern> form, Optional<Boolean> updating, boolean bounded) {
    /** Whatever comes. */
    static final Focus NONE = new Focus(Optional.empty(), Optional.empty(), false);

    /** So many queries are looked through for the form; then the last is taken as it is. */
    private static final int TRIES_MAX = 4_000;

    private static final int TIMES_OF_SHAPES = 4;
    private static final int TIMES_OF_FRAMES = 2;
    /** One seed of so many has no focus. */
    private static final int SEEDS_PER_FREE = 8;

    /** Without a function that makes windows keep all rows. */
    private static final String TOTALS = "^(?!.*(?:LISTAGG|ARRAY_AGG|JSON_|FIRST_VALUE|LAST_VALUE)).*";

    /** Over another function over frames, which takes rows back, no table only grows. */
    private static final String ALONE = "^(?!.* OVER \\(.* OVER \\().*";

    /** The end of a query that only tables that end can answer. */
    private static final String SORTED = " ORDER BY x\\d+\\.[a-z0-9_]+[A-Z ]*$";

    /** A query in parentheses that says the same to all rows around it, and one that looks at each. */
    private static final String PLAIN = "\\(SELECT [a-z0-9., ]+ FROM [a-z] AS x\\d+\\)";

    private static final String CORRELATED =
            "\\(SELECT [a-z0-9., ]+ FROM [a-z] AS (x\\d+) WHERE \\1\\.[a-z0-9_]+ = x\\d+\\.[a-z0-9_]+\\)";

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
            TOTALS + "TABLE\\(TUMBLE\\(.*GROUP BY",
            TOTALS + "TABLE\\(HOP\\(.*GROUP BY",
            TOTALS + "TABLE\\(CUMULATE\\(.*GROUP BY",
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
            "(?<!NOT )IN " + PLAIN,
            "NOT IN " + PLAIN,
            "(?<!NOT )IN " + CORRELATED,
            "NOT IN " + CORRELATED,
            "\\) IN " + PLAIN,
            "\\) NOT IN " + PLAIN,
            "\\) (?:NOT )?IN " + CORRELATED,
            "(?:SOME|ANY) " + PLAIN,
            "ALL " + PLAIN,
            "(?:SOME|ANY|ALL) " + CORRELATED,
            "(?:\\(|= )\\(SELECT (?:COUNT|MIN|MAX)\\([*a-z0-9.]+\\) FROM [a-z] AS x\\d+\\)",
            "\\(\\(SELECT (?:COUNT|MIN|MAX)",
            "(?:<|=|>=) \\(SELECT (?:COUNT|MIN|MAX)",
            "CROSS JOIN LATERAL",
            "LEFT JOIN LATERAL",
            "ROW_NUMBER\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            " RANK\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            "DENSE_RANK\\(\\) OVER .*(?:<=? \\d|= \\d|BETWEEN 2)",
            "PARTITION BY .*window_end.* AS rn",
            "^SELECT COUNT\\(\\*\\) AS a\\d+ FROM \\(SELECT .*(?:JOIN|,)",
            "LIMIT",
            SORTED,
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
            "EXCLUDE TIES");

    private static final List<String> FRAMES = List.of(
            "UNBOUNDED PRECEDING AND CURRENT ROW",
            "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            "CURRENT ROW AND UNBOUNDED FOLLOWING",
            DISTANCE + " PRECEDING AND CURRENT ROW",
            DISTANCE + " PRECEDING AND " + DISTANCE + " PRECEDING",
            DISTANCE + " PRECEDING AND " + DISTANCE + " FOLLOWING",
            DISTANCE + " FOLLOWING AND " + DISTANCE + " FOLLOWING",
            "CURRENT ROW AND " + DISTANCE + " FOLLOWING",
            "UNBOUNDED PRECEDING AND " + DISTANCE + " PRECEDING",
            DISTANCE + " FOLLOWING AND UNBOUNDED FOLLOWING");

    /** Each as often as it has its turn. */
    private static final List<Focus> TURNS = turns(false);

    private static final List<Focus> TURNS_WITH_OVER = turns(true);
    private static final List<Focus> ALL = TURNS.stream().distinct().toList();
    private static final List<Focus> ALL_WITH_OVER =
            TURNS_WITH_OVER.stream().distinct().toList();

    private static List<Focus> turns(boolean over) {
        List<Focus> turns = new ArrayList<>();
        for (boolean updating : new boolean[] {false, true}) {
            List<Focus> shapes = new ArrayList<>(on(SHAPES, updating));
            if (!updating) {
                shapes.addAll(on(APPENDING, false));
            }
            List<Focus> frames = new ArrayList<>(on(OVER, updating));
            for (String unit : List.of(" ROWS BETWEEN ", " RANGE BETWEEN ")) {
                String alone = updating ? "" : ALONE;
                FRAMES.forEach(frame -> frames.add(on(alone + unit + frame, updating)));
            }
            turns.addAll(on(AGGREGATES, updating));
            // of aggregates and frames a query has many, of the shape of a query one or two
            for (int times = 0; times < TIMES_OF_SHAPES; times++) {
                turns.addAll(shapes);
            }
            for (int times = 0; times < TIMES_OF_FRAMES && over; times++) {
                turns.addAll(frames);
            }
        }
        return turns;
    }

    private static List<Focus> on(List<String> forms, boolean updating) {
        return forms.stream().map(form -> on(form, updating)).toList();
    }

    /** @param form a regular expression */
    static Focus on(String form, boolean updating) {
        return new Focus(Optional.of(Pattern.compile(form)), Optional.of(updating), form.equals(SORTED));
    }

    /** The one that is the turn of a seed, if it has one. */
    static Focus of(long seed, boolean over) {
        int turn = turn(seed, over);
        return turn < 0 ? NONE : (over ? ALL_WITH_OVER : ALL).get(turn);
    }

    /** The number of the focus of a seed; -1 when it has none. Equal forms on equal tables have one number. */
    static int turn(long seed, boolean over) {
        long place = Math.floorMod(seed, SEEDS_PER_FREE);
        if (place == 0) {
            return -1;
        }
        List<Focus> turns = over ? TURNS_WITH_OVER : TURNS;
        long focused = Math.floorDiv(seed, SEEDS_PER_FREE) * (SEEDS_PER_FREE - 1) + place - 1;
        Focus focus = turns.get((int) Math.floorMod(focused, turns.size()));
        return (over ? ALL_WITH_OVER : ALL).indexOf(focus);
    }

    /** How many there are. */
    static int count(boolean over) {
        return (over ? ALL_WITH_OVER : ALL).size();
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
