// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercion;
import org.jspecify.annotations.Nullable;

/**
 * Converts nothing: what two types have in common is the type factory's to say, and conversions are written out in the
 * plan. It is there since without any coercion the validator refuses NULL where its type follows from other rows.
 */
final class NoCoercion implements TypeCoercion {
    @Override
    public @Nullable RelDataType getTightestCommonType(@Nullable RelDataType a, @Nullable RelDataType b) {
        return null;
    }

    @Override
    public @Nullable RelDataType getWiderTypeForTwo(
            @Nullable RelDataType a, @Nullable RelDataType b, boolean stringPromotion) {
        return null;
    }

    @Override
    public @Nullable RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
        return null;
    }

    @Override
    public @Nullable RelDataType getWiderTypeForDecimal(@Nullable RelDataType a, @Nullable RelDataType b) {
        return null;
    }

    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(@Nullable RelDataType a, @Nullable RelDataType b) {
        return null;
    }

    @Override
    public boolean rowTypeCoercion(@Nullable SqlValidatorScope scope, SqlNode query, int column, RelDataType target) {
        return false;
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean quantifyOperationCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    @Deprecated
    public boolean caseWhenCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
        return false;
    }

    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> types, List<SqlTypeFamily> expected) {
        return false;
    }

    @Override
    public boolean userDefinedFunctionCoercion(SqlValidatorScope scope, SqlCall call, SqlFunction function) {
        return false;
    }

    @Override
    public boolean querySourceCoercion(
            @Nullable SqlValidatorScope scope, RelDataType source, RelDataType target, SqlNode query) {
        return false;
    }
}
