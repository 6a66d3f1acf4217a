// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that are made of others, such as {@code MEDIAN} and {@code REGR_SLOPE}, written out. So they take rows back, FILTER and
 * windows like those they are made of.
 */
final class ComposedAggregates {
    private static final Set<String> REGRESSION =
            Set.of("REGR_SXY", "REGR_AVGX", "REGR_AVGY", "REGR_SLOPE", "REGR_INTERCEPT", "REGR_R2");

    private final String name;
    private final List<SqlNode> operands;
    private final SqlParserPos pos;
    private final @Nullable SqlNodeList order;
    private final @Nullable SqlNode filter;

    private ComposedAggregates(SqlCall function, @Nullable SqlNodeList order, @Nullable SqlNode filter) {
        this.name = name(function);
        this.operands = function.getOperandList();
        this.pos = function.getParserPosition();
        this.order = order;
        this.filter = filter;
    }

    /** The aggregate written out; the call itself when it is none of these. */
    static SqlNode writtenOut(SqlCall call) {
        SqlNode inner = call;
        SqlNode filter = null;
        SqlNodeList order = null;
        if (inner.getKind() == SqlKind.FILTER) {
            filter = ((SqlCall) inner).operand(1);
            inner = ((SqlCall) inner).operand(0);
        }
        if (inner.getKind() == SqlKind.WITHIN_GROUP) {
            order = ((SqlCall) inner).operand(1);
            inner = ((SqlCall) inner).operand(0);
        }
        if (!(inner instanceof SqlBasicCall function)) {
            return call;
        }
        SqlNode written = new ComposedAggregates(function, order, filter).writtenOut();
        return written == null ? call : written;
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    private @Nullable SqlNode writtenOut() {
        if (order != null) {
            return switch (name) {
                case "PERCENTILE_CONT" -> ofSorted("ARRAY_PERCENTILE_CONT", doubles(key()), fraction());
                case "PERCENTILE_DISC" -> ofSorted("ARRAY_PERCENTILE_DISC", key(), fraction());
                case "MODE" -> operands.isEmpty() ? ofSorted("ARRAY_MODE", key(), null) : null;
                default -> null;
            };
        }
        if (REGRESSION.contains(name) && operands.size() == 2) {
            return regression();
        }
        return switch (name) {
            case "MEDIAN" ->
                operands.size() == 1
                        ? function(
                                "ARRAY_PERCENTILE_CONT",
                                sorted(doubles(operands.get(0)), operands.get(0)),
                                number("5e-1"))
                        : null;
            case "COUNT_IF", "COUNTIF" ->
                operands.size() == 1
                        ? withFilter(SqlStdOperatorTable.COUNT.createCall(pos, star()), also(operands.get(0)))
                        : null;
            case "MAX_BY", "ARG_MAX" -> operands.size() == 2 ? valueBy("LAST_VALUE") : null;
            case "MIN_BY", "ARG_MIN" -> operands.size() == 2 ? valueBy("FIRST_VALUE") : null;
            default -> null;
        };
    }

    // --- Values in order ---------------------------------------------------------------------------------------------

    private SqlNode key() {
        SqlNode key = requireOne(order).get(0);
        while (key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST) {
            key = ((SqlCall) key).operand(0);
        }
        return key;
    }

    private SqlNodeList requireOne(@Nullable SqlNodeList keys) {
        if (keys == null || keys.size() != 1) {
            throw SqlException.report(ErrorCode.VALIDATION)
                    .says("%s takes one value in ORDER BY", name)
                    .at(Spans.of(pos))
                    .hint("Write %s WITHIN GROUP (ORDER BY x).", name.equals("MODE") ? "MODE()" : name + "(0.5)")
                    .toException();
        }
        return keys;
    }

    /** Which part of the values lies below the one that is asked for. */
    private SqlNode fraction() {
        boolean fits = operands.size() == 1
                && operands.get(0) instanceof SqlLiteral literal
                && literal.getValue() instanceof BigDecimal number
                && number.signum() >= 0
                && number.compareTo(BigDecimal.ONE) <= 0;
        if (!fits) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says("%s takes a number from 0 to 1", name)
                    .at(Spans.of(operands.isEmpty() ? pos : operands.get(0).getParserPosition()))
                    .hint("Write %s(0.5) WITHIN GROUP (ORDER BY x).", name)
                    .toException();
        }
        String digits = ((BigDecimal) ((SqlLiteral) operands.get(0)).getValue()).toPlainString();
        return number(digits + "e0");
    }

    private SqlNode ofSorted(String function, SqlNode values, @Nullable SqlNode fraction) {
        return function(function, sorted(values, requireOne(order)), fraction);
    }

    private SqlNode sorted(SqlNode values, SqlNode by) {
        SqlNodeList keys = by instanceof SqlNodeList list ? list : SqlNodeList.of(by);
        SqlNode array = function("ARRAY_AGG", values, null);
        return withFilter(SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, array, keys), also(isNotNull(values)));
    }

    private SqlNode valueBy(String function) {
        SqlNode value = function(function, operands.get(0), null);
        SqlNode ordered = SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, value, SqlNodeList.of(operands.get(1)));
        return withFilter(ordered, also(isNotNull(operands.get(1))));
    }

    // --- Regression --------------------------------------------------------------------------------------------------

    private SqlNode regression() {
        SqlNode y = operands.get(0);
        SqlNode x = operands.get(1);
        SqlNode slope = divided(
                pair("COVAR_POP"),
                SqlStdOperatorTable.NULLIF.createCall(
                        pos, divided(pair("REGR_SXX"), doubles(pair("REGR_COUNT"))), number("0e0")));
        return switch (name) {
            case "REGR_SXY" -> times(pair("COVAR_POP"), doubles(pair("REGR_COUNT")));
            case "REGR_AVGX" -> averageOf(x, y);
            case "REGR_AVGY" -> averageOf(y, x);
            case "REGR_SLOPE" -> slope;
            case "REGR_INTERCEPT" ->
                SqlStdOperatorTable.MINUS.createCall(pos, averageOf(y, x), times(slope, averageOf(x, y)));
            default -> // R2: NULL where all x are one, 1 where all y are one
                new SqlCase(
                        pos,
                        null,
                        SqlNodeList.of(
                                SqlStdOperatorTable.EQUALS.createCall(pos, pair("REGR_SXX"), number("0e0")),
                                SqlStdOperatorTable.EQUALS.createCall(pos, pair("REGR_SYY"), number("0e0"))),
                        SqlNodeList.of(SqlLiteral.createNull(pos), number("1e0")),
                        times(pair("CORR"), pair("CORR")));
        };
    }

    private SqlNode pair(String aggregate) {
        return withFilter(function(aggregate, operands.get(0), operands.get(1)), filter);
    }

    private SqlNode averageOf(SqlNode value, SqlNode other) {
        SqlNode average = SqlStdOperatorTable.AVG.createCall(pos, doubles(value));
        return withFilter(average, also(isNotNull(other)));
    }

    // --- Parts -------------------------------------------------------------------------------------------------------

    private SqlNode withFilter(SqlNode aggregate, @Nullable SqlNode condition) {
        return condition == null ? aggregate : SqlStdOperatorTable.FILTER.createCall(pos, aggregate, condition);
    }

    private SqlNode also(SqlNode condition) {
        return filter == null ? condition : SqlStdOperatorTable.AND.createCall(pos, filter, condition);
    }

    private SqlNode isNotNull(SqlNode value) {
        return SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, value);
    }

    private SqlNode star() {
        return SqlIdentifier.star(pos);
    }

    private SqlNode number(String digits) {
        return SqlLiteral.createApproxNumeric(digits, pos);
    }

    /** As DOUBLE, when it is a number. */
    private SqlNode doubles(SqlNode value) {
        return times(value, number("1e0"));
    }

    private SqlNode times(SqlNode a, SqlNode b) {
        return SqlStdOperatorTable.MULTIPLY.createCall(pos, a, b);
    }

    private SqlNode divided(SqlNode a, SqlNode b) {
        return SqlStdOperatorTable.DIVIDE.createCall(pos, a, b);
    }

    private SqlNode function(String function, SqlNode first, @Nullable SqlNode second) {
        List<SqlNode> arguments = new ArrayList<>(List.of(first));
        if (second != null) {
            arguments.add(second);
        }
        return new SqlBasicCall(
                new SqlUnresolvedFunction(
                        new SqlIdentifier(function, pos),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION),
                arguments,
                pos);
    }
}
