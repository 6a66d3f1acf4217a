// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a query with marks around the parts that it can do without.
 *
 * <p>A part stands between two marks of its own; it may hold others. After a third mark stands what takes its place, which may be
 * nothing. What is left need not be a query that can be planned.
 */
record Draft(String marked) {
    private static final char OPEN = '\uE000';
    private static final char INSTEAD = '\uE001';
    private static final char CLOSE = '\uE002';

    /** A part that can be left out. */
    static String maybe(String part) {
        return orElse(part, "");
    }

    /** A part that something simpler can take the place of. */
    static String orElse(String part, String simpler) {
        return OPEN + part + INSTEAD + simpler + CLOSE;
    }

    /** A list of which all but one can be left out. */
    static String list(List<String> items) {
        StringBuilder text = new StringBuilder(items.get(0));
        items.subList(1, items.size()).forEach(item -> text.append(maybe(", " + item)));
        return text.toString();
    }

    String sql() {
        StringBuilder sql = new StringBuilder();
        append(marked, 0, marked.length(), sql);
        return sql.toString();
    }

    private static void append(String text, int from, int to, StringBuilder sql) {
        int at = from;
        while (at < to) {
            if (text.charAt(at) == OPEN) {
                append(text, at + 1, find(text, at, INSTEAD), sql);
                at = find(text, at, CLOSE) + 1;
            } else {
                sql.append(text.charAt(at++));
            }
        }
    }

    /** Where the part that opens at a place has its other mark. */
    private static int find(String text, int open, char mark) {
        int depth = 0;
        for (int i = open; ; i++) {
            char c = text.charAt(i);
            if (c == OPEN) {
                depth++;
            } else if (c == mark && depth == 1) {
                return i;
            } else if (c == CLOSE) {
                depth--;
            }
        }
    }

    /** The same without one part each, the largest parts first. */
    List<Draft> simpler() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < marked.length(); i++) {
            if (marked.charAt(i) == OPEN) {
                int instead = find(marked, i, INSTEAD);
                int close = find(marked, i, CLOSE);
                drafts.add(new Draft(
                        marked.substring(0, i) + marked.substring(instead + 1, close) + marked.substring(close + 1)));
            }
        }
        drafts.sort((a, b) -> Integer.compare(a.marked.length(), b.marked.length()));
        return drafts;
    }
}
