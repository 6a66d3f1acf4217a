// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.type;

import io.weir.functions.Widening;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.type.RelTypes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes types: text is Unicode and varies in length, so that the literal {@code 'ab'} is a VARCHAR, and what two types
 * have in common is what {@link Widening} says.
 */
public final class WeirTypeFactory extends SqlTypeFactoryImpl {
    public WeirTypeFactory() {
        super(WeirTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name) {
        return super.createSqlType(varying(name));
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision) {
        return super.createSqlType(varying(name), precision);
    }

    private static SqlTypeName varying(SqlTypeName name) {
        return switch (name) {
            case CHAR -> SqlTypeName.VARCHAR;
            case BINARY -> SqlTypeName.VARBINARY;
            default -> name;
        };
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        if (types.stream().anyMatch(WeirTypeFactory::isLeftToCalcite)) {
            return super.leastRestrictive(types, rule);
        }
        Optional<DataType> common =
                Widening.common(types.stream().map(DataTypes::of).toList());
        return common.map(type -> RelTypes.of(type, this)).orElse(null);
    }

    /** Intervals keep their units, and rows are compared field by field. */
    private static boolean isLeftToCalcite(RelDataType type) {
        return type.isStruct() || SqlTypeUtil.isInterval(type) || !DataTypes.isKnown(type);
    }
}
