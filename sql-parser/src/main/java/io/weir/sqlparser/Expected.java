// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.sqlparser.grammar.GeneratedParserConstants;
import io.weir.sqlparser.grammar.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What could have stood in the place of an unexpected token: of the hundreds that the parser lists, the few that a
 * person would think of.
 *
 * @param name whether a name could stand there
 * @param expression whether an expression could begin there
 * @param keywords the keywords that could stand there
 * @param tokens symbols, literals and the end, in words
 */
record Expected(boolean name, boolean expression, Set<String> keywords, Set<String> tokens) {
    private static final int NAMED_MAX = 6;

    /** In the order in which they are named. Others are left out when there are many. */
    private static final List<String> PLAUSIBLE = List.of(
            ",", ")", "(", "=", "]", "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "BY", "AS", "ON",
            "JOIN", "UNION", "INTO", "VALUES", "TABLE", "VIEW", "WITH", "SET", "AND", "THEN", "WHEN", "ELSE", "END",
            "KEY", "FOR", "OF", "NULL", "NOT", "JOB", "STATEMENT", "BEGIN", "INSERT", "the end");

    static Expected of(ParseException exception) {
        Set<String> keywords = new LinkedHashSet<>();
        Set<String> tokens = new LinkedHashSet<>();
        int unexpected = exception.currentToken.next.kind;
        boolean name = false;
        boolean number = false;
        for (int[] sequence : exception.expectedTokenSequences) {
            int kind = sequence[0];
            if (kind == unexpected) {
                continue;
            }
            name |= kind == GeneratedParserConstants.IDENTIFIER;
            number |= kind == GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL;
            String image = exception.tokenImage[kind];
            if (kind == GeneratedParserConstants.EOF) {
                tokens.add("the end");
            } else if (kind == GeneratedParserConstants.QUOTED_STRING) {
                tokens.add("a text in single quotes");
            } else if (image.startsWith("\"")) {
                String word = image.substring(1, image.length() - 1);
                (Character.isLetter(word.charAt(0)) ? keywords : tokens).add(word);
            }
        }
        return new Expected(name, name && number, keywords, tokens);
    }

    /** "Expected ..." with the few most plausible, or nothing. */
    Optional<String> sentence() {
        List<String> named = new ArrayList<>();
        if (expression) {
            named.add("an expression");
        } else if (name) {
            named.add("a name");
        }
        if (!expression && tokens.contains("a text in single quotes")) {
            named.add("a text in single quotes");
        }
        for (String word : PLAUSIBLE) {
            boolean here = keywords.contains(word) ? !(name && Keywords.isName(word)) : tokens.contains(word);
            if (here && !(expression && word.equals("("))) {
                named.add(word);
            }
        }
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

    /** A piece of the text within quotes, cut when it is long. */
    static String quote(String image) {
        String line = image.length() > 40 ? image.substring(0, 37) + "..." : image;
        return line.startsWith("\"") || line.startsWith("'") ? line : "\"" + line + "\"";
    }

    /** A message of Calcite's in the form of ours: it begins in lower case and has no full stop. */
    static String asPrimary(String message) {
        String line = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line;
    }
}
