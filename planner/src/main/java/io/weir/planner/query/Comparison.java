// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.functions.Widening;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code =}, {@code <} and their like: of values of one family, or of a date or time and a literal that is one. */
final class Comparison extends SqlBinaryOperator {
    private static final int PRECEDENCE = 30;

    static final List<Comparison> ALL = List.of(
            new Comparison("=", SqlKind.EQUALS, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison("<>", SqlKind.NOT_EQUALS, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison("<", SqlKind.LESS_THAN, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison("<=", SqlKind.LESS_THAN_OR_EQUAL, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison(">", SqlKind.GREATER_THAN, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison(">=", SqlKind.GREATER_THAN_OR_EQUAL, ReturnTypes.BOOLEAN_NULLABLE),
            new Comparison("IS DISTINCT FROM", SqlKind.IS_DISTINCT_FROM, ReturnTypes.BOOLEAN),
            new Comparison("IS NOT DISTINCT FROM", SqlKind.IS_NOT_DISTINCT_FROM, ReturnTypes.BOOLEAN));

    private Comparison(String name, SqlKind kind, SqlReturnTypeInference type) {
        super(name, kind, PRECEDENCE, true, type, InferTypes.FIRST_KNOWN, new Checker());
    }

    /** Whether values of the two types can be compared, and how is then for the translator to say. */
    static boolean comparable(SqlKind how, DataType a, boolean literalA, DataType b, boolean literalB) {
        if (Widening.common(a, b).isPresent()) {
            return (a.kind() != TypeKind.MAP && b.kind() != TypeKind.MAP) || isEquality(how);
        }
        return (literalA && a.kind() == TypeKind.VARCHAR && isDateOrTime(b))
                || (literalB && b.kind() == TypeKind.VARCHAR && isDateOrTime(a));
    }

    /** Maps have no order, but are the same or not. */
    private static boolean isEquality(SqlKind how) {
        return switch (how) {
            case EQUALS, NOT_EQUALS, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> true;
            default -> false;
        };
    }

    static boolean isDateOrTime(DataType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
            default -> false;
        };
    }

    private record Checker() implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            SqlNode left = binding.operand(0);
            SqlNode right = binding.operand(1);
            RelDataType a = binding.getOperandType(0);
            RelDataType b = binding.getOperandType(1);
            boolean fits = isAnything(a)
                    || isAnything(b)
                    || (DataTypes.isKnown(a)
                            && DataTypes.isKnown(b)
                            && comparable(
                                    binding.getOperator().getKind(),
                                    DataTypes.of(a),
                                    isTextLiteral(left),
                                    DataTypes.of(b),
                                    isTextLiteral(right)));
            if (!fits && throwOnFailure) {
                throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("%s and %s cannot be compared", TypeNames.of(a), TypeNames.of(b))
                        .at(Spans.of(binding.getCall().getParserPosition()))
                        .hint("Convert one of them with CAST(... AS type).")
                        .toException();
            }
            return fits;
        }

        private static boolean isTextLiteral(SqlNode node) {
            return node.getKind() == SqlKind.LITERAL;
        }

        /** A parameter whose type is still to be told. */
        private static boolean isAnything(RelDataType type) {
            return type.getSqlTypeName() == SqlTypeName.UNKNOWN;
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.of(2);
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String operatorName) {
            return operatorName;
        }
    }
}
