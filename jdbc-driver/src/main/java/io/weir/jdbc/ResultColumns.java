// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is known of the columns of a result. */
final class ResultColumns implements ResultSetMetaData {
    private final Schema schema;

    ResultColumns(Schema schema) {
        this.schema = schema;
    }

    private int index(int column) throws SQLException {
        if (column < 1 || column > schema.size()) {
            throw SqlErrors.of(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "column %d does not exist: the result has %d, counted from 1",
                    column,
                    schema.size());
        }
        return column - 1;
    }

    private DataType type(int column) throws SQLException {
        return schema.type(index(column));
    }

    @Override
    public int getColumnCount() {
        return schema.size();
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return type(column).kind() == TypeKind.VARCHAR;
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        index(column);
        return true;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return type(column).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return JdbcTypes.isSigned(type(column));
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return JdbcTypes.displaySize(type(column));
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return schema.name(index(column));
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return schema.name(index(column));
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        index(column);
        return "";
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return JdbcTypes.precision(type(column));
    }

    @Override
    public int getScale(int column) throws SQLException {
        return JdbcTypes.scale(type(column));
    }

    @Override
    public String getTableName(int column) throws SQLException {
        index(column);
        return "";
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        index(column);
        return "";
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return JdbcTypes.number(type(column));
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return type(column).sql();
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        index(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return JdbcTypes.className(type(column));
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
        return SqlErrors.unwrap(this, wanted);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> wanted) {
        return wanted != null && wanted.isInstance(this);
    }
}
