// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Writes the older windows of GROUP BY as window functions of FROM.
 *
 * <pre>
 *   SELECT TUMBLE_START(ts, i), k           SELECT window_start, k
 *   FROM t WHERE c                    =>    FROM TABLE(TUMBLE((SELECT * FROM t WHERE c), DESCRIPTOR(ts), i)) AS t
 *   GROUP BY TUMBLE(ts, i), k               GROUP BY window_start, window_end, window_time, k
 * </pre>
 */
final class GroupWindows {
    private static final List<String> NAMES = List.of("TUMBLE", "HOP", "SESSION");

    private static final Map<String, String> COLUMNS = Map.of(
            "START", "window_start",
            "END", "window_end",
            "ROWTIME", "window_time",
            "PROCTIME", "window_time");

    private final SqlSelect select;
    private final SqlCall window;
    private final String name;

    private GroupWindows(SqlSelect select, SqlCall window) {
        this.select = select;
        this.window = window;
        this.name = name(window);
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT).replace("$", "");
    }

    /** Whether an item of GROUP BY is a window. */
    static boolean isWindow(SqlNode item) {
        return item instanceof SqlCall call && NAMES.contains(name(call)) && call.operandCount() >= 2;
    }

    /** Whether a query groups by a window. */
    static boolean groupsBy(SqlSelect select) {
        return select.getGroup() != null && select.getGroup().stream().anyMatch(GroupWindows::isWindow);
    }

    /** Changes a query that groups by a window; others stay. */
    static void rewrite(SqlSelect select) {
        if (groupsBy(select)) {
            of(select).rewrite();
        }
    }

    private static GroupWindows of(SqlSelect select) {
        SqlNode window = Objects.requireNonNull(select.getGroup()).stream()
                .filter(GroupWindows::isWindow)
                .findFirst()
                .orElseThrow();
        return new GroupWindows(select, (SqlCall) window);
    }

    /** The ORDER BY around a query that groups by a window. */
    static SqlNodeList order(SqlSelect select, SqlNodeList order) {
        return (SqlNodeList) Objects.requireNonNull(order.accept(of(select).new Auxiliaries()));
    }

    private void rewrite() {
        SqlNode from = Objects.requireNonNull(select.getFrom());
        SqlParserPos pos = window.getParserPosition();
        SqlIdentifier alias = alias(from);
        if (alias == null && !from.getKind().belongsTo(SqlKind.QUERY)) {
            throw SupportedSyntax.notSupported(
                    name + " in GROUP BY of a query over several tables",
                    "Put the join into a query in FROM, or write FROM TABLE(" + name + "(TABLE t, ...)).",
                    window);
        }
        SqlNodeList group = group();
        SqlNode rows = new SqlSelect(
                pos,
                SqlNodeList.EMPTY,
                SqlNodeList.of(SqlIdentifier.star(pos)),
                from,
                select.getWhere(),
                null,
                null,
                SqlNodeList.EMPTY,
                null,
                null,
                null,
                null,
                SqlNodeList.EMPTY);
        List<SqlNode> operands = new ArrayList<>(List.of(rows, descriptor(List.of(column(window.operand(0))), pos)));
        if (name.equals("SESSION")) {
            List<SqlNode> keys = sessionKeys();
            if (!keys.isEmpty()) {
                operands.add(descriptor(keys, pos));
            }
        }
        operands.addAll(window.getOperandList().subList(1, window.operandCount()));
        SqlNode function = new SqlBasicCall(
                new SqlUnresolvedFunction(
                        new SqlIdentifier(name, pos),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION),
                operands,
                pos);
        SqlNode table = SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, function);
        select.setFrom(alias == null ? table : SqlStdOperatorTable.AS.createCall(pos, table, alias));
        select.setWhere(null);
        Auxiliaries columns = new Auxiliaries();
        select.setSelectList(
                (SqlNodeList) Objects.requireNonNull(select.getSelectList().accept(columns)));
        select.setGroupBy(group);
        if (select.getHaving() != null) {
            select.setHaving(select.getHaving().accept(columns));
        }
        if (select.getOrderList() != null) {
            select.setOrderBy((SqlNodeList) select.getOrderList().accept(columns));
        }
    }

    /** The name by which the columns of FROM are called, or null. */
    private static @Nullable SqlIdentifier alias(SqlNode from) {
        if (from instanceof SqlIdentifier table) {
            return new SqlIdentifier(table.names.get(table.names.size() - 1), table.getParserPosition());
        }
        return from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : null;
    }

    private SqlNode column(SqlNode node) {
        if (!(node instanceof SqlIdentifier id)) {
            throw SupportedSyntax.notSupported(
                    name + " of an expression", "Compute it as a column of a query in FROM.", node);
        }
        return new SqlIdentifier(id.names.get(id.names.size() - 1), id.getParserPosition());
    }

    private static SqlNode descriptor(List<SqlNode> columns, SqlParserPos pos) {
        return SqlStdOperatorTable.DESCRIPTOR.createCall(pos, columns);
    }

    private List<SqlNode> sessionKeys() {
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode item : Objects.requireNonNull(select.getGroup())) {
            if (!isWindow(item)) {
                keys.add(column(item));
            }
        }
        return keys;
    }

    private SqlNodeList group() {
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : Objects.requireNonNull(select.getGroup())) {
            if (item == window) {
                SqlParserPos pos = item.getParserPosition();
                for (String column : List.of("window_start", "window_end", "window_time")) {
                    items.add(new SqlIdentifier(column, pos));
                }
            } else if (isWindow(item)) {
                throw SupportedSyntax.notSupported("a second window in GROUP BY", "Group by one window.", item);
            } else {
                items.add(item);
            }
        }
        return new SqlNodeList(items, select.getGroup().getParserPosition());
    }

    /** TUMBLE_START and its like as the columns they stand for. */
    private final class Auxiliaries extends SqlShuttle {
        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            String called = name(call);
            int bar = called.lastIndexOf('_');
            String column =
                    bar < 0 || !called.substring(0, bar).equals(name) ? null : COLUMNS.get(called.substring(bar + 1));
            if (column != null) {
                checkSame(call);
                return new SqlIdentifier(column, call.getParserPosition());
            }
            if (bar > 0 && NAMES.contains(called.substring(0, bar)) && COLUMNS.containsKey(called.substring(bar + 1))) {
                throw otherWindow(call);
            }
            return call.getKind().belongsTo(SqlKind.QUERY) ? call : super.visit(call);
        }

        /** The bounds of a window are asked for with the arguments of the window. */
        private void checkSame(SqlCall call) {
            boolean same = call.operandCount() == window.operandCount();
            for (int i = 0; same && i < call.operandCount(); i++) {
                SqlNode asked = call.operand(i);
                SqlNode given = window.operand(i);
                same = asked instanceof SqlIdentifier a && given instanceof SqlIdentifier b
                        ? a.names.get(a.names.size() - 1).equalsIgnoreCase(b.names.get(b.names.size() - 1))
                        : asked.equalsDeep(given, Litmus.IGNORE);
            }
            if (!same) {
                throw otherWindow(call);
            }
        }

        private SqlException otherWindow(SqlCall call) {
            return SqlException.report(ErrorCode.NOT_AGGREGATED)
                    .says("%s asks for another window than the query groups by", name(call))
                    .at(Spans.of(call.getParserPosition()))
                    .hint(
                            "Give the arguments of %s in GROUP BY to %s_START, %s_END or %s_ROWTIME.",
                            name, name, name, name)
                    .toException();
        }
    }
}
