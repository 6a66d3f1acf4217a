// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;

/** {@code 'key' = 'value'} of a WITH clause or of SET. */
public record OptionSetting(Key key, String value, SourceSpan valueSpan) {
    /** An option's name, and its place. */
    public record Key(String name, SourceSpan span) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    public String name() {
        return key.name();
    }

    public String toSql() {
        return quote(name()) + " = " + quote(value);
    }

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OptionSetting that && key.equals(that.key) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + value.hashCode();
    }
}
