// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import org.jspecify.annotations.Nullable;

/**
 * The lexer, with an eye for words that are keywords in one place and names in another, where the grammar cannot tell.
 * Behind a dot, and between SET and {@code =}, every word is a name.
 */
public final class WordsInContext extends GeneratedParserTokenManager {
    private @Nullable Token pending;
    private int before = EOF;
    private boolean inOptionKey;

    public WordsInContext(SimpleCharStream stream) {
        super(stream, DQID);
    }

    @Override
    public Token getNextToken() {
        boolean first = before == EOF;
        Token token = take();
        if (first && (token.kind == SET || token.kind == RESET)) {
            inOptionKey = true;
        } else if (isName(token)) {
            token.kind = IDENTIFIER;
        } else if (token.kind == EQ) {
            inOptionKey = false;
        }
        before = token.kind;
        return token;
    }

    private boolean isName(Token token) {
        if (!isKeyword(token.kind)) {
            return false;
        }
        return before == DOT
                || inOptionKey
                || switch (token.kind) {
                    // Keywords of what Weir does not have: periods, cursors, constructors, measures.
                    case CURSOR, MEASURE, NEW, PERIOD -> true;
                    case OFFSET -> !isNumberOrParameter(peek().kind);
                    case RANGE, ROWS -> !isNumberOrParameter(before) && !followsRows(peek().kind);
                    case STREAM -> !(before == SELECT || before == COMMENT_END) || endsSelectItem(peek().kind);
                    default -> false;
                };
    }

    /** Whether ROWS or RANGE before this is the frame of a window, of FETCH or of MATCH_RECOGNIZE. */
    private static boolean followsRows(int kind) {
        return isNumberOrParameter(kind)
                || switch (kind) {
                    case BETWEEN, CURRENT, INTERVAL, ONLY, PER, UNBOUNDED -> true;
                    default -> false;
                };
    }

    private static boolean endsSelectItem(int kind) {
        return switch (kind) {
            case AS, COMMA, DOT, EOF, FROM, RPAREN, SEMICOLON, UNION -> true;
            default -> false;
        };
    }

    private static boolean isNumberOrParameter(int kind) {
        return switch (kind) {
            case UNSIGNED_INTEGER_LITERAL, DECIMAL_NUMERIC_LITERAL, APPROX_NUMERIC_LITERAL, HOOK -> true;
            default -> false;
        };
    }

    private static boolean isKeyword(int kind) {
        return kind >= A && kind < UNSIGNED_INTEGER_LITERAL;
    }

    private Token take() {
        Token token = pending != null ? pending : super.getNextToken();
        pending = null;
        return token;
    }

    private Token peek() {
        Token token = pending != null ? pending : super.getNextToken();
        pending = token;
        return token;
    }
}
