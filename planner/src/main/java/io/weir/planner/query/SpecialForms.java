// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Functions with a syntax of their own, such as {@code EXTRACT(YEAR FROM t)}, as calls of the library's functions. */
final class SpecialForms {
    private SpecialForms() {}

    /** The call in its plain form; the call itself when it is plain already. */
    static SqlNode asFunction(SqlCall call) {
        return switch (call.getKind()) {
            case EXTRACT ->
                unit(call.operand(0)) ? plain("EXTRACT", call, text(call.operand(0)), call.operand(1)) : call;
            case FLOOR -> rounded("FLOOR", call);
            case CEIL -> rounded("CEIL", call);
            case TIMESTAMP_ADD ->
                unit(call.operand(0))
                        ? plain("TIMESTAMPADD", call, text(call.operand(0)), call.operand(1), call.operand(2))
                        : call;
            case TIMESTAMP_DIFF ->
                unit(call.operand(0))
                        ? plain("TIMESTAMPDIFF", call, text(call.operand(0)), call.operand(1), call.operand(2))
                        : call;
            case TRIM -> trimmed(call);
            case JSON_OBJECTAGG ->
                call.getOperator() instanceof SqlJsonObjectAggAggFunction object
                        ? plain(
                                object.getNullClause() == SqlJsonConstructorNullClause.NULL_ON_NULL
                                        ? "JSON_OBJECTAGG"
                                        : "JSON_OBJECTAGG_ABSENT",
                                call,
                                call.getOperandList())
                        : call;
            case JSON_ARRAYAGG ->
                call.getOperator() instanceof SqlJsonArrayAggAggFunction array
                        ? plain(
                                array.getNullClause() == SqlJsonConstructorNullClause.NULL_ON_NULL
                                        ? "JSON_ARRAYAGG_NULLS"
                                        : "JSON_ARRAYAGG",
                                call,
                                call.getOperandList())
                        : call;
            default -> ordered(call);
        };
    }

    /** An ORDER BY within the parentheses of an aggregate is that of WITHIN GROUP. */
    private static SqlNode ordered(SqlCall call) {
        int last = call.operandCount() - 1;
        boolean function = call.getOperator() instanceof SqlFunction && call instanceof SqlBasicCall;
        if (function && last > 0 && call.operand(last) instanceof SqlNodeList order) {
            SqlNode plain = new SqlBasicCall(
                    unresolved(call.getOperator().getName(), call.getParserPosition()),
                    call.getOperandList().subList(0, last),
                    call.getParserPosition(),
                    call.getFunctionQuantifier());
            return SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), plain, order);
        }
        return choice(call);
    }

    /** The order of WITHIN GROUP with NULL as the least value, unless it says otherwise. */
    static SqlNode withNulls(SqlCall withinGroup) {
        SqlNodeList order = withinGroup.operand(1);
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode key : order) {
            boolean said = key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST;
            SqlPostfixOperator nulls = key.getKind() == SqlKind.DESCENDING
                    ? SqlStdOperatorTable.NULLS_LAST
                    : SqlStdOperatorTable.NULLS_FIRST;
            keys.add(said ? key : nulls.createCall(key.getParserPosition(), key));
        }
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(
                withinGroup.getParserPosition(),
                withinGroup.operand(0),
                new SqlNodeList(keys, order.getParserPosition()));
    }

    private static boolean unit(SqlNode operand) {
        return operand instanceof SqlIntervalQualifier;
    }

    /** The name of a unit of time as a text. */
    private static SqlNode text(SqlNode unit) {
        SqlIntervalQualifier qualifier = (SqlIntervalQualifier) unit;
        String name = qualifier.timeFrameName != null
                ? qualifier.timeFrameName
                : qualifier.getStartUnit().name();
        return SqlLiteral.createCharString(name, unit.getParserPosition());
    }

    private static SqlNode rounded(String name, SqlCall call) {
        if (call.operandCount() == 2 && unit(call.operand(1))) {
            return plain(name + "_TO", call, call.operand(0), text(call.operand(1)));
        }
        return call instanceof SqlBasicCall && !(call.getOperator() instanceof SqlUnresolvedFunction)
                ? plain(name, call, call.getOperandList())
                : call;
    }

    private static SqlNode trimmed(SqlCall call) {
        if (!(call.operand(0) instanceof SqlLiteral literal)
                || !(literal.getValue() instanceof SqlTrimFunction.Flag flag)) {
            return call;
        }
        return plain("TRIM_" + flag.name(), call, call.operand(1), call.operand(2));
    }

    /** IF is CASE, IFNULL and NVL are COALESCE: what is not chosen is not evaluated. */
    private static SqlNode choice(SqlCall call) {
        if (!(call.getOperator() instanceof SqlUnresolvedFunction function)
                || function.getSqlIdentifier() == null
                || !function.getSqlIdentifier().isSimple()) {
            return call;
        }
        SqlParserPos pos = call.getParserPosition();
        String name = function.getSqlIdentifier().getSimple();
        if (name.equalsIgnoreCase("IF") && call.operandCount() == 3) {
            return new SqlCase(
                    pos, null, SqlNodeList.of(call.operand(0)), SqlNodeList.of(call.operand(1)), call.operand(2));
        }
        boolean replacesNull = name.equalsIgnoreCase("IFNULL") || name.equalsIgnoreCase("NVL");
        return replacesNull && call.operandCount() == 2
                ? SqlStdOperatorTable.COALESCE.createCall(pos, call.getOperandList())
                : call;
    }

    static SqlNode plain(String name, SqlCall call, SqlNode... operands) {
        return plain(name, call, List.of(operands));
    }

    private static SqlNode plain(String name, SqlCall call, List<SqlNode> operands) {
        SqlParserPos pos = call.getParserPosition();
        return new SqlBasicCall(unresolved(name, pos), new ArrayList<>(operands), pos);
    }

    private static SqlUnresolvedFunction unresolved(String name, SqlParserPos pos) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, pos), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
