// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN                           | BOOLEAN",
                "tinyint                           | TINYINT",
                "SMALLINT                          | SMALLINT",
                "INT                               | INT",
                "INTEGER                           | INT",
                "BIGINT                            | BIGINT",
                "FLOAT                             | FLOAT",
                "REAL                              | FLOAT",
                "DOUBLE                            | DOUBLE",
                "DOUBLE PRECISION                  | DOUBLE",
                "DECIMAL                           | DECIMAL(10, 0)",
                "DEC(5)                            | DECIMAL(5, 0)",
                "NUMERIC(38, 38)                   | DECIMAL(38, 38)",
                "CHAR                              | VARCHAR(1)",
                "CHARACTER(3)                      | VARCHAR(3)",
                "CHAR VARYING(3)                   | VARCHAR(3)",
                "VARCHAR                           | STRING",
                "VARCHAR(2147483647)               | STRING",
                "STRING                            | STRING",
                "BINARY                            | VARBINARY(1)",
                "BINARY(16)                        | VARBINARY(16)",
                "BINARY VARYING                    | BYTES",
                "VARBINARY(7)                      | VARBINARY(7)",
                "BYTES                             | BYTES",
                "DATE                              | DATE",
                "TIME                              | TIME(0)",
                "TIME(3) WITHOUT TIME ZONE         | TIME(3)",
                "TIMESTAMP                         | TIMESTAMP(6)",
                "TIMESTAMP(0) WITHOUT TIME ZONE    | TIMESTAMP(0)",
                "TIMESTAMP(3) WITH LOCAL TIME ZONE | TIMESTAMP_LTZ(3)",
                "TIMESTAMP_LTZ                     | TIMESTAMP_LTZ(6)",
                "timestamp_ltz(2)                  | TIMESTAMP_LTZ(2)",
                "ARRAY<INT NOT NULL>               | ARRAY<INT NOT NULL>",
                "INT ARRAY ARRAY                   | ARRAY<ARRAY<INT>>",
                "MAP<STRING, MAP<INT, BYTES>>      | MAP<STRING NOT NULL, MAP<INT NOT NULL, BYTES>>",
                "ROW<a INT, `b c` STRING NOT NULL> | ROW<`a` INT, `b c` STRING NOT NULL>",
                "ROW(a INT 'a comment', b INT)     | ROW<`a` INT, `b` INT>",
                "ROW<date DATE, value ROW<x INT>>  | ROW<`date` DATE, `value` ROW<`x` INT>>",
                "INTERVAL YEAR TO MONTH            | INTERVAL YEAR TO MONTH",
                "INTERVAL DAY TO SECOND(3)         | INTERVAL DAY TO SECOND",
            })
    void typesAreRead(String written, String meant) {
        assertThat(StatementParser.parseType(written).sql()).isEqualTo(meant);
    }

    @Test
    void partsOfARowMayBeNullUnlessTheySayNot() {
        assertThat(StatementParser.parseType("ROW<a INT, b INT NULL, c INT NOT NULL>"))
                .isEqualTo(DataType.row(List.of(
                        new Field("a", DataType.integer()),
                        new Field("b", DataType.integer()),
                        new Field("c", DataType.integer().withNullable(false)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DECIMAL(39)",
                "DECIMAL(0)",
                "DECIMAL(5, 6)",
                "DECIMAL(5, -1)",
                "VARCHAR(0)",
                "BINARY(0)",
                "TIMESTAMP(9)",
                "TIMESTAMP_LTZ(7)",
                "TIME(7)",
                "STRNG",
                "ANY"
            })
    void whatNoTypeHoldsIsRefusedWhereItStands(String written) {
        SqlException error = catchThrowableOfType(SqlException.class, () -> StatementParser.parseType(written));

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_TYPE);
        assertThat(error.span()).isNotNull().satisfies(span -> {
            assertThat(span.column()).isEqualTo(1);
            assertThat(span.endColumn()).isEqualTo(written.length());
        });
    }

    @ParameterizedTest
    @CsvSource({"text, STRING", "INT8, BIGINT", "DATETIME, TIMESTAMP", "BIGNT, BIGINT", "TIMESTAMPTZ, TIMESTAMP_LTZ"})
    void theNameThatWasMeantIsTold(String written, String meant) {
        SqlException error = catchThrowableOfType(SqlException.class, () -> StatementParser.parseType(written));

        assertThat(error.hint()).contains(meant);
    }

    @Test
    void zonesThatWeDoNotKeepAreRefused() {
        assertThat(Parse.told("CREATE TABLE t (a TIMESTAMP(3) WITH TIME ZONE)"))
                .startsWith("NOT_SUPPORTED 1:19..45 TIMESTAMP WITH TIME ZONE is not supported yet | TIMESTAMP_LTZ");
        assertThat(Parse.told("CREATE TABLE t (a TIME WITH LOCAL TIME ZONE)")).startsWith("NOT_SUPPORTED");
    }

    @Test
    void aTypeStandsAlone() {
        assertThat(catchThrowableOfType(SqlException.class, () -> StatementParser.parseType("INT x")))
                .hasMessage("unexpected \"x\"");
        assertThat(catchThrowableOfType(SqlException.class, () -> StatementParser.parseType(" ")))
                .hasMessage("the text is empty");
        assertThat(catchThrowableOfType(SqlException.class, () -> StatementParser.parseType(")")))
                .hasMessage("unexpected \")\"");
    }

    @Test
    void fieldsOfARowDiffer() {
        assertThat(catchThrowableOfType(SqlException.class, () -> StatementParser.parseType("ROW<a INT, A INT>"))
                        .code())
                .isEqualTo(ErrorCode.DUPLICATE_COLUMN);
    }
}
