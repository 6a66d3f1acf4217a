// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import org.jspecify.annotations.Nullable;

/**
 * The lexer, with an eye for words that are keywords in one place and names in another, where the grammar cannot tell:
 * behind a dot, between SET and {@code =}, and {@code offset} without a number.
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
        return isKeyword(token.kind)
                && (before == DOT || inOptionKey || (token.kind == OFFSET && !isNumberOrParameter(peek())));
    }

    private static boolean isNumberOrParameter(Token token) {
        return token.kind == UNSIGNED_INTEGER_LITERAL
                || token.kind == DECIMAL_NUMERIC_LITERAL
                || token.kind == APPROX_NUMERIC_LITERAL
                || token.kind == HOOK;
    }

    static boolean isKeyword(int kind) {
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
