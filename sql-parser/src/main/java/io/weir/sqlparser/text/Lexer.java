// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

/**
 * Walks over SQL text lexeme by lexeme, coarsely: it knows where words, literals, quoted names and comments begin and
 * end, exactly as the parser does, and takes every other character for a symbol. It never fails.
 *
 * <pre>{@code
 * Lexer lexer = new Lexer("SELECT 'a;b' -- c;\n;");
 * while (lexer.next()) { ... lexer.kind(), lexer.text() ... }     // WORD, STRING, SYMBOL
 * }</pre>
 */
public final class Lexer {
    /** What a lexeme is. */
    public enum Kind {
        WORD,
        /** A name in {@code "} or backticks. */
        QUOTED_NAME,
        /** A literal in {@code '}, with its prefix. */
        STRING,
        NUMBER,
        /** One character, an operator of two, or the begin or end of a hint. */
        SYMBOL
    }

    /** Not {@code >=}, whose first half may close a type. */
    private static final String[] PAIRS = {"||", "::", "<=", "<>", "!=", "=>", "->", "*/"};

    private final String text;
    private final int end;
    private int position;
    private Kind kind = Kind.SYMBOL;
    private int start;
    private boolean open;
    private int commentStart = -1;

    public Lexer(String text) {
        this(text, 0, text.length());
    }

    public Lexer(String text, int start, int end) {
        this.text = text;
        this.position = start;
        this.end = end;
    }

    /** Moves to the next lexeme; false at the end of the text. */
    public boolean next() {
        if (open || !skipBlanks()) {
            return false;
        }
        start = position;
        char c = text.charAt(position);
        if (c == '\'') {
            kind = Kind.STRING;
            quoted('\'', false);
        } else if (c == '"' || c == '`') {
            kind = Kind.QUOTED_NAME;
            quoted(c, false);
        } else if (c >= '0' && c <= '9') {
            kind = Kind.NUMBER;
            number();
        } else if (Character.isJavaIdentifierStart(c) || Character.isSurrogate(c)) {
            word();
        } else {
            kind = Kind.SYMBOL;
            position += symbolLength();
        }
        return true;
    }

    public Kind kind() {
        return kind;
    }

    /** Where the lexeme begins. */
    public int start() {
        return start;
    }

    /** Where the text after the lexeme begins. */
    public int end() {
        return position;
    }

    public String text() {
        return text.substring(start, position);
    }

    /** Whether the lexeme is this word, in any case, or this symbol. */
    public boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL)
                && position - start == wordOrSymbol.length()
                && text.regionMatches(true, start, wordOrSymbol, 0, wordOrSymbol.length());
    }

    /** Whether the last lexeme is a literal or a quoted name whose closing quote is missing. */
    public boolean isOpen() {
        return open;
    }

    /** Where a comment without an end begins, or -1. */
    public int openComment() {
        return commentStart;
    }

    private boolean skipBlanks() {
        while (position < end) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || isByteOrderMark()) {
                position++;
            } else if (at("--") || at("//")) {
                while (position < end && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
                    position++;
                }
            } else if (at("/*") && !at("/*+")) {
                int close = text.indexOf("*/", position + 2);
                if (close < 0 || close + 2 > end) {
                    commentStart = position;
                    position = end;
                } else {
                    position = close + 2;
                }
            } else {
                return true;
            }
        }
        return false;
    }

    /** What editors put before the text of a file. */
    private boolean isByteOrderMark() {
        return position == 0 && text.charAt(0) == '\ufeff';
    }

    private int symbolLength() {
        if (at("/*+")) {
            return 3;
        }
        for (String pair : PAIRS) {
            if (at(pair)) {
                return 2;
            }
        }
        return 1;
    }

    private boolean at(String symbol) {
        return position + symbol.length() <= end && text.startsWith(symbol, position);
    }

    private void word() {
        kind = Kind.WORD;
        while (position < end && isWordPart(text.charAt(position))) {
            position++;
        }
        if (position < end && text.charAt(position) == '\'' && position - start == 1) {
            char prefix = Character.toUpperCase(text.charAt(start));
            if (prefix == 'E' || prefix == 'X' || prefix == 'N') {
                kind = Kind.STRING;
                quoted('\'', prefix == 'E');
            }
        }
    }

    private static boolean isWordPart(char c) {
        return (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)) || Character.isSurrogate(c);
    }

    private void number() {
        position++;
        while (position < end && isNumberPart()) {
            position++;
        }
    }

    private boolean isNumberPart() {
        char c = text.charAt(position);
        char before = text.charAt(position - 1);
        return (c >= '0' && c <= '9')
                || c == '.'
                || ((c == 'e' || c == 'E') && (before == '.' || Character.isDigit(before)))
                || ((c == '+' || c == '-') && (before == 'e' || before == 'E'));
    }

    /** From an opening quote to behind the closing one; a doubled quote stands for itself. */
    private void quoted(char quote, boolean backslashes) {
        position++;
        while (position < end) {
            char c = text.charAt(position++);
            if (c == '\\' && backslashes) {
                position = Math.min(end, position + 1);
            } else if (c == quote) {
                if (position == end || text.charAt(position) != quote) {
                    return;
                }
                position++;
            } else if (quote != '\'' && (c == '\n' || c == '\r')) {
                break;
            }
        }
        open = true;
    }
}
