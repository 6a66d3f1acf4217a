// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Writes {@code SESSION(TABLE t PARTITION BY k, ...)} with a descriptor of the columns, which the validator can take. */
final class Sessions {
    private Sessions() {}

    /** The call with DESCRIPTOR(k) behind that of the time column; the call itself when it has no partitions. */
    static SqlCall described(SqlCall call) {
        if (!call.getOperator().getName().equalsIgnoreCase("SESSION")) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>();
        SqlNode keys = null;
        boolean named = false;
        for (SqlNode operand : call.getOperandList()) {
            boolean assigned = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            SqlNode value = assigned ? ((SqlCall) operand).operand(0) : operand;
            if (value.getKind() != SqlKind.SET_SEMANTICS_TABLE) {
                operands.add(operand);
                continue;
            }
            SqlCall table = (SqlCall) value;
            keys = descriptor(table);
            named = assigned;
            operands.add(assigned ? assignment(table.operand(0), ((SqlCall) operand).operand(1)) : table.operand(0));
        }
        if (keys == null) {
            return call;
        }
        SqlNode key = named ? assignment(keys, new SqlIdentifier("KEY", keys.getParserPosition())) : keys;
        operands.add(named ? operands.size() : 2, key);
        return new SqlBasicCall(call.getOperator(), operands, call.getParserPosition());
    }

    private static SqlNode assignment(SqlNode value, SqlNode name) {
        return SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(value.getParserPosition(), value, name);
    }

    private static SqlNode descriptor(SqlCall table) {
        SqlNodeList partition = table.operand(1);
        SqlNodeList order = table.operand(2);
        if (!order.isEmpty()) {
            throw SupportedSyntax.notSupported("ORDER BY of a window function's table", "Leave it out.", order);
        }
        for (SqlNode key : partition) {
            if (!(key instanceof SqlIdentifier)) {
                throw SupportedSyntax.notSupported(
                        "PARTITION BY of an expression here", "Compute it as a column of a query in FROM.", key);
            }
        }
        List<SqlNode> columns = partition.stream()
                .map(key -> {
                    SqlIdentifier id = (SqlIdentifier) Objects.requireNonNull(key);
                    return (SqlNode) new SqlIdentifier(id.names.get(id.names.size() - 1), id.getParserPosition());
                })
                .toList();
        return SqlStdOperatorTable.DESCRIPTOR.createCall(partition.getParserPosition(), columns);
    }
}
