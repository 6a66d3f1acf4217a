// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {
    @Test
    void statementsEndAtSemicolons() {
        assertThat(pieces("SELECT 1; ; SELECT ';' ;SELECT `;` -- ;\n"))
                .containsExactly("SELECT 1", "SELECT ';'", "SELECT `;`");
    }

    @Test
    void aStatementSetIsOneStatement() {
        String set =
                "BEGIN STATEMENT SET; INSERT INTO a SELECT CASE WHEN b THEN 1 END; INSERT INTO c SELECT \"end\"; END";
        assertThat(pieces(set + "; SELECT 1")).containsExactly(set, "SELECT 1");

        String explained = "EXPLAIN (FORMAT JSON) EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END";
        assertThat(pieces(explained + ";" + set)).containsExactly(explained, set);
        assertThat(pieces("SELECT statement set; SELECT 1")).containsExactly("SELECT statement set", "SELECT 1");
        assertThat(pieces("SET 'a' = 'b'; END; x")).containsExactly("SET 'a' = 'b'", "END", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                ";",
                "SELECT 1;",
                "SELECT 1; -- and a comment",
                "-- only a comment",
                "SELECT 1; SELECT ';';",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;",
                "SELECT 1 /* x */ ;"
            })
    void whatEndsIsComplete(String text) {
        assertThat(StatementSplitter.isComplete(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1; SELECT",
                "SELECT ';",
                "SELECT \"a;",
                "SELECT 1; /* ;",
                "SELECT 1 -- ;",
                "BEGIN STATEMENT SET;",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;",
                "SELECT `;"
            })
    void whatDoesNotEndIsNot(String text) {
        assertThat(StatementSplitter.isComplete(text)).isFalse();
    }

    private static List<String> pieces(String text) {
        return StatementSplitter.split(text).stream()
                .map(piece -> text.substring(piece.start(), piece.end()))
                .toList();
    }
}
