// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import java.util.Locale;

/** A name as it was written, without its quotes. Names are equal wherever they stand, and only in the same spelling. */
public record Identifier(String name, SourceSpan span) {
    /** Whether both name the same thing: identifiers match without regard to case. */
    public boolean matches(Identifier other) {
        return name.equalsIgnoreCase(other.name);
    }

    /** The same for all names that match. */
    public String key() {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The name in backticks. */
    public String toSql() {
        return quote(name);
    }

    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Identifier that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
