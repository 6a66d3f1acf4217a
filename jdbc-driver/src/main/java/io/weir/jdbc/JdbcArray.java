// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType.ArrayType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ARRAY value. */
final class JdbcArray implements Array {
    private final @Nullable Object[] elements;
    private final ArrayType type;

    JdbcArray(@Nullable Object[] elements, ArrayType type) {
        this.elements = elements;
        this.type = type;
    }

    @Override
    public String getBaseTypeName() {
        return type.element().sql();
    }

    @Override
    public int getBaseType() {
        return JdbcTypes.number(type.element());
    }

    @Override
    public Object getArray() {
        return elements.clone();
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) {
        return elements.clone();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        if (index < 1 || count < 0 || index - 1 + count > elements.length) {
            throw new SQLException("there are " + elements.length + " elements", "2202E");
        }
        return Arrays.copyOfRange(elements, (int) index - 1, (int) index - 1 + count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw SqlErrors.unsupported("an array as a result set");
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        throw SqlErrors.unsupported("an array as a result set");
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw SqlErrors.unsupported("an array as a result set");
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        throw SqlErrors.unsupported("an array as a result set");
    }

    @Override
    public void free() {}

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
