// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
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
            default -> choice(call);
        };
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

    private static SqlNode plain(String name, SqlCall call, SqlNode... operands) {
        return plain(name, call, List.of(operands));
    }

    private static SqlNode plain(String name, SqlCall call, List<SqlNode> operands) {
        SqlParserPos pos = call.getParserPosition();
        SqlUnresolvedFunction function = new SqlUnresolvedFunction(
                new SqlIdentifier(name, pos), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        return new SqlBasicCall(function, new ArrayList<>(operands), pos);
    }
}
