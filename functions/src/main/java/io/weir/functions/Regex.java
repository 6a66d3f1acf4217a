// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.ArrayDeque;
import java.util.Deque;

/** Compiles regular expressions that are not too large; others and malformed ones fail with INVALID_REGEX. */
final class Regex {
    private static final int BYTES_MAX = 16 << 10;
    private static final int DEPTH_MAX = 200;
    /** How many characters the expression may have once repetitions such as {@code (ab){50}} are written out. */
    private static final long EXPANDED_MAX = 50_000;

    private Regex() {}

    /** All matches in a text, one after the other. RE2/J itself would look for the next one inside of a character. */
    static final class Matches {
        private final Utf8 text;
        private final Matcher matcher;
        private int from;

        Matches(Pattern pattern, Utf8 text) {
            this.text = text;
            matcher = pattern.matcher(bytes(text));
        }

        boolean next() {
            if (from > text.length() || !matcher.find(from)) {
                return false;
            }
            boolean empty = matcher.end() == matcher.start();
            from = empty ? CodePoints.next(text, matcher.end()) : matcher.end();
            return true;
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }
    }

    /** RE2/J takes whole arrays only. */
    static byte[] bytes(Utf8 text) {
        return text.start() == 0 && text.length() == text.bytes().length ? text.bytes() : text.toByteArray();
    }

    static Pattern compile(Utf8 regex) {
        if (regex.length() > BYTES_MAX) {
            throw invalid();
        }
        return compile(regex.toString(), 0);
    }

    private static Pattern compile(String regex, int flags) {
        if (expanded(regex) > EXPANDED_MAX) {
            throw invalid();
        }
        try {
            return Pattern.compile(regex, flags);
        } catch (PatternSyntaxException e) {
            throw invalid();
        }
    }

    /** Turns a pattern of SIMILAR TO into a regular expression; escape -1 is none. */
    static Pattern compileSimilar(Utf8 pattern, int escape) {
        if (pattern.length() > BYTES_MAX) {
            throw invalid();
        }
        StringBuilder regex = new StringBuilder("(?:");
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i = CodePoints.next(pattern, i)) {
            int codePoint = CodePoints.at(pattern, i);
            if (codePoint == escape) {
                i = CodePoints.next(pattern, i);
                if (i >= pattern.length()) {
                    throw invalid();
                }
                quote(CodePoints.at(pattern, i), regex);
            } else if (inClass) {
                inClass = codePoint != ']';
                appendInClass(codePoint, regex);
            } else if (codePoint == '%') {
                regex.append(".*");
            } else if (codePoint == '_') {
                regex.append('.');
            } else if ("|*+?{},()[]".indexOf(codePoint) >= 0) {
                inClass = codePoint == '[';
                regex.appendCodePoint(codePoint);
            } else {
                quote(codePoint, regex);
            }
        }
        return compile(regex.append(')').toString(), Pattern.DOTALL);
    }

    private static void appendInClass(int codePoint, StringBuilder regex) {
        if (codePoint == '\\') {
            regex.append('\\');
        }
        regex.appendCodePoint(codePoint);
    }

    private static void quote(int codePoint, StringBuilder regex) {
        boolean plain = codePoint >= 0x80
                || codePoint >= '0' && codePoint <= '9'
                || codePoint >= 'A' && codePoint <= 'Z'
                || codePoint >= 'a' && codePoint <= 'z'
                || codePoint <= ' ';
        if (!plain) {
            regex.append('\\');
        }
        regex.appendCodePoint(codePoint);
    }

    /** About how many characters there are once repetitions are written out; more than the bound for deep nesting. */
    private static long expanded(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long size = 0;
        long last = 0;
        for (int i = 0; i < regex.length() && size <= EXPANDED_MAX; i++) {
            char c = regex.charAt(i);
            if (c == '(') {
                outer.push(size);
                size = 0;
                last = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last = size + 2;
                size = outer.pop() + last;
            } else if (c == '{') {
                long more = last * Math.max(0, repeats(regex, i) - 1);
                size += more + 1;
                last += more;
            } else if (c == '[') {
                int end = classEnd(regex, i);
                last = end - i + 1L;
                size += last;
                i = end;
            } else {
                i += c == '\\' ? 1 : 0;
                last = 1;
                size++;
            }
            if (outer.size() > DEPTH_MAX) {
                return Long.MAX_VALUE;
            }
        }
        while (!outer.isEmpty()) {
            size += outer.pop();
        }
        return size;
    }

    private static long repeats(String regex, int brace) {
        long repeats = 0;
        long number = 0;
        for (int i = brace + 1; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(EXPANDED_MAX, number * 10 + c - '0');
                repeats = Math.max(repeats, number);
            } else if (c == ',') {
                number = 0;
            } else {
                break;
            }
        }
        return repeats;
    }

    private static int classEnd(String regex, int bracket) {
        int i = bracket + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        if (i < regex.length() && regex.charAt(i) == ']') {
            i++;
        }
        while (i < regex.length() && regex.charAt(i) != ']') {
            i += regex.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, regex.length() - 1);
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_REGEX);
    }
}
