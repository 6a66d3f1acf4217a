// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ARRAY value; it needs no connection, and {@code free} frees nothing but forbids further use. */
final class JdbcArray implements Array {
    private final List<? extends @Nullable Object> elements;
    private final ArrayType type;
    private boolean freed;

    /** @param elements the engine's Java objects */
    JdbcArray(List<? extends @Nullable Object> elements, ArrayType type) {
        this.elements = elements;
        this.type = type;
    }

    private void checkNotFreed() throws SQLException {
        if (freed) {
            throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "array was freed");
        }
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        checkNotFreed();
        return type.element().sql();
    }

    @Override
    public int getBaseType() throws SQLException {
        checkNotFreed();
        return JdbcTypes.number(type.element());
    }

    @Override
    public Object getArray() throws SQLException {
        checkNotFreed();
        return JdbcValues.toJdbcElements(elements, type.element());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return JdbcValues.toJdbcElements(slice(index, count), type.element());
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    private List<? extends @Nullable Object> slice(long index, int count) throws SQLException {
        checkNotFreed();
        if (index < 1 || count < 0 || index - 1 + count > elements.size()) {
            throw SqlErrors.of(
                    ErrorCode.ARRAY_INDEX,
                    "array of %d elements has no %d elements from %d on",
                    elements.size(),
                    count,
                    index);
        }
        return elements.subList((int) index - 1, (int) index - 1 + count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, elements.size());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object element : slice(index, count)) {
            rows.add(Arrays.asList((int) index + rows.size(), element));
        }
        return SessionResultSet.of(
                new Schema(List.of(
                        new Field("INDEX", DataType.integer().withNullable(false)),
                        new Field("VALUE", type.element()))),
                rows);
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
    }

    @Override
    public void free() {
        freed = true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JdbcArray array && elements.equals(array.elements) && type.equals(array.type);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return ValueText.of(elements, type);
    }
}
