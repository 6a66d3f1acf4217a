// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types that expressions come to. */
class TypesTest {
    private static final Session SESSION = Session.withTables();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "1 ~ INT NOT NULL",
                "3000000000 ~ BIGINT NOT NULL",
                "1.50 ~ DECIMAL(3, 2) NOT NULL",
                "1e3 ~ DOUBLE NOT NULL",
                "'''ab''' ~ VARCHAR(2) NOT NULL",
                "DATE '2020-01-01' ~ DATE NOT NULL",
                "TIMESTAMP '2020-01-01 00:00:00.123' ~ TIMESTAMP(3) NOT NULL",
                "INTERVAL '1' DAY ~ INTERVAL DAY TO SECOND NOT NULL",
                "INTERVAL '1' MONTH ~ INTERVAL YEAR TO MONTH NOT NULL",
                "pieces + pieces ~ INT",
                "pieces + amount ~ BIGINT",
                "pieces / 2 ~ INT",
                "amount % pieces ~ BIGINT",
                "price + 1 ~ DECIMAL(13, 2)",
                "price * price ~ DECIMAL(20, 4)",
                "price / price ~ DECIMAL(23, 13)",
                "price + weight ~ DOUBLE",
                "-price ~ DECIMAL(10, 2)",
                "CAST(pieces AS FLOAT) + price ~ DOUBLE",
                "CAST(pieces AS FLOAT) * pieces ~ FLOAT",
                "amount > pieces ~ BOOLEAN",
                "amount IS NULL ~ BOOLEAN NOT NULL",
                "amount IS DISTINCT FROM 3 ~ BOOLEAN NOT NULL",
                "SUM(pieces) ~ BIGINT",
                "SUM(price) ~ DECIMAL(38, 2)",
                "SUM(weight) ~ DOUBLE",
                "SUM(CAST(pieces AS TINYINT)) ~ BIGINT",
                "AVG(pieces) ~ DOUBLE",
                "AVG(price) ~ DECIMAL(38, 6)",
                "COUNT(*) ~ BIGINT NOT NULL",
                "COUNT(DISTINCT shop) ~ BIGINT NOT NULL",
                "MIN(shop) ~ STRING",
                "MAX(placed) ~ TIMESTAMP(3)",
                "placed + INTERVAL '1' HOUR ~ TIMESTAMP(3)",
                "placed + INTERVAL '0.5' SECOND ~ TIMESTAMP(6)",
                "day + INTERVAL '1' DAY ~ DATE",
                "day - INTERVAL '1' MONTH ~ DATE",
                "day + INTERVAL '1' HOUR ~ TIMESTAMP(0)",
                "clock + INTERVAL '1' HOUR ~ TIME(0)",
                "placed - placed ~ INTERVAL DAY TO SECOND",
                "amount * INTERVAL '1' SECOND ~ INTERVAL DAY TO SECOND",
                "CURRENT_TIMESTAMP ~ TIMESTAMP_LTZ(3) NOT NULL",
                "LOCALTIMESTAMP ~ TIMESTAMP(3) NOT NULL",
                "CURRENT_DATE ~ DATE NOT NULL",
                "CASE WHEN paid THEN 'a' ELSE 'bcd' END ~ VARCHAR(3) NOT NULL",
                "CASE WHEN paid THEN 1 WHEN NOT paid THEN 2.5 END ~ DECIMAL(11, 1)",
                "COALESCE(shop, 'x') ~ STRING NOT NULL",
                "NULLIF(amount, 3) ~ BIGINT",
                "CAST(NULL AS INT) ~ INT",
                "TRY_CAST('1' AS INT) ~ INT",
                "CAST(shop AS DECIMAL(38, 10)) ~ DECIMAL(38, 10)",
                "ARRAY[1, 2] ~ ARRAY<INT NOT NULL> NOT NULL",
                "ARRAY[1, amount] ~ ARRAY<BIGINT> NOT NULL",
                "MAP['a', 1] ~ 'MAP<VARCHAR(1) NOT NULL, INT NOT NULL> NOT NULL'",
                "buyer.age ~ INT",
                "tags[1] ~ STRING",
                "shop || 'x' ~ STRING",
                "UPPER(shop) ~ STRING",
                "EXTRACT(YEAR FROM placed) ~ BIGINT",
            })
    void anExpressionHasItsType(String expression, String type) {
        assertThat(SESSION.typeOf(expression)).isEqualTo(type);
    }

    @Test
    void windowColumnsAreOfTheTimeColumnsType() {
        assertThat(SESSION.columns("SELECT window_start, window_end, window_time FROM"
                        + " TABLE(TUMBLE(TABLE orders, DESCRIPTOR(seen), INTERVAL '1' DAY))"))
                .containsExactly(
                        "window_start TIMESTAMP_LTZ(3) NOT NULL",
                        "window_end TIMESTAMP_LTZ(3) NOT NULL",
                        "window_time TIMESTAMP_LTZ(6) NOT NULL");
    }

    @Test
    void namesKeepTheCaseTheyWereWrittenInAndMatchWithoutIt() {
        assertThat(SESSION.columns("SELECT SHOP, Shop AS sHoP, \"amount\", `pieces` FROM ORDERS"))
                .containsExactly("shop STRING", "sHoP STRING", "amount BIGINT", "pieces INT");
    }

    @Test
    void columnsWithoutANameAreNumbered() {
        assertThat(SESSION.columns("SELECT amount, amount + 1, COUNT(*) FROM orders GROUP BY amount"))
                .containsExactly("amount BIGINT", "EXPR$1 BIGINT", "EXPR$2 BIGINT NOT NULL");
    }

    @Test
    void unionsHaveWhatTheirQueriesHaveInCommon() {
        assertThat(SESSION.columns("SELECT pieces FROM orders UNION ALL SELECT amount FROM orders"
                        + " UNION ALL SELECT price FROM orders"))
                .containsExactly("pieces DECIMAL(21, 2)");
        assertThat(SESSION.columns("SELECT 'a' AS x UNION ALL SELECT 'bcd'")).containsExactly("x VARCHAR(3) NOT NULL");
    }

    @Test
    void parametersTakeTheTypesTheyMeet() {
        assertThat(SESSION.query("SELECT shop FROM orders WHERE amount > ? AND shop LIKE ? AND placed < ?"
                                + " AND price = CAST(? AS DECIMAL(5, 1)) AND UPPER(?) = shop")
                        .parameters())
                .extracting(type -> type.sql())
                .containsExactly("BIGINT", "STRING", "TIMESTAMP(3)", "DECIMAL(5, 1)", "STRING");
        List<String> ofInsert = ((Planned.Insert) SESSION.plan("INSERT INTO totals (amount, shop) VALUES (?, ?)"))
                .parameters().stream().map(type -> type.sql()).toList();
        assertThat(ofInsert).containsExactly("INT", "STRING");
    }

    @Test
    void textIsUnicode() {
        assertThat(SESSION.explain("SELECT shop FROM plain WHERE shop = 'Größe 漢字 🙂'"))
                .contains("'Größe 漢字 🙂'");
        assertThat(SESSION.typeOf("'🙂🙂'")).startsWith("VARCHAR(");
    }
}
