// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.PlannerOptions;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses what the grammar knows and Weir does not do yet, at its place and with the nearest thing that works. */
final class SupportedSyntax extends SqlBasicVisitor<@Nullable Void> {
    /** Whether the expressions are those of a query that groups by a window, and may ask for it. */
    private boolean groupWindow;

    private SupportedSyntax() {}

    static void check(SqlNode query) {
        query.accept(new SupportedSyntax());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            checkSelect(select);
            return null;
        }
        if (call instanceof SqlWith with) {
            visitWith(with);
            return null;
        }
        if (call instanceof SqlOrderBy order) {
            checkWhole(order.offset);
            checkWhole(order.fetch);
        }
        if (call instanceof SqlJoin join) {
            if (join.getJoinType() == JoinType.ASOF || join.getJoinType() == JoinType.LEFT_ASOF) {
                throw notSupported("ASOF JOIN", "A join with bounds on the distance of times works.", join);
            }
            join.getLeft().accept(this);
            join.getRight().accept(this);
            if (join.getConditionType() == JoinConditionType.ON) {
                acceptExpression(join.getCondition());
            }
            return null;
        }
        if (call.getKind() == SqlKind.COLLECTION_TABLE && call.operand(0) instanceof SqlCall function) {
            WindowCalls.check(function);
        }
        String hint = hint(call);
        if (hint != null) {
            throw notSupported(what(call), hint, call);
        }
        return super.visit(call);
    }

    private static void checkWhole(@Nullable SqlNode count) {
        if (count instanceof SqlNumericLiteral literal && !literal.isInteger()) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("a number of rows is a whole number")
                    .at(Spans.of(literal.getParserPosition()))
                    .hint("Write LIMIT 10.")
                    .toException();
        }
    }

    private void visitWith(SqlWith with) {
        for (SqlNode item : with.withList) {
            SqlWithItem each = (SqlWithItem) item;
            if (each.recursive.booleanValue()) {
                throw notSupported("WITH RECURSIVE", "WITH without RECURSIVE works.", each);
            }
            each.query.accept(this);
        }
        with.body.accept(this);
    }

    private void checkSelect(SqlSelect select) {
        if (select.getHints() != null && !select.getHints().isEmpty()) {
            throw notSupported("a hint", "Leave it out.", select.getHints());
        }
        SqlNodeList columns = select.getSelectList();
        if (columns.size() > PlannerOptions.COLUMNS_MAX) { // validating them would take long
            throw tooManyColumns(columns.get(PlannerOptions.COLUMNS_MAX));
        }
        boolean before = groupWindow;
        groupWindow = GroupWindows.groupsBy(select);
        acceptEach(select.getSelectList());
        acceptEach(select.getGroup());
        acceptExpression(select.getHaving());
        acceptExpression(select.getQualify());
        acceptEach(select.getOrderList());
        groupWindow = false;
        accept(select.getFrom());
        acceptExpression(select.getWhere());
        groupWindow = before;
    }

    private static SqlException tooManyColumns(SqlNode first) {
        return SqlException.report(ErrorCode.TOO_MANY_COLUMNS)
                .says("a query has at most %d columns", PlannerOptions.COLUMNS_MAX)
                .at(Spans.of(first.getParserPosition()))
                .toException();
    }

    private void acceptEach(@Nullable SqlNodeList nodes) {
        if (nodes != null) {
            nodes.forEach(this::acceptExpression);
        }
    }

    private void accept(@Nullable SqlNode node) {
        if (node != null) {
            node.accept(this);
        }
    }

    private void acceptExpression(@Nullable SqlNode node) {
        if (node != null) {
            node.accept(new InExpression(groupWindow));
        }
    }

    /** What works instead of a call that does not; null when it does. */
    private static @Nullable String hint(SqlCall call) {
        switch (call.getKind()) {
            case UNIQUE:
                return "EXISTS, IN, SOME and ALL work.";
            case CURSOR, MULTISET_QUERY_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR:
                return "A query in FROM works.";
            case MATCH_RECOGNIZE, PIVOT, UNPIVOT:
                return "Joins, sub-queries, aggregates, windows and functions over frames work.";
            case TABLESAMPLE:
                return "Filter the rows with WHERE.";
            case SNAPSHOT:
                return "A table without FOR SYSTEM_TIME works.";
            case TABLE_REF, EXTEND:
                return "A table's options are those of its CREATE TABLE.";
            case WITHIN_DISTINCT:
                return "DISTINCT within an aggregate works.";
            case RLIKE, CONTAINS, OVERLAPS, PRECEDES, SUCCEEDS, PERIOD_EQUALS:
                return "Comparisons, LIKE and the functions of SHOW FUNCTIONS work.";
            case LAMBDA, NEW_SPECIFICATION, NEXT_VALUE, CURRENT_VALUE, MULTISET_VALUE_CONSTRUCTOR:
                return "SHOW FUNCTIONS lists all functions.";
            default:
                return null;
        }
    }

    private static String what(SqlCall call) {
        return switch (call.getKind()) {
            case SNAPSHOT -> "FOR SYSTEM_TIME AS OF";
            case TABLE_REF, EXTEND -> "a hint behind a table";
            default -> call.getOperator().getName().replace('_', ' ').replace("$", "");
        };
    }

    static SqlException notSupported(String what, String hint, SqlNode node) {
        return SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("%s is not supported yet", what)
                .at(Spans.of(node.getParserPosition()))
                .hint("%s", hint)
                .toException();
    }

    /** Within an expression a query is a sub-query. */
    private static final class InExpression extends SqlBasicVisitor<@Nullable Void> {
        private final boolean groupWindow;

        InExpression(boolean groupWindow) {
            this.groupWindow = groupWindow;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            if (call.getKind().belongsTo(SqlKind.QUERY)) {
                call.accept(new SupportedSyntax());
                return null;
            }
            String hint = hint(call);
            if (hint != null) {
                throw notSupported(what(call), hint, call);
            }
            if (!groupWindow) {
                WindowCalls.checkNone(call);
            }
            return super.visit(call);
        }
    }
}
