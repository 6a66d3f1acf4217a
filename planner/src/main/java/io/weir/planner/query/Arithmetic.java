// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import io.weir.sqlparser.type.RelTypes;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** {@code + - * / %} of numbers, of dates and times with intervals, and of intervals with each other or a whole number. */
final class Arithmetic extends SqlBinaryOperator {
    static final List<Arithmetic> ALL = List.of(
            new Arithmetic("+", SqlKind.PLUS, 40),
            new Arithmetic("-", SqlKind.MINUS, 40),
            new Arithmetic("*", SqlKind.TIMES, 60),
            new Arithmetic("/", SqlKind.DIVIDE, 60),
            new Arithmetic("%", SqlKind.MOD, 60));

    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

    private Arithmetic(String name, SqlKind kind, int precedence) {
        super(name, kind, precedence, true, binding -> type(kind, binding), InferTypes.FIRST_KNOWN, new Checker(kind));
    }

    private static @Nullable RelDataType type(SqlKind kind, SqlOperatorBinding binding) {
        RelDataType a = binding.getOperandType(0);
        RelDataType b = binding.getOperandType(1);
        if (!DataTypes.isKnown(a) || !DataTypes.isKnown(b)) {
            return null;
        }
        boolean nullable = a.isNullable() || b.isNullable();
        RelDataType type = isNumber(a) && isNumber(b) ? numeric(kind, binding) : temporal(kind, binding, a, b);
        return type == null ? null : binding.getTypeFactory().createTypeWithNullability(type, nullable);
    }

    private static @Nullable RelDataType numeric(SqlKind kind, SqlOperatorBinding binding) {
        return switch (kind) {
            case TIMES -> ReturnTypes.PRODUCT_NULLABLE.inferReturnType(binding);
            case DIVIDE -> ReturnTypes.QUOTIENT_NULLABLE.inferReturnType(binding);
            default -> kind == SqlKind.MOD ? remainder(binding) : ReturnTypes.NULLABLE_SUM.inferReturnType(binding);
        };
    }

    private static @Nullable RelDataType remainder(SqlOperatorBinding binding) {
        RelDataType decimal = ReturnTypes.DECIMAL_MOD.inferReturnType(binding);
        return decimal != null ? decimal : ReturnTypes.LEAST_RESTRICTIVE.inferReturnType(binding);
    }

    private static @Nullable RelDataType temporal(
            SqlKind kind, SqlOperatorBinding binding, RelDataType a, RelDataType b) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        return switch (kind) {
            case PLUS -> {
                if (isDateOrTime(a) && isInterval(b)) {
                    yield moved(factory, a, b, isWholeSeconds(binding, 1));
                }
                if (isInterval(a) && isDateOrTime(b)) {
                    yield moved(factory, b, a, isWholeSeconds(binding, 0));
                }
                yield isInterval(a) && isInterval(b) ? commonInterval(factory, a, b) : null;
            }
            case MINUS -> {
                if (isDateOrTime(a) && isInterval(b)) {
                    yield moved(factory, a, b, isWholeSeconds(binding, 1));
                }
                if (isDateOrTime(a)
                        && a.getSqlTypeName() == b.getSqlTypeName()
                        && a.getSqlTypeName() != SqlTypeName.TIME) {
                    yield factory.createSqlIntervalType(
                            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
                }
                yield isInterval(a) && isInterval(b) ? commonInterval(factory, a, b) : null;
            }
            case TIMES -> isInterval(a) && isWhole(b) ? a : isWhole(a) && isInterval(b) ? b : null;
            case DIVIDE -> isInterval(a) && isWhole(b) ? a : null;
            default -> null;
        };
    }

    /** The type of a date or time moved by an interval; null when the two do not fit. */
    private static @Nullable RelDataType moved(
            RelDataTypeFactory factory, RelDataType time, RelDataType interval, boolean wholeSeconds) {
        boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getSqlTypeName());
        DataType type = DataTypes.of(time);
        return switch (type.kind()) {
            case DATE ->
                months || interval.getSqlTypeName() == SqlTypeName.INTERVAL_DAY
                        ? time
                        : factory.createSqlType(SqlTypeName.TIMESTAMP, wholeSeconds ? 0 : TimeType.MAX_PRECISION);
            case TIME -> months ? null : withDigits(factory, (TimeType) type, wholeSeconds);
            case TIMESTAMP, TIMESTAMP_LTZ -> withDigits(factory, (TimeType) type, months || wholeSeconds);
            default -> null;
        };
    }

    private static RelDataType withDigits(RelDataTypeFactory factory, TimeType type, boolean enough) {
        return RelTypes.of(enough ? type : new TimeType(type.kind(), TimeType.MAX_PRECISION, type.nullable()), factory);
    }

    /** Whether an argument is an interval that adds no digits to a time it moves: a literal without a fraction. */
    private static boolean isWholeSeconds(SqlOperatorBinding binding, int argument) {
        if (!binding.isOperandLiteral(argument, false)) {
            return false;
        }
        BigDecimal milliseconds = binding.getOperandLiteralValue(argument, BigDecimal.class);
        return milliseconds != null && milliseconds.remainder(SECOND).signum() == 0;
    }

    private static @Nullable RelDataType commonInterval(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        boolean same = DataTypes.of(a).kind() == DataTypes.of(b).kind();
        return same ? factory.leastRestrictive(List.of(a, b)) : null;
    }

    private static boolean isNumber(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.NULL || SqlTypeUtil.isNumeric(type);
    }

    private static boolean isWhole(RelDataType type) {
        return switch (DataTypes.of(type).kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean isInterval(RelDataType type) {
        return SqlTypeUtil.isInterval(type);
    }

    private static boolean isDateOrTime(RelDataType type) {
        return Comparison.isDateOrTime(DataTypes.of(type));
    }

    private record Checker(SqlKind kind) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            RelDataType a = binding.getOperandType(0);
            RelDataType b = binding.getOperandType(1);
            boolean fits = type(kind, binding) != null;
            if (!fits && throwOnFailure) {
                String operator = binding.getOperator().getName();
                SqlException.Report report = SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("operator %s cannot be applied to %s and %s", operator, TypeNames.of(a), TypeNames.of(b))
                        .at(Spans.of(binding.getCall().getParserPosition()));
                throw report.hint("%s", hint(a, b)).toException();
            }
            return fits;
        }

        private String hint(RelDataType a, RelDataType b) {
            if (!DataTypes.isKnown(a) || !DataTypes.isKnown(b)) {
                return "Say the type of a parameter with CAST(? AS type).";
            }
            if (isDateOrTime(a) || isDateOrTime(b)) {
                return "A date or time is moved by an interval, such as INTERVAL '1' DAY.";
            }
            if (kind == SqlKind.PLUS
                    && DataTypes.of(a).kind() == TypeKind.VARCHAR
                    && DataTypes.of(b).kind() == TypeKind.VARCHAR) {
                return "Texts are joined with ||.";
            }
            return "Convert one of them with CAST(... AS type).";
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
