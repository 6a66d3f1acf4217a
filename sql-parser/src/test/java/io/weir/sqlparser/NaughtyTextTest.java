// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NaughtyTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT 'abc           | UNTERMINATED_TEXT 1:8..8 a text in quotes does not end",
                "SELECT 'it''s         | UNTERMINATED_TEXT 1:8..8 a text in quotes does not end",
                "SELECT E'it\\'s       | UNTERMINATED_TEXT 1:8..8 a text in quotes does not end",
                "SELECT \"abc          | UNTERMINATED_TEXT 1:8..8 a quoted name does not end",
                "SELECT `abc FROM t    | UNTERMINATED_TEXT 1:8..8 a quoted name does not end",
                "SELECT 1 /* abc       | UNTERMINATED_TEXT 1:10..11 a comment does not end",
                "SELECT 1; SELECT 'a;b | UNTERMINATED_TEXT 1:18..18 a text in quotes does not end",
            })
    void whatDoesNotEndIsPointedAtWhereItBegins(String sql, String told) {
        assertThat(Parse.told(sql)).isEqualTo(told);
    }

    @Test
    void aQuotedNameStaysOnItsLine() {
        assertThat(Parse.told("SELECT \"a\nb\"")).startsWith("UNTERMINATED_TEXT 1:8..8");
        assertThat(StatementParser.parse("SELECT 'a\nb'")).hasSize(1);
    }

    @Test
    void nulAndHalvesOfPairsAreRefused() {
        assertThat(Parse.told("SELECT 'a\0b'"))
                .startsWith("ILLEGAL_CHARACTER 1:10..10 the text holds the character NUL");
        assertThat(Parse.told("SELECT '\ud800'")).startsWith("ILLEGAL_CHARACTER 1:9..9 the text is not Unicode");
        assertThat(Parse.told("SELECT 1 --\ndc00\udc00")).startsWith("ILLEGAL_CHARACTER 2:5..5");
        assertThat(StatementParser.parse("SELECT '\ud83d\ude00' AS \"\ud83d\ude00\" -- \ud83d\ude00"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \ud83d\ude00",
                "SELECT \u00a0 1",
                "SELECT \u0007",
                "\ufeffSELECT 1",
                "SELECT ‘a’",
                "SELECT “a”",
                "SELECT $1",
                "SELECT {fn x",
                "SELECT {d '2020-01-01'",
                "\\d t",
                "!quit",
                "SELECT a \\ b",
                "\"",
                "'",
                "`",
                "/*",
                "/*+",
                "*/",
                "SELECT /*+",
                "SELECT /*+ */ 1",
                "E'",
                "U&'",
                "U&\"",
                "X'1'",
                "_utf8'a'",
                "'a'",
                "SELECT _nosuchset'a'",
                "SELECT U&'\\zzzz'",
                "SELECT E'\\u12'",
                "SELECT U&'x' UESCAPE 'ab'",
                "CREATE TABLE ``",
                "SELECT a FROM t WHERE",
                "SELECT INTERVAL",
                "SELECT :a",
                "SELECT a:b.c FROM t:",
                "SELECT a[",
                "SELECT {",
                "}",
                "SELECT NEXT VALUE FOR",
                "SELECT CURSOR(",
                "SELECT NEW x()",
                "SELECT a OVERLAPS b",
                "SELECT PERIOD (a, b",
                "SELECT CONVERT(INTERVAL DAY, 1, NULL)",
                "SELECT MULTISET[",
                "SELECT a SUBMULTISET OF b MEMBER OF c =",
            })
    void whateverTheTextOnlyOurErrorComesOut(String sql) {
        try {
            StatementParser.parse(sql);
        } catch (SqlException e) {
            assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
            assertThat(e.getMessage()).doesNotContain("calcite", "java.", "Exception");
            assertThat(e.render(sql)).isNotBlank();
        }
    }

    @Test
    void charactersThatLookAlikeAreTold() {
        assertThat(Parse.told("SELECT \u2018a\u2019"))
                .startsWith("ILLEGAL_CHARACTER 1:8..8 the character U+2018 has no place in SQL outside quotes | Texts");
        assertThat(Parse.told("SELECT\u00a01")).contains("1:7..7 the character U+00A0");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(StatementParser.parse("\ufeffSELECT 1"))
                .singleElement()
                .satisfies(parsed -> assertThat(parsed.text()).isEqualTo("SELECT 1"));
    }

    @Test
    void aTextOfAMegabyteIsRead() {
        String literal = "x".repeat(1_000_000);

        assertThat(StatementParser.parse("SELECT '" + literal + "'").get(0).text())
                .hasSize(1_000_009);
    }

    @Test
    void aLongerOneIsRefusedBeforeAnyWork() {
        assertThat(Parse.told("SELECT '" + "x".repeat(1 << 20) + "'"))
                .isEqualTo("STATEMENT_TOO_LONG the statement has 1048585 bytes, more than 1048576");
        assertThat(Parse.told("SELECT '" + "€".repeat(400_000) + "'"))
                .isEqualTo("STATEMENT_TOO_LONG the statement has 1200009 bytes, more than 1048576");
    }

    @Test
    void manyCommentsAndBlanksAreSkippedWithoutRecursion() {
        assertThat(StatementParser.parse("/**/".repeat(100_000) + "--\n".repeat(100_000) + " SELECT 1"))
                .hasSize(1);
    }
}
