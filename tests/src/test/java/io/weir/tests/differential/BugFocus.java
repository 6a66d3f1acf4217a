// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

/** For each planted mistake the form of query and the kind of tables on which it shows. */
final class BugFocus {
    private static final String WINDOWS = "TABLE\\((?:TUMBLE|HOP|CUMULATE)\\(.*GROUP BY";
    private static final String OUTER = "(?:LEFT|FULL) JOIN x?[a-z(]";
    private static final String INTERVAL = " JOIN .* [+-] INTERVAL '[0-9-]+' SECOND";

    private BugFocus() {}

    static Focus of(PlantedBug bug) {
        return switch (bug) {
            case FILTER_LOST, FILTER_KEEPS_NULL -> Focus.on("^SELECT [a-z0-9., AS]+ FROM [a-z0-9 AS]+ WHERE", false);
            case FILTER_EDGE -> Focus.on("WHERE [a-z0-9.]+ < ", false);
            case PROJECT_SIGN -> Focus.on("[a-z0-9.)] - [a-zC(]", false);
            case PROJECT_COALESCE -> Focus.on("SELECT.*COALESCE\\(.*FROM", false);
            case AGGREGATE_MIN_MAX -> Focus.on("[ (]MIN\\(", true);
            case AGGREGATE_DISTINCT -> Focus.on("(?:COUNT|SUM)\\(DISTINCT", true);
            case AGGREGATE_FILTER -> Focus.on("FILTER \\(WHERE", true);
            case AGGREGATE_COUNTS_NULLS -> Focus.on("COUNT\\([a-z]", true);
            case AGGREGATE_ORDER -> Focus.on("ORDER BY [a-z0-9.]+(?: DESC)?\\) AS a", false);
            case AGGREGATE_SAMPLE -> Focus.on("(?:VAR|STDDEV)_SAMP\\(", false);
            case EXCHANGE_LOST, GROUP_FORGOTTEN -> Focus.on("COUNT\\(.* GROUP BY", false);
            case RETRACTION_FORGOTTEN -> Focus.on("M(?:IN|AX)\\(.* GROUP BY", true);
            case WINDOW_LONGER, WINDOW_SHIFTED, WATERMARK_AHEAD -> Focus.on(WINDOWS, false);
            case UNION_BRANCH, UNION_TWICE -> Focus.on("UNION ALL", false);
            case JOIN_MATCHES_NULL -> Focus.on(" JOIN .* ON \\([a-z0-9.]+ = ", false);
            case JOIN_CONDITION_LOST -> Focus.on(" JOIN .* ON \\(.* = .*\\) AND \\(.* (?:<|>|<>) ", true);
            case JOIN_LEFT_NOT_PADDED -> Focus.on("LEFT JOIN [a-z] ", true);
            case JOIN_FULL_HALF_PADDED -> Focus.on("FULL JOIN [a-z] ", true);
            case JOIN_ANTI_IS_SEMI -> Focus.on("NOT EXISTS", true);
            case JOIN_FORGETFUL -> Focus.on(" JOIN [a-z] AS [a-z0-9]+ ON \\([a-z0-9.]+ = ", true);
            case INTERVAL_EDGE -> Focus.on(" JOIN .*SECOND AND .*SECOND", false);
            case INTERVAL_PADS_EARLY, INTERVAL_TIMELESS -> Focus.on("(?:LEFT|RIGHT|FULL)" + INTERVAL, false);
            case WINDOW_JOIN_TIMELESS -> Focus.on(OUTER + ".*window_end", false);
            case SET_MULTIPLICITY -> Focus.on("(?:INTERSECT|EXCEPT) ALL", true);
            case SET_INTERSECT_IS_EXCEPT -> Focus.on("INTERSECT", true);
            case TOP_ONE_MORE -> Focus.on("ROW_NUMBER\\(\\) OVER .*rn\\d+ <", true);
            case TOP_NOT_FILLED -> Focus.on("OVER \\( ?PARTITION BY .*rn\\d+ <", true);
            case TOP_IGNORES_PEERS -> Focus.on(" RANK\\(\\) OVER .*rn\\d+ <", false);
            case TOP_NULLS_ELSEWHERE -> Focus.on("ROW_NUMBER\\(\\) OVER .*rn\\d+ <", false);
            case FRAME_BEGINS_LATE -> Focus.on("ROWS BETWEEN [1-9] PRECEDING.* AS w", false);
            case FRAME_NEVER_ENDS -> Focus.on("ROWS BETWEEN [A-Z0-9 ]+ CURRENT ROW\\) AS w", false);
            case FRAME_EXCLUDES_NOTHING -> Focus.on(" EXCLUDE CURRENT ROW\\) AS w", false);
            case FRAME_MINDS_NULLS -> Focus.on(" IGNORE NULLS OVER", false);
            case FRAME_LAG_IS_LEAD -> Focus.on("LAG\\(", false);
            case OVER_TIMELESS -> Focus.on("ORDER BY x\\d+\\.ts(?: R[A-Z]+ [^)]*)?\\) AS w", false);
            case SESSION_KEY_LOST, SESSION_GAP -> Focus.on("TABLE\\(SESSION\\(.*GROUP BY", true);
            case WINDOW_NOT_HELD ->
                Focus.on(
                        "TABLE\\((?:TUMBLE|HOP|CUMULATE)\\(.*RANK\\(\\) OVER|ROW_NUMBER\\(\\) OVER \\(.*window_end",
                        false);
            case UNNEST_OUTER -> Focus.on("UNNEST", false);
        };
    }

    /** Whether it needs functions over frames to show. */
    static boolean over(PlantedBug bug) {
        return bug.name().startsWith("FRAME_") || bug == PlantedBug.OVER_TIMELESS;
    }
}
