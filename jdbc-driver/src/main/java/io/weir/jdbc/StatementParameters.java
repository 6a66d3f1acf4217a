// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the parameters of a prepared statement. */
final class StatementParameters implements ParameterMetaData {
    private final List<DataType> types;

    StatementParameters(List<DataType> types) {
        this.types = types;
    }

    private DataType type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > types.size()) {
            throw SqlErrors.of(
                    ErrorCode.PARAMETER_MISSING, "parameter %d does not exist: there are %d", parameter, types.size());
        }
        return types.get(parameter - 1);
    }

    @Override
    public int getParameterCount() {
        return types.size();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        return type(parameter).nullable() ? parameterNullable : parameterNoNulls;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return JdbcTypes.isSigned(type(parameter));
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        return JdbcTypes.precision(type(parameter));
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        return JdbcTypes.scale(type(parameter));
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return JdbcTypes.number(type(parameter));
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return type(parameter).sql();
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return JdbcTypes.className(type(parameter));
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return parameterModeIn;
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
