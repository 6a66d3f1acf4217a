// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds where in the text something stands that the plan no longer knows the place of. */
public final class Places {
    private Places() {}

    /** Where a table is named in a FROM clause, or null. */
    public static @Nullable SourceSpan ofTable(SqlNode query, String name) {
        return first(query, node -> node instanceof SqlSelect select ? identifier(select.getFrom(), name) : null);
    }

    /** Where the first ORDER BY stands, or null. */
    public static @Nullable SourceSpan ofOrderBy(SqlNode query) {
        return first(query, node -> {
            if (node instanceof SqlOrderBy order && !order.orderList.isEmpty()) {
                return order.orderList;
            }
            return node instanceof SqlSelect select && select.getOrderList() != null ? select.getOrderList() : null;
        });
    }

    /** Where the first window function over a table stands, else the first one, in FROM or in GROUP BY, or null. */
    public static @Nullable SourceSpan ofWindow(SqlNode query, String table) {
        SourceSpan place = first(query, node -> isWindow(node) && identifier(node, table) != null ? node : null);
        return place != null
                ? place
                : first(query, node -> isWindow(node) || GroupWindows.isWindow(node) ? node : null);
    }

    private static boolean isWindow(SqlNode node) {
        return node instanceof SqlCall call
                && WindowFunction.ALL.stream()
                        .anyMatch(each -> each.getName()
                                .equalsIgnoreCase(call.getOperator().getName()));
    }

    /** Where the first LIMIT stands, or null. */
    public static @Nullable SourceSpan ofLimit(SqlNode query) {
        return first(query, node -> node instanceof SqlOrderBy order ? order.fetch : null);
    }

    /** The places of a query's columns, in order, as far as they are written out. */
    public static List<@Nullable SourceSpan> ofColumns(SqlNode query) {
        if (query instanceof SqlOrderBy order) {
            return ofColumns(order.query);
        }
        if (query instanceof SqlWith with) {
            return ofColumns(with.body);
        }
        if (query instanceof SqlSelect select) {
            return select.getSelectList().stream().anyMatch(Places::isStar) ? List.of() : spans(select.getSelectList());
        }
        if (query.getKind() == SqlKind.VALUES && ((SqlCall) query).operand(0) instanceof SqlCall row) {
            return spans(row.getOperandList());
        }
        return List.of();
    }

    private static boolean isStar(SqlNode node) {
        return node instanceof SqlIdentifier id ? id.isStar() : node instanceof SqlStarExclude;
    }

    private static List<@Nullable SourceSpan> spans(List<SqlNode> nodes) {
        List<@Nullable SourceSpan> spans = new ArrayList<>();
        for (SqlNode node : nodes) {
            spans.add(Spans.of(node.getParserPosition()));
        }
        return spans;
    }

    private static @Nullable SqlNode identifier(@Nullable SqlNode from, String name) {
        if (from == null) {
            return null;
        }
        List<SqlNode> found = new ArrayList<>();
        collect(
                from,
                node -> node instanceof SqlIdentifier id
                        && id.names.get(id.names.size() - 1).equalsIgnoreCase(name),
                found);
        return found.isEmpty() ? null : found.get(0);
    }

    private interface Finder {
        @Nullable
        SqlNode find(SqlNode node);
    }

    private static @Nullable SourceSpan first(SqlNode query, Finder finder) {
        List<SqlNode> found = new ArrayList<>();
        collect(query, node -> finder.find(node) != null, found);
        SqlNode place = found.isEmpty() ? null : finder.find(found.get(0));
        return place == null ? null : Spans.of(place.getParserPosition());
    }

    private static void collect(SqlNode root, Predicate<SqlNode> wanted, List<SqlNode> found) {
        root.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (wanted.test(call)) {
                    found.add(call);
                }
                return super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier id) {
                if (wanted.test(id)) {
                    found.add(id);
                }
                return null;
            }
        });
    }
}
