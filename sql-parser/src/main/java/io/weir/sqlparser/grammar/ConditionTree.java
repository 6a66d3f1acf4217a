// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/**
 * Makes a tree of operands and operators as Calcite does, but balances long chains of AND and OR: both are associative,
 * and a tree as deep as the chain is long would overflow the stack of whoever walks it.
 */
final class ConditionTree {
    /** Shorter chains lean to the left, as written. */
    private static final int LONG = 32;

    private ConditionTree() {}

    static SqlNode of(List<Object> items) {
        return items.size() <= LONG ? SqlParserUtil.toTree(items) : chain(items, SqlStdOperatorTable.OR);
    }

    /** The list cut at the operator, each part made a tree, and the parts joined again. */
    private static SqlNode chain(List<Object> items, SqlBinaryOperator operator) {
        List<SqlNode> parts = new ArrayList<>();
        int start = 0;
        int bounds = 0;
        for (int i = 0; i < items.size(); i++) {
            SqlKind kind = operatorAt(items, i);
            if (kind == SqlKind.BETWEEN) {
                bounds++;
            } else if (kind == SqlKind.AND && bounds > 0) {
                bounds--;
            } else if (kind == operator.getKind() && bounds == 0) {
                parts.add(part(items.subList(start, i), operator));
                start = i + 1;
            }
        }
        parts.add(part(items.subList(start, items.size()), operator));
        return join(parts, operator);
    }

    private static SqlNode part(List<Object> items, SqlBinaryOperator within) {
        return within.getKind() == SqlKind.OR && items.size() > LONG
                ? chain(items, SqlStdOperatorTable.AND)
                : SqlParserUtil.toTree(new ArrayList<>(items));
    }

    private static SqlNode join(List<SqlNode> parts, SqlBinaryOperator operator) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int middle = parts.size() > LONG ? parts.size() / 2 : parts.size() - 1;
        SqlNode left = join(parts.subList(0, middle), operator);
        SqlNode right = join(parts.subList(middle, parts.size()), operator);
        return operator.createCall(
                SqlParserPos.sum(List.of(left.getParserPosition(), right.getParserPosition())), left, right);
    }

    /** The operator at that place, or OTHER for an operand. */
    private static SqlKind operatorAt(List<Object> items, int index) {
        return items.get(index) instanceof SqlParserUtil.ToTreeListItem item
                ? item.getOperator().getKind()
                : SqlKind.OTHER;
    }
}
