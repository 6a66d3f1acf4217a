// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.statement.SqlText;
import io.weir.sqlparser.statement.Statement;
import io.weir.sqlparser.text.SourceText;
import io.weir.sqlparser.text.StatementSplitter;
import java.util.ArrayList;
import java.util.List;

/**
 * From text to statements. Whatever the text, the only thing thrown is {@link SqlException}, with the place of the
 * mistake.
 */
public final class StatementParser {
    private StatementParser() {}

    public static List<ParsedStatement> parse(String script) {
        return parse(script, ParserLimits.DEFAULT);
    }

    /** All statements of a script; none when it is blank. */
    public static List<ParsedStatement> parse(String script, ParserLimits limits) {
        TextCheck.check(script, limits);
        SourceText source = new SourceText(script);
        List<ParsedStatement> statements = new ArrayList<>();
        for (StatementSplitter.Piece piece : StatementSplitter.split(script)) {
            String text = script.substring(piece.start(), piece.end());
            SourceSpan span = source.span(piece.start(), piece.end());
            try {
                statements.add(new ParsedStatement(parseOne(text, limits), text, span));
            } catch (SqlException e) {
                SourceSpan place = e.span();
                throw place == null ? e : e.at(place.within(span.line(), span.column()));
            }
        }
        return statements;
    }

    private static Statement parseOne(String text, ParserLimits limits) {
        LeadingWord.check(text);
        LimitCheck.check(text, limits);
        return new Parsing(text).statement();
    }

    /** An expression alone. */
    public static SqlText parseExpression(String text) {
        checkPart(text);
        return new Parsing(text).expression();
    }

    /** A type alone, such as {@code ARRAY<INT NOT NULL>}; without NOT NULL at its end. */
    public static DataType parseType(String text) {
        checkPart(text);
        return new Parsing(text).type();
    }

    private static void checkPart(String text) {
        TextCheck.check(text, ParserLimits.DEFAULT);
        LimitCheck.check(text, ParserLimits.DEFAULT);
        if (StatementSplitter.split(text).isEmpty()) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says("the text is empty")
                    .at(SourceSpan.at(1, 1))
                    .toException();
        }
    }
}
