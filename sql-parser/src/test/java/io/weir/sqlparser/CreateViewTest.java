// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import io.weir.sqlparser.statement.CreateView;
import io.weir.sqlparser.statement.DropTable;
import io.weir.sqlparser.statement.DropView;
import io.weir.sqlparser.statement.Identifier;
import org.junit.jupiter.api.Test;

class CreateViewTest {
    @Test
    void aViewKeepsTheTextOfItsQuery() {
        CreateView view = Parse.as(CreateView.class, "CREATE VIEW v AS\n  SELECT a, -- the first\n b FROM t ;");

        assertThat(view.query().text()).isEqualTo("SELECT a, -- the first\n b FROM t");
        assertThat(view.query().span()).isEqualTo(new SourceSpan(2, 3, 3, 9));
    }

    @Test
    void everyClauseIsRead() {
        CreateView view = Parse.as(
                CreateView.class,
                "CREATE OR REPLACE TEMPORARY VIEW IF NOT EXISTS a.v (x, `Y`) COMMENT 'c' AS SELECT 1, 2");

        assertThat(view.name()).hasToString("a.v");
        assertThat(view.replace()).isTrue();
        assertThat(view.temporary()).isTrue();
        assertThat(view.ifNotExists()).isTrue();
        assertThat(view.columns()).extracting(Identifier::name).containsExactly("x", "Y");
        assertThat(view.comment()).isEqualTo("c");
    }

    @Test
    void aQueryIsNeeded() {
        assertThat(Parse.told("CREATE VIEW v AS")).isEqualTo("SYNTAX 1:17..17 the statement ends too early");
        assertThat(Parse.told("CREATE VIEW v AS SELCT 1"))
                .isEqualTo("SYNTAX 1:18..22 expected a query | Did you mean SELECT?");
        assertThat(Parse.told("CREATE VIEW v SELECT 1")).startsWith("SYNTAX 1:15..20 unexpected \"SELECT\"");
    }

    @Test
    void aMaterializedViewIsParsedAndRefused() {
        assertThat(Parse.told("CREATE MATERIALIZED VIEW v AS SELECT 1"))
                .startsWith("NOT_SUPPORTED 1:8..19 CREATE MATERIALIZED VIEW is not supported yet | CREATE VIEW");
        assertThat(Parse.told("CREATE MATERIALIZED VIEW v AS SELECT 1 FORM t")).startsWith("SYNTAX 1:40..43");
        assertThat(Parse.told("DROP MATERIALIZED VIEW v")).startsWith("NOT_SUPPORTED 1:1..17");
    }

    @Test
    void tablesAndViewsAreDropped() {
        assertThat(Parse.as(DropTable.class, "DROP TEMPORARY TABLE IF EXISTS a.t"))
                .satisfies(
                        drop -> assertThat(drop.temporary() && drop.ifExists()).isTrue())
                .extracting(drop -> drop.name().toString())
                .isEqualTo("a.t");
        assertThat(Parse.as(DropView.class, "DROP VIEW v"))
                .satisfies(
                        drop -> assertThat(drop.temporary() || drop.ifExists()).isFalse());
    }
}
