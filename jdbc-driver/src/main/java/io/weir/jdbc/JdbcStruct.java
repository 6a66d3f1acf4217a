// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;
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
    public @Nullable Object[] getAttributes(Map<String, Class<?>> map) {
        return attributes.clone();
    }

    @Override
    public String toString() {
        return Arrays.toString(attributes);
    }
}
