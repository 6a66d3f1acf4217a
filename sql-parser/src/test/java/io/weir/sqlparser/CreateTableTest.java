// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.statement.Column;
import io.weir.sqlparser.statement.CreateTable;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.OptionSetting;
import io.weir.sqlparser.statement.PrimaryKey;
import org.junit.jupiter.api.Test;

class CreateTableTest {
    @Test
    void everyClauseIsRead() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(0));

        assertThat(table.name()).hasToString("orders");
        assertThat(table.columns())
                .extracting(column -> column.name().name())
                .containsExactly(
                        "id",
                        "shop",
                        "amount",
                        "value",
                        "order",
                        "placed_at",
                        "seen_at",
                        "lines",
                        "tags",
                        "gross",
                        "offset",
                        "written");
        assertThat(table.comment()).isEqualTo("all orders");
        assertThat(table.partitionedBy()).extracting(Identifier::name).containsExactly("shop", "id");
        assertThat(table.options())
                .extracting(OptionSetting::name)
                .containsExactly("connector", "topic", "properties.bootstrap.servers");
        assertThat(table.option("topic")).hasValueSatisfying(option -> {
            assertThat(option.value()).isEqualTo("orders");
            assertThat(option.valueSpan()).isEqualTo(new SourceSpan(18, 40, 18, 47));
        });
        assertThat(table.temporary()).isFalse();
        assertThat(table.ifNotExists()).isFalse();
    }

    @Test
    void aColumnHasTypeNullabilityAndComment() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(0));

        assertThat(table.columns().get(0)).isInstanceOfSatisfying(Column.Physical.class, id -> {
            assertThat(id.type().type()).isEqualTo(DataType.bigint().withNullable(false));
            assertThat(id.comment()).isEqualTo("the order's number");
        });
        assertThat(table.columns().get(4))
                .isInstanceOfSatisfying(
                        Column.Physical.class,
                        order -> assertThat(order.type().type()).isEqualTo(DataType.integer()));
    }

    @Test
    void aComputedColumnKeepsItsTextAndTree() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(0));

        assertThat(table.columns().get(9)).isInstanceOfSatisfying(Column.Computed.class, gross -> {
            assertThat(gross.expression().text()).isEqualTo("amount * 1.19");
            assertThat(gross.expression().node()).hasToString("`amount` * 1.19");
            assertThat(gross.comment()).isEqualTo("with tax");
        });
    }

    @Test
    void metadataMayHaveAnotherNameAndBeReadOnly() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(0));

        assertThat(table.columns().get(10)).isInstanceOfSatisfying(Column.Metadata.class, offset -> {
            assertThat(offset.key()).isNull();
            assertThat(offset.virtual()).isTrue();
        });
        assertThat(table.columns().get(11)).isInstanceOfSatisfying(Column.Metadata.class, written -> {
            assertThat(written.key()).isEqualTo("timestamp");
            assertThat(written.virtual()).isFalse();
            assertThat(written.type().type()).isEqualTo(DataType.timestampLtz(3));
            assertThat(written.comment()).isEqualTo("by the broker");
        });
    }

    @Test
    void notNullMayStandBeforeOrBehindOtherClauses() {
        CreateTable table = Parse.as(
                CreateTable.class, "CREATE TABLE t (a INT COMMENT 'x' NOT NULL, b INT METADATA FROM 'k' NOT NULL)");

        assertThat(table.columns().get(0))
                .isInstanceOfSatisfying(
                        Column.Physical.class,
                        a -> assertThat(a.type().type().nullable()).isFalse());
        assertThat(table.columns().get(1)).isInstanceOfSatisfying(Column.Metadata.class, b -> {
            assertThat(b.type().type().nullable()).isFalse();
            assertThat(b.key()).isEqualTo("k");
        });
    }

    @Test
    void theWatermarkNamesItsColumnAndExpression() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(0));

        assertThat(table.watermark()).isNotNull();
        assertThat(table.watermark().column()).extracting(Identifier::name).containsExactly("placed_at");
        assertThat(table.watermark().expression().text()).isEqualTo("placed_at - INTERVAL '5' SECOND");
    }

    @Test
    void aPrimaryKeyIsAnElementOrStandsBehindItsColumn() {
        PrimaryKey listed = key("CREATE TABLE t (a INT, b INT, CONSTRAINT pk PRIMARY KEY (b, A) NOT ENFORCED)");
        assertThat(listed.name()).hasToString("pk");
        assertThat(listed.columns()).extracting(Identifier::name).containsExactly("b", "A");
        assertThat(listed.enforced()).isFalse();

        PrimaryKey inline = key("CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED)");
        assertThat(inline.name()).isNull();
        assertThat(inline.columns()).extracting(Identifier::name).containsExactly("a");

        assertThat(key("CREATE TABLE t (a INT NOT NULL CONSTRAINT pk PRIMARY KEY)")
                        .enforced())
                .isTrue();
        assertThat(key("CREATE TABLE t (a INT PRIMARY KEY ENFORCED NOT NULL)").enforced())
                .isTrue();
        assertThat(key("CREATE TABLE t (a INT PRIMARY KEY NOT NULL)").enforced())
                .isTrue();
    }

    private static PrimaryKey key(String sql) {
        return Parse.as(CreateTable.class, sql).primaryKey();
    }

    @Test
    void typesThatLookLikeNamesMayBeColumns() {
        CreateTable table = Parse.as(CreateTable.class, Corpus.DEFINITIONS.get(4));

        assertThat(table.columns()).extracting(Column::toSql).startsWith("`timestamp` TIMESTAMP(3)", "`date` DATE");
    }

    @Test
    void namesKeepTheirCaseAndMatchWithoutIt() {
        assertThat(Parse.told("CREATE TABLE t (dateTime INT, DATETIME INT)"))
                .isEqualTo("DUPLICATE_COLUMN 1:31..38 column \"DATETIME\" is given twice");
        CreateTable table = Parse.as(CreateTable.class, "CREATE TABLE MyTable (dateTime INT, PRIMARY KEY (DATETIME))");
        assertThat(table.name()).hasToString("MyTable");
        assertThat(table.columns().get(0).name()).hasToString("dateTime");
    }

    @Test
    void aTableMayBeWithoutOptions() {
        assertThat(Parse.as(CreateTable.class, "CREATE TABLE t (a INT)").options())
                .isEmpty();
        assertThat(Parse.as(CreateTable.class, "CREATE TABLE t (a INT) WITH ()").options())
                .isEmpty();
    }

    @Test
    void optionsAreQuotedOrPlain() {
        CreateTable table = Parse.as(
                CreateTable.class,
                "CREATE TABLE t (a INT) WITH ('a''b' = 'c''d', connector = datagen, rows-per-second = 5, x.y = true)");

        assertThat(table.options())
                .extracting(OptionSetting::toSql)
                .containsExactly(
                        "'a''b' = 'c''d'", "'connector' = 'datagen'", "'rows-per-second' = '5'", "'x.y' = 'true'");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThat(Parse.told("CREATE TABLE t (a INT, PRIMARY KEY (b))"))
                .startsWith("COLUMN_NOT_FOUND 1:37..37 column \"b\" does not exist");
        assertThat(Parse.told("CREATE TABLE t (amount INT, WATERMARK FOR amuont AS amount)"))
                .isEqualTo(
                        "COLUMN_NOT_FOUND 1:43..48 column \"amuont\" does not exist | The nearest name is \"amount\".");
        assertThat(Parse.told("CREATE TABLE t (a INT) PARTITIONED BY (a, A)")).startsWith("DUPLICATE_COLUMN 1:43..43");
        assertThat(Parse.told("CREATE TABLE t (a INT PRIMARY KEY, b INT PRIMARY KEY)"))
                .startsWith("INVALID_DEFINITION 1:42..52 a table can have only one primary key");
        assertThat(Parse.told("CREATE TABLE t (a INT, WATERMARK FOR a AS a, WATERMARK FOR a AS a)"))
                .startsWith("INVALID_DEFINITION 1:46..65 a table can have only one watermark");
        assertThat(Parse.told("CREATE TABLE t (a INT PRIMARY KEY (a))")).startsWith("SYNTAX 1:23..37");
        assertThat(Parse.told("CREATE TABLE t (a INT, PRIMARY KEY)")).startsWith("SYNTAX 1:24..34");
        assertThat(Parse.told("CREATE TABLE t (a INT METADATA METADATA)")).startsWith("SYNTAX 1:32..39");
        assertThat(Parse.told("CREATE TABLE t (a INT) WITH ('k' = '1', 'k' = '2')"))
                .startsWith("OPTION_VALUE 1:41..43 option \"k\" is given twice");
        assertThat(Parse.told("CREATE TABLE t WITH ('k' = '1')")).startsWith("INVALID_DEFINITION 1:14..14");
    }

    @Test
    void whatIsToComeIsRefusedWithAHint() {
        assertThat(Parse.told("CREATE TABLE t (a INT) LIKE other (INCLUDING ALL)"))
                .startsWith("NOT_SUPPORTED 1:24..27 CREATE TABLE with LIKE is not supported yet | ");
        assertThat(Parse.told("CREATE TABLE t WITH ('a' = 'b') AS SELECT 1"))
                .startsWith("NOT_SUPPORTED 1:33..34 CREATE TABLE with AS is not supported yet | ");
        assertThat(Parse.told("CREATE OR REPLACE TABLE t (a INT)")).startsWith("NOT_SUPPORTED 1:1..23");
        assertThat(Parse.told("CREATE TABLE t (a INT DEFAULT 1)")).startsWith("NOT_SUPPORTED 1:23..29");
        assertThat(Parse.told("CREATE TABLE t (a INT, UNIQUE (a))")).startsWith("NOT_SUPPORTED 1:24..29");
        assertThat(Parse.told("CREATE TABLE t (a INT CHECK (a > 1))")).startsWith("NOT_SUPPORTED 1:23..27");
        assertThat(Parse.told("CREATE TABLE t (a INT) DISTRIBUTED BY (a)")).startsWith("NOT_SUPPORTED 1:24..34");
        assertThat(Parse.told("CREATE FUNCTION f AS 'x'"))
                .isEqualTo("NOT_SUPPORTED 1:1..15 CREATE FUNCTION is not supported yet");
        assertThat(Parse.told("DROP DATABASE d")).startsWith("NOT_SUPPORTED 1:1..13");
    }
}
