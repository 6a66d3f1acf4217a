// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

import io.weir.spi.error.SourceSpan;
import java.util.Arrays;

/** A text with the places where its lines begin. Lines end with CR, LF or both; a column is one UTF-16 unit. */
public final class SourceText {
    private final String text;
    private final int[] lineStarts;

    public SourceText(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** Where the character at a 1-based line and column stands. */
    public int offset(int line, int column) {
        return Math.min(text.length(), lineStarts[Math.min(line, lineStarts.length) - 1] + column - 1);
    }

    /** The place of the characters from {@code start} to before {@code end}; at least one column. */
    public SourceSpan span(int start, int end) {
        int first = line(start);
        int last = line(Math.max(start, end - 1));
        return new SourceSpan(
                first, start - lineStarts[first - 1] + 1, last, Math.max(start, end - 1) - lineStarts[last - 1] + 1);
    }

    /** The place behind the last character that is not blank. */
    public SourceSpan end() {
        int end = text.stripTrailing().length();
        return span(end, end);
    }

    /** The characters of a place. */
    public String slice(SourceSpan span) {
        return text.substring(offset(span.line(), span.column()), offset(span.endLine(), span.endColumn() + 1));
    }

    public String text() {
        return text;
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
