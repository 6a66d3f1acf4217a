// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sqlparser.StatementParser;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

class ConditionTreeTest {
    @Test
    void aShortConditionLeansToTheLeft() {
        assertThat(parse("a OR b AND c OR NOT d").toString()).isEqualTo("`a` OR `b` AND `c` OR NOT `d`");
    }

    @Test
    void aLongConditionHasTheSameOperandsInTheSameOrder() {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            operands.add(i % 3 == 0 ? "`c` BETWEEN ASYMMETRIC " + i + " AND `d` + 1" : "`a" + i + "` = " + i);
        }
        List<String> written =
                operands.stream().map(o -> o.replace("ASYMMETRIC ", "")).toList();

        SqlNode or = parse(String.join(" OR ", written));
        assertThat(leaves(or, SqlKind.OR)).isEqualTo(operands);
        assertThat(TreeDepth.exceeds(or, 45)).isFalse();

        SqlNode and = parse(String.join(" AND ", written));
        assertThat(leaves(and, SqlKind.AND)).isEqualTo(operands);
        assertThat(TreeDepth.exceeds(and, 45)).isFalse();
    }

    @Test
    void andStillBindsCloserThanOr() {
        String pair = "x = 1 AND NOT y = 2 OR ";
        SqlNode node = parse(pair.repeat(100) + "z");

        assertThat(leaves(node, SqlKind.OR)).hasSize(101).contains("`x` = 1 AND NOT `y` = 2", "z");
    }

    private static SqlNode parse(String expression) {
        return StatementParser.parseExpression(expression).node();
    }

    private static List<String> leaves(SqlNode node, SqlKind kind) {
        List<String> leaves = new ArrayList<>();
        if (node.getKind() == kind) {
            ((SqlCall) node).getOperandList().forEach(operand -> leaves.addAll(leaves(operand, kind)));
        } else {
            leaves.add(node.toString());
        }
        return leaves;
    }
}
