// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

/**
 * A place in a statement's text.
 *
 * @param line 1-based line of the first character
 * @param column 1-based column of the first character, in UTF-16 units
 * @param endLine 1-based line of the last character
 * @param endColumn 1-based column of the last character, inclusive
 */
public record SourceSpan(int line, int column, int endLine, int endColumn) {
    public static SourceSpan at(int line, int column) {
        return new SourceSpan(line, column, line, column);
    }

    /** The same place seen from a script in which the statement begins at the given line and column. */
    public SourceSpan within(int startLine, int startColumn) {
        return new SourceSpan(
                line + startLine - 1,
                line == 1 ? column + startColumn - 1 : column,
                endLine + startLine - 1,
                endLine == 1 ? endColumn + startColumn - 1 : endColumn);
    }
}
