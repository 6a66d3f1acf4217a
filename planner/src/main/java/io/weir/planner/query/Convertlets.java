// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;

/**
 * Turns validated expressions into row expressions just as they are written: nothing is expanded, folded or reordered,
 * and every call keeps its place in the text.
 */
final class Convertlets implements SqlRexConvertletTable {
    static final Convertlets INSTANCE = new Convertlets();

    private Convertlets() {}

    @Override
    public SqlRexConvertlet get(SqlCall call) {
        if (call.getOperator() instanceof WindowFunction function) {
            return (context, each) -> window(context, function, each);
        }
        return switch (call.getKind()) {
            case CASE -> (context, each) -> choice(context, (SqlCase) each);
            case CAST, SAFE_CAST -> Convertlets::cast;
            case AS, PLUS_PREFIX -> (context, each) -> context.convertExpression(each.operand(0));
            case DOT -> Convertlets::field;
            default -> Convertlets::plain;
        };
    }

    private static RexNode plain(SqlRexContext context, SqlCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            boolean star = operand instanceof SqlIdentifier id && id.isStar();
            if (!star) {
                operands.add(context.convertExpression(operand));
            }
        }
        RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
        RexBuilder builder = context.getRexBuilder();
        if (type == null) {
            type = builder.deriveReturnType(call.getOperator(), operands);
        }
        // AND within AND is one call, as Calcite wants it
        return builder.makeCall(
                call.getParserPosition(), type, call.getOperator(), RexUtil.flatten(operands, call.getOperator()));
    }

    private static RexNode choice(SqlRexContext context, SqlCase call) {
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < call.getWhenOperands().size(); i++) {
            operands.add(context.convertExpression(call.getWhenOperands().get(i)));
            operands.add(context.convertExpression(call.getThenOperands().get(i)));
        }
        operands.add(context.convertExpression(Objects.requireNonNull(call.getElseOperand())));
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        return context.getRexBuilder().makeCall(call.getParserPosition(), type, SqlStdOperatorTable.CASE, operands);
    }

    private static RexNode cast(SqlRexContext context, SqlCall call) {
        RexNode value = context.convertExpression(call.operand(0));
        if (!(call.operand(1) instanceof SqlDataTypeSpec target)) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("CAST to an interval is not supported yet")
                    .at(Spans.of(call.getParserPosition()))
                    .hint("Multiply an interval, such as n * INTERVAL '1' SECOND.")
                    .toException();
        }
        RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
        if (type == null) {
            // one that validation has put around an element, in rows of a VALUES that it does not look at again
            type = target.deriveType(context.getValidator(), value.getType().isNullable());
        }
        return context.getRexBuilder()
                .makeCall(
                        call.getParserPosition(),
                        type,
                        call.getKind() == SqlKind.CAST ? SqlStdOperatorTable.CAST : Operators.TRY_CAST,
                        List.of(value));
    }

    private static RexNode field(SqlRexContext context, SqlCall call) {
        RexNode row = context.convertExpression(call.operand(0));
        String name = ((SqlIdentifier) call.operand(1)).getSimple();
        return context.getRexBuilder().makeFieldAccess(row, name, false);
    }

    /** The index of the time column, as a literal, the intervals, then the indexes of partition columns. */
    private static RexNode window(SqlRexContext context, WindowFunction function, SqlCall call) {
        RexBuilder builder = context.getRexBuilder();
        RelDataType input = context.getValidator().getValidatedNodeType(call.operand(0));
        SqlIdentifier column = (SqlIdentifier) ((SqlCall) call.operand(1)).operand(0);
        RelDataTypeField field = Objects.requireNonNull(input.getField(column.getSimple(), false, false));
        List<RexNode> operands = new ArrayList<>();
        operands.add(builder.makeExactLiteral(BigDecimal.valueOf(field.getIndex())));
        for (SqlNode operand : call.getOperandList().subList(2, call.operandCount())) {
            if (operand.getKind() != SqlKind.DEFAULT && operand.getKind() != SqlKind.DESCRIPTOR) {
                operands.add(context.convertExpression(operand));
            }
        }
        for (RelDataTypeField key : WindowFunction.partition(input, call)) {
            operands.add(builder.makeExactLiteral(BigDecimal.valueOf(key.getIndex())));
        }
        // the node above knows the row type; a call whose arguments were put into order does not
        RelDataType type = context.getTypeFactory().createSqlType(SqlTypeName.ANY);
        return builder.makeCall(call.getParserPosition(), type, function, operands);
    }
}
