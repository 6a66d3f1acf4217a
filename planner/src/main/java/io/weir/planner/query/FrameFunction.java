// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/** LAG, LEAD and NTH_VALUE: NULL where there is no such row, unless another value is given for that. */
final class FrameFunction extends SqlAggFunction {
    static final List<FrameFunction> ALL = List.of(
            new FrameFunction(
                    SqlKind.LAG, OperandTypes.ANY.or(OperandTypes.ANY_NUMERIC).or(OperandTypes.ANY_NUMERIC_ANY)),
            new FrameFunction(
                    SqlKind.LEAD, OperandTypes.ANY.or(OperandTypes.ANY_NUMERIC).or(OperandTypes.ANY_NUMERIC_ANY)),
            new FrameFunction(SqlKind.NTH_VALUE, OperandTypes.ANY_NUMERIC));

    private FrameFunction(SqlKind kind, SqlOperandTypeChecker operands) {
        super(
                kind.name(),
                null,
                kind,
                FrameFunction::type,
                null,
                operands,
                SqlFunctionCategory.NUMERIC,
                false,
                true,
                Optionality.FORBIDDEN);
    }

    private static @Nullable RelDataType type(SqlOperatorBinding binding) {
        List<RelDataType> types = new ArrayList<>(List.of(binding.getOperandType(0)));
        if (binding.getOperandCount() > 2) {
            types.add(binding.getOperandType(2));
        }
        RelDataType common = binding.getTypeFactory().leastRestrictive(types);
        boolean nullable = types.size() == 1 || types.stream().anyMatch(RelDataType::isNullable);
        return common == null ? null : binding.getTypeFactory().createTypeWithNullability(common, nullable);
    }

    @Override
    public boolean allowsFraming() {
        return kind == SqlKind.NTH_VALUE;
    }

    @Override
    public boolean allowsNullTreatment() {
        return true;
    }
}
