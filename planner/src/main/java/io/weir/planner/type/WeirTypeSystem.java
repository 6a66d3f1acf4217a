// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.type;

import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Limits and defaults of the types, and what sums and averages come to. */
final class WeirTypeSystem extends RelDataTypeSystemImpl {
    static final WeirTypeSystem INSTANCE = new WeirTypeSystem();

    /** Digits after the point of an average of decimals, at least; as in Flink. */
    private static final int AVERAGE_SCALE = 6;

    private WeirTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case DECIMAL -> DecimalType.MAX_PRECISION;
            case VARCHAR, CHAR, VARBINARY, BINARY -> Integer.MAX_VALUE;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeType.MAX_PRECISION;
            default -> super.getMaxPrecision(typeName);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? DecimalType.MAX_PRECISION : super.getMaxScale(typeName);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case DECIMAL -> 10;
            case VARCHAR, VARBINARY -> Integer.MAX_VALUE;
            case TIME -> 0;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeType.MAX_PRECISION;
            default -> super.getDefaultPrecision(typeName);
        };
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        return switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> like(factory, SqlTypeName.BIGINT, argument);
            case REAL, FLOAT, DOUBLE -> like(factory, SqlTypeName.DOUBLE, argument);
            case DECIMAL -> decimal(factory, argument.getScale(), argument);
            default -> argument;
        };
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        return switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, FLOAT, DOUBLE -> like(factory, SqlTypeName.DOUBLE, argument);
            case DECIMAL -> decimal(factory, Math.max(AVERAGE_SCALE, argument.getScale()), argument);
            default -> argument;
        };
    }

    private static RelDataType like(RelDataTypeFactory factory, SqlTypeName name, RelDataType argument) {
        return factory.createTypeWithNullability(factory.createSqlType(name), argument.isNullable());
    }

    private static RelDataType decimal(RelDataTypeFactory factory, int scale, RelDataType argument) {
        return factory.createTypeWithNullability(
                factory.createSqlType(SqlTypeName.DECIMAL, DecimalType.MAX_PRECISION, scale), argument.isNullable());
    }
}
