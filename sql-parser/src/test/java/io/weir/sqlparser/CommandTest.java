// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import io.weir.sqlparser.statement.Describe;
import io.weir.sqlparser.statement.Explain;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.Insert;
import io.weir.sqlparser.statement.Query;
import io.weir.sqlparser.statement.ResetOption;
import io.weir.sqlparser.statement.SetOption;
import io.weir.sqlparser.statement.ShowCreate;
import io.weir.sqlparser.statement.ShowObjects;
import io.weir.sqlparser.statement.ShowOptions;
import io.weir.sqlparser.statement.StatementSet;
import io.weir.sqlparser.statement.StopJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    @Test
    void insertNamesItsTargetColumnsHintsAndQuery() {
        Insert insert = Parse.as(Insert.class, "INSERT INTO a.t /*+ OPTIONS('k' = 'v') */ (x, `y`) SELECT 1, 2");

        assertThat(insert.target()).hasToString("a.t");
        assertThat(insert.target().span()).isEqualTo(new SourceSpan(1, 13, 1, 15));
        assertThat(insert.columns()).extracting(Identifier::name).containsExactly("x", "y");
        assertThat(insert.hints()).singleElement().satisfies(hint -> {
            assertThat(hint.name()).hasToString("OPTIONS");
            assertThat(hint.options())
                    .singleElement()
                    .hasToString(hint.options().get(0).toString());
            assertThat(hint.options().get(0).toSql()).isEqualTo("'k' = 'v'");
        });
        assertThat(insert.query().text()).isEqualTo("SELECT 1, 2");
    }

    @Test
    void insertMayTakeAQueryInParentheses() {
        assertThat(Parse.as(Insert.class, "INSERT INTO t (SELECT a FROM u)").columns())
                .isEmpty();
        assertThat(Parse.as(Insert.class, "INSERT INTO t (a) (VALUES (1))").columns())
                .hasSize(1);
    }

    @Test
    void executeBeforeOneStatementAddsNothing() {
        assertThat(Parse.statement("EXECUTE INSERT INTO t SELECT 1")).isInstanceOf(Insert.class);
        assertThat(Parse.statement("EXECUTE SELECT 1")).isInstanceOf(Query.class);
    }

    @Test
    void aStatementSetHasItsInserts() {
        StatementSet newer = Parse.as(
                StatementSet.class,
                "EXECUTE STATEMENT SET\nBEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT CASE WHEN x THEN 1 END FROM t;\nEND;");
        StatementSet older = Parse.as(
                StatementSet.class,
                "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT CASE WHEN x THEN 1 END FROM t; END");

        assertThat(newer).isEqualTo(older);
        assertThat(newer.inserts())
                .extracting(insert -> insert.target().toString())
                .containsExactly("a", "b");
        assertThat(newer.inserts().get(1).query().span().line()).isEqualTo(4);
    }

    @Test
    void aStatementSetIsOfInsertsAndEndsWithEnd() {
        assertThat(Parse.told("EXECUTE STATEMENT SET BEGIN SELECT 1; END")).startsWith("SYNTAX 1:29..34");
        assertThat(Parse.told("EXECUTE STATEMENT SET BEGIN END")).startsWith("SYNTAX 1:29..31");
        assertThat(Parse.told("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;"))
                .startsWith("SYNTAX 1:52..52 the statement ends too early");
        assertThat(Parse.told("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1 END"))
                .startsWith("SYNTAX 1:55..55 the statement ends too early");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPLAIN SELECT 1                               | TEXT | Query",
                "EXPLAIN PLAN FOR SELECT 1                      | TEXT | Query",
                "EXPLAIN (SELECT 1)                             | TEXT | Query",
                "EXPLAIN (FORMAT TEXT) VALUES (1)               | TEXT | Query",
                "EXPLAIN (FORMAT json) INSERT INTO t SELECT 1   | JSON | Insert",
                "EXPLAIN CHANGELOG_MODE, PLAN_ADVICE SELECT 1   | TEXT | Query",
                "EXPLAIN STATEMENT SET BEGIN INSERT INTO t SELECT 1; END           | TEXT | StatementSet",
                "EXPLAIN (FORMAT JSON) EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END | JSON | StatementSet",
            })
    void explainHasAFormatAndAStatement(String sql, Explain.Format format, String statement) {
        Explain explain = Parse.as(Explain.class, sql);

        assertThat(explain.format()).isEqualTo(format);
        assertThat(explain.statement().getClass().getSimpleName()).isEqualTo(statement);
    }

    @Test
    void explainIsOfQueriesAndInserts() {
        assertThat(Parse.told("EXPLAIN CREATE TABLE t (a INT)")).startsWith("SYNTAX 1:9..14 ");
        assertThat(Parse.told("EXPLAIN (FORMAT JSN) SELECT 1"))
                .isEqualTo("SYNTAX 1:17..19 format \"JSN\" does not exist | The nearest name is \"JSON\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHOW TABLES                  | TABLES    |     | false",
                "SHOW VIEWS LIKE 'a_%'        | VIEWS     | a_% | false",
                "show jobs                    | JOBS      |     | false",
                "SHOW FUNCTIONS NOT LIKE 'x'  | FUNCTIONS | x   | true",
            })
    void objectsAreListed(String sql, ShowObjects.Kind kind, String pattern, boolean negated) {
        assertThat(Parse.statement(sql)).isEqualTo(new ShowObjects(kind, pattern, negated));
    }

    @Test
    void objectsAreShown() {
        assertThat(Parse.as(ShowCreate.class, "SHOW CREATE TABLE a.b").kind()).isEqualTo(ShowCreate.Kind.TABLE);
        assertThat(Parse.as(ShowCreate.class, "SHOW CREATE VIEW v").name()).hasToString("v");
        for (String sql : new String[] {"DESCRIBE t", "DESC t", "DESCRIBE TABLE t", "DESCRIBE EXTENDED t"}) {
            assertThat(Parse.as(Describe.class, sql).name()).as(sql).hasToString("t");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SET 'a.b' = 'v'                      | 'a.b' = 'v'",
                "SET a.b = 'v'                        | 'a.b' = 'v'",
                "SET execution.runtime-mode = batch   | 'execution.runtime-mode' = 'batch'",
                "SET table.local-time-zone = 'UTC'    | 'table.local-time-zone' = 'UTC'",
                "SET parallelism = 4                  | 'parallelism' = '4'",
                "SET x = -0.5                         | 'x' = '-0.5'",
                "SET x = TRUE                         | 'x' = 'true'",
                "SET 'it''s' = ''                     | 'it''s' = ''",
                "SET \"a b\" = `c`                    | 'a b' = 'c'",
            })
    void optionsAreSet(String sql, String setting) {
        assertThat(Parse.as(SetOption.class, sql).setting().toSql()).isEqualTo(setting);
    }

    @Test
    void optionsAreShownAndReset() {
        assertThat(Parse.statement("SET;")).isEqualTo(new ShowOptions());
        assertThat(Parse.as(ResetOption.class, "RESET").key()).isNull();
        assertThat(Parse.as(ResetOption.class, "RESET 'a.b'").key().name()).isEqualTo("a.b");
        assertThat(Parse.as(ResetOption.class, "RESET table.local-time-zone")
                        .key()
                        .name())
                .isEqualTo("table.local-time-zone");
    }

    @Test
    void theKeyAndValueOfAnOptionHaveTheirPlaces() {
        var setting = Parse.as(SetOption.class, "SET a.b-c =\n 'v'").setting();

        assertThat(setting.key().span()).isEqualTo(new SourceSpan(1, 5, 1, 9));
        assertThat(setting.valueSpan()).isEqualTo(new SourceSpan(2, 2, 2, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "STOP JOB '4f-1c' | 4f-1c",
                "STOP JOB 17 | 17",
                "STOP JOB nightly | nightly",
                "STOP JOB `a b` | a b"
            })
    void jobsAreStopped(String sql, String job) {
        assertThat(Parse.as(StopJob.class, sql).job()).isEqualTo(job);
    }

    @Test
    void whatWeDoNotHaveIsToldPlainly() {
        assertThat(Parse.told("STOP JOB 'a' WITH SAVEPOINT")).startsWith("NOT_SUPPORTED 1:19..27");
        assertThat(Parse.told("UPDATE t SET a = 1")).isEqualTo("NOT_SUPPORTED 1:1..6 UPDATE is not supported yet");
        assertThat(Parse.told("alter table t add b int"))
                .startsWith("NOT_SUPPORTED 1:1..5 ALTER is not supported yet | ");
        assertThat(Parse.told("BEGIN")).startsWith("NOT_SUPPORTED 1:1..5 BEGIN is not supported yet | ");
        assertThat(Parse.told("EXPLAIN ANALYZE SELECT 1"))
                .startsWith("NOT_SUPPORTED 1:9..15 EXPLAIN ANALYZE is not supported yet | ");
        assertThat(Parse.told("INSERT OVERWRITE t SELECT 1")).startsWith("NOT_SUPPORTED 1:8..16");
        assertThat(Parse.told("INSERT INTO t PARTITION (a = 1) SELECT 1")).startsWith("NOT_SUPPORTED 1:15..23");
    }
}
