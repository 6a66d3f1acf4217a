// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Comparisons of rows that are written out, {@code (a, b) < (c, d)}, as comparisons of their fields. */
final class RowComparison {
    /** The comparison of fields that are not the last: {@code (a, b) <= (c, d)} is {@code a < c OR (a = c AND b <= d)}. */
    private static final Map<SqlKind, SqlOperator> STRICT = Map.of(
            SqlKind.LESS_THAN, SqlStdOperatorTable.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN,
            SqlKind.GREATER_THAN, SqlStdOperatorTable.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN);

    private final SqlCall comparison;
    private final SqlParserPos pos;
    private final List<SqlNode> left;
    private final List<SqlNode> right;

    private RowComparison(SqlCall comparison) {
        this.comparison = comparison;
        this.pos = comparison.getParserPosition();
        this.left = ((SqlCall) comparison.operand(0)).getOperandList();
        this.right = ((SqlCall) comparison.operand(1)).getOperandList();
    }

    /** The same by fields; the call itself when it compares something else. */
    static SqlNode byFields(SqlCall call) {
        return call.operandCount() == 2 && isRow(call.operand(0)) && isRow(call.operand(1))
                ? new RowComparison(call).byFields()
                : call;
    }

    private static boolean isRow(SqlNode node) {
        return node != null && node.getKind() == SqlKind.ROW;
    }

    private SqlNode byFields() {
        if (left.size() != right.size()) {
            return comparison; // refused by the validator
        }
        return switch (comparison.getKind()) {
            case EQUALS, IS_NOT_DISTINCT_FROM -> all(SqlStdOperatorTable.AND);
            case NOT_EQUALS, IS_DISTINCT_FROM -> all(SqlStdOperatorTable.OR);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> inOrder();
            default -> comparison;
        };
    }

    private SqlNode field(SqlOperator operator, int i) {
        return operator.createCall(pos, left.get(i), right.get(i));
    }

    private SqlNode all(SqlOperator junction) {
        SqlNode all = field(comparison.getOperator(), 0);
        for (int i = 1; i < left.size(); i++) {
            all = junction.createCall(pos, all, field(comparison.getOperator(), i));
        }
        return all;
    }

    private SqlNode inOrder() {
        SqlOperator strict = Objects.requireNonNull(STRICT.get(comparison.getKind()));
        int last = left.size() - 1;
        SqlNode rest = field(comparison.getOperator(), last);
        for (int i = last - 1; i >= 0; i--) {
            rest = SqlStdOperatorTable.OR.createCall(
                    pos,
                    field(strict, i),
                    SqlStdOperatorTable.AND.createCall(pos, field(SqlStdOperatorTable.EQUALS, i), rest));
        }
        return rest;
    }
}
