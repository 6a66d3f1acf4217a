// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sqlparser.statement.CreateTable;
import io.weir.sqlparser.statement.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    @ParameterizedTest
    @MethodSource("io.weir.sqlparser.Corpus#all")
    void theTextOfAStatementParsesToAnEqualOne(String sql) {
        Statement statement = Parse.statement(sql);
        Statement again = Parse.statement(statement.toSql());

        assertThat(again).isEqualTo(statement).hasSameHashCodeAs(statement);
        assertThat(again.toSql()).isEqualTo(statement.toSql());
    }

    @Test
    void aTableIsWrittenPlainly() {
        assertThat(Parse.as(CreateTable.class, """
                        create temporary table if not exists t (id int primary key not enforced,
                          "the ""name" varchar(3) not null comment 'it''s', v as upper( x ) -- hm
                          , x string metadata, watermark for w as w, w timestamp(3)) with (k = 'v', 'l' = 7)
                        """).toSql()).isEqualTo("""
                        CREATE TEMPORARY TABLE IF NOT EXISTS `t` (
                          `id` INT,
                          `the "name` VARCHAR(3) NOT NULL COMMENT 'it''s',
                          `v` AS upper( x ),
                          `x` STRING METADATA,
                          `w` TIMESTAMP(3),
                          WATERMARK FOR `w` AS w,
                          PRIMARY KEY (`id`) NOT ENFORCED
                        )
                        WITH (
                          'k' = 'v',
                          'l' = '7'
                        )""");
    }
}
