// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;

/** A type and where it is written; equal wherever it stands. */
public record TypeName(DataType type, SourceSpan span) {
    @Override
    public boolean equals(Object other) {
        return other instanceof TypeName that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
