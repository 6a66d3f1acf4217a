// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.type;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Our types in Calcite's words. FLOAT has four bytes, which Calcite calls REAL. */
public final class RelTypes {
    private RelTypes() {}

    public static RelDataType of(DataType type, RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(notNull(type, factory), type.nullable());
    }

    private static RelDataType notNull(DataType type, RelDataTypeFactory factory) {
        return switch (type.kind()) {
            case NULL -> factory.createSqlType(SqlTypeName.NULL);
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
            case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case FLOAT -> factory.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL ->
                factory.createSqlType(
                        SqlTypeName.DECIMAL, ((DecimalType) type).precision(), ((DecimalType) type).scale());
            case VARCHAR -> factory.createSqlType(SqlTypeName.VARCHAR, ((TextType) type).maxLength());
            case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY, ((BytesType) type).maxLength());
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, ((TimeType) type).precision());
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, ((TimeType) type).precision());
            case TIMESTAMP_LTZ ->
                factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, ((TimeType) type).precision());
            case INTERVAL_MONTHS ->
                factory.createSqlIntervalType(
                        new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
            case INTERVAL_MICROS ->
                factory.createSqlIntervalType(
                        new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
            case ROW -> row(((RowType) type).fields(), factory);
            case ARRAY -> factory.createArrayType(of(((ArrayType) type).element(), factory), -1);
            case MAP ->
                factory.createMapType(of(((MapType) type).key(), factory), of(((MapType) type).value(), factory));
        };
    }

    private static RelDataType row(List<Field> fields, RelDataTypeFactory factory) {
        return factory.createStructType(
                StructKind.PEEK_FIELDS_NO_EXPAND,
                fields.stream().map(field -> of(field.type(), factory)).toList(),
                fields.stream().map(Field::name).toList());
    }
}
