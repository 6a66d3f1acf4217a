// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.sqlparser.statement.ShowObjects;
import java.util.Locale;
import java.util.function.Predicate;

/** The pattern of SHOW ... LIKE: {@code %} for any text and {@code _} for one character, without regard to case. */
final class NamePattern {
    private NamePattern() {}

    static Predicate<String> of(ShowObjects statement) {
        String pattern = statement.pattern();
        if (pattern == null) {
            return name -> true;
        }
        String lower = pattern.toLowerCase(Locale.ROOT);
        return name -> matches(name.toLowerCase(Locale.ROOT), lower) != statement.negated();
    }

    /** The greedy way: after a mismatch the last {@code %} takes one character more. */
    private static boolean matches(String name, String pattern) {
        int n = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
