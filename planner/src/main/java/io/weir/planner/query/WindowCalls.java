// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The form of window functions: what the validator takes for granted is checked, what it cannot take is written in another way. */
final class WindowCalls {
    /** The older functions, which stand in GROUP BY and SELECT. */
    private static final List<String> GROUP_WINDOWS = List.of(
            "TUMBLE",
            "HOP",
            "CUMULATE",
            "SESSION",
            "TUMBLE_START",
            "TUMBLE_END",
            "TUMBLE_ROWTIME",
            "HOP_START",
            "HOP_END",
            "HOP_ROWTIME",
            "SESSION_START",
            "SESSION_END",
            "SESSION_ROWTIME");

    private WindowCalls() {}

    /** Checks a function of a FROM clause. */
    static void check(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        Optional<WindowFunction> function = WindowFunction.ALL.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst();
        if (function.isEmpty()) {
            throw SupportedSyntax.notSupported(
                    "table function " + call.getOperator().getName(), "TUMBLE, HOP, CUMULATE and SESSION work.", call);
        }
        if (call.operandCount() < function.get().intervals() + 2) {
            throw otherArguments(function.get(), call);
        }
        for (int i = 0; i < call.operandCount(); i++) {
            SqlNode operand = call.operand(i);
            SqlNode value = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT ? ((SqlCall) operand).operand(0) : operand;
            if (value instanceof SqlIdentifier) {
                throw otherArguments(function.get(), value);
            }
        }
    }

    /**
     * The function with {@code (a UNION ALL b)} as {@code (SELECT * FROM (a UNION ALL b))}, and likewise all queries but SELECT, of
     * which the converter would take the first SELECT that it finds.
     */
    static SqlCall ofPlainQueries(SqlCall function) {
        List<SqlNode> operands =
                function.getOperandList().stream().map(WindowCalls::plain).toList();
        return operands.equals(function.getOperandList())
                ? function
                : new SqlBasicCall(function.getOperator(), operands, function.getParserPosition());
    }

    private static SqlNode plain(SqlNode operand) {
        if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT || operand.getKind() == SqlKind.SET_SEMANTICS_TABLE) {
            SqlCall call = (SqlCall) operand;
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(0, plain(operands.get(0)));
            return operands.equals(call.getOperandList())
                    ? operand
                    : call.getOperator().createCall(call.getParserPosition(), operands);
        }
        if (!operand.getKind().belongsTo(SqlKind.QUERY) || operand.getKind() == SqlKind.SELECT) {
            return operand;
        }
        SqlParserPos pos = operand.getParserPosition();
        return new SqlSelect(
                pos,
                SqlNodeList.EMPTY,
                SqlNodeList.of(SqlIdentifier.star(pos)),
                operand,
                null,
                null,
                null,
                SqlNodeList.EMPTY,
                null,
                null,
                null,
                null,
                SqlNodeList.EMPTY);
    }

    private static SqlException otherArguments(WindowFunction function, SqlNode place) {
        return SqlException.report(ErrorCode.TYPE_MISMATCH)
                .says("%s takes other arguments", function.getName())
                .at(Spans.of(place.getParserPosition()))
                .hint("Write %s.", function.form())
                .toException();
    }

    /** Refuses the older functions in an expression. */
    static void checkNone(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT).replace("$", "");
        if (GROUP_WINDOWS.contains(name)) {
            throw SupportedSyntax.notSupported(
                    name + " in an expression",
                    "Write FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end.",
                    call);
        }
    }
}
