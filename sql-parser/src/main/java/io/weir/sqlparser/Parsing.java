// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.grammar.GeneratedParser;
import io.weir.sqlparser.grammar.ParseException;
import io.weir.sqlparser.grammar.SimpleCharStream;
import io.weir.sqlparser.grammar.Token;
import io.weir.sqlparser.grammar.TokenMgrError;
import io.weir.sqlparser.grammar.WordsInContext;
import io.weir.sqlparser.statement.SqlText;
import io.weir.sqlparser.statement.Statement;
import io.weir.sqlparser.text.SourceText;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** One run of the generated parser over a text within the limits; translates whatever it throws. */
final class Parsing {
    private static final int NAME_LENGTH_MAX = 255;
    private static final Pattern LEXICAL_ERROR = Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+).*");

    private static final String CURLY_QUOTES = "\u2018\u2019\u201c\u201d\u00b4";

    /** A production of the grammar that reads a whole text. */
    interface Production<T> {
        T read(GeneratedParser parser) throws ParseException;
    }

    private final String text;
    private final SourceText source;

    Parsing(String text) {
        this.text = text;
        this.source = new SourceText(text);
    }

    Statement statement() {
        return read(GeneratedParser::StatementEof);
    }

    SqlText expression() {
        return read(GeneratedParser::ExpressionEof);
    }

    DataType type() {
        return read(GeneratedParser::TypeEof).type();
    }

    private <T> T read(Production<T> production) {
        try {
            return attempt(production, text, source);
        } catch (ParseException e) {
            throw new SyntaxError(source, e, changed -> reach(production, changed)).toException();
        }
    }

    /** How far another text can be parsed: the offset of the first mistake, or beyond the end when there is none. */
    private static int reach(Production<?> production, String text) {
        SourceText source = new SourceText(text);
        try {
            attempt(production, text, source);
            return text.length() + 1;
        } catch (ParseException e) {
            Token token = Expected.of(e).unexpected();
            return source.offset(token.beginLine, token.beginColumn);
        } catch (SqlException e) {
            return e.code() == ErrorCode.NOT_SUPPORTED ? text.length() + 1 : 0;
        }
    }

    private static <T> T attempt(Production<T> production, String text, SourceText source) throws ParseException {
        GeneratedParser parser = parser(text, source);
        try {
            return production.read(parser);
        } catch (SqlException e) {
            throw e;
        } catch (TokenMgrError e) {
            throw illegalCharacter(e, source);
        } catch (StackOverflowError e) {
            throw SqlException.report(ErrorCode.NESTING_TOO_DEEP)
                    .says("the statement nests too deep")
                    .at(at(parser.getToken(0)))
                    .toException();
        } catch (CalciteContextException e) {
            throw refused(e);
        } catch (RuntimeException | AssertionError e) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says("the statement cannot be read from here on")
                    .at(at(parser.getToken(0)))
                    .causedBy(e)
                    .toException();
        }
    }

    private static GeneratedParser parser(String text, SourceText source) {
        SimpleCharStream stream = new SimpleCharStream(new StringReader(text), 1, 1, text.length() + 1);
        stream.setTabSize(1);
        GeneratedParser parser = new GeneratedParser(new WordsInContext(stream));
        parser.setSource(source);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setIdentifierMaxLength(NAME_LENGTH_MAX);
        parser.setConformance(SqlConformanceEnum.LENIENT);
        return parser;
    }

    private static SourceSpan at(Token token) {
        return token.beginLine == 0
                ? SourceSpan.at(1, 1)
                : new SourceSpan(token.beginLine, token.beginColumn, token.endLine, token.endColumn);
    }

    private static SqlException illegalCharacter(TokenMgrError e, SourceText source) {
        String text = source.text();
        Matcher place = LEXICAL_ERROR.matcher(String.valueOf(e.getMessage()));
        if (!place.matches()) {
            return SqlException.internal("the lexer failed", e);
        }
        int end = text.stripTrailing().length();
        // At the end of the text the lexer counts one column too many.
        int offset = Math.min(
                source.offset(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))),
                text.offsetByCodePoints(end, -1));
        SqlException.Report report = SqlException.report(ErrorCode.ILLEGAL_CHARACTER)
                .says("the character %s has no place in SQL outside quotes", shown(text.codePointAt(offset)))
                .at(source.span(offset, offset + 1));
        if (CURLY_QUOTES.indexOf(text.charAt(offset)) >= 0) {
            report.hint("Texts stand in straight single quotes, names in straight double quotes or backticks.");
        }
        return report.toException();
    }

    /** A character within quotes, or its number when it cannot be seen. */
    private static String shown(int character) {
        return Character.isLetterOrDigit(character) || (character > ' ' && character < 0x7f)
                ? "\"" + Character.toString(character) + "\""
                : "U+%04X".formatted(character);
    }

    /** What Calcite's productions throw when they look at what they have read. */
    private static SqlException refused(CalciteContextException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return SqlException.report(ErrorCode.SYNTAX)
                .says("%s", PlainWords.of(String.valueOf(cause.getMessage())))
                .at(new SourceSpan(
                        Math.max(1, e.getPosLine()),
                        Math.max(1, e.getPosColumn()),
                        Math.max(1, e.getEndPosLine()),
                        Math.max(1, e.getEndPosColumn())))
                .toException();
    }
}
