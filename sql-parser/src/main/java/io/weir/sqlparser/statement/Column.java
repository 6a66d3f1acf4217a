// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import org.jspecify.annotations.Nullable;

/** A column of CREATE TABLE: read from outside, read from a record's metadata, or computed. */
public sealed interface Column {
    Identifier name();

    @Nullable
    String comment();

    String toSql();

    /** {@code name TYPE}. */
    record Physical(
            Identifier name, TypeName type, @Nullable String comment) implements Column {
        @Override
        public String toSql() {
            return name.toSql() + " " + type.type().sqlWithNullability() + Column.commentSql(comment);
        }
    }

    /**
     * {@code name TYPE METADATA [FROM 'key'] [VIRTUAL]}.
     *
     * @param key the metadata's name, or null when it is the column's
     * @param virtual only read, never written
     */
    record Metadata(
            Identifier name,
            TypeName type,
            @Nullable String key,
            boolean virtual,
            @Nullable String comment) implements Column {
        @Override
        public String toSql() {
            return name.toSql()
                    + " "
                    + type.type().sqlWithNullability()
                    + " METADATA"
                    + (key == null ? "" : " FROM " + OptionSetting.quote(key))
                    + (virtual ? " VIRTUAL" : "")
                    + Column.commentSql(comment);
        }
    }

    /** {@code name AS expression}. */
    record Computed(
            Identifier name, SqlText expression, @Nullable String comment) implements Column {
        @Override
        public String toSql() {
            return name.toSql() + " AS " + expression.text() + Column.commentSql(comment);
        }
    }

    private static String commentSql(@Nullable String comment) {
        return comment == null ? "" : " COMMENT " + OptionSetting.quote(comment);
    }
}
