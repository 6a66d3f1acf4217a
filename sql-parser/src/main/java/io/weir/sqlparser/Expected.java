// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.sqlparser.grammar.GeneratedParserConstants;
import io.weir.sqlparser.grammar.ParseException;
import io.weir.sqlparser.grammar.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What could have stood in the place of an unexpected token: of the hundreds that the parser lists, the few that a
 * person would think of.
 *
 * @param last the token before
 * @param name whether a name could stand there
 * @param expression whether an expression could begin there
 * @param keywords the keywords that could stand there
 * @param tokens symbols, literals and the end, in words
 */
record Expected(Token last, boolean name, boolean expression, Set<String> keywords, Set<String> tokens) {
    private static final int NAMED_MAX = 6;

    /** In the order in which they are named. Others are left out when there are many. */
    private static final List<String> PLAUSIBLE = List.of(
            ",",
            ")",
            "]",
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "LIMIT",
            "BY",
            "AS",
            "ON",
            "JOIN",
            "UNION",
            "INTO",
            "VALUES",
            "TABLE",
            "VIEW",
            "WITH",
            "SET",
            "AND",
            "THEN",
            "WHEN",
            "ELSE",
            "END",
            "KEY",
            "FOR",
            "OF",
            "NULL",
            "NOT",
            "JOB",
            "STATEMENT",
            "BEGIN",
            "INSERT",
            "the end",
            "(",
            "=");

    private static final Set<String> PARTS_OF_EXPRESSIONS = Set.of("(", "NOT", "NULL");

    static Expected of(ParseException exception) {
        Token last = exception.currentToken;
        List<int[]> sequences = List.of(exception.expectedTokenSequences);
        int depth = 0;
        // The parser that looks ahead fails before the mistake: follow the sequences that match the text.
        List<int[]> longer = matching(sequences, depth, last.next);
        while (!longer.isEmpty() && last.next.next != null) {
            sequences = longer;
            last = last.next;
            depth++;
            longer = matching(sequences, depth, last.next);
        }
        return of(last, sequences, depth, exception.tokenImage);
    }

    private static List<int[]> matching(List<int[]> sequences, int depth, Token token) {
        return sequences.stream()
                .filter(sequence -> sequence.length > depth + 1 && sequence[depth] == token.kind)
                .toList();
    }

    private static Expected of(Token last, List<int[]> sequences, int depth, String[] images) {
        Set<Integer> kinds = new TreeSet<>();
        sequences.forEach(sequence -> kinds.add(sequence[depth]));
        kinds.remove(last.next.kind);
        Set<String> keywords = new LinkedHashSet<>();
        Set<String> tokens = new LinkedHashSet<>();
        for (int kind : kinds) {
            String image = images[kind];
            if (kind == GeneratedParserConstants.EOF) {
                tokens.add("the end");
            } else if (kind == GeneratedParserConstants.QUOTED_STRING) {
                tokens.add("a text in single quotes");
            } else if (kind == GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL) {
                tokens.add("a number");
            } else if (image.startsWith("\"")) {
                String word = image.substring(1, image.length() - 1);
                (Character.isLetter(word.charAt(0)) ? keywords : tokens).add(word);
            }
        }
        boolean expression = keywords.contains("CAST");
        boolean name = expression || kinds.contains(GeneratedParserConstants.IDENTIFIER);
        return new Expected(last, name, expression, keywords, tokens);
    }

    /** The token that could not stand there. */
    Token unexpected() {
        return last.next;
    }

    /** "Expected ..." with the few most plausible, or nothing. */
    Optional<String> sentence() {
        List<String> named = new ArrayList<>();
        if (expression) {
            named.add("an expression");
        } else if (name) {
            named.add("a name");
        }
        if (!name && keywords.contains("SECOND") && keywords.contains("DAY")) {
            named.add("a unit such as SECOND or DAY");
        }
        tokens.stream().filter(token -> token.startsWith("a ") && !expression).forEach(named::add);
        PLAUSIBLE.stream().filter(this::isPlausible).map(Expected::shown).forEach(named::add);
        if (named.isEmpty() && keywords.size() <= NAMED_MAX) {
            named.addAll(keywords);
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        List<String> shown = named.subList(0, Math.min(NAMED_MAX, named.size()));
        String list = shown.size() == 1
                ? shown.get(0)
                : String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + shown.get(shown.size() - 1);
        return Optional.of("Expected " + list + ".");
    }

    private boolean isPlausible(String word) {
        if (expression && PARTS_OF_EXPRESSIONS.contains(word)) {
            return false;
        }
        return keywords.contains(word) ? !(name && Keywords.isName(word)) : tokens.contains(word);
    }

    private static String shown(String token) {
        return Character.isLetter(token.charAt(0)) ? token : "\"" + token + "\"";
    }

    /** A piece of the text within quotes, cut when it is long. */
    static String quote(String image) {
        String line = image.length() > 40 ? image.substring(0, 37) + "..." : image;
        return line.startsWith("\"") || line.startsWith("'") ? line : "\"" + line + "\"";
    }
}
