// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.statement.Explain;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.OptionSetting;
import io.weir.sqlparser.statement.SqlText;
import io.weir.sqlparser.statement.TableHint;
import io.weir.sqlparser.text.SourceText;
import io.weir.sqlparser.type.WeirTypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What the productions in {@code src/main/codegen} call: the parser's superclass, so that they contain little Java. */
public abstract class GrammarActions extends SqlAbstractParserImpl implements GeneratedParserConstants {
    /** A little more than the longest chain of operators within the deepest nesting makes. */
    private static final int TREE_DEPTH_MAX = 1_000;

    private SourceText source = new SourceText("");

    /** The text that is parsed, from which queries and expressions are cut. */
    public void setSource(SourceText text) {
        source = text;
        setOriginalSql(text.text());
    }

    static SourceSpan span(Token first, Token last) {
        return new SourceSpan(first.beginLine, first.beginColumn, last.endLine, last.endColumn);
    }

    static SourceSpan span(SqlParserPos pos) {
        return new SourceSpan(pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
    }

    SqlText sqlText(SqlNode node, Token first, Token last) {
        SourceSpan span = span(first, last);
        if (TreeDepth.exceeds(node, TREE_DEPTH_MAX)) {
            throw SqlException.report(ErrorCode.TOO_COMPLEX)
                    .says("the syntax tree is more than %d levels deep", TREE_DEPTH_MAX)
                    .at(span(first, first))
                    .toException();
        }
        return new SqlText(node, source.slice(span), span);
    }

    /** Refuses at once what cannot begin a query; Calcite would read on and then say that it is none. */
    void requireQuery(Token first) {
        switch (first.kind) {
            case SELECT, VALUES, WITH, TABLE, LPAREN -> {}
            default -> {
                SqlException.Report report = SqlException.report(ErrorCode.SYNTAX)
                        .says(first.kind == EOF ? "the statement ends too early" : "expected a query")
                        .at(first.kind == EOF ? source.end() : span(first, first));
                Nearest.to(first.image, List.of("SELECT", "VALUES", "WITH"))
                        .ifPresent(word -> report.hint("Did you mean %s?", word));
                throw report.toException();
            }
        }
    }

    static Identifier identifier(SqlIdentifier id) {
        return identifier(id.getSimple(), span(id.getParserPosition()));
    }

    static List<Identifier> identifiers(SqlIdentifier id) {
        List<Identifier> parts = new ArrayList<>();
        for (int i = 0; i < id.names.size(); i++) {
            parts.add(identifier(id.names.get(i), span(id.getComponentParserPosition(i))));
        }
        return parts;
    }

    private static Identifier identifier(String name, SourceSpan span) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
            throw SqlException.report(ErrorCode.ILLEGAL_CHARACTER)
                    .says("a name is empty or holds a control character")
                    .at(span)
                    .toException();
        }
        return new Identifier(name, span);
    }

    static String text(SqlNode literal) {
        SqlLiteral whole = SqlLiteral.unchain(literal);
        String value = whole.getTypeName() == SqlTypeName.CHAR ? whole.getValueAs(String.class) : null;
        if (value == null) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says("expected a text in single quotes")
                    .at(span(literal.getParserPosition()))
                    .toException();
        }
        return value;
    }

    static SqlDataTypeSpec typeSpec(DataType type, Token first, Token last) {
        SqlParserPos pos = new SqlParserPos(first.beginLine, first.beginColumn, last.endLine, last.endColumn);
        return new SqlDataTypeSpec(new WeirTypeSpec(type, pos), pos);
    }

    static DataType intervalType(SqlIntervalQualifier qualifier) {
        return qualifier.isYearMonth() ? DataType.intervalMonths() : DataType.intervalMicros();
    }

    static void addField(List<DataType.Field> fields, Identifier name, DataType type) {
        if (fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name.name()))) {
            throw SqlException.report(ErrorCode.DUPLICATE_COLUMN)
                    .says("field \"%s\" is given twice", name)
                    .at(name.span())
                    .toException();
        }
        fields.add(new DataType.Field(name.name(), type));
    }

    static List<TableHint> hints(List<SqlNode> nodes) {
        List<TableHint> hints = new ArrayList<>();
        for (SqlNode node : nodes) {
            SqlHint hint = (SqlHint) node;
            Identifier name = identifier((SqlIdentifier) hint.operand(0));
            if (hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST) {
                throw SqlException.report(ErrorCode.SYNTAX)
                        .says("hint \"%s\" has no options", name)
                        .at(span(hint.getParserPosition()))
                        .hint("Write /*+ OPTIONS('key' = 'value') */.")
                        .toException();
            }
            hints.add(new TableHint(name, settings((SqlNodeList) hint.operand(1))));
        }
        return hints;
    }

    private static List<OptionSetting> settings(SqlNodeList keysAndValues) {
        List<OptionSetting> settings = new ArrayList<>();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            SqlNode key = keysAndValues.get(i);
            SqlNode value = keysAndValues.get(i + 1);
            settings.add(new OptionSetting(
                    new OptionSetting.Key(word(key), span(key.getParserPosition())),
                    word(value),
                    span(value.getParserPosition())));
        }
        return settings;
    }

    private static String word(SqlNode identifierOrText) {
        return identifierOrText instanceof SqlIdentifier id ? id.getSimple() : text(identifierOrText);
    }

    static List<OptionSetting> distinctOptions(List<OptionSetting> options) {
        Set<String> keys = new HashSet<>();
        for (OptionSetting option : options) {
            if (!keys.add(option.name())) {
                throw SqlException.report(ErrorCode.OPTION_VALUE)
                        .says("option \"%s\" is given twice", option.name())
                        .at(option.key().span())
                        .toException();
            }
        }
        return options;
    }

    static Explain.Format explainFormat(SqlIdentifier name) {
        for (Explain.Format format : Explain.Format.values()) {
            if (format.name().equalsIgnoreCase(name.getSimple())) {
                return format;
            }
        }
        throw SqlException.report(ErrorCode.SYNTAX)
                .says("format \"%s\" does not exist", name.getSimple())
                .at(span(name.getParserPosition()))
                .hint(Nearest.hint(name.getSimple(), List.of("TEXT", "JSON"), "The formats are TEXT and JSON."))
                .toException();
    }

    static SqlException notSupported(String what, @Nullable String hint, Token first, Token last) {
        return notSupported(what, hint, span(first, last));
    }

    static SqlException notSupported(String what, @Nullable String hint, SourceSpan span) {
        SqlException.Report report = SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("%s is not supported yet", what)
                .at(span);
        return (hint == null ? report : report.hint("%s", hint)).toException();
    }
}
