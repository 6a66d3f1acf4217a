// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @Test
    void aScriptIsCutAtItsSemicolons() {
        List<ParsedStatement> statements = StatementParser.parse("""
                -- two tables; and a query
                SELECT ';' AS "a;b", `;` /* ; */ FROM t;;

                EXECUTE STATEMENT SET BEGIN
                  INSERT INTO a SELECT 1; -- first
                  INSERT INTO b SELECT 2;
                END;
                  SELECT 2 -- the end;
                """);

        assertThat(statements)
                .extracting(ParsedStatement::span)
                .containsExactly(new SourceSpan(2, 1, 2, 39), new SourceSpan(4, 1, 7, 3), new SourceSpan(8, 3, 8, 10));
        assertThat(statements.get(0).text()).isEqualTo("SELECT ';' AS \"a;b\", `;` /* ; */ FROM t");
        assertThat(statements.get(2).text()).isEqualTo("SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", ";", ";;  ; ", "-- nothing", "/* nothing */ ; // at all"})
    void aBlankScriptHasNoStatements(String script) {
        assertThat(StatementParser.parse(script)).isEmpty();
    }

    @Test
    void theFirstMistakeOfAScriptIsTold() {
        assertThat(Parse.told("SELECT 1; SELECT 2 FROM; SELCT 3")).startsWith("SYNTAX 1:24..24");
    }

    @Test
    void anExpressionIsParsedAlone() {
        assertThat(StatementParser.parseExpression("split_part('a-b', '-', 2) = 'b'")
                        .node())
                .hasToString("`split_part`('a-b', '-', 2) = 'b'");
        assertThat(StatementParser.parseExpression(" a ").span()).isEqualTo(SourceSpan.at(1, 2));
    }
}
