// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.grammar.GeneratedParserConstants;
import io.weir.sqlparser.grammar.ParseException;
import io.weir.sqlparser.grammar.Token;
import io.weir.sqlparser.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Makes a helpful error of the parser's exception. A misspelt keyword is found by trying: when the statement can be
 * parsed further with the nearest keyword in its place, that is what was meant, even where the parser took the word for
 * a name and only stumbled behind it.
 */
final class SyntaxError {
    /** Longer statements are not parsed again to find out what a word may have meant. */
    private static final int RETRY_LENGTH_MAX = 20_000;

    private static final int MISSPELT_LENGTH_MIN = 3;

    /** Keywords that are taken for names, such as an alias, when misspelt. */
    private static final List<String> TAKEN_FOR_NAMES = List.of(
            "FROM",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "CROSS",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "SELECT",
            "DISTINCT",
            "VALUES",
            "TABLE",
            "VIEW",
            "BETWEEN",
            "LIKE",
            "AND",
            "INTERVAL",
            "PARTITION",
            "PRIMARY",
            "WATERMARK",
            "METADATA",
            "COMMENT",
            "EXISTS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "WITH",
            "OFFSET",
            "ENFORCED",
            "NULL");

    /** Reserved words that hardly anybody means as a name. */
    private static final Set<String> STRUCTURAL = Set.of(
            "SELECT", "FROM", "WHERE", "CREATE", "INSERT", "INTO", "HAVING", "AND", "OR", "NOT", "AS", "BY", "UNION",
            "JOIN", "ON", "WHEN", "THEN", "ELSE", "CASE", "WITH", "VALUES", "IN", "IS", "LIKE", "BETWEEN", "NULL");

    private final SourceText source;
    private final Expected expected;
    private final ToIntFunction<String> reach;
    private final Token last;
    private final Token unexpected;

    /**
     * @param reach how far another text can be parsed: an offset
     */
    SyntaxError(SourceText source, ParseException exception, ToIntFunction<String> reach) {
        this.source = source;
        this.expected = Expected.of(exception);
        this.reach = reach;
        this.last = expected.last();
        this.unexpected = expected.unexpected();
    }

    SqlException toException() {
        boolean reserved = Keywords.isReserved(unexpected.image);
        Optional<SqlException> misspelt = (reserved
                        ? Optional.<SqlException>empty()
                        : misspelt(unexpected, candidates()))
                .or(() -> misspelt(last, TAKEN_FOR_NAMES));
        if (misspelt.isPresent()) {
            return misspelt.get();
        }
        SqlException.Report report = SqlException.report(ErrorCode.SYNTAX).at(place());
        report.says(
                unexpected.kind == GeneratedParserConstants.EOF
                        ? "the statement ends too early"
                        : "unexpected " + Expected.quote(unexpected.image));
        if (expected.name() && reserved && !STRUCTURAL.contains(unexpected.image.toUpperCase(Locale.ROOT))) {
            report.hint("%1$s is a reserved word. As a name it stands in quotes: \"%1$s\".", unexpected.image);
        } else if ("EMIT".equalsIgnoreCase(last.image)) {
            report.hint("Leave EMIT out: every query shows its changes as they come.");
        }
        expected.sentence().ifPresent(sentence -> report.detail("%s", sentence));
        return report.toException();
    }

    /** Words that may be names are not what a misspelt keyword meant where any name may stand. */
    private List<String> candidates() {
        return expected.keywords().stream()
                .filter(keyword -> !(expected.name() && Keywords.isName(keyword)))
                .toList();
    }

    private Optional<SqlException> misspelt(Token token, Collection<String> keywords) {
        String word = token.image;
        if (source.text().length() > RETRY_LENGTH_MAX
                || word == null
                || word.length() < MISSPELT_LENGTH_MIN
                || !Character.isLetter(word.charAt(0))) {
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>(keywords);
        candidates.removeIf(keyword -> keyword.equalsIgnoreCase(word) || keyword.length() < MISSPELT_LENGTH_MIN);
        return Nearest.to(word, candidates)
                .filter(keyword -> parsesFurtherWith(token, keyword))
                .map(keyword -> SqlException.report(ErrorCode.SYNTAX)
                        .says("unexpected %s", Expected.quote(word))
                        .at(span(token))
                        .hint("Did you mean %s?", keyword)
                        .toException());
    }

    private boolean parsesFurtherWith(Token token, String keyword) {
        int start = source.offset(token.beginLine, token.beginColumn);
        int end = source.offset(token.endLine, token.endColumn + 1);
        String text = source.text();
        String changed = text.substring(0, start) + keyword + text.substring(end);
        int before = source.offset(unexpected.beginLine, unexpected.beginColumn);
        return reach.applyAsInt(changed) > before + keyword.length() - (end - start);
    }

    private SourceSpan place() {
        return unexpected.kind == GeneratedParserConstants.EOF ? source.end() : span(unexpected);
    }

    private static SourceSpan span(Token token) {
        return new SourceSpan(token.beginLine, token.beginColumn, token.endLine, token.endColumn);
    }
}
