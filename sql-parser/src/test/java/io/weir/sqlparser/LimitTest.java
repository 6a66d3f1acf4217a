// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form is parsed on a small stack: at the limit it must do, far above it must be refused, not overflow. */
class LimitTest {
    private static final int STACK_BYTES = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT                                | (                               | 1        | )",
                "SELECT a FROM t WHERE                 | (                               | a = 1    | )",
                "SELECT * FROM                         | (SELECT * FROM                  | t        | )",
                "SELECT * FROM                         | (a JOIN                         | b        | ON x = y)",
                "                                      | (SELECT 1 UNION                 | SELECT 1 | )",
                "SELECT                                | f(a,                            | 1        | )",
                "SELECT                                | f(x ->                          | 1        | )",
                "SELECT                                | CASE WHEN a THEN                | 1        | END",
                "SELECT a FROM t WHERE                 | a IN (SELECT a FROM t WHERE     | TRUE     | )",
                "SELECT                                | CAST(                           | 1        | AS INT)",
                "SELECT                                | a[                              | 1        | ]",
                "SELECT                                | ARRAY[                          | 1        | ]",
                "SELECT                                | ROW(                            | 1        | )",
                "SELECT                                | NOT                             | a        | ^^",
                "SELECT                                | -                               | a        | ^^",
                "VALUES                                | (                               | 1        | )",
                "WITH a AS                             | (WITH a AS (SELECT 1) SELECT (  | 1        | ))",
                "CREATE TABLE t (a                     | ARRAY<                          | INT      | >",
                "CREATE TABLE t (a                     | ROW<a                           | INT      | >",
            })
    void nestingIsBounded(String head, String open, String middle, String close) throws Exception {
        String tail = head != null && head.startsWith("CREATE")
                ? ")"
                : head != null && head.startsWith("WITH") ? " SELECT 1" : "";
        int opens = (int) open.chars().filter(c -> c == '(').count();
        for (int depth : new int[] {10, 126 / Math.max(1, opens), 10_000}) {
            String sql = (head == null ? "" : head + " ")
                    + (open + " ").repeat(depth)
                    + middle
                    + (" " + close).repeat(depth)
                    + tail;
            if (depth < 10_000) {
                assertThat(onSmallStack(sql)).as(sql).isNull();
            } else {
                assertThat(onSmallStack(sql)).isEqualTo(ErrorCode.NESTING_TOO_DEEP);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT 1               | + 1                | ^^",
                "SELECT 1               | ::INT              | ^^",
                "SELECT a               | [1]                | ^^",
                "SELECT a               | IS NULL            | ^^",
                "SELECT a               | .b                 | ^^",
                "SELECT a               | LIKE b             | ^^",
                "SELECT a LIKE b        | OR a LIKE b        | ^^",
                "SELECT 1               | UNION ALL SELECT 1 | ^^",
                "SELECT 1 FROM a        | JOIN b ON x = y    | ^^",
                "SELECT 1 FROM a        | , b                | ^^",
                "SELECT 1 FROM a AS a   | , b AS b           | ^^",
                "CREATE TABLE t (a INT  | ARRAY              | )",
                "SELECT * FROM t MATCH_RECOGNIZE (PATTERN (A | B | ) DEFINE A AS a > 1)",
            })
    void chainsAreBounded(String head, String link, String tail) throws Exception {
        assertThat(onSmallStack(head + (" " + link).repeat(400) + tail)).isNull();
        assertThat(onSmallStack(head + (" " + link).repeat(50_000) + tail)).isEqualTo(ErrorCode.TOO_COMPLEX);
    }

    @Test
    void aLongConditionIsAShallowTree() throws Exception {
        assertThat(onSmallStack("SELECT a FROM t WHERE a = 1" + " OR a = 1".repeat(4_999)))
                .isNull();
        assertThat(onSmallStack("SELECT a FROM t WHERE a = 1" + " AND a BETWEEN 1 AND 2".repeat(2_499)))
                .isNull();
        assertThat(onSmallStack("SELECT a FROM t WHERE a = 1" + " OR a = 1".repeat(50_000)))
                .isEqualTo(ErrorCode.TOO_COMPLEX);
    }

    @Test
    void listsMayBeLong() throws Exception {
        assertThat(onSmallStack("VALUES (1)" + ", (1)".repeat(50_000))).isNull();
        assertThat(onSmallStack("SELECT a FROM t WHERE a IN (1" + ", 1".repeat(50_000) + ")"))
                .isNull();
        assertThat(onSmallStack("SELECT 1 + 1" + ", 1 + 1".repeat(50_000))).isNull();
        assertThat(onSmallStack("SELECT CASE " + "WHEN a = 1 THEN 2 ".repeat(10_000) + "END"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"1e999, false", "1e-999999999, false", "1e308, true", "0.1e-300, true"})
    void numbersAreBounded(String number, boolean read) throws Exception {
        assertThat(onSmallStack("SELECT " + number)).isEqualTo(read ? null : ErrorCode.NUMERIC_OUT_OF_RANGE);
    }

    @Test
    void aNumberMayHaveManyDigitsButNotAny() throws Exception {
        assertThat(onSmallStack("SELECT " + "9".repeat(76))).isNull();
        assertThat(onSmallStack("SELECT " + "9".repeat(1_000_000))).isEqualTo(ErrorCode.NUMERIC_OUT_OF_RANGE);
    }

    @Test
    void namesAreBounded() {
        assertThat(Parse.told("SELECT " + "x".repeat(256))).startsWith("SYNTAX 1:8..263 length of identifier");
        assertThat(StatementParser.parse("SELECT " + "x".repeat(255))).hasSize(1);
    }

    /** The error's code, or null when the text parses. */
    private static ErrorCode onSmallStack(String sql) throws InterruptedException {
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.set(StatementParser.parse(sql));
                    } catch (SqlException e) {
                        assertThat(e.span()).isNotNull();
                        result.set(e);
                    } catch (Throwable e) {
                        result.set(e);
                    }
                },
                "small stack",
                STACK_BYTES);
        thread.start();
        thread.join();
        if (result.get() instanceof SqlException e) {
            assertThat(e).hasMessageNotContaining("the statement nests too deep");
            return e.code();
        }
        assertThat(result.get()).isNotInstanceOf(Throwable.class);
        return null;
    }
}
