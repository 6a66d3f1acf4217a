// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.plan.AggregateFunction;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.type.RelTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.util.Optionality;

/** An aggregate with a type rule of our own; NULL over no rows unless it counts. */
public final class AggregateOperator extends SqlAggFunction {
    private static final SqlOperandTypeChecker TEXT = OperandTypes.family(SqlTypeFamily.CHARACTER);
    private static final SqlOperandTypeChecker TEXT_TEXT =
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);
    private static final SqlOperandTypeChecker TEXT_ANY =
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.ANY);

    static final List<AggregateOperator> ALL = List.of(
            of("ANY_VALUE", AggregateFunction.ANY_VALUE, Result.ARGUMENT, OperandTypes.ANY),
            of("FIRST_VALUE", AggregateFunction.FIRST_VALUE, Result.ARGUMENT, OperandTypes.ANY),
            of("LAST_VALUE", AggregateFunction.LAST_VALUE, Result.ARGUMENT, OperandTypes.ANY),
            of("LISTAGG", AggregateFunction.LISTAGG, Result.TEXT, TEXT.or(TEXT_TEXT)),
            of("STRING_AGG", AggregateFunction.LISTAGG, Result.TEXT, TEXT.or(TEXT_TEXT)),
            of("ARRAY_AGG", AggregateFunction.ARRAY_AGG, Result.ARRAY, OperandTypes.ANY),
            of("JSON_OBJECTAGG", AggregateFunction.JSON_OBJECTAGG, Result.TEXT, TEXT_ANY),
            of("JSON_OBJECTAGG_ABSENT", AggregateFunction.JSON_OBJECTAGG_ABSENT, Result.TEXT, TEXT_ANY),
            of("JSON_ARRAYAGG", AggregateFunction.JSON_ARRAYAGG, Result.TEXT, OperandTypes.ANY),
            of("JSON_ARRAYAGG_NULLS", AggregateFunction.JSON_ARRAYAGG_NULLS, Result.TEXT, OperandTypes.ANY),
            number("VAR_POP", AggregateFunction.VAR_POP),
            number("VAR_SAMP", AggregateFunction.VAR_SAMP),
            number("VARIANCE", AggregateFunction.VAR_SAMP),
            number("STDDEV_POP", AggregateFunction.STDDEV_POP),
            number("STDDEV_SAMP", AggregateFunction.STDDEV_SAMP),
            number("STDDEV", AggregateFunction.STDDEV_SAMP),
            pair("COVAR_POP", AggregateFunction.COVAR_POP),
            pair("COVAR_SAMP", AggregateFunction.COVAR_SAMP),
            pair("CORR", AggregateFunction.CORR),
            pair("REGR_SXX", AggregateFunction.REGR_SXX),
            pair("REGR_SYY", AggregateFunction.REGR_SYY),
            of("REGR_COUNT", AggregateFunction.REGR_COUNT, Result.COUNT, OperandTypes.NUMERIC_NUMERIC),
            of("BIT_AND", AggregateFunction.BIT_AND, Result.ARGUMENT, OperandTypes.INTEGER),
            of("BIT_OR", AggregateFunction.BIT_OR, Result.ARGUMENT, OperandTypes.INTEGER),
            of("BIT_XOR", AggregateFunction.BIT_XOR, Result.ARGUMENT, OperandTypes.INTEGER),
            of("EVERY", AggregateFunction.EVERY, Result.ARGUMENT, OperandTypes.BOOLEAN),
            of("BOOL_AND", AggregateFunction.EVERY, Result.ARGUMENT, OperandTypes.BOOLEAN),
            of("SOME", AggregateFunction.SOME, Result.ARGUMENT, OperandTypes.BOOLEAN),
            of("BOOL_OR", AggregateFunction.SOME, Result.ARGUMENT, OperandTypes.BOOLEAN),
            of("APPROX_COUNT_DISTINCT", AggregateFunction.APPROX_COUNT_DISTINCT, Result.COUNT, OperandTypes.ANY));

    /** What type a result is of. */
    private enum Result {
        ARGUMENT,
        ARRAY,
        TEXT,
        DOUBLE,
        COUNT
    }

    private final AggregateFunction function;

    private AggregateOperator(String name, AggregateFunction function, Result result, SqlOperandTypeChecker operands) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                binding -> type(result, binding),
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.OPTIONAL);
        this.function = function;
    }

    private static AggregateOperator of(
            String name, AggregateFunction function, Result result, SqlOperandTypeChecker operands) {
        return new AggregateOperator(name, function, result, operands);
    }

    private static AggregateOperator number(String name, AggregateFunction function) {
        return of(name, function, Result.DOUBLE, OperandTypes.NUMERIC);
    }

    private static AggregateOperator pair(String name, AggregateFunction function) {
        return of(name, function, Result.DOUBLE, OperandTypes.NUMERIC_NUMERIC);
    }

    /** Which aggregate it is. */
    public AggregateFunction function() {
        return function;
    }

    private static RelDataType type(Result result, SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType argument = binding.getOperandType(0);
        return switch (result) {
            case ARGUMENT -> factory.createTypeWithNullability(argument, true);
            case ARRAY -> factory.createTypeWithNullability(factory.createArrayType(argument, -1), true);
            case TEXT -> RelTypes.of(DataType.text(), factory);
            case DOUBLE -> RelTypes.of(DataType.doubling(), factory);
            case COUNT -> RelTypes.of(DataType.bigint().withNullable(false), factory);
        };
    }

    @Override
    public boolean allowsFilter() {
        return true;
    }

    @Override
    public boolean allowsNullTreatment() {
        return switch (function) {
            case FIRST_VALUE, LAST_VALUE, ARRAY_AGG -> true;
            default -> false;
        };
    }
}
