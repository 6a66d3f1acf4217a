// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.text.Lexer;
import io.weir.sqlparser.text.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/** Walks over a statement's lexemes and refuses what would nest too deep for a recursive parser. */
final class LimitCheck {
    /** Where a chain of operators begins anew: the operands around are in different parts of the tree. */
    private static final Set<String> SEPARATORS = Set.of(
            "SELECT", "FROM", "WHERE", "HAVING", "QUALIFY", "GROUP", "ORDER", "ON", "WHEN", "THEN", "ELSE", "AS",
            "SET");

    /** The parser calls itself for what stands behind one of these, AND and OR included. */
    private static final Set<String> MATCHING = Set.of("LIKE", "ILIKE", "RLIKE", "SIMILAR");

    private static final Set<String> CHAINING = Set.of(
            "IS",
            "IN",
            "BETWEEN",
            "MEMBER",
            "MULTISET",
            "FORMAT",
            "CONTAINS",
            "OVERLAPS",
            "EQUALS",
            "PRECEDES",
            "SUCCEEDS",
            "SUBMULTISET",
            "ARRAY");

    private static final Set<String> JOINING = Set.of("JOIN", "APPLY", "UNION", "INTERSECT", "EXCEPT", "MINUS");

    /** Those of the longest DECIMAL written in full, before and behind the point. */
    private static final int DIGITS_MAX = 76;

    /** {@code e+308}. */
    private static final int EXPONENT_LENGTH_MAX = 5;

    /** What is open: a parenthesis, bracket, type or CASE, with the lengths of the chains within it. */
    private static final class Level {
        final char open;
        int chain;
        int matches;
        int operands;
        int joins;
        boolean inFrom;

        Level(char open) {
            this.open = open;
        }

        void separate() {
            chain = 0;
            matches = 0;
            operands = 0;
        }
    }

    private final SourceText source;
    private final ParserLimits limits;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int prefixes;

    private LimitCheck(SourceText source, ParserLimits limits) {
        this.source = source;
        this.limits = limits;
        levels.push(new Level(' '));
    }

    static void check(String text, ParserLimits limits) {
        new LimitCheck(new SourceText(text), limits).walk(new Lexer(text));
    }

    private void walk(Lexer lexer) {
        boolean afterTypeWord = false;
        while (lexer.next()) {
            Level level = levels.element();
            boolean typeWord = false;
            switch (lexer.kind()) {
                case SYMBOL -> symbol(lexer, level, afterTypeWord);
                case WORD -> {
                    word(lexer, level);
                    typeWord = lexer.is("ARRAY") || lexer.is("MAP") || lexer.is("ROW");
                }
                case NUMBER -> number(lexer);
                case STRING, QUOTED_NAME -> prefixes = 0;
            }
            afterTypeWord = typeWord;
        }
    }

    private void symbol(Lexer lexer, Level level, boolean afterTypeWord) {
        char c = lexer.text().charAt(0);
        switch (c) {
            case '(', '[', '{' -> {
                if (c == '[') {
                    chained(level, lexer);
                }
                open(c, lexer);
            }
            case ')' -> close('(');
            case ']' -> close('[');
            case '}' -> close('{');
            case ',' -> {
                level.separate();
                if (level.inFrom) {
                    joined(level, lexer);
                }
            }
            case '<' -> {
                if (afterTypeWord) {
                    open('<', lexer);
                } else {
                    chained(level, lexer);
                }
            }
            case '>' -> {
                if (level.open == '<') {
                    levels.pop();
                } else {
                    chained(level, lexer);
                }
            }
            case '+', '-' -> {
                prefix(lexer);
                chained(level, lexer);
            }
            case '*', '/', '%', '=', '!', '|', '&', '^', ':', '.' -> chained(level, lexer);
            default -> {}
        }
        if (c != '+' && c != '-') {
            prefixes = 0;
        }
    }

    private void word(Lexer lexer, Level level) {
        if (lexer.is("NOT")) {
            prefix(lexer);
            return;
        }
        prefixes = 0;
        String word = lexer.end() - lexer.start() > 16 ? "" : lexer.text().toUpperCase(Locale.ROOT);
        if (word.equals("CASE")) {
            open('C', lexer);
        } else if (word.equals("END")) {
            if (level.open == 'C') {
                levels.pop();
            }
        } else if (word.equals("AND") || word.equals("OR")) {
            level.chain = 0;
            if (++level.operands > limits.operands()) {
                throw tooComplex("operands of AND and OR", limits.operands(), lexer);
            }
        } else if (CHAINING.contains(word)) {
            chained(level, lexer);
        } else if (JOINING.contains(word)) {
            joined(level, lexer);
        } else if (MATCHING.contains(word)) {
            if (++level.matches > limits.chain()) {
                throw tooComplex("LIKEs", limits.chain(), lexer);
            }
        } else if (SEPARATORS.contains(word)) {
            level.separate();
            level.inFrom = word.equals("FROM") || (level.inFrom && (word.equals("ON") || word.equals("AS")));
        }
    }

    /** Refuses numbers that no type holds: Calcite would write out all their digits. */
    private void number(Lexer lexer) {
        prefixes = 0;
        String text = lexer.text();
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        boolean inRange = exponent < 0
                ? text.chars().filter(Character::isDigit).count() <= DIGITS_MAX
                : text.length() <= DIGITS_MAX && isFinite(text) && text.length() - exponent <= EXPONENT_LENGTH_MAX;
        if (!inRange) {
            throw SqlException.report(ErrorCode.NUMERIC_OUT_OF_RANGE)
                    .says("the number %s is out of range", Expected.quote(text))
                    .at(source.span(lexer.start(), lexer.end()))
                    .toException();
        }
    }

    private static boolean isFinite(String number) {
        try {
            return !Double.isInfinite(Double.parseDouble(number));
        } catch (NumberFormatException e) {
            // No number; the parser will say so.
            return true;
        }
    }

    private void prefix(Lexer lexer) {
        if (++prefixes > limits.nesting()) {
            throw tooDeep(lexer);
        }
    }

    private void joined(Level level, Lexer lexer) {
        if (++level.joins > limits.chain()) {
            throw tooComplex("joins and set operations", limits.chain(), lexer);
        }
    }

    private void chained(Level level, Lexer lexer) {
        if (++level.chain > limits.chain()) {
            throw tooComplex("operators in a row", limits.chain(), lexer);
        }
    }

    private void open(char c, Lexer lexer) {
        if (levels.size() > limits.nesting()) {
            throw tooDeep(lexer);
        }
        levels.push(new Level(c));
        prefixes = 0;
    }

    /** Also closes what is still open within, as in {@code (CASE WHEN a)}: the parser will refuse it. */
    private void close(char open) {
        if (levels.stream().anyMatch(level -> level.open == open)) {
            while (levels.pop().open != open) {
                // leaves the levels within
            }
        }
    }

    private SqlException tooDeep(Lexer lexer) {
        return SqlException.report(ErrorCode.NESTING_TOO_DEEP)
                .says("more than %d levels are nested", limits.nesting())
                .at(source.span(lexer.start(), lexer.end()))
                .toException();
    }

    private SqlException tooComplex(String what, int limit, Lexer lexer) {
        return SqlException.report(ErrorCode.TOO_COMPLEX)
                .says("more than %d %s", limit, what)
                .at(source.span(lexer.start(), lexer.end()))
                .toException();
    }
}
