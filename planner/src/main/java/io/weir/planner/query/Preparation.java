// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.type.DataType;
import io.weir.sqlparser.type.WeirTypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * A copy of a parsed query for the validator, which changes what it is given. STREAM is left out, since it says how a
 * query runs and not what it means, BETWEEN is written as the comparisons it stands for, NOT LIKE as NOT and LIKE, and functions with a
 * syntax of their own as plain calls.
 */
final class Preparation extends SqlShuttle {
    private Preparation() {}

    static SqlNode of(SqlNode query) {
        return Objects.requireNonNull(query.accept(new Preparation()));
    }

    /**
     * The same for a query whose rows are written into columns of these types: a parameter, a NULL, and a text where a
     * date or time is wanted, is converted where it stands.
     */
    static SqlNode forTargets(SqlNode query, List<DataType> targets) {
        SqlNode copy = of(query);
        convertRows(copy, targets);
        return copy;
    }

    private static void convertRows(SqlNode query, List<DataType> targets) {
        switch (query.getKind()) {
            case ORDER_BY -> convertRows(((SqlOrderBy) query).query, targets);
            case WITH -> convertRows(((SqlWith) query).body, targets);
            case UNION -> ((SqlCall) query).getOperandList().forEach(each -> convertRows(each, targets));
            case VALUES -> ((SqlCall) query).getOperandList().forEach(row -> convertColumns((SqlCall) row, targets));
            case SELECT -> {
                SqlNodeList list = ((SqlSelect) query).getSelectList();
                for (int i = 0; i < Math.min(list.size(), targets.size()); i++) {
                    list.set(i, converted(list.get(i), targets.get(i)));
                }
            }
            default -> {}
        }
    }

    private static void convertColumns(SqlCall row, List<DataType> targets) {
        for (int i = 0; i < Math.min(row.operandCount(), targets.size()); i++) {
            row.setOperand(i, converted(row.operand(i), targets.get(i)));
        }
    }

    private static SqlNode converted(SqlNode value, DataType target) {
        boolean text = value instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR;
        boolean untyped = value instanceof SqlDynamicParam || SqlUtil.isNullLiteral(value, false);
        if (untyped || (text && Comparison.isDateOrTime(target))) {
            SqlParserPos pos = value.getParserPosition();
            SqlDataTypeSpec type = new SqlDataTypeSpec(new WeirTypeSpec(target.withNullable(true), pos), pos);
            return SqlStdOperatorTable.CAST.createCall(pos, value, type);
        }
        return value;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.getOperator() instanceof SqlBetweenOperator between) {
            return between(between, call);
        }
        if (call.getOperator() instanceof SqlLikeOperator like && like.getName().endsWith("ILIKE")) {
            return Objects.requireNonNull(withoutCase(like, call).accept(this));
        }
        if (call.getOperator() instanceof SqlLikeOperator like && like.isNegated()) {
            SqlOperator positive = like.not();
            List<SqlNode> operands = call.getOperandList().stream()
                    .<SqlNode>map(operand -> Objects.requireNonNull(operand.accept(this)))
                    .toList();
            SqlParserPos pos = call.getParserPosition();
            return SqlStdOperatorTable.NOT.createCall(pos, positive.createCall(pos, operands));
        }
        if (call.getKind() == SqlKind.OVER
                && call.operand(0) instanceof SqlCall function
                && ComposedAggregates.writtenOut(function) != function) {
            throw SupportedSyntax.notSupported(
                    "this aggregate over a frame", "Aggregate with GROUP BY, and join the result.", function);
        }
        if (call.getKind() == SqlKind.OVER && ((SqlNode) call.operand(0)).getKind() == SqlKind.FILTER) {
            return Objects.requireNonNull(filtered(call).accept(this));
        }
        if (call.getKind() == SqlKind.COLLECTION_TABLE && call.operand(0) instanceof SqlCall function) {
            SqlCall described = Sessions.described(WindowCalls.ofPlainQueries(function));
            if (described != function) {
                return Objects.requireNonNull(SqlStdOperatorTable.COLLECTION_TABLE
                        .createCall(call.getParserPosition(), described)
                        .accept(this));
            }
        }
        SqlNode composed = ComposedAggregates.writtenOut(call);
        if (composed != call) {
            return Objects.requireNonNull(composed.accept(this));
        }
        SqlNode fields = RowComparison.byFields(call);
        if (fields != call) {
            return Objects.requireNonNull(fields.accept(this));
        }
        SqlNode plain = SpecialForms.asFunction(call);
        if (plain != call) {
            return Objects.requireNonNull(plain.accept(this));
        }
        CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, copy);
        SqlNode result = Objects.requireNonNull(copy.result());
        if (call instanceof SqlOrderBy order
                && order.query instanceof SqlSelect select
                && GroupWindows.groupsBy(select)) {
            SqlOrderBy copied = (SqlOrderBy) result;
            return new SqlOrderBy(
                    copied.getParserPosition(),
                    copied.query,
                    GroupWindows.order(select, copied.orderList),
                    copied.offset,
                    copied.fetch);
        }
        if (result.getKind() == SqlKind.WITHIN_GROUP) {
            return SpecialForms.withNulls((SqlCall) result);
        }
        if (result instanceof SqlSelect select) {
            select.setOperand(0, withoutStream(select));
            NamedWindows.writeOut(select);
            GroupWindows.rewrite(select);
        }
        return result;
    }

    /** {@code a ILIKE b} is {@code LOWER(a) LIKE LOWER(b)}. */
    private static SqlNode withoutCase(SqlLikeOperator ilike, SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        for (int i = 0; i < 2; i++) {
            operands.set(i, SpecialForms.plain("LOWER", call, operands.get(i)));
        }
        SqlNode like = SqlStdOperatorTable.LIKE.createCall(pos, operands);
        return ilike.isNegated() ? SqlStdOperatorTable.NOT.createCall(pos, like) : like;
    }

    /** {@code f(x) FILTER (WHERE c) OVER w} is {@code f(CASE WHEN c THEN x END) OVER w}, since f leaves NULLs out. */
    private static SqlNode filtered(SqlCall over) {
        SqlCall filter = over.operand(0);
        SqlCall function = filter.operand(0);
        if (!(function instanceof SqlBasicCall) || !LEAVES_NULLS_OUT.contains(name(function))) {
            throw SupportedSyntax.notSupported(
                    "FILTER of " + name(function) + " over a frame", "COUNT, SUM, AVG, MIN and MAX work.", filter);
        }
        SqlParserPos pos = function.getParserPosition();
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : function.getOperandList()) {
            boolean star = operand instanceof SqlIdentifier id && id.isStar();
            SqlNode value = star ? SqlLiteral.createExactNumeric("1", operand.getParserPosition()) : operand;
            operands.add(new SqlCase(
                    operand.getParserPosition(),
                    null,
                    SqlNodeList.of(filter.operand(1)),
                    SqlNodeList.of(value),
                    SqlLiteral.createNull(operand.getParserPosition())));
        }
        SqlNode plain = new SqlBasicCall(function.getOperator(), operands, pos, function.getFunctionQuantifier());
        return SqlStdOperatorTable.OVER.createCall(over.getParserPosition(), plain, over.operand(1));
    }

    private static final Set<String> LEAVES_NULLS_OUT = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    private static SqlNodeList withoutStream(SqlSelect select) {
        SqlNodeList keywords =
                (SqlNodeList) Objects.requireNonNull(select.getOperandList().get(0));
        return new SqlNodeList(
                keywords.getList().stream()
                        .filter(word -> word == null || !word.toString().equals("STREAM"))
                        .toList(),
                keywords.getParserPosition());
    }

    /** {@code x BETWEEN a AND b} is {@code x >= a AND x <= b}; SYMMETRIC also holds the other way round. */
    private SqlNode between(SqlBetweenOperator operator, SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        SqlNode range = range(call, 1, 2);
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            range = SqlStdOperatorTable.OR.createCall(pos, range, range(call, 2, 1));
        }
        return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(pos, range) : range;
    }

    private SqlNode range(SqlCall call, int low, int high) {
        SqlParserPos pos = call.getParserPosition();
        return SqlStdOperatorTable.AND.createCall(
                pos,
                List.of(
                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(pos, copy(call, 0), copy(call, low)),
                        SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(pos, copy(call, 0), copy(call, high))));
    }

    private SqlNode copy(SqlCall call, int operand) {
        return Objects.requireNonNull(call.operand(operand).accept(this));
    }
}
