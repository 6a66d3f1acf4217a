// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern of JDBC for names: {@code %} for any text, {@code _} for any character, a backslash before either of them. */
final class NamePattern {
    private NamePattern() {}

    /** Whether a name matches, without regard to case; any name does when there is no pattern. */
    static Predicate<String> matching(@Nullable String pattern) {
        if (pattern == null) {
            return name -> true;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Pattern compiled =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return name -> compiled.matcher(name).matches();
    }

    /** Whether something that stands in no catalog or schema is asked for. */
    static boolean outside(@Nullable String catalogOrSchema) {
        return catalogOrSchema == null
                || catalogOrSchema.isEmpty()
                || catalogOrSchema.replace("%", "").isEmpty();
    }
}
