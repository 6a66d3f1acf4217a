// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.SQLException;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ROW value. */
final class JdbcStruct implements Struct {
    private final @Nullable Object[] attributes;
    private final String typeName;

    JdbcStruct(@Nullable Object[] attributes, String typeName) {
        this.attributes = attributes;
        this.typeName = typeName;
    }

    @Override
    public String getSQLTypeName() {
        return typeName;
    }

    @Override
    public @Nullable Object[] getAttributes() {
        return attributes.clone();
    }

    @Override
    public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw SqlErrors.unsupported("a map of types");
        }
        return attributes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JdbcStruct struct
                && typeName.equals(struct.typeName)
                && Arrays.deepEquals(attributes, struct.attributes);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(attributes);
    }

    @Override
    public String toString() {
        return Arrays.stream(attributes)
                .map(value -> value == null ? "NULL" : value.toString())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
