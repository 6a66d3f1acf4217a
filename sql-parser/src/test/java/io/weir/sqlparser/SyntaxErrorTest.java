// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELCT a FROM t                           | 1:1..5   | SELECT",
                "CRAETE TABLE t (a INT)                   | 1:1..6   | CREATE",
                "SELECT a FORM t                          | 1:10..13 | FROM",
                "SELECT * FORM t WHERE x = 1              | 1:10..13 | FROM",
                "SELECT a FROM t WEHRE x = 1              | 1:17..21 | WHERE",
                "SELECT a FROM t WHER x = 1               | 1:17..20 | WHERE",
                "SELECT a FROM t GRUOP BY a               | 1:17..21 | GROUP",
                "SELECT a FROM t JION u ON a = b          | 1:17..20 | JOIN",
                "SELECT a FROM t LEFT OUTR JOIN u ON TRUE | 1:22..25 | OUTER",
                "SELECT a FROM t WHERE x BETWEN 1 AND 2   | 1:25..30 | BETWEEN",
                "SELECT a FROM t ORDER BY a LIMT 3        | 1:28..31 | LIMIT",
                "CREATE TABEL t (a INT)                   | 1:8..12  | TABLE",
                "CREATE TABLE t (a INT) WIHT ('a' = 'b')  | 1:24..27 | WITH",
                "DROP VEIW v                              | 1:6..9   | VIEW",
                "SHOW TABELS                              | 1:6..11  | TABLES",
                "INSERT INTO t SELCT 1                    | 1:15..19 | SELECT",
                "INSERT INTO t VALEUS (1)                 | 1:15..20 | VALUES",
            })
    void aMisspeltKeywordIsNamed(String sql, String place, String meant) {
        assertThat(Parse.told(sql)).startsWith("SYNTAX " + place).endsWith("| Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT a, FROM t                     | 1:11..14 unexpected \"FROM\"",
                "SELECT a b c FROM t                  | 1:12..12 unexpected \"c\"",
                "SELECT (a FROM t                     | 1:11..14 unexpected \"FROM\"",
                "SELECT count(* FROM t                | 1:16..19 unexpected \"FROM\"",
                "SELECT CAST(a AS) FROM t             | 1:17..17 unexpected \")\"",
                "SELECT a FROM t GROUP a              | 1:23..23 unexpected \"a\"",
                "SELECT a FROM t LIMIT x              | 1:23..23 unexpected \"x\"",
                "SELECT a FROM t WHERE x = )          | 1:27..27 unexpected \")\"",
                "SELECT 'a' 5                         | 1:12..12 unexpected \"5\"",
                "CREATE TABLE t (a INT, PRIMARY (a))  | 1:32..32 unexpected \"(\"",
                "CREATE TABLE t (a INT,)              | 1:23..23 unexpected \")\"",
                "CREATE TABLE t ()                    | 1:17..17 unexpected \")\"",
                "CREATE TABLE t (a INT) WITH ('a')    | 1:33..33 unexpected \")\"",
                "SELECT ~                             | 1:8..8 the character \"~\" has no place in SQL outside quotes",
                "SELECT a # b                         | 1:10..10 the character \"#\" has no place in SQL outside quotes",
                "SELECT 1 @ 2                         | 1:10..10 the character \"@\" has no place in SQL outside quotes",
            })
    void theExactTokenIsPointedAt(String sql, String told) {
        assertThat(Parse.told(sql)).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT, 1:7..7",
        "SELECT a FROM, 1:14..14",
        "SELECT a FROM t WHERE x =, 1:26..26",
        "SELECT a FROM t WHERE x = 1 AND, 1:32..32",
        "SELECT 1 +, 1:11..11",
        "CREATE, 1:7..7",
        "CREATE TABLE t (a INT, 1:22..22",
        "INSERT INTO t, 1:14..14"
    })
    void aStatementThatStopsIsPointedAtBehindItsEnd(String sql, String place) {
        assertThat(Parse.told(sql)).startsWith("SYNTAX " + place + " the statement ends too early");
    }

    @Test
    void aReservedWordIsTakenAsANameInQuotes() {
        assertThat(Parse.told("CREATE TABLE t (user STRING)"))
                .isEqualTo("SYNTAX 1:17..20 unexpected \"user\""
                        + " | user is a reserved word. As a name it stands in quotes: \"user\".");
        assertThat(Parse.told("SELECT order FROM t")).endsWith("As a name it stands in quotes: \"order\".");
        assertThat(Parse.told("SELECT a FROM limit")).endsWith("As a name it stands in quotes: \"limit\".");
    }

    @Test
    void fewExpectationsAreNamed() {
        assertThat(Parse.error("SELECT a b c FROM t").detail())
                .isEqualTo("Expected \",\", FROM, ORDER, LIMIT, UNION or the end.");
        assertThat(Parse.error("SELECT a FROM t GROUP a").detail()).isEqualTo("Expected BY.");
        assertThat(Parse.error("SELECT a FROM t WHERE x =").detail()).isEqualTo("Expected an expression.");
        assertThat(Parse.error("SELECT a FROM t LIMIT x").detail()).isEqualTo("Expected a number.");
        assertThat(Parse.error("SELECT ts - INTERVAL '1 day' FROM t").detail())
                .isEqualTo("Expected a unit such as SECOND or DAY.");
    }

    @Test
    void placesCountWithinTheScript() {
        assertThat(Parse.told("SELECT 1;\n\n  SELECT 2\n  FORM t")).startsWith("SYNTAX 4:3..6 unexpected \"FORM\"");
        assertThat(Parse.told("SELECT 1; SELECT 2 FORM t")).startsWith("SYNTAX 1:20..23");
        assertThat(Parse.told("SELECT 1;\r\n/* x\ny */ SELECT 2 FORM t")).startsWith("SYNTAX 3:15..18");
    }

    @Test
    void anErrorOfAStatementIsMovedIntoItsScript() {
        ParsedStatement second = StatementParser.parse("SELECT 1;\n  SELECT a").get(1);
        SqlException error = SqlException.report(io.weir.spi.error.ErrorCode.COLUMN_NOT_FOUND)
                .says("column \"a\" does not exist")
                .at(io.weir.spi.error.SourceSpan.at(1, 8))
                .toException();

        assertThat(second.inScript(error).span()).isEqualTo(io.weir.spi.error.SourceSpan.at(2, 10));
    }

    @Test
    void messagesOfTheGrammarAreInPlainWords() {
        assertThat(Parse.told("(1 + 2)")).startsWith("SYNTAX 1:2..").contains("expected a query");
        assertThat(Parse.told("SELECT X'zz'")).contains("a binary literal holds hexadecimal digits only");
        assertThat(Parse.told("CREATE TABLE t (a DECIMAL(99999999999))")).contains("the number is too large");
        assertThat(Parse.told("SELECT * FROM t EMIT CHANGES")).endsWith("every query shows its changes as they come.");
    }

    @Test
    void anErrorIsRenderedWithItsLine() {
        String sql = "SELECT a\nFORM t";

        assertThat(Parse.error(sql).render(sql)).isEqualTo("""
                ERROR SQL-1001 (42601): unexpected "FORM"
                  line 2, column 1:  FORM t
                                     ^^^^
                HINT: Did you mean FROM?""");
    }
}
