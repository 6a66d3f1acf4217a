// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes the windows of a WINDOW clause out where they are named: partitions and order come from the named window, the frame
 * from where it is used.
 */
final class NamedWindows extends SqlShuttle {
    private final Map<String, SqlWindow> windows = new HashMap<>();

    private NamedWindows(SqlNodeList declared) {
        for (SqlNode node : declared) {
            SqlWindow window = (SqlWindow) node;
            SqlIdentifier name = Objects.requireNonNull(window.getDeclName());
            windows.put(key(name), resolved(window));
        }
    }

    /** The query without its WINDOW clause; itself when it has none. */
    static void writeOut(SqlSelect select) {
        if (select.getWindowList().isEmpty()) {
            return;
        }
        NamedWindows shuttle = new NamedWindows(select.getWindowList());
        select.setSelectList(
                (SqlNodeList) Objects.requireNonNull(select.getSelectList().accept(shuttle)));
        SqlNode qualify = select.getQualify();
        if (qualify != null) {
            select.setQualify(qualify.accept(shuttle));
        }
        SqlNodeList order = select.getOrderList();
        if (order != null) {
            select.setOrderBy((SqlNodeList) order.accept(shuttle));
        }
        if (shuttle.allKnown(select)) {
            select.setOperand(WINDOW_LIST, SqlNodeList.EMPTY);
        }
    }

    /** Place of the WINDOW clause among the parts of a SELECT. */
    private static final int WINDOW_LIST = 6;

    /** A name that is not known stays for the validator to refuse. */
    private boolean allKnown(SqlSelect select) {
        return select.getWindowList().stream()
                .map(node -> ((SqlWindow) node).getRefName())
                .allMatch(name -> name == null || windows.containsKey(key(name)));
    }

    private static String key(SqlIdentifier name) {
        return name.getSimple().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.getKind() == SqlKind.OVER) {
            SqlNode over = call.operand(1);
            SqlNode resolved = over instanceof SqlIdentifier name && windows.containsKey(key(name))
                    ? windows.get(key(name))
                    : over instanceof SqlWindow window ? resolved(window) : over;
            SqlParserPos pos = call.getParserPosition();
            return SqlStdOperatorTable.OVER.createCall(
                    pos, call.operand(0), Objects.requireNonNull(resolved).clone(resolved.getParserPosition()));
        }
        return call.getKind().belongsTo(SqlKind.QUERY) ? call : super.visit(call);
    }

    private SqlWindow resolved(SqlWindow window) {
        SqlIdentifier name = window.getRefName();
        SqlWindow base = name == null ? null : windows.get(key(name));
        List<@Nullable SqlNode> parts = new ArrayList<>(window.getOperandList());
        parts.set(0, null);
        if (base != null) {
            parts.set(1, null);
            if (window.getPartitionList().isEmpty()) {
                parts.set(2, base.getPartitionList());
            }
            if (window.getOrderList().isEmpty()) {
                parts.set(3, base.getOrderList());
            }
            if (window.getLowerBound() == null && window.getUpperBound() == null) {
                parts.set(4, base.getOperandList().get(4));
                parts.set(5, base.getLowerBound());
                parts.set(6, base.getUpperBound());
                parts.set(8, base.getOperandList().get(8));
            }
        }
        return (SqlWindow)
                window.getOperator().createCall(null, window.getParserPosition(), parts.toArray(new SqlNode[0]));
    }
}
