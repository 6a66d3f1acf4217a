// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.statement.Query;
import io.weir.sqlparser.type.WeirTypeSpec;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.util.NlsString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @ParameterizedTest
    @FieldSource("io.weir.sqlparser.Corpus#QUERIES")
    void queriesAreRead(String sql) {
        Query query = Parse.as(Query.class, sql);

        assertThat(query.text().text()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "result",
                "rank",
                "method",
                "offset",
                "position",
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "start",
                "language",
                "condition",
                "percent",
                "element",
                "timestamp",
                "date",
                "time",
                "match",
                "end",
                "key",
                "name",
                "type",
                "comment",
                "data",
                "session",
                "plan",
                "views",
                "job",
                "stop",
                "string",
                "bytes",
                "watermark",
                "datetime",
                "open",
                "close",
                "count",
                "min",
                "max",
                "sum",
                "one",
                "next",
                "new",
                "old",
                "range",
                "rows",
                "period",
                "stream",
                "sql",
                "uuid",
                "empty",
                "function",
                "lower",
                "cursor",
                "measure",
                "column",
                "system",
                "metadata",
                "virtual",
                "desc",
                "format",
                "json",
                "size",
                "state",
                "version"
            })
    void wordsThatColumnsAreCalledNeedNoQuotes(String word) {
        String sql = "SELECT %1$s, (%1$s), t.%1$s, f(%1$s, 1), %1$s + 1 AS %1$s, -%1$s FROM t"
                + " WHERE %1$s > 1 AND (%1$s < 5 OR %1$s IS NULL) GROUP BY %1$s ORDER BY %1$s LIMIT 1";
        SqlOrderBy query = (SqlOrderBy) node(sql.formatted(word));
        SqlSelect select = (SqlSelect) query.query;

        assertThat(select.getSelectList().get(0))
                .isInstanceOf(SqlIdentifier.class)
                .hasToString(word);
        assertThat(select.getSelectList().get(2)).hasToString("t." + word);
        assertThat(select.getSelectList().get(3)).hasToString("`f`(`" + word + "`, 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "order", "select", "user", "row", "array", "interval", "from", "table"})
    void behindADotAnyWordIsAName(String word) {
        assertThat(((SqlSelect) node("SELECT t." + word + " FROM db." + word)).getFrom())
                .hasToString("db." + word);
    }

    @Test
    void literalsOfDatesAreStillLiterals() {
        assertThat(select("SELECT date '2024-01-01', timestamp '2024-01-01 00:00:00', time '10:00:00'"))
                .extracting(SqlNode::getKind)
                .containsOnly(SqlKind.LITERAL);
    }

    @Test
    void offsetWithANumberIsAClause() {
        SqlOrderBy query = (SqlOrderBy) node("SELECT offset FROM t ORDER BY offset LIMIT 5 OFFSET 3");

        assertThat(query.offset).hasToString("3");
        assertThat(query.fetch).hasToString("5");
    }

    @Test
    void userAndCurrentTimeAreFunctions() {
        assertThat(select("SELECT user, current_timestamp"))
                .extracting(SqlNode::toString)
                .containsExactly("user", "current_timestamp");
    }

    @Test
    void bothKindsOfQuotesMakeNames() {
        assertThat(select("SELECT \"a b\", `a ``b`, \"x\"\"y\""))
                .extracting(node -> ((SqlIdentifier) node).getSimple())
                .containsExactly("a b", "a `b", "x\"y");
    }

    @Test
    void aDollarIsPartOfAName() {
        assertThat(((SqlIdentifier) select("SELECT t.price$usd FROM t").get(0)).names)
                .containsExactly("t", "price$usd");
    }

    @Test
    void castsHaveOurTypes() {
        SqlBasicCall cast = (SqlBasicCall)
                select("SELECT CAST(x AS ARRAY<STRING NOT NULL>)").get(0);
        SqlDataTypeSpec type = cast.operand(1);

        assertThat(((WeirTypeSpec) type.getTypeNameSpec()).type())
                .isEqualTo(DataType.array(DataType.text().withNullable(false)));
    }

    @Test
    void theColonCastIsAPlainCastAndBindsClosely() {
        assertThat(select("SELECT -x::INT, a + b::STRING || c, t.x::BIGINT::STRING"))
                .extracting(SqlNode::toString)
                .containsExactly(
                        "- CAST(`x` AS INT)",
                        "`a` + CAST(`b` AS STRING) || `c`",
                        "CAST(CAST(`t`.`x` AS BIGINT) AS STRING)");
        assertThat(select("SELECT x::INT").get(0).getKind()).isEqualTo(SqlKind.CAST);
    }

    @Test
    void streamIsKept() {
        SqlSelect select = (SqlSelect) node("SELECT STREAM a FROM t");

        assertThat(select.getModifierNode(SqlSelectKeyword.STREAM)).isNotNull();
    }

    @Test
    void parametersAreNumberedFromZeroInEachStatement() {
        var statements = StatementParser.parse("SELECT ?, ?; SELECT ?");

        assertThat(statements)
                .extracting(statement -> statement.statement().toSql())
                .containsExactly("SELECT ?, ?", "SELECT ?");
        assertThat(select("SELECT ?, ?"))
                .extracting(node -> ((SqlDynamicParam) node).getIndex())
                .containsExactly(0, 1);
    }

    @Test
    void positionsCountFromTheBeginOfTheStatement() {
        ParsedStatement second =
                StatementParser.parse("SELECT 1;\n  SELECT\n a").get(1);
        SqlNode a = ((SqlSelect) ((Query) second.statement()).text().node())
                .getSelectList()
                .get(0);

        assertThat(a.getParserPosition().getLineNum()).isEqualTo(2);
        assertThat(a.getParserPosition().getColumnNum()).isEqualTo(2);
        assertThat(second.span()).isEqualTo(new SourceSpan(2, 3, 3, 2));
    }

    @Test
    void textIsOfNoCharacterSetOfItsOwn() {
        assertThat(select("SELECT U&'\\00e9', E'\\u00e9', 'é'"))
                .extracting(SqlNode::toString)
                .doesNotContainNull();
        assertThat(select("SELECT U&'\\00e9', E'\\u00e9', 'é'"))
                .extracting(node -> ((SqlLiteral) node).getValueAs(NlsString.class))
                .allSatisfy(value -> assertThat(value.getCharsetName()).isNull())
                .extracting(value -> value.getValue())
                .containsOnly("é");
    }

    private static SqlNodeList select(String sql) {
        return ((SqlSelect) node(sql)).getSelectList();
    }

    private static SqlNode node(String sql) {
        return Parse.as(Query.class, sql).text().node();
    }
}
