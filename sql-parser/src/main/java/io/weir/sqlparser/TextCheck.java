// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.text.Lexer;
import io.weir.sqlparser.text.SourceText;

/** Refuses text that is too long, that is not Unicode, or whose quotes and comments do not end. */
final class TextCheck {
    private TextCheck() {}

    static void check(String text, ParserLimits limits) {
        checkLength(text, limits.statementBytes());
        int strange = indexOfStrange(text);
        if (strange >= 0) {
            throw SqlException.report(ErrorCode.ILLEGAL_CHARACTER)
                    .says(text.charAt(strange) == 0 ? "the text holds the character NUL" : "the text is not Unicode")
                    .at(new SourceText(text).span(strange, strange + 1))
                    .hint("Within a literal write U&'\\0000' with the number of the character.")
                    .toException();
        }
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {
            if (lexer.isOpen()) {
                throw unterminated(
                        lexer.kind() == Lexer.Kind.STRING ? "a text in quotes" : "a quoted name",
                        new SourceText(text).span(lexer.start(), lexer.start() + 1));
            }
        }
        int comment = lexer.openComment();
        if (comment >= 0) {
            throw unterminated("a comment", new SourceText(text).span(comment, comment + 2));
        }
    }

    private static void checkLength(String text, int limit) {
        long bytes = text.length() > limit / 3 ? utf8Length(text) : 0;
        if (bytes > limit) {
            throw SqlException.report(ErrorCode.STATEMENT_TOO_LONG)
                    .says("the statement has %d bytes, more than %d", bytes, limit)
                    .toException();
        }
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** The first NUL or half of a surrogate pair; -1 when there is none. */
    private static int indexOfStrange(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static SqlException unterminated(String what, SourceSpan span) {
        return SqlException.report(ErrorCode.UNTERMINATED_TEXT)
                .says("%s does not end", what)
                .at(span)
                .toException();
    }
}
