// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sqlparser.StatementParser;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelTypesTest {
    private final RelDataTypeFactory factory = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN               | BOOLEAN",
                "TINYINT               | TINYINT",
                "FLOAT                 | REAL",
                "DOUBLE                | DOUBLE",
                "DECIMAL(12, 3)        | DECIMAL(12, 3)",
                "VARCHAR(7)            | VARCHAR(7)",
                "DATE                  | DATE",
                "TIME(3)               | TIME(3)",
                "TIMESTAMP(3)          | TIMESTAMP(3)",
                "TIMESTAMP_LTZ(3)      | TIMESTAMP_WITH_LOCAL_TIME_ZONE(3)",
                "ARRAY<INT NOT NULL>   | INTEGER NOT NULL ARRAY",
                "MAP<VARCHAR(3), INT>  | (VARCHAR(3) NOT NULL, INTEGER) MAP",
                "ROW<a INT, b DATE>    | RecordType:peek_no_expand(INTEGER a, DATE b)",
                "INTERVAL YEAR TO MONTH | INTERVAL YEAR TO MONTH",
                "INTERVAL DAY TO SECOND | INTERVAL DAY TO SECOND",
            })
    void typesHaveTheirCounterparts(String ours, String theirs) {
        var type = StatementParser.parseType(ours);

        assertThat(RelTypes.of(type, factory).getFullTypeString()).isEqualTo(theirs);
        assertThat(RelTypes.of(type, factory).isNullable()).isTrue();
        assertThat(RelTypes.of(type.withNullable(false), factory).isNullable()).isFalse();
    }
}
